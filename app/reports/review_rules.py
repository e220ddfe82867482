"""What a review must say before it counts: a return its note and a day to answer by, a day counted its reason and its bounds.

Pure. What a review does to obligations is `app.obligations.settling`'s, who may review is `policy`'s.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.reports.rules import CompletionCounts, DocumentKind

# A return is for putting right what was sent. Who has until `respond_by` is late on no basis, so without an end to it an office
# could put off any day for ever, and without the document that an extension needs. Rejected: the plan's last day, which is near for
# what is returned in December and far in January.
LONGEST_TO_RESPOND = timedelta(days=30)


class ReviewAction(StrEnum):
    confirm = "confirm"
    return_ = "return"


class ReviewState(StrEnum):
    """`none` is only asked for: a report that neither waits nor was reviewed has no review."""

    waiting = "waiting"
    confirmed = "confirmed"
    returned = "returned"
    withdrawn = "withdrawn"
    none = "none"


STATE_OF = {
    "confirm": ReviewState.confirmed,
    "return": ReviewState.returned,
    "withdraw": ReviewState.withdrawn,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """A review as sent. Texts without content come as null: stripping them is the schema's."""

    action: ReviewAction
    note: str | None = None
    respond_by: date | None = None
    counted_on: date | None = None
    counted_reason: str | None = None
    excused_document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedFacts:
    """The report that is reviewed. `begins_on`: the first day of its plan; `due_on`: the last day of what it answers;
    `issued_on`: of the newest of its documents that has a day.
    """

    submitted_on: date
    due_on: date | None = None
    begins_on: date = date.min
    issued_on: date | None = None
    late: bool = False
    has_objective_cause: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """`field` is a JSON pointer (RFC 6901) into the review."""

    field: str
    vi: str
    en: str


def check(review: ReviewFacts, report: ReviewedFacts, today: date) -> tuple[Refusal, ...]:
    """All refusals at once, so that a client corrects a review in one go."""
    facts = _Facts(review, report, today)
    return tuple(refusal for refusal, refuses in REFUSALS if refuses(facts))


def proves_completion(documents: Sequence[DocumentKind], *, has_reason: bool, counts: CompletionCounts) -> bool:
    """Where the plan counts `issued`, a submission to who will issue it proves nothing yet; a reason why there is no document does."""
    only_submitted = bool(documents) and DocumentKind.issued not in documents
    return not (counts is CompletionCounts.issued and only_submitted) or has_reason


@dataclass(frozen=True, slots=True)
class _Facts:
    review: ReviewFacts
    report: ReviewedFacts
    today: date

    @property
    def returns(self) -> bool:
        return self.review.action is ReviewAction.return_


def _return_without_note(facts: _Facts) -> bool:
    return facts.returns and facts.review.note is None


def _return_without_day(facts: _Facts) -> bool:
    return facts.returns and facts.review.respond_by is None


def _day_is_over(facts: _Facts) -> bool:
    day = facts.review.respond_by
    return facts.returns and day is not None and day < facts.today


def _day_is_far(facts: _Facts) -> bool:
    """A return never shortens a term: where the day it was due on is further, it may be answered until then."""
    day, due = facts.review.respond_by, facts.report.due_on
    longest = facts.today + LONGEST_TO_RESPOND
    return facts.returns and day is not None and day > (longest if due is None else max(longest, due))


def _confirm_with_day(facts: _Facts) -> bool:
    return not facts.returns and facts.review.respond_by is not None


def _return_counts_a_day(facts: _Facts) -> bool:
    return facts.returns and facts.review.counted_on is not None


def _counts_without_reason(facts: _Facts) -> bool:
    return facts.review.counted_on is not None and facts.review.counted_reason is None


def _reason_without_day(facts: _Facts) -> bool:
    return facts.review.counted_on is None and facts.review.counted_reason is not None


