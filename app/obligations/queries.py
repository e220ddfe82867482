"""Reads of obligations: who owes what by when. `is_late` is the SQL twin of `rules.late`."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Text,
    Uuid,
    and_,
    any_,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from app.access.caller import Caller
from app.access.reading import LIMIT, TODAY, Listing, caller_agencies, caller_role, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.models import Agency, AgencyGroup
from app.agencies.queries import agency_ref, is_member
from app.kernel.reads import Compiled, Rows, Shapes, as_object, spliced, value
from app.obligations.models import Obligation
from app.obligations.policy import obligation_may
from app.obligations.rules import ObligationKind, ObligationState
from app.plans.models import Plan, Section
from app.plans.queries import caller_facts, visible_to_caller
from app.tasks.cells import late_from, word
from app.tasks.models import Task, TaskAgencyState, TaskDeadline
from app.tasks.policy import PairFacts
from app.tasks.rules import Status

FALSE: ColumnElement[bool] = literal_column("false")


def _is_one_of(*states: ObligationState) -> ColumnElement[bool]:
    return Obligation.state == any_(literal_column("array[" + ", ".join(f"'{one.value}'" for one in states) + "]"))


IS_ENDED = _is_one_of(ObligationState.lapsed, ObligationState.cancelled)
IS_UNANSWERED = _is_one_of(ObligationState.open, ObligationState.awaiting_event, ObligationState.returned)
_waits = or_(Obligation.not_yet, and_(Obligation.trigger.is_not(None), Obligation.effective_due_date.is_(None)))
# The day by which it is judged: none while it waits for an event, none when opening it came too late.
_due = case((or_(_waits, Obligation.opened_late), None), else_=Obligation.effective_due_date)
_grace = case((and_(Obligation.state == word("returned"), Obligation.answered_on <= _due), Obligation.respond_by))
_limit = case((_due.is_not(None), func.greatest(_due, _grace)))
_judged = case((IS_UNANSWERED, TODAY), else_=Obligation.answered_on)
IS_LATE = and_(~IS_ENDED, func.coalesce(_judged > _limit, FALSE))


def visible_obligations() -> ColumnElement[bool]:
    """Those of visible plans; a submitter sees its own agencies' only."""
    narrowed = or_(caller_role != word("submitter"), Obligation.agency_id == any_(caller_agencies))
    return and_(visible_to_caller(), narrowed)


def _task() -> ColumnElement[Any]:
    phrase = select(TaskDeadline.text).where(TaskDeadline.task_id == Task.id, TaskDeadline.source == word("cell"))
    section = select(Section.label).where(Section.id == Task.section_id).correlate(Task)
    columns = select(
        Task.id,
        Plan.code.label("plan"),
        section.scalar_subquery().label("section"),
        Task.number,
        Task.title,
        Task.deliverable,
        phrase.correlate(Task).scalar_subquery().label("deadline"),
    )
    return as_object(columns, "of_task", Task, Plan)


def _period() -> ColumnElement[Any]:
    columns = select(
        Obligation.period_label.label("label"),
        Obligation.period_start_on.label("start_on"),
        Obligation.period_end_on.label("end_on"),
    )
    return as_object(columns.where(Obligation.period_label.is_not(None)), "of_period", Obligation)


def _last_report() -> ColumnElement[Any]:
    columns = select(TaskAgencyState.last_report_id.label("id"), TaskAgencyState.last_reported_at.label("submitted_at"))
    return as_object(columns.where(TaskAgencyState.last_report_id.is_not(None)), "reported", TaskAgencyState)


def _shown() -> Rows:
    return select(
        Obligation.id,
        Obligation.kind,
        Obligation.state,
        IS_LATE.label("late"),
        Obligation.opened_late,
        agency_ref(Obligation.agency_id, "agency", Obligation).label("agency"),
        _period().label("period"),
        Obligation.nominal_due_date,
        Obligation.effective_due_date,
        Obligation.original_due_date,
        Obligation.window_from,
        late_from(_limit).label("late_from"),
        Obligation.condition,
        Obligation.not_yet,
        Obligation.awaited_event_id,
        Obligation.answered_on,
        Obligation.settled_on,
        Obligation.settled_by,
        Obligation.respond_by,
        _task().label("task"),
        _last_report().label("last_report"),
        Obligation.version,
    )


def _obligations(condition: ColumnElement[bool]) -> Rows:
    facts = (
        Obligation.id,
        Obligation.sort_day,
        Obligation.version,
        Obligation.agency_id,
        Obligation.kind,
        Obligation.state,
        TaskAgencyState.status.label("pair_status"),
        TaskAgencyState.owes_completion,
        Plan.status.label("plan_status"),
    )
    return (
        select(as_object(_shown(), "shown", Obligation, Task, Plan, TaskAgencyState).label("item"), *facts)
        .select_from(Obligation)
        .join(Task, Task.id == Obligation.task_id)
        .join(Plan, Plan.id == Obligation.plan_id)
        .join(TaskAgencyState, TaskAgencyState.id == Obligation.pair_id)
        .where(visible_obligations(), condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _obligations(condition).order_by(Obligation.sort_day, Obligation.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "sort_day", "id")


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    pair = PairFacts(row["agency_id"], Status(row["pair_status"]), row["owes_completion"])
    kind, state = ObligationKind(row["kind"]), ObligationState(row["state"])
    return spliced(row["item"], may=obligation_may(caller_facts(caller), row["plan_status"], pair, kind, state))


def _of_agency() -> ColumnElement[bool]:
    found = select(Agency.id).where(Agency.id == Obligation.agency_id, same_thing(Agency, "agency"))
    return found.correlate(Obligation).exists()


def _of_group() -> ColumnElement[bool]:
    agency, group = aliased(Agency), aliased(AgencyGroup)
    found = select(agency.id).join(group, is_member(group, agency))
    return found.where(agency.id == Obligation.agency_id, same_thing(group, "group")).correlate(Obligation).exists()


OBLIGATIONS = Listing(
    Shapes(
        _page,
        {
            "agency": _of_agency(),
            "group": _of_group(),
            "plan": same_thing(Plan, "plan"),
            "task": Obligation.task_id == value("task", Uuid()),
            "kind": Obligation.kind == value("kind", Text()),
            "state": Obligation.state == value("state", Text()),
            "late": value("late", Boolean()) == IS_LATE,
            "due_from": Obligation.effective_due_date >= value("due_from", Date()),
            "due_to": Obligation.effective_due_date <= value("due_to", Date()),
            "after": tuple_(Obligation.sort_day, Obligation.id)
            > tuple_(value("after_sort_day", Date()), value("after_id", Uuid())),
        },
    ),
    Permission.obligation_read,
    {"sort_day": date, "id": UUID},
    with_may,
)
OBLIGATION = Compiled(for_caller(_obligations(Obligation.id == value("id", Uuid())).subquery("rows")))
