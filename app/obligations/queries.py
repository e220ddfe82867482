"""Reads of obligations: who owes what by when, now or as of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ARRAY,
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
    true,
    tuple_,
)

from app.access.caller import Caller
from app.access.reading import LIMIT, TODAY, Listing, caller_agencies, caller_role, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.queries import agency_asked, agency_ref, members_asked
from app.kernel.reads import Compiled, Rows, Shapes, as_object, spliced, value
from app.obligations.extensions.rules import PENDING
from app.obligations.models import ExtensionRequest, Obligation, ObligationStateChange
from app.obligations.policy import obligation_may
from app.obligations.rules import ENDED, LIVE, UNANSWERED, CountsAs, ObligationKind, ObligationState
from app.plans.models import Plan
from app.plans.queries import caller_facts, visible_to_caller
from app.tasks.cell_rules import Basis
from app.tasks.cells import FALSE, late_from, word
from app.tasks.models import Task, TaskAgencyState, TaskAgencyStateChange, TaskDeadline
from app.tasks.named import NAMES
from app.tasks.policy import PairFacts
from app.tasks.rules import Status
from app.tasks.shown import task_ref
from app.tasks.views import NOW, VIEWS, View, is_there, judged_on


@dataclass(frozen=True, slots=True)
class Judged:
    """What lateness is told from, in a view: the SQL twin of `rules.late` and its neighbours.

    `day` is the one shown by the basis, `due` the same where it is judged by it.
    """

    row: Any
    day: ColumnElement[Any]
    due: ColumnElement[Any]

    @property
    def grace(self) -> ColumnElement[Any]:
        in_time = and_(self.row.state == word(ObligationState.returned), self.row.answered_on <= self.due)
        return case((in_time, self.row.respond_by))

    @property
    def last_day(self) -> ColumnElement[Any]:
        return case((self.due.is_not(None), func.greatest(self.due, self.grace)))

    @property
    def is_live(self) -> ColumnElement[bool]:
        return is_one_of(self.row.state, LIVE)

    @property
    def is_unanswered(self) -> ColumnElement[bool]:
        return is_one_of(self.row.state, UNANSWERED)

    @property
    def has_ended(self) -> ColumnElement[bool]:
        return is_one_of(self.row.state, ENDED)

    @property
    def is_late(self) -> ColumnElement[bool]:
        judged = case((self.is_unanswered, judged_on(Plan)), else_=self.row.answered_on)
        return and_(~self.has_ended, func.coalesce(judged > self.last_day, FALSE))

    @property
    def counts_as(self) -> ColumnElement[Any]:
        """What it is in the counts; null for what has no day to be judged by, and for what has lapsed or was cancelled."""
        return case(
            (or_(self.due.is_(None), self.has_ended), None),
            (and_(self.is_unanswered, self.is_late), word(CountsAs.missing)),
            (self.is_unanswered, word(CountsAs.upcoming)),
            (self.is_late, word(CountsAs.late)),
            else_=word(CountsAs.on_time),
        )


def is_one_of(state: Any, states: Iterable[StrEnum]) -> ColumnElement[bool]:
    listed = ", ".join(f"'{one.value}'" for one in sorted(states))
    return cast("ColumnElement[bool]", state == any_(literal_column(f"array[{listed}]")))


def judged(view: View) -> Judged:
    """The obligations of a statement over `Obligation`, in a view. As of a day, `history` has to be joined to it."""
    row: Any = HISTORY.c if view.as_of else Obligation
    day = row.effective_due_date if view.basis is Basis.current else row.original_due_date
    return Judged(row, day, case((or_(row.not_yet, row.opened_late), None), else_=day))


def _newest_change() -> Any:
    """The row of an obligation's history that was in force at the end of the day."""
    change = ObligationStateChange
    of_obligation = select(change).where(change.obligation_id == Obligation.id, change.on_day <= TODAY)
    newest = of_obligation.order_by(change.on_day.desc(), change.sequence.desc()).limit(literal_column("1"))
    return newest.correlate(Obligation).lateral("history")


HISTORY = _newest_change()


def visible_obligations(row: Any) -> ColumnElement[bool]:
    """Those of visible plans; a submitter sees its own agencies' only."""
    narrowed = or_(caller_role != word("submitter"), row.agency_id == any_(caller_agencies))
    return and_(visible_to_caller(), narrowed)


def obligation_task() -> ColumnElement[Any]:
    """The task inside an obligation, or inside what is asked about one."""
    phrase = select(TaskDeadline.text).where(TaskDeadline.task_id == Task.id, TaskDeadline.source == word("cell"))
    return task_ref(Task.deliverable, phrase.correlate(Task).scalar_subquery().label("deadline"))


def _period() -> ColumnElement[Any]:
    columns = select(
        Obligation.period_label.label("label"),
        Obligation.period_start_on.label("start_on"),
        Obligation.period_end_on.label("end_on"),
    )
    return as_object(columns.where(Obligation.period_label.is_not(None)), "of_period", Obligation)


def _last_report(view: View, row: Any) -> ColumnElement[Any]:
    """Of the agency that owed it then: a successor's pair knows nothing of what the one before it had sent. What its office
    stated when the plan was opened is none of its reports, and what came out of order is not the newest when that is withdrawn.
    """
    pair: Any = _newest_of_pair(row) if view.as_of else TaskAgencyState
    columns = select(pair.last_report_id.label("id"), pair.last_reported_at.label("submitted_at"))
    known = columns.where(pair.last_report_id.is_not(None), pair.last_reported_at.is_not(None))
    return as_object(known, "reported", TaskAgencyState, *_beside(view))


