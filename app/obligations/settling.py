"""What a report, a withdrawal and a review do to the obligations of a pair (§5, Settling).

Pure. The pair's status is moved by `app.tasks.rules.after`, with what is left of its obligations.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.obligations.rules import LIVE, UNANSWERED, ObligationFacts, ObligationKind, ObligationState, late
from app.tasks.cell_rules import Basis
from app.tasks.rules import Left, Status


class RefusalCode(StrEnum):
    name_the_obligation = "name-the-obligation"
    not_an_open_obligation = "not-an-open-obligation"
    only_completed_answers = "only-completed-answers"
    nothing_to_complete = "nothing-to-complete"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One out of order settles only what it names. `corrects`: what the report that it supersedes had answered, by kind."""

    completes: bool
    named: UUID | None = None
    out_of_order: bool = False
    corrects: Mapping[ObligationKind, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """`obligations`: those to choose from."""

    code: RefusalCode
    vi: str
    en: str
    obligations: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`counted_on`: the day that counts for this report, the first day when it is a resubmission in time."""

    obligation_id: UUID
    kind: ObligationKind
    counted_on: date
    late: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """A progress report is settled by being submitted, a completion only answered: it waits for `confirm`."""

    settle: tuple[Answer, ...] = ()
    answer: tuple[Answer, ...] = ()


WORDS: Mapping[RefusalCode, tuple[str, str]] = MappingProxyType(
    {
        RefusalCode.name_the_obligation: (
            "Có nhiều kỳ báo cáo đang chờ: ghi rõ obligation_id của kỳ được báo cáo.",
            "Several reports are owed: name the one this answers in obligation_id.",
        ),
        RefusalCode.not_an_open_obligation: (
            "obligation_id không phải là nghĩa vụ đang mở của cơ quan này trong nhiệm vụ này.",
            "obligation_id is not an open obligation of this agency for this task.",
        ),
        RefusalCode.only_completed_answers: (
            "Nghĩa vụ hoàn thành chỉ được trả lời bằng báo cáo có trạng thái completed: bỏ obligation_id hoặc báo hoàn thành.",
            "Only a report with status completed answers a completion: leave obligation_id out, or report it completed.",
        ),
        RefusalCode.nothing_to_complete: (
            "Cơ quan này chỉ phải báo cáo theo kỳ, không có gì để báo hoàn thành: gửi báo cáo với trạng thái in_progress.",
            "This agency owes reports only, there is nothing to complete: send the report with status in_progress.",
        ),
    }
)


def _refusal(code: RefusalCode, choices: Iterable[ObligationFacts] = ()) -> Refusal:
    vi, en = WORDS[code]
    return Refusal(code, vi, en, tuple(one.id for one in choices))


def counted_day(obligation: ObligationFacts, today: date, *, keeps_date: bool) -> date:
    """A resubmission by `respond_by` keeps the first day (plan policy `return_keeps_date`): a return is not a delay."""
    resubmitted = obligation.state is ObligationState.returned and keeps_date
    if resubmitted and obligation.answered_on is not None and obligation.respond_by is not None:
        return obligation.answered_on if today <= obligation.respond_by else today
    return today


def answers(
    obligations: Sequence[ObligationFacts], report: ReportFacts, today: date, *, keeps_date: bool
) -> Answers | Refusal:
    """`obligations` are all of the pair, in the order in which they were opened."""
    live = [one for one in obligations if one.live]
    completion = _completion_to_answer(live, report.corrects.get(ObligationKind.completion))
    if report.completes and completion is None:
        return _refusal(RefusalCode.nothing_to_complete)
    chosen = _chosen(live, report, today)
    if isinstance(chosen, Refusal):
        return chosen
    # A completion that is named is the one meant: the earliest is not answered beside it.
    also = (
        report.completes
        and not report.out_of_order
        and (chosen is None or chosen.kind is not ObligationKind.completion)
    )
    found = [one for one in (chosen, completion if also else None) if one is not None]
    given = tuple(_answer(one, today, keeps_date=keeps_date) for one in found)
    return Answers(
        settle=tuple(one for one in given if one.kind is ObligationKind.progress_report),
        answer=tuple(one for one in given if one.kind is ObligationKind.completion),
    )


def _chosen(live: Sequence[ObligationFacts], report: ReportFacts, today: date) -> ObligationFacts | Refusal | None:
    if report.named is not None:
        return _named(live, report.named, completes=report.completes)
    if report.out_of_order:
        return None
    corrected = report.corrects.get(ObligationKind.progress_report)
    return _begun_report(live, today) if corrected is None else _corrected_report(live, corrected)


def _named(live: Sequence[ObligationFacts], named: UUID, *, completes: bool) -> ObligationFacts | Refusal:
    """A completion that waits for review may be named again, with a better document."""
    found = next((one for one in live if one.id == named), None)
    if found is None or (found.state is ObligationState.answered and not completes):
        return _refusal(RefusalCode.not_an_open_obligation, [one for one in live if one.state in UNANSWERED])
    if found.kind is ObligationKind.completion and not completes:
        return _refusal(RefusalCode.only_completed_answers)
    return found


def _corrected_report(live: Sequence[ObligationFacts], corrected: UUID) -> ObligationFacts | None:
    """What is owed again since the first report was returned or withdrawn. Else nothing: last week's figures put right are no
    report of this week.
    """
    return next((one for one in live if one.id == corrected), None)


def _begun_report(live: Sequence[ObligationFacts], today: date) -> ObligationFacts | Refusal | None:
    """One that awaits its event is not open yet: it is answered by name."""
    begun = [
        one
        for one in live
        if one.kind is ObligationKind.progress_report
        and one.state in (ObligationState.open, ObligationState.returned)
        and one.window_from is not None
        and one.window_from <= today
    ]
    if len(begun) > 1:
        return _refusal(RefusalCode.name_the_obligation, begun)
    return begun[0] if begun else None


def _completion_to_answer(live: Sequence[ObligationFacts], corrected: UUID | None) -> ObligationFacts | None:
    """The one with the earliest day, then one awaiting, then one undated; one that waits for review only when no other is,
    unless it is the one that a correction is about.
    """
    completions = [one for one in live if one.kind is ObligationKind.completion]
    again = next((one for one in completions if one.id == corrected), None)
    return again or min(completions, key=_precedence, default=None)


def _precedence(completion: ObligationFacts) -> tuple[bool, int, date]:
    day = completion.effective_due_date
    group = 1 if completion.waits_for_event else 0 if day else 2
    return completion.state is ObligationState.answered, group, day or date.max


def _answer(obligation: ObligationFacts, today: date, *, keeps_date: bool) -> Answer:
    counted_on = counted_day(obligation, today, keeps_date=keeps_date)
    judged = replace(obligation, state=ObligationState.answered, answered_on=counted_on)
    return Answer(obligation.id, obligation.kind, counted_on, late(judged, today))


def answered(obligation: ObligationFacts, answer: Answer) -> ObligationFacts:
    """Once a report has answered it. A better document sent while the first waits takes nothing from the first's day."""
    if obligation.kind is ObligationKind.progress_report:
        return replace(obligation, state=ObligationState.settled, answered_on=answer.counted_on)
    waits_since = obligation.answered_on if obligation.state is ObligationState.answered else None
    return replace(obligation, state=ObligationState.answered, answered_on=waits_since or answer.counted_on)


def applied(obligations: Iterable[ObligationFacts], given: Answers) -> tuple[ObligationFacts, ...]:
    by_id = {answer.obligation_id: answer for answer in (*given.settle, *given.answer)}
    return tuple(answered(one, by_id[one.id]) if one.id in by_id else one for one in obligations)


def confirmed(obligation: ObligationFacts, counted_on: date) -> ObligationFacts:
    """`counted_on`: that of the confirmed report's `Answer`, unless the office counts another day with a reason."""
    return replace(obligation, state=ObligationState.settled, answered_on=counted_on)


def returned(obligation: ObligationFacts, respond_by: date, *, keeps_date: bool) -> ObligationFacts:
    """Without `return_keeps_date` the day of one answered in time is then `respond_by`, unless that would shorten its term."""
    due, first = obligation.due_on(Basis.current), obligation.answered_on
    moves = not keeps_date and due is not None and first is not None and first <= due
    day = max(due, respond_by) if moves and due is not None else obligation.effective_due_date
    return replace(obligation, state=ObligationState.returned, respond_by=respond_by, effective_due_date=day)


@dataclass(frozen=True, slots=True)
class Given:
    """A report that answered an obligation and still stands; `respond_by`, when it was sent back."""

    report_id: UUID
    on: date
    respond_by: date | None = None


def withdrawn(
    obligation: ObligationFacts, standing: Sequence[Given], *, keeps_date: bool
) -> tuple[ObligationFacts, UUID | None]:
    """As the reports that still stand have made it, told anew in their order, and the one that answers it then.

    So a better document that is taken back leaves the first to wait with its own day, the first taken back leaves the better
    one its own, and what had been returned is returned again while `respond_by` still runs. A day that a return has moved
    stays moved.
    """
    state = ObligationState.awaiting_event if obligation.waits_for_event else ObligationState.open
    told, answered_by = replace(obligation, state=state, answered_on=None, respond_by=None), None
    for one in standing:
        told, answered_by = answered(told, _answer(told, one.on, keeps_date=keeps_date)), one.report_id
        if one.respond_by is not None:
            told = replace(told, state=ObligationState.returned, respond_by=one.respond_by)
    return told, answered_by


def stated_done(obligation: ObligationFacts, done_on: date | None, today: date) -> ObligationFacts:
    """Answered as the office's file says when a plan is opened in mid-year.

    Of what was done on a day that nobody wrote down, nobody can say whether it was in time: it counts as undated, as what was
    opened too late does, unless its day is still to come. Rejected: counting it by today, which would make all of it late, and by
    the day it was due, which would be in favour.
    """
    days = [day for basis in Basis if (day := obligation.due_on(basis)) is not None]
    unknown = done_on is None and min(days, default=today) < today
    state = ObligationState.answered
    return replace(obligation, state=state, answered_on=done_on or today, opened_late=obligation.opened_late or unknown)


def lapsed_at_opening(obligations: Sequence[ObligationFacts], today: date) -> tuple[UUID, ...]:
    """The reports whose day was over before the plan was followed here: nobody could have sent them, nobody is late with them, and
    the next one is again the only one owed. None of them when nothing else is owed, for that would complete the pair.
    """
    live = [one for one in obligations if one.live]
    over = [one for one in live if _was_due_before(one, today)]
    return tuple(one.id for one in over) if len(over) < len(live) else ()


def _was_due_before(one: ObligationFacts, today: date) -> bool:
    day = one.effective_due_date
    return one.kind is ObligationKind.progress_report and day is not None and day < today


def lapsed_by_completion(obligations: Sequence[ObligationFacts]) -> tuple[UUID, ...]:
    """The reports that lapse when a confirmed completion was the last one owed; none while another completion is open."""
    live = [one for one in obligations if one.live]
    if any(one.kind is ObligationKind.completion for one in live):
        return ()
    return tuple(one.id for one in live)


def what_is_left(
    obligations: Iterable[ObligationFacts],
    *,
    reported: bool = True,
    newest_returned: bool = False,
    before: Status = Status.not_started,
) -> Left:
    """For `app.tasks.rules.after`. `newest_returned`: the newest standing report was sent back, whatever it answered."""
    states = {one.state for one in obligations}
    return Left(
        waits=ObligationState.answered in states,
        sent_back=newest_returned or ObligationState.returned in states,
        owes=bool(states & LIVE),
        reported=reported,
        before=before,
    )
