"""The 20 distinct deadline phrases of the two annexes the product was built for, each read whole."""

import pytest

from app.deadlines import Context, Purpose, read_deadline
from tests.rules.deadlines.told import summary

COMPLETION, ADVICE = Context(2026), Context(2026, purpose=Purpose.advice)
GRDP = "có số liệu công bố ước GRDP quý"

ANNEX_01 = {
    "Tháng 4/2026": "date 2026-04-30",
    "Năm 2026": "date 2026-12-31",
    "Năm 2026 và điều chỉnh/bổ sung thường xuyên (nếu cần)": "date 2026-12-31 +continuous",
    "Quý I": "date 2026-03-31 assumed:year_from_plan",
    "Quý IV": "date 2026-12-31 assumed:year_from_plan",
    "Quý II/2026 (theo tiến độ Trung ương hướng dẫn)": "date 2026-06-30 if(theo tiến độ Trung ương hướng dẫn)",
    "Quý III/2026 (theo tiến độ Trung ương hướng dẫn)": "date 2026-09-30 if(theo tiến độ Trung ương hướng dẫn)",
    "Quý II/2026": "date 2026-06-30",
    "Quý II/ 2026": "date 2026-06-30",
    "Quý I/2026": "date 2026-03-31",
    "Quý III/2026": "date 2026-09-30",
    "06 tháng/ năm": "recurring half_yearly+yearly assumed:half_year_and_year",
}
ANNEX_I = {
    "Báo cáo tiến độ thực hiện trước ngày 20/6/2026": "date before→2026-06-19 progress_report",
    "Báo cáo tiến độ thực hiện theo kế hoạch": "unscheduled progress_report unresolved:refers_elsewhere",
    "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026": (
        f"event [10 day after: {GRDP} II năm 2026] [10 day after: {GRDP} III năm 2026] advice"
    ),
    "Trong tháng 6 năm 2026": "date 2026-06-30 advice",
    "Trong tháng 7 năm 2026": "date 2026-07-31 advice",
    "Báo cáo tiến độ, kết quả giải ngân vốn đầu tư công về Sở Tài chính, UBND thành phố định kỳ vào thứ Tư hằng tuần": (
        "recurring FREQ=WEEKLY;BYDAY=WE to(Sở Tài chính; UBND thành phố) progress_report"
    ),
    "Trước ngày 20/6/2026": "date before→2026-06-19 advice",
    "Theo Kế hoạch của Tổ công tác số 7 Ban Chỉ đạo 533": "unscheduled advice unresolved:refers_elsewhere",
}


@pytest.mark.parametrize(("text", "expected"), ANNEX_01.items(), ids=str)
def test_annex_01(text: str, expected: str) -> None:
    assert summary(read_deadline(text, COMPLETION)) == expected


@pytest.mark.parametrize(("text", "expected"), ANNEX_I.items(), ids=str)
def test_annex_i(text: str, expected: str) -> None:
    assert summary(read_deadline(text, ADVICE)) == expected


def test_the_seeds_have_twenty_phrases() -> None:
    assert len(ANNEX_01 | ANNEX_I) == 20
