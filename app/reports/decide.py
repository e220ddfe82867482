"""Decides what a submitted report does: refused with a reason, or what the rows are afterwards. It reads rows and writes none.

The order is that of the gates: the agency leads the task, the plan takes reports, the report says what it must, the status allows
it, and what it answers is clear.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.access.caller import Caller
from app.kernel.problems import Fault
from app.kernel.words import Words
from app.obligations.open import first_open
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState
from app.obligations.settling import Answers, Refusal, ReportFacts, answers, applied, what_is_left
from app.obligations.standing import Settled, standing
from app.plans.queries import caller_facts
from app.reports import problems, rules
from app.reports.refusals import denied, refused
from app.reports.schemas import ReportCreate
from app.tasks.policy import Denied, TaskFacts, can_report
from app.tasks.problems import StatusRefuses
from app.tasks.progress import STANDING_COLUMNS
from app.tasks.rules import Action, Refused, Status, after, waiting_since

WHOLE = 100
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Touched:
    """An obligation the report settles or answers, as it is afterwards."""

    facts: ObligationFacts
    late: bool
    period: dict[str, Any] | None

    @property
    def is_settled(self) -> bool:
        return self.facts.state is ObligationState.settled


@dataclass(frozen=True, slots=True)
class Decision:
    """`pair`: the columns of the pair that the report changes."""

    agency_id: UUID
    placed: rules.Accepted
    touched: tuple[Touched, ...]
    action: Action
    pair: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Submission:
    """A report as it arrives: what was sent, its id, when, and the local day of that. `names_by`: the field that says what it answers."""

    draft: ReportCreate
    id: UUID
    now: datetime
    today: date
    names_by: str = "obligation_id"


def decide(row: Mapping[str, Any], caller: Caller, sent: Submission) -> Decision:
    agency_id = _reporting_agency(row, caller, sent.draft)
    if row["plan_status"] != "published":
        raise problems.PlanNotOpen(plan_status=row["plan_status"])
    _require_own_superseded(row, agency_id, sent)
    placed = _said_enough(row, sent)
    written = json.loads(row["owed"])
    owed = [_facts(one) for one in written]
    given = _answers(owed, row, sent, placed)
    left = applied(owed, given)
    touched = _touched(left, given, written)
    action = rules.ACTION_OF[rules.ReportStatus(sent.draft.status)]
    pair = _standing(row, left, touched) | _said(row, sent, placed, touched)
    # One out of order is kept and settles what it names, but where the task stands it does not say.
    if not placed.out_of_order:
        status = _moved(row, action, left)
        pair |= {
            "status": status.value,
            "blocked": sent.draft.status == rules.ReportStatus.blocked,
            "waiting_since": waiting_since(Status(row["pair_status"]), status, row["pair_waiting_since"], sent.now),
        }
    return Decision(agency_id, placed, touched, action, pair)


def _reporting_agency(row: Mapping[str, Any], caller: Caller, draft: ReportCreate) -> UUID:
    agency = row["agency_id"]
    # An agency that another has succeeded led the task, and has no pair of it any more.
    task = TaskFacts(
        leads=frozenset({agency} if row["leads"] and row["pair_id"] is not None else ()),
        coordinating=frozenset({agency} if row["coordinates"] else ()),
        is_heading=row["is_heading"],
    )
    # A name the register does not know is refused like any other agency's: the answer must not tell which names exist.
    named = None if draft.agency is None else agency or NOBODY
    allowed = can_report(caller_facts(caller), task, named)
    if isinstance(allowed, Denied):
        raise denied(allowed)
    return allowed.agency


def _require_own_superseded(row: Mapping[str, Any], agency_id: UUID, sent: Submission) -> None:
    found = (row["superseded_agency_id"], row["superseded_task_id"])
    if sent.draft.supersedes_id is not None and found != (agency_id, row["task_id"]):
        raise problems.UnknownSupersededReport(faults=[Fault("/supersedes_id", problems.UnknownSupersededReport.title)])


def _said_enough(row: Mapping[str, Any], sent: Submission) -> rules.Accepted:
    draft = sent.draft
    facts = rules.DraftFacts(
        status=rules.ReportStatus(draft.status),
        percent=draft.percent_complete,
        percent_reason=draft.percent_reason,
        summary=draft.summary,
        difficulties=draft.difficulties,
        no_change=draft.no_change,
        documents=frozenset(rules.DocumentKind(one.kind) for one in draft.result_documents),
        no_document_reason=draft.no_document_reason,
        captured_at=draft.captured_at,
    )
    last = rules.LastFacts(row["pair_percent"], row["pair_last_happened_at"])
    plan = rules.PlanFacts(rules.CompletionCounts(row["completion_counts"]), row["starts_on"])
    found = rules.check(facts, last, plan, sent.now)
    if isinstance(found, rules.Accepted):
        return found
    lacks_document = any(one.code is rules.RefusalCode.result_document_needed for one in found)
    problem = problems.ResultDocumentNeeded if lacks_document else problems.ReportIncomplete
    raise problem(faults=[Fault(one.field, Words(one.vi, one.en)) for one in found])


def _facts(one: Mapping[str, Any]) -> ObligationFacts:
    return ObligationFacts(
        id=UUID(one["id"]),
        kind=ObligationKind(one["kind"]),
        state=ObligationState(one["state"]),
        effective_due_date=_day(one["effective_due_date"]),
        original_due_date=_day(one["original_due_date"]),
        window_from=_day(one["window_from"]),
        has_trigger=one["has_trigger"],
        conditional=one["conditional"],
        not_yet=one["not_yet"],
        opened_late=one["opened_late"],
        answered_on=_day(one["answered_on"]),
        respond_by=_day(one["respond_by"]),
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _answers(
    owed: Sequence[ObligationFacts], row: Mapping[str, Any], sent: Submission, placed: rules.Accepted
) -> Answers:
    report = ReportFacts(
        completes=sent.draft.status == rules.ReportStatus.completed,
        named=sent.draft.obligation_id,
        out_of_order=placed.out_of_order,
        corrects=_corrects(row),
    )
    # A status that takes no report refuses it before it is asked what it answers: nothing is open in it.
    _moved(row, rules.ACTION_OF[rules.ReportStatus(sent.draft.status)], owed)
    found = answers(owed, report, sent.today, keeps_date=row["return_keeps_date"])
    if isinstance(found, Refusal):
        raise refused(found, sent.names_by)
    return found


def _corrects(row: Mapping[str, Any]) -> dict[ObligationKind, UUID]:
    answered = [] if row["superseded_settled"] is None else json.loads(row["superseded_settled"])
    return {ObligationKind(one["kind"]): UUID(one["obligation_id"]) for one in answered}


def _moved(row: Mapping[str, Any], action: Action, left: Sequence[ObligationFacts]) -> Status:
    status = Status(row["pair_status"])
    moved = after(status, action, what_is_left(left))
    if isinstance(moved, Refused):
        raise StatusRefuses.of(status)
    return moved


def _touched(
    left: Sequence[ObligationFacts], given: Answers, written: Sequence[Mapping[str, Any]]
) -> tuple[Touched, ...]:
    by_id = {one.obligation_id: one for one in (*given.settle, *given.answer)}
    return tuple(
        Touched(facts, by_id[facts.id].late, _period(one))
        for facts, one in zip(left, written, strict=True)
        if facts.id in by_id
    )


def _period(one: Mapping[str, Any]) -> dict[str, Any] | None:
    if one["period_label"] is None:
        return None
    return {"label": one["period_label"], "start_on": one["period_start_on"], "end_on": one["period_end_on"]}


def _standing(row: Mapping[str, Any], left: Sequence[ObligationFacts], touched: Sequence[Touched]) -> dict[str, Any]:
    """What was settled before is carried along as counts, so that nothing settled is read again."""
    settled = Settled(
        on_time=row["pair_settled_on_time"],
        late=row["pair_settled_late"],
        original_on_time=row["pair_original_settled_on_time"],
        original_late=row["pair_original_settled_late"],
        undated=row["pair_settled_undated"],
        last_due_on=row["pair_last_settled_due_on"],
        last_original_due_on=row["pair_last_settled_original_due_on"],
    )
    for one in touched:
        settled = settled.plus(one.facts) if one.is_settled else settled
    found = standing(left, settled)
    # Not asdict: it copies each day deeply, which took a fifth of a batch.
    return {name: getattr(found, name) for name in STANDING_COLUMNS} | {"open_obligation_id": first_open(left)}


def _said(
    row: Mapping[str, Any], sent: Submission, placed: rules.Accepted, touched: Sequence[Touched]
) -> dict[str, Any]:
    waits = any(not one.is_settled for one in touched)
    newest = not placed.out_of_order
    percent = WHOLE if sent.draft.status == rules.ReportStatus.completed else sent.draft.percent_complete
    return {
        "percent": row["pair_percent"] if percent is None or not newest else percent,
        "waiting_report_id": sent.id if waits else row["pair_waiting_report_id"],
        "last_report_id": sent.id if newest else row["pair_last_report_id"],
        "last_reported_at": sent.now,
        "last_happened_at": placed.happened_at if newest else row["pair_last_happened_at"],
    }
