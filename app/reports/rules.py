"""What a report must say before it is taken, and where it stands in time beside the agency's other reports.

Pure. Which obligations it answers is decided in `app.obligations.settling`, who may send it in `app.tasks.policy`; shapes,
lengths and ranges of single fields are the schema's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.tasks.cell_rules import LOCAL_ZONE
from app.tasks.rules import Action

WHOLE = 100

# A phone that runs a little fast is right; one that is further ahead, or that has been without a network for longer than
# any plan's year, has a wrong clock.
CLOCK_AHEAD = timedelta(minutes=5)
LONGEST_OFFLINE = timedelta(days=400)


class ReportStatus(StrEnum):
    """What the agency says of its part; `completed` waits for the office to confirm it."""

    in_progress = "in_progress"
    completed = "completed"
    blocked = "blocked"


class Source(StrEnum):
    """Whose word it is: the agency's, or that of the office when it opened a plan in mid-year."""

    agency = "agency"
    opening = "opening"


class DocumentKind(StrEnum):
    """The product itself, or what was handed to the authority that will issue it."""

    issued = "issued"  # the product itself
    submission = "submission"  # handed to the authority that will issue it


class CompletionCounts(StrEnum):
    submitted = "submitted"
    issued = "issued"


ACTION_OF = {
    ReportStatus.in_progress: Action.report_progress,
    ReportStatus.blocked: Action.report_progress,
    ReportStatus.completed: Action.report_completed,
}

DOCUMENTS_THAT_COMPLETE = {
    CompletionCounts.submitted: frozenset({DocumentKind.issued, DocumentKind.submission}),
    CompletionCounts.issued: frozenset({DocumentKind.issued}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """Texts without content come as null: stripping them is the schema's."""

    status: ReportStatus
    percent: int | None = None
    percent_reason: str | None = None
    summary: str | None = None
    difficulties: str | None = None
    no_change: bool = False
    documents: frozenset[DocumentKind] = frozenset()
    no_document_reason: str | None = None
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LastFacts:
    """The pair's percent now, and the newest `happened_at` of the agency's standing reports on the task."""

    percent: int = 0
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    completion_counts: CompletionCounts
    starts_on: date


class RefusalCode(StrEnum):
    result_document_needed = "result-document-needed"
    percent_reason_needed = "percent-reason-needed"
    summary_needed = "summary-needed"
    difficulties_needed = "difficulties-needed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`field` is a JSON pointer (RFC 6901) into the report."""

    code: RefusalCode
    field: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """`happened_at` orders the agency's reports: the phone's clock where it is plausible, else the time of arrival."""

    happened_at: datetime
    out_of_order: bool
    captured_at_implausible: bool


def check(draft: DraftFacts, last: LastFacts, plan: PlanFacts, now: datetime) -> Accepted | tuple[Refusal, ...]:
    """All refusals at once, so that a client corrects a report in one go."""
    placed = place_in_time(draft.captured_at, last.happened_at, plan.starts_on, now)
    facts = _Facts(draft, last, plan, placed.out_of_order)
    refusals = tuple(refusal for refusal, refuses in REFUSALS if refuses(facts))
    return refusals or placed


def place_in_time(
    captured_at: datetime | None, newest: datetime | None, plan_starts_on: date, now: datetime
) -> Accepted:
    """An implausible clock is kept and flagged but orders nothing: one phone set to 2030 would put all that follow out of order.

    Only a phone's clock puts a report out of order. Two that arrive together are in the order in which they are taken, or a
    completion that comes in a moment "before" another report, by the clock of another machine, would answer nothing.
    """
    implausible = captured_at is not None and not is_plausible(captured_at, plan_starts_on, now)
    told = None if implausible else captured_at
    if newest is None:
        return Accepted(min(told or now, now), False, implausible)
    if told is not None and told < newest:
        return Accepted(min(told, now), True, implausible)
    return Accepted(max(min(told or now, now), newest), False, implausible)


def is_plausible(captured_at: datetime, plan_starts_on: date, now: datetime) -> bool:
    """Nobody reports on a plan before its first day."""
    first = datetime.combine(plan_starts_on, time.min, LOCAL_ZONE)
    return max(first, now - LONGEST_OFFLINE) <= captured_at <= now + CLOCK_AHEAD


@dataclass(frozen=True, slots=True)
class _Facts:
    draft: DraftFacts
    last: LastFacts
    plan: PlanFacts
    out_of_order: bool


def _lacks_document(facts: _Facts) -> bool:
    """All done, by word or by number, needs the product or a reason why there is none (FEATURES.md, row 6)."""
    draft = facts.draft
    done = draft.status is ReportStatus.completed or draft.percent == WHOLE
    shown = draft.documents & DOCUMENTS_THAT_COMPLETE[facts.plan.completion_counts]
    return done and not shown and draft.no_document_reason is None


def _falls_without_reason(facts: _Facts) -> bool:
    """One out of order changes no percent, so it cannot make it fall."""
    percent = facts.draft.percent
    falls = percent is not None and percent < facts.last.percent and not facts.out_of_order
    return falls and facts.draft.percent_reason is None


def _lacks_summary(facts: _Facts) -> bool:
    """Only of work that goes on: what is completed is told by its document, what is blocked by its difficulties."""
    draft = facts.draft
    return draft.status is ReportStatus.in_progress and not draft.no_change and draft.summary is None


def _lacks_difficulties(facts: _Facts) -> bool:
    """An office cannot lift what it is not told of, and looks for it with `has_difficulties`."""
    draft = facts.draft
    return draft.status is ReportStatus.blocked and not draft.no_change and draft.difficulties is None


REFUSALS: tuple[tuple[Refusal, Callable[[_Facts], bool]], ...] = (
    (
        Refusal(
            RefusalCode.result_document_needed,
            "/result_documents",
            "Báo hoàn thành (hoặc 100%) phải kèm văn bản kết quả (sản phẩm đã ban hành hoặc, nếu kế hoạch cho phép, văn bản trình), "
            "hoặc nêu lý do chưa có văn bản (no_document_reason).",
            "A completed report (or one of 100%) needs a result document (the issued product or, where the plan allows it, its submission), "
            "or the reason why there is none (no_document_reason).",
        ),
        _lacks_document,
    ),
    (
        Refusal(
            RefusalCode.percent_reason_needed,
            "/percent_reason",
            "Tỷ lệ hoàn thành thấp hơn lần báo cáo trước: nêu lý do (percent_reason).",
            "The percentage is lower than in the report before: say why (percent_reason).",
        ),
        _falls_without_reason,
    ),
    (
        Refusal(
            RefusalCode.summary_needed,
            "/summary",
            "Nêu kết quả thực hiện (summary), hoặc đánh dấu không có thay đổi (no_change).",
            "Say what was done (summary), or mark that nothing has changed (no_change).",
        ),
        _lacks_summary,
    ),
    (
        Refusal(
            RefusalCode.difficulties_needed,
            "/difficulties",
            "Báo vướng mắc phải nêu khó khăn (difficulties), hoặc đánh dấu không có thay đổi (no_change).",
            "A blocked report says what blocks it (difficulties), or marks that nothing has changed (no_change).",
        ),
        _lacks_difficulties,
    ),
)