def _newest_of_pair(row: Any) -> Any:
    change = TaskAgencyStateChange
    of_pair = select(change).where(change.pair_id == TaskAgencyState.id, change.on_day <= TODAY)
    of_pair = of_pair.where(change.agency_id.is_not_distinct_from(row.agency_id))
    newest = of_pair.order_by(change.on_day.desc(), change.sequence.desc()).limit(literal_column("1"))
    return newest.correlate(TaskAgencyState, HISTORY).lateral("pair_then").c


def _shown(view: View) -> Rows:
    found = judged(view)
    row = found.row
    return select(
        Obligation.id,
        Obligation.kind,
        row.state,
        found.is_late.label("late"),
        row.opened_late,
        agency_ref(row.agency_id, "agency", Obligation, *_beside(view)).label("agency"),
        _period().label("period"),
        row.nominal_due_date,
        row.effective_due_date,
        row.original_due_date,
        Obligation.window_from,
        late_from(found.last_day).label("late_from"),
        Obligation.condition,
        row.not_yet,
        Obligation.awaited_event_id,
        Obligation.report_request_id,
        row.answered_on,
        row.settled_on,
        case((row.state == word(ObligationState.settled), Obligation.settled_by)).label("settled_by"),
        row.respond_by,
        obligation_task().label("task"),
        _last_report(view, row).label("last_report"),
        Obligation.version,
    )


def has_a_day(row: Any) -> ColumnElement[bool]:
    """The SQL twin of `extensions.rules.has_a_day`."""
    return and_(is_one_of(row.state, UNANSWERED), row.effective_due_date.is_not(None), ~row.not_yet)


def _can_be_extended() -> ColumnElement[bool]:
    asked = select(ExtensionRequest.id).where(
        ExtensionRequest.obligation_id == Obligation.id,
        is_one_of(ExtensionRequest.state, PENDING),
    )
    return and_(has_a_day(Obligation), ~asked.correlate(Obligation).exists())


def _beside(view: View) -> tuple[Any, ...]:
    return (HISTORY,) if view.as_of else ()


def obligations_in(view: View, condition: ColumnElement[bool]) -> Rows:
    row = judged(view).row
    # Of today whatever the view, as `may` of a task: nobody does anything on a day that is over, and half of that day's state with
    # half of today's offered reports that were refused.
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
        _can_be_extended().label("can_be_extended"),
    )
    shown = as_object(_shown(view), "shown", Obligation, Task, Plan, TaskAgencyState, *_beside(view))
    found = select(shown.label("item"), *facts).select_from(Obligation)
    for history in _beside(view):
        found = found.join(history, true())
    return (
        found.join(Task, Task.id == Obligation.task_id)
        .join(Plan, Plan.id == Obligation.plan_id)
        .join(TaskAgencyState, TaskAgencyState.id == Obligation.pair_id)
        .where(visible_obligations(row), is_there(Plan, view), condition)
    )


def _page(view: View, condition: ColumnElement[bool]) -> Rows:
    rows = obligations_in(view, condition).order_by(Obligation.sort_day, Obligation.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "sort_day", "id")


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    pair = PairFacts(row["agency_id"], Status(row["pair_status"]), row["owes_completion"])
    kind, state = ObligationKind(row["kind"]), ObligationState(row["state"])
    may = obligation_may(
        caller_facts(caller), row["plan_status"], pair, kind, state, can_be_extended=row["can_be_extended"]
    )
    return spliced(row["item"], may=may)


def _listing(view: View) -> Listing:
    found = judged(view)
    filters = {
        "agency": found.row.agency_id.in_(agency_asked()),
        "group": found.row.agency_id.in_(members_asked()),
        "plan": same_thing(Plan, "plan"),
        "task": Obligation.task_id == value("task", Uuid()),
        "kind": Obligation.kind == value("kind", Text()),
        "state": found.row.state == value("state", Text()),
        "late": value("late", Boolean()) == found.is_late,
        "section": Task.section_id == value("section", Uuid()),
        "in_section": Task.section_id.is_not(None) == value("in_section", Boolean()),
        "unresolved": found.row.agency_id.is_(None) == value("unresolved", Boolean()),
        "timeliness": found.counts_as == any_(value("timeliness", ARRAY(Text()))),
        "dated": found.due.is_not(None) == value("dated", Boolean()),
        "due_from": found.day >= value("due_from", Date()),
        "due_to": found.day <= value("due_to", Date()),
        "after": tuple_(Obligation.sort_day, Obligation.id)
        > tuple_(value("after_sort_day", Date()), value("after_id", Uuid())),
    }
    places = {"sort_day": date, "id": UUID}
    return Listing(Shapes(partial(_page, view), filters), Permission.obligation_read, places, with_may, NAMES)


OBLIGATIONS = {view: _listing(view) for view in VIEWS}
BY_ID = Obligation.id == value("id", Uuid())
OBLIGATION_IN = {view: Compiled(for_caller(obligations_in(view, BY_ID).subquery("rows"))) for view in VIEWS}
# Those that one act has changed, for its journal.
SEVERAL = Compiled(for_caller(obligations_in(NOW, Obligation.id == any_(value("ids", ARRAY(Uuid())))).subquery("rows")))
