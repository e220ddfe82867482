"""`/v1/summary` and the summary of one plan."""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.overview import counts, excuses, league, movements, schemas, summary
from app.overview.counting import count
from app.overview.counts import Part
from app.overview.parameters import InOnePlan, Moved, OfLeague, OverPlans
from app.overview.problems import UnclearWindow
from app.plans.endpoints import PlanPath
from app.tasks.problems import FutureDay

router = APIRouter(prefix="/v1", tags=["Summary"])


class GroupBy(StrEnum):
    plan = "plan"
    agency = "agency"
    section = "section"
    month = "month"


@router.get(
    "/plans/{plan}/summary",
    response_model=schemas.PlanSummary,
    responses=responses(NotFound, FutureDay, UnclearWindow),
)
async def get_plan_summary(reader: Reading, plan: PlanPath, asked: InOnePlan) -> Response:
    """The eight cells of a plan and what its agencies owe, on a day and by either basis; the window is that of what was due."""
    of = replace(asked, scope=replace(asked.scope, plan=plan))
    rows = await count(reader, counts.statement(of.shape(Part.section, Part.agency, of_plan=True)), asked, **of.values)
    return summary.answer(summary.of_plan(of, rows))


@router.get("/summary", response_model=schemas.Summary, responses=responses(FutureDay, UnclearWindow))
async def get_summary(
    reader: Reading,
    asked: OverPlans,
    group_by: Annotated[GroupBy | SkipJsonSchema[None], Query(description="Adds `groups`, one for each.")] = None,
) -> Response:
    """The same over all the plans the caller sees."""
    parts = () if group_by is None else (Part(group_by),)
    rows = await count(reader, counts.statement(asked.shape(*parts)), asked)
    return summary.answer(summary.over_plans(asked, rows, *parts))


@router.get("/summary/agencies", response_model=schemas.LeaguePage, responses=responses(FutureDay, UnclearWindow))
async def list_agency_summaries(
    reader: Reading, of: OfLeague, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """The agencies beside one another, each counted by its leads: the best on-time rate first unless `sort` says otherwise, last who has none, then by name."""
    listing = replace(league.LEAGUE[of.question.asked.view], finish=partial(league.shown, of.question.scope))
    return await reader.page(listing, limit, cursor, of.filters, **of.values)


@router.get(
    "/summary/excused-delays", response_model=schemas.ExcusedDelayPage, responses=responses(FutureDay, UnclearWindow)
)
async def list_excused_delays(
    reader: Reading, asked: OverPlans, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Delays with an objective cause: confirmed by whom, when and with which document; the earliest day first."""
    listing = excuses.EXCUSED_DELAYS[asked.asked.view]
    return await reader.page(listing, limit, cursor, asked.given, **asked.values)


@router.get("/summary/movements", response_model=schemas.Movements, responses=responses(FutureDay, UnclearWindow))
async def get_movements(reader: Reading, asked: Moved) -> Response:
    """How many tasks were in which cell at the end of `from` and in which at the end of `to` (today unless said).

    A first day has to be named. A month, a quarter or a year: from the end of the day before it began. With `agency`: tasks it leads at the end.
    """
    statement = movements.statement(asked.question.shape())
    rows = await count(reader, statement, asked.question, before=asked.since)
    return summary.answer(movements.shown(asked, rows))
