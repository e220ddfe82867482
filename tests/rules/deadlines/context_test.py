"""What the plan adds: its year, its day of issue, and the purpose its column title gives."""

from datetime import date

import pytest

from app.deadlines import Context, Purpose, read_deadline
from tests.rules.deadlines.told import summary

ISSUED = date(2026, 6, 17)  # a Wednesday
DECEMBER = date(2026, 12, 31)
NOTHING, PLAN, ISSUE = Context(), Context(2026), Context(issued_on=ISSUED)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("Quý I", NOTHING, "unscheduled unresolved:year_unknown"),
        ("15/7", NOTHING, "unscheduled unresolved:year_unknown"),
        ("Quý I", PLAN, "date 2026-03-31 assumed:year_from_plan"),
        ("Quý IV", ISSUE, "date 2026-12-31 assumed:year_from_issue"),
        ("Quý I", ISSUE, "date 2026-03-31 assumed:year_from_issue,past_at_issue"),
        ("Quý I", Context(2026, ISSUED), "date 2026-03-31 assumed:year_from_plan,past_at_issue"),
        ("Quý I", Context(2027, ISSUED), "date 2027-03-31 assumed:year_from_plan"),
        ("Năm 2026", Context(2025), "date 2026-12-31"),
        ("năm sau", PLAN, "date 2027-12-31 assumed:year_from_plan"),
        ("quý IV năm nay", PLAN, "date 2026-12-31 assumed:year_from_plan"),
        ("30/6", Context(99_999), "unscheduled unresolved:year_from_plan,impossible_date"),
        ("trước 10/6 và 15/12 hằng năm", NOTHING, "unscheduled unresolved:year_unknown"),
        ("hằng tuần từ tháng 3", NOTHING, "unscheduled unresolved:friday_by_default,year_unknown"),
        ("Trong 10 ngày kể từ ngày 01/6", NOTHING, "unscheduled unresolved:year_unknown"),
    ],
)
def test_the_year(text: str, context: Context, expected: str) -> None:
    assert summary(read_deadline(text, context)) == expected


@pytest.mark.parametrize(
    ("text", "issued_on", "expected"),
    [
        ("trong tuần", ISSUED, "date 2026-06-21 assumed:relative_to_issue,week_of_month"),
        ("tuần sau", ISSUED, "date 2026-06-28 assumed:relative_to_issue,week_of_month"),
        ("trong tuần", DECEMBER, "date 2027-01-03 assumed:relative_to_issue,week_of_month"),
        ("trong tháng", ISSUED, "date 2026-06-30 assumed:relative_to_issue"),
        ("cuối tháng", ISSUED, "date 2026-06-30 assumed:relative_to_issue"),
        ("tháng sau", ISSUED, "date 2026-07-31 assumed:relative_to_issue"),
        ("tháng sau", DECEMBER, "date 2027-01-31 assumed:relative_to_issue"),
        ("tháng này", DECEMBER, "date 2026-12-31 assumed:relative_to_issue"),
        ("trong quý", ISSUED, "date 2026-06-30 assumed:relative_to_issue"),
        ("hết quý này", ISSUED, "date 2026-06-30 assumed:relative_to_issue"),
        ("đầu quý sau", ISSUED, "date 2026-07-01 assumed:relative_to_issue,loose_part"),
        ("giữa quý", ISSUED, "date 2026-05-15 assumed:relative_to_issue,loose_part,past_at_issue"),
    ],
)
def test_units_around_the_day_of_issue(text: str, issued_on: date, expected: str) -> None:
    assert summary(read_deadline(text, Context(issued_on=issued_on))) == expected


@pytest.mark.parametrize("text", ["trong tuần", "trong tháng", "cuối quý", "tháng sau"])
def test_units_around_an_unknown_day_of_issue(text: str) -> None:
    assert summary(read_deadline(text, PLAN)) == "unscheduled unresolved:issue_day_unknown"


def test_a_day_past_at_issue_is_told_though_nothing_is_assumed() -> None:
    reading = read_deadline("Quý I/2026", Context(2026, ISSUED))
    assert reading.confidence == "exact"
    assert [note.text("vi") for note in reading.notes] == [
        "Ngày 31/3/2026 đã qua khi văn bản được ban hành (17/6/2026)."
    ]


@pytest.mark.parametrize(
    ("text", "default", "purpose"),
    [
        ("Tháng 4/2026", Purpose.completion, Purpose.completion),
        ("Tháng 4/2026", Purpose.advice, Purpose.advice),
        ("Tháng 4/2026", Purpose.progress_report, Purpose.progress_report),
        ("Hoàn thành trong tháng 4/2026", Purpose.advice, Purpose.completion),
        ("Tham mưu trong tháng 4/2026", Purpose.completion, Purpose.advice),
        ("Báo cáo tiến độ trước ngày 20/6/2026", Purpose.advice, Purpose.progress_report),
        ("Báo cáo kết quả, tiến độ trước ngày 20/6/2026", Purpose.completion, Purpose.progress_report),
        ("Báo cáo tình hình hằng tháng", Purpose.completion, Purpose.progress_report),
        ("Báo cáo trước ngày 20/6/2026", Purpose.completion, Purpose.progress_report),
        ("Hoàn thành, báo cáo trước ngày 20/6/2026", Purpose.completion, Purpose.completion),
        ("Hằng quý", Purpose.advice, Purpose.advice),
        ("theo báo cáo của Trung ương", Purpose.completion, Purpose.completion),
    ],
)
def test_the_purpose(text: str, default: Purpose, purpose: Purpose) -> None:
    assert read_deadline(text, Context(2026, purpose=default)).purpose is purpose


def test_a_report_is_not_assumed_where_the_column_asks_for_one() -> None:
    reading = read_deadline("Báo cáo trước ngày 20/6/2026", Context(2026, purpose=Purpose.progress_report))
    assert reading.notes == ()