def _before_its_document(facts: _Facts) -> bool:
    day, issued_on = facts.review.counted_on, facts.report.issued_on
    return day is not None and issued_on is not None and day < issued_on


def _before_the_plan(facts: _Facts) -> bool:
    """Nothing was done for a plan before it began: without this any day at all would make a delay disappear."""
    day = facts.review.counted_on
    return day is not None and day < facts.report.begins_on


def _after_submission(facts: _Facts) -> bool:
    day = facts.review.counted_on
    return day is not None and day > facts.report.submitted_on


def _nothing_to_excuse(facts: _Facts) -> bool:
    """NĐ 335/2025/NĐ-CP: only a delay is excused, or a difficulty that the agency has called objective."""
    excuses = facts.review.excused_document is not None
    return excuses and (facts.returns or not (facts.report.late or facts.report.has_objective_cause))


REFUSALS: tuple[tuple[Refusal, Callable[[_Facts], bool]], ...] = (
    (
        Refusal("/note", "Trả lại phải nêu lý do (note).", "A return says why (note)."),
        _return_without_note,
    ),
    (
        Refusal(
            "/respond_by",
            "Trả lại phải nêu ngày phải gửi lại (respond_by).",
            "A return names the day to answer by (respond_by).",
        ),
        _return_without_day,
    ),
    (
        Refusal(
            "/respond_by",
            "Ngày phải gửi lại không được là ngày đã qua.",
            "The day to answer by is over already.",
        ),
        _day_is_over,
    ),
    (
        Refusal(
            "/respond_by",
            f"Ngày phải gửi lại không quá {LONGEST_TO_RESPOND.days} ngày, trừ khi hạn của nghĩa vụ còn xa hơn: "
            "cần lùi hạn thì gia hạn, bằng văn bản.",
            f"The day to answer by is at most {LONGEST_TO_RESPOND.days} days ahead, unless it was due later anyway: "
            "a later day is an extension, with its document.",
        ),
        _day_is_far,
    ),
    (
        Refusal(
            "/respond_by",
            "Xác nhận thì không còn gì phải gửi lại: bỏ respond_by.",
            "What is confirmed needs no answer: leave respond_by out.",
        ),
        _confirm_with_day,
    ),
    (
        Refusal(
            "/counted_on",
            "Chỉ tính ngày khi xác nhận: trả lại thì bỏ counted_on.",
            "A day is counted at confirmation: leave counted_on out of a return.",
        ),
        _return_counts_a_day,
    ),
    (
        Refusal(
            "/counted_reason",
            "Tính theo ngày khác với ngày gửi phải nêu lý do (counted_reason).",
            "Counting another day than that of submission needs a reason (counted_reason).",
        ),
        _counts_without_reason,
    ),
    (
        Refusal(
            "/counted_on",
            "counted_reason là lý do của ngày được tính: nêu counted_on.",
            "counted_reason is the reason of a day: name it in counted_on.",
        ),
        _reason_without_day,
    ),
    (
        Refusal(
            "/counted_on",
            "Ngày được tính không được trước ngày của văn bản kết quả.",
            "The day counted is before the date of the result document.",
        ),
        _before_its_document,
    ),
    (
        Refusal(
            "/counted_on",
            "Ngày được tính không được trước ngày bắt đầu của kế hoạch.",
            "The day counted is before the first day of the plan.",
        ),
        _before_the_plan,
    ),
    (
        Refusal(
            "/counted_on",
            "Ngày được tính không được sau ngày gửi báo cáo.",
            "The day counted is after the day of submission.",
        ),
        _after_submission,
    ),
    (
        Refusal(
            "/excused_document",
            "Chỉ ghi nhận lý do khách quan khi xác nhận báo cáo chậm, hoặc báo cáo nêu nguyên nhân khách quan.",
            "An objective cause is confirmed with a report that is late, or that names such a cause.",
        ),
        _nothing_to_excuse,
    ),
)
