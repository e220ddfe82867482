"""Which part of a deadline cell became no day, as the finding names it, and how grave what was assumed is."""

import pytest

from app.deadlines import Context, read_deadline
from app.documents.annex.deadline_parts import unread_parts
from app.documents.annex.deadline_products import products_in
from app.documents.annex.findings import Code, Severity
from tests.rules.deadlines.seed_phrases_test import ANNEX_01, ANNEX_I
from tests.rules.documents.make import HEADER, read

PLAN = Context(2026)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Trong quý III và báo cáo kết quả trước 25/12", ["quý III"]),
        ("Giai đoạn 1: tháng 3; Giai đoạn 2: tháng 9", ["tháng 3"]),
        ("Tháng 6/2026, quý III/2026 và giai đoạn 2027-2030", ["Tháng 6/2026", "quý III/2026"]),
        ("Báo cáo tiến độ trước 20/6/2026; hoàn thành trước 30/9/2026", ["20/6/2026"]),
        ("Hoàn thành trước 30/6/2026, báo cáo hằng quý", ["30/6/2026"]),
        ("Ngày 20 hằng tháng; tổng kết 15/12/2026", ["15/12/2026"]),
        ("Tháng ba, riêng các xã đảo tháng chín năm 2026", ["31/3/2026"]),
        ("Quý II và quý IV/2027", []),
        ("từ tháng 10/2026 đến tháng 3/2027", []),
        ("Trước ngày 15/6 và trước ngày 15/12/2026", []),
        ("hằng tháng, kết thúc trước ngày 15/12", []),
        ("6 tháng đầu năm 2026", []),
        ("xem bên dưới trước 30/6 hoặc khi nào xong 31/2", []),
    ],
)
def test_the_part_that_is_not_read(text: str, parts: list[str]) -> None:
    assert list(unread_parts(read_deadline(text, PLAN), PLAN)) == parts


def test_the_phrases_of_the_two_annexes_have_none() -> None:
    phrases = (*ANNEX_01, *ANNEX_I)
    assert not [text for text in phrases if unread_parts(read_deadline(text, PLAN), PLAN)]
    assert not [text for text in phrases if products_in(text, PLAN)]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Tháng 6", Severity.info),
        ("Đầu quý III/2026", Severity.warning),
        ("Quý II/2026 hoặc quý III/2026", Severity.warning),
        ("xem bên dưới", Severity.warning),
    ],
)
def test_how_grave_an_assumption_is(text: str, severity: Severity) -> None:
    found = read(f"{HEADER}1\tA\tSở Y tế\tSở Nội vụ\t{text}\tX\n").findings
    assert {one.severity for one in found if one.code in {Code.assumed_deadline, Code.unread_deadline}} == {severity}
