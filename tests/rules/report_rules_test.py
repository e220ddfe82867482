"""What a report must say, and where it stands in time (DESIGN.md §5, A report)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.reports.rules import (
    ACTION_OF,
    REFUSALS,
    Accepted,
    CompletionCounts,
    DocumentKind,
    DraftFacts,
    LastFacts,
    PlanFacts,
    Refusal,
    RefusalCode,
    ReportStatus,
    check,
    is_plausible,
    place_in_time,
)
from app.tasks.rules import Action

NOW = datetime(2026, 6, 18, 3, 0, tzinfo=UTC)
PLAN = PlanFacts(CompletionCounts.submitted, date(2026, 1, 1))
COUNTS_ISSUED = replace(PLAN, completion_counts=CompletionCounts.issued)
ISSUED, SUBMISSION = frozenset({DocumentKind.issued}), frozenset({DocumentKind.submission})
PROGRESS = DraftFacts(status=ReportStatus.in_progress, percent=40, summary="Đã trình dự thảo lần 2")
COMPLETED = DraftFacts(status=ReportStatus.completed, percent=100, documents=ISSUED)
BLOCKED = DraftFacts(status=ReportStatus.blocked, difficulties="Chờ hướng dẫn của Trung ương")


def codes(answer: Accepted | tuple[Refusal, ...]) -> list[str]:
    return [] if isinstance(answer, Accepted) else [refusal.code.value for refusal in answer]


DOCUMENT, PERCENT = ["result-document-needed"], ["percent-reason-needed"]
SUMMARY, DIFFICULTIES = ["summary-needed"], ["difficulties-needed"]


@pytest.mark.parametrize(
    ("draft", "plan", "refused"),
    [
        pytest.param(PROGRESS, PLAN, [], id="progress"),
        pytest.param(replace(PROGRESS, percent=None), PLAN, [], id="progress without a figure"),
        pytest.param(replace(PROGRESS, summary=None), PLAN, SUMMARY, id="progress that says nothing"),
        pytest.param(replace(PROGRESS, summary=None, no_change=True), PLAN, [], id="no change"),
        pytest.param(BLOCKED, PLAN, [], id="blocked"),
        pytest.param(replace(BLOCKED, difficulties=None), PLAN, DIFFICULTIES, id="blocked by nothing said"),
        pytest.param(replace(BLOCKED, difficulties=None, no_change=True), PLAN, [], id="still blocked"),
        pytest.param(COMPLETED, PLAN, [], id="completed, issued"),
        pytest.param(replace(COMPLETED, documents=SUBMISSION), PLAN, [], id="completed, submitted"),
        pytest.param(replace(COMPLETED, documents=frozenset()), PLAN, DOCUMENT, id="completed without a document"),
        pytest.param(
            replace(COMPLETED, documents=frozenset(), no_document_reason="Họp trực tuyến"), PLAN, [], id="with a reason"
        ),
        pytest.param(
            replace(COMPLETED, documents=frozenset(), no_change=True), PLAN, DOCUMENT, id="no change is no document"
        ),
        pytest.param(COMPLETED, COUNTS_ISSUED, [], id="issued where issued counts"),
        pytest.param(
            replace(COMPLETED, documents=SUBMISSION), COUNTS_ISSUED, DOCUMENT, id="submitted where issued counts"
        ),
        pytest.param(
            replace(COMPLETED, documents=SUBMISSION | ISSUED), COUNTS_ISSUED, [], id="both where issued counts"
        ),
        pytest.param(replace(PROGRESS, percent=100), PLAN, DOCUMENT, id="100 % without a document"),
        pytest.param(replace(PROGRESS, percent=100, documents=SUBMISSION), PLAN, [], id="100 % with a document"),
        pytest.param(replace(PROGRESS, percent=100, no_document_reason="Lớp học"), PLAN, [], id="100 % with a reason"),
        pytest.param(replace(PROGRESS, percent=99), PLAN, [], id="99 %"),
        pytest.param(replace(PROGRESS, percent=39), PLAN, PERCENT, id="percent falls"),
        pytest.param(
            replace(PROGRESS, percent=39, percent_reason="Mở rộng phạm vi"), PLAN, [], id="falls with a reason"
        ),
        pytest.param(replace(PROGRESS, percent=10, summary=None), PLAN, PERCENT + SUMMARY, id="all refusals at once"),
    ],
)
def test_check(draft: DraftFacts, plan: PlanFacts, refused: list[str]) -> None:
    assert codes(check(draft, LastFacts(percent=40), plan, NOW)) == refused


FIELDS = {
    "result-document-needed": "/result_documents",
    "percent-reason-needed": "/percent_reason",
    "summary-needed": "/summary",
    "difficulties-needed": "/difficulties",
}


@pytest.mark.parametrize("refusal", [refusal for refusal, _ in REFUSALS], ids=lambda refusal: refusal.code.value)
def test_each_refusal_points_at_a_field_in_both_languages(refusal: Refusal) -> None:
    assert refusal.field == FIELDS[refusal.code]
    assert refusal.vi
    assert refusal.en
    assert refusal.vi != refusal.en


def test_each_code_has_one_refusal() -> None:
    assert [refusal.code for refusal, _ in REFUSALS] == list(RefusalCode)


YESTERDAY, IN_A_MINUTE = NOW - timedelta(days=1), NOW + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("captured_at", "newest", "placed"),
    [
        pytest.param(None, None, Accepted(NOW, False, False), id="the first, no clock"),
        pytest.param(None, YESTERDAY, Accepted(NOW, False, False), id="no clock"),
        pytest.param(YESTERDAY, None, Accepted(YESTERDAY, False, False), id="sent a day later"),
        pytest.param(
            YESTERDAY, YESTERDAY - timedelta(hours=1), Accepted(YESTERDAY, False, False), id="captured after the newest"
        ),
        pytest.param(YESTERDAY, NOW, Accepted(YESTERDAY, True, False), id="captured before the newest"),
        pytest.param(YESTERDAY, YESTERDAY, Accepted(YESTERDAY, False, False), id="captured with the newest"),
        pytest.param(IN_A_MINUTE, None, Accepted(NOW, False, False), id="a little fast counts as now"),
        pytest.param(None, IN_A_MINUTE, Accepted(IN_A_MINUTE, False, False), id="no clock, after another machine's"),
        pytest.param(
            IN_A_MINUTE, IN_A_MINUTE, Accepted(IN_A_MINUTE, False, False), id="a little fast, another machine"
        ),
        pytest.param(datetime(2030, 1, 1, tzinfo=UTC), NOW, Accepted(NOW, False, True), id="far ahead orders nothing"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), NOW, Accepted(NOW, False, True), id="1970 is not out of order"),
    ],
)
def test_place_in_time(captured_at: datetime | None, newest: datetime | None, placed: Accepted) -> None:
    assert place_in_time(captured_at, newest, PLAN.starts_on, NOW) == placed
    draft, last = replace(PROGRESS, captured_at=captured_at), LastFacts(happened_at=newest)
    assert check(draft, last, PLAN, NOW) == placed


@pytest.mark.parametrize(
    ("captured_at", "plausible"),
    [
        (NOW + timedelta(minutes=5), True),
        (NOW + timedelta(minutes=5, seconds=1), False),
        # the plan's first day begins at 00:00 in Can Tho
        (datetime(2025, 12, 31, 17, 0, 0, tzinfo=UTC), True),
        (datetime(2025, 12, 31, 16, 59, 59, tzinfo=UTC), False),
    ],
)
def test_is_plausible(captured_at: datetime, plausible: bool) -> None:
    assert is_plausible(captured_at, PLAN.starts_on, NOW) is plausible


@pytest.mark.parametrize(("days", "plausible"), [(400, True), (401, False)])
def test_nobody_is_offline_for_more_than_400_days(days: int, plausible: bool) -> None:
    assert is_plausible(NOW - timedelta(days=days), date(2020, 1, 1), NOW) is plausible


def test_one_out_of_order_cannot_make_the_percent_fall() -> None:
    draft = replace(PROGRESS, percent=10, captured_at=YESTERDAY)
    assert check(draft, LastFacts(40, NOW), PLAN, NOW) == Accepted(YESTERDAY, True, False)


def test_what_each_status_does_to_the_pair() -> None:
    assert {status.value: action.value for status, action in ACTION_OF.items()} == {
        "in_progress": "report_progress",
        "blocked": "report_progress",
        "completed": "report_completed",
    }
    assert set(ACTION_OF) == set(ReportStatus)
    assert set(ACTION_OF.values()) == {Action.report_progress, Action.report_completed}
