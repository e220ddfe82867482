"""The agencies beside one another, each counted by its leads: how far they are, and what each handed in late or got back."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import BigInteger, ColumnElement, Date, Integer, Text, Uuid, and_, cast, func, or_, select, tuple_

from app.access.caller import Caller
from app.access.reading import LIMIT, TODAY, for_caller
from app.agencies.models import Agency
from app.agencies.queries import agency_ref, members_asked
from app.kernel.reads import Rows, value
from app.obligations.models import Obligation
from app.obligations.rules import CountsAs
from app.overview import rates
from app.overview.counts import Shape, as_json, counted, in_scope, leads_of, owed_of
from app.overview.excuses import excuses, is_delayed
from app.overview.league_sort import LeagueSort
from app.overview.links import Scope, league_links
from app.overview.listings import AFTER, listings
from app.overview.schemas import LeagueRow
from app.overview.summary import NO_CELLS, NOTHING_OWED, cells_of, rates_of
from app.plans.models import Plan
from app.reports.models import ReportReview
from app.tasks import cells
from app.tasks.cell_rules import Cell
from app.tasks.models import Task

# The best on-time rate first unless said, and after all of them who has none; then by name.
PLACES: dict[str, type] = {"place": int, "sort_key": str, "id": UUID}


def _by_rate(part: Any, whole: Any) -> ColumnElement[Any]:
    """The twin of `rates.Rate.place`."""
    counted_in, million = func.count().filter(part).cast(BigInteger), cells.number(rates.MILLION)
    share = func.div(counted_in * million, func.nullif(func.count().filter(whole), cells.number(0)))
    return func.coalesce(million - share, cells.number(rates.LAST))


def _place(shape: Shape, rank: Any) -> ColumnElement[Any]:
    """The smallest first: of a rate the best, of what is overdue the most."""
    found = {
        LeagueSort.completion: _by_rate(cells.is_completed(rank), rank.is_not(None)),
        LeagueSort.overdue: -func.count().filter(rank == cells.RANK[Cell.overdue]),
    }
    on_time = _by_rate(rank == cells.RANK[Cell.completed_on_time], cells.is_timed(rank))
    return cast(next((one for sort, one in found.items() if sort.filter in shape.filters), on_time), Integer)


def _by_leads(shape: Shape) -> Any:
    of = leads_of(shape).c
    in_cell = counted({cell.value: of.rank == place for cell, place in cells.RANK.items()})
    rows = select(of.agency_id, in_cell.label("cells"), _place(shape, of.rank).label("place")).where(
        of.rank.is_not(None)
    )
    return rows.group_by(of.agency_id).subquery("by_leads")


def _by_owed(shape: Shape) -> Any:
    is_excused = select(ReportReview.id).where(excuses()).correlate(Obligation).exists()
    of = owed_of(shape, is_excused.label("is_excused")).subquery("owed").c
    conditions = {one.value: of.counts_as == cells.word(one) for one in CountsAs}
    conditions |= {"excused": and_(is_delayed(of.counts_as), of.is_excused)}
    rows = select(of.agency_id, counted(conditions).label("owed")).where(of.counts_as.is_not(None))
    return rows.group_by(of.agency_id).subquery("by_owed")


def _by_returns(shape: Shape) -> Any:
    """Reports sent back on a day of the window, as far as it was over."""
    asked = {
        "first": ReportReview.reviewed_on >= value("first", Date()),
        "last": ReportReview.reviewed_on <= value("last", Date()),
    }
    days = (ReportReview.reviewed_on <= TODAY, *(one for name, one in asked.items() if name in shape.filters))
    rows = select(ReportReview.agency_id, func.count().label("returns")).select_from(ReportReview)
    joined = rows.join(Task, Task.id == ReportReview.task_id).join(Plan, Plan.id == ReportReview.plan_id)
    returned = joined.where(in_scope(shape), ReportReview.action == cells.word("return"), *days)
    return returned.group_by(ReportReview.agency_id).subquery("by_returns")


def _page(shape: Shape) -> Rows:
    leads, owed, returns = _by_leads(shape), _by_owed(shape), _by_returns(shape)
    sides = (leads, owed, returns)
    place = func.coalesce(leads.c.place, cells.number(rates.LAST))
    item = as_json(
        {
            "agency": agency_ref(Agency.id, "agency", Agency),
            "cells": leads.c.cells,
            "owed": owed.c.owed,
            "returns": func.coalesce(returns.c.returns, cells.number(0)),
        }
    )
    rows = select(item.label("item"), place.label("place"), Agency.sort_key, Agency.id).select_from(Agency)
    for side in sides:
        rows = rows.join(side, side.c.agency_id == Agency.id, isouter=True)
    rows = rows.where(or_(*(side.c.agency_id.is_not(None) for side in sides)))
    narrowed = {
        "group": Agency.id.in_(members_asked()),
        AFTER: tuple_(place, Agency.sort_key, Agency.id) > tuple_(*_AFTER),
    }
    rows = rows.where(*(one for name, one in narrowed.items() if name in shape.filters))
    return for_caller(rows.order_by(place, Agency.sort_key, Agency.id).limit(LIMIT).subquery("rows"), *PLACES)


_AFTER = (value("after_place", Integer()), value("after_sort_key", Text()), value("after_id", Uuid()))
LEAGUE = listings(_page, PLACES)


def told(item: dict[str, Any]) -> dict[str, Any]:
    """The numbers of one agency, with its rates."""
    owed = item["owed"] or {**NOTHING_OWED, "excused": 0}
    in_cells = cells_of(item["cells"] or NO_CELLS)
    return {
        "agency": item["agency"],
        "total": sum(in_cells.values()),
        "cells": in_cells,
        "rates": rates_of(in_cells, owed),
        "delays": owed["late"] + owed["missing"],
        "delays_excused": owed["excused"],
        "returns": item["returns"],
    }


def shown(scope: Scope, row: asyncpg.Record, _: Caller) -> bytes:
    """One agency as the interface shows it, with the lists behind its numbers."""
    of = told(json.loads(row["item"]))
    links = league_links(replace(scope, agency=of["agency"]["code"], by_leads=True))
    return LeagueRow.model_validate({**of, "links": links}).model_dump_json().encode()
