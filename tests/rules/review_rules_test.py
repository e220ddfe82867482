"""What a review has to say, by which document a completion is proved, and where a withdrawal leaves a pair."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.reports.review_rules import (
    REFUSALS,
    STATE_OF,
    Refusal,
    ReviewAction,
    ReviewedFacts,
    ReviewFacts,
    ReviewState,
    check,
    proves_completion,
)
from app.reports.rules import CompletionCounts, DocumentKind, ReportStatus
from app.reports.withdraw_rules import Place, Standing, place_left

TODAY = date(2026, 4, 10)
CONFIRM = ReviewFacts(action=ReviewAction.confirm)
RETURN = ReviewFacts(action=ReviewAction.return_, note="Thiếu văn bản", respond_by=TODAY)
COUNTS = replace(CONFIRM, counted_on=date(2026, 3, 31), counted_reason="Mất mạng")
EXCUSES = replace(CONFIRM, excused_document="45/TB-UBND")
REPORT = ReviewedFacts(submitted_on=date(2026, 4, 2), begins_on=date(2026, 1, 1))
DECEMBER = date(2026, 12, 16)
DUE_IN_DECEMBER = replace(REPORT, due_on=DECEMBER)


def fields(review: ReviewFacts, report: ReviewedFacts = REPORT) -> list[str]:
    return [refusal.field for refusal in check(review, report, TODAY)]


@pytest.mark.parametrize(
    ("review", "report", "refused"),
    [
        pytest.param(CONFIRM, REPORT, [], id="confirmed"),
        pytest.param(replace(CONFIRM, note="Đủ"), REPORT, [], id="confirmed with a note"),
        pytest.param(
            replace(CONFIRM, respond_by=TODAY), REPORT, ["/respond_by"], id="confirmed with a day to answer by"
        ),
        pytest.param(RETURN, REPORT, [], id="returned, to answer today"),
        pytest.param(replace(RETURN, note=None), REPORT, ["/note"], id="returned without a note"),
        pytest.param(replace(RETURN, respond_by=None), REPORT, ["/respond_by"], id="returned without a day"),
        pytest.param(replace(RETURN, note=None, respond_by=None), REPORT, ["/note", "/respond_by"], id="with neither"),
        pytest.param(replace(RETURN, respond_by=date(2026, 4, 9)), REPORT, ["/respond_by"], id="until yesterday"),
        pytest.param(replace(RETURN, respond_by=date(2026, 5, 10)), REPORT, [], id="until thirty days from now"),
        pytest.param(replace(RETURN, respond_by=date(2026, 5, 11)), REPORT, ["/respond_by"], id="longer"),
        pytest.param(replace(RETURN, respond_by=DECEMBER), DUE_IN_DECEMBER, [], id="until it was due anyway"),
        pytest.param(
            replace(RETURN, respond_by=date(2026, 12, 17)), DUE_IN_DECEMBER, ["/respond_by"], id="and longer than that"
        ),
        pytest.param(
            replace(RETURN, respond_by=date(2026, 5, 10)),
            replace(REPORT, due_on=date(2026, 3, 31)),
            [],
            id="its day is over: thirty days again",
        ),
        pytest.param(COUNTS, REPORT, [], id="counted earlier"),
        pytest.param(replace(COUNTS, counted_on=REPORT.submitted_on), REPORT, [], id="on the day of submission"),
        pytest.param(replace(COUNTS, counted_on=date(2026, 4, 3)), REPORT, ["/counted_on"], id="after submission"),
        pytest.param(COUNTS, replace(REPORT, issued_on=date(2026, 3, 31)), [], id="on the day of its document"),
        pytest.param(COUNTS, replace(REPORT, issued_on=date(2026, 4, 1)), ["/counted_on"], id="before its document"),
        pytest.param(replace(COUNTS, counted_on=date(2026, 1, 1)), REPORT, [], id="on the plan's first day"),
        pytest.param(replace(COUNTS, counted_on=date(2025, 12, 31)), REPORT, ["/counted_on"], id="before its plan"),
        pytest.param(replace(COUNTS, counted_reason=None), REPORT, ["/counted_reason"], id="counted without a reason"),
        pytest.param(replace(COUNTS, counted_on=None), REPORT, ["/counted_on"], id="a reason without a day"),
        pytest.param(
            replace(RETURN, counted_on=TODAY, counted_reason="x"),
            replace(REPORT, submitted_on=TODAY),
            ["/counted_on"],
            id="a return counts no day",
        ),
        pytest.param(EXCUSES, replace(REPORT, late=True), [], id="a delay is excused"),
        pytest.param(EXCUSES, replace(REPORT, has_objective_cause=True), [], id="an objective cause is confirmed"),
        pytest.param(EXCUSES, REPORT, ["/excused_document"], id="nothing to excuse"),
        pytest.param(
            replace(RETURN, excused_document="45/TB-UBND"),
            replace(REPORT, late=True),
            ["/excused_document"],
            id="a return excuses nothing",
        ),
    ],
)
def test_check(review: ReviewFacts, report: ReviewedFacts, refused: list[str]) -> None:
    assert fields(review, report) == refused


@pytest.mark.parametrize("refusal", [refusal for refusal, _ in REFUSALS])
def test_each_refusal_has_its_words_in_both_languages(refusal: Refusal) -> None:
    assert refusal.vi
    assert refusal.en
    assert refusal.vi != refusal.en


def test_each_act_has_its_state() -> None:
    assert set(STATE_OF.values()) | {ReviewState.waiting, ReviewState.none} == set(ReviewState)


ISSUED, SUBMISSION = DocumentKind.issued, DocumentKind.submission


@pytest.mark.parametrize(
    ("documents", "has_reason", "submitted", "issued"),
    [
        ([ISSUED], False, True, True),
        ([SUBMISSION, ISSUED], False, True, True),
        ([SUBMISSION], False, True, False),
        ([SUBMISSION], True, True, True),
        ([], True, True, True),
    ],
)
def test_what_proves_a_completion(
    documents: list[DocumentKind], has_reason: bool, submitted: bool, issued: bool
) -> None:
    found = {counts: proves_completion(documents, has_reason=has_reason, counts=counts) for counts in CompletionCounts}
    assert found == {CompletionCounts.submitted: submitted, CompletionCounts.issued: issued}


AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


def standing(number: int, percent: int | None = None) -> Standing:
    """The n-th report, sent in the n-th hour."""
    return Standing(
        id=UUID(int=number),
        status=ReportStatus.in_progress,
        percent=percent,
        captured_at=None,
        submitted_at=AT + timedelta(hours=number),
        out_of_order=False,
    )


def completed(number: int) -> Standing:
    return replace(standing(number), status=ReportStatus.completed)


def blocked(number: int) -> Standing:
    return replace(standing(number), status=ReportStatus.blocked)


def behind(report: Standing) -> Standing:
    return replace(report, out_of_order=True, captured_at=AT)


def place(number: int, percent: int = 0) -> Place:
    at = AT + timedelta(hours=number)
    return Place(
        last_report_id=UUID(int=number), last_reported_at=at, last_happened_at=at, percent=percent, reported=True
    )


@pytest.mark.parametrize(
    ("reports", "left"),
    [
        pytest.param([], Place(), id="none"),
        pytest.param([standing(1, 30)], place(1, 30), id="one"),
        pytest.param([standing(1, 30), standing(2, 20)], place(2, 20), id="the newest"),
        pytest.param([standing(1, 30), standing(2)], place(2, 30), id="the newest figure"),
        pytest.param(
            [replace(standing(1, 30), is_opening=True)],
            replace(place(1, 30), last_reported_at=None, last_happened_at=None),
            id="the state at opening is no report of the agency's",
        ),
        pytest.param([completed(1)], place(1, 100), id="completed is whole"),
        pytest.param([completed(1), standing(2, 90)], place(2, 90), id="less than it said before"),
        pytest.param([blocked(1)], replace(place(1), blocked=True), id="blocked"),
        pytest.param([blocked(1), standing(2)], place(2), id="no longer blocked"),
        pytest.param(
            [standing(1, 30), behind(blocked(2))],
            replace(place(1, 30), last_reported_at=AT + timedelta(hours=2)),
            id="out of order moves nothing but when it came",
        ),
        pytest.param(
            [behind(standing(2, 10))],
            replace(place(2), last_report_id=None, last_happened_at=None),
            id="only one that came out of order",
        ),
        pytest.param(
            [replace(standing(2), captured_at=AT)],
            replace(place(2), last_happened_at=AT),
            id="when it happened is the phone's to say",
        ),
        pytest.param(
            [replace(standing(2), captured_at=AT + timedelta(hours=2, minutes=4))],
            place(2),
            id="not later than it came",
        ),
    ],
)
def test_place_left(reports: list[Standing], left: Place) -> None:
    assert place_left(reports) == left
