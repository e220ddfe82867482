"""The lines above the table, as issued documents and drafts with blanks write them."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.documents.annex.preamble import PlanFacts, read_preamble


def facts_of(lines: Sequence[str]) -> PlanFacts:
    return read_preamble([[line] for line in lines])


NOTHING = PlanFacts(None, None, None, None, None, None, None, None, None)


def test_an_issued_document() -> None:
    facts = facts_of(
        [
            "PHỤ LỤC II: DANH MỤC NHIỆM VỤ",
            "NĂM 2025",
            "(Ban hành kèm theo Kế hoạch số 125/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân thành phố Cần Thơ)",
        ]
    )
    assert facts == PlanFacts(
        label="PHỤ LỤC II",
        title="DANH MỤC NHIỆM VỤ NĂM 2025",
        document_kind="Kế hoạch",
        document_number="125/KH-UBND",
        document_symbol="/KH-UBND",
        issued_on=date(2026, 1, 5),
        issued_text="ngày 05 tháng 01 năm 2026",
        issuer="Ủy ban nhân dân thành phố Cần Thơ",
        year=2026,
    )


@pytest.mark.parametrize(
    ("note", "number", "issued_on", "issued_text", "year"),
    [
        (
            "(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/1/2026 của UBND)",
            "12/KH-UBND",
            date(2026, 1, 5),
            "ngày 5/1/2026",
            2026,
        ),
        ("(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2026)", None, None, "ngày … tháng … năm 2026", 2026),
        ("(Kèm theo Kế hoạch số ..../KH-UBND ngày .../.../2026)", None, None, "ngày .../.../2026", 2026),
        ("(Kèm theo Kế hoạch số /KH-UBND ngày tháng năm )", None, None, "ngày tháng năm", None),
        ("(Kèm theo Kế hoạch số /KH-UBND ngày 31 tháng 2 năm 2026)", None, None, "ngày 31 tháng 2 năm 2026", 2026),
        ("(Kèm theo Kế hoạch năm 2027)", None, None, None, 2027),
        ("(Kèm theo Kế hoạch số 7/KH-UBND", "7/KH-UBND", None, None, None),
    ],
)
def test_blanks_stay_blank(
    note: str, number: str | None, issued_on: date | None, issued_text: str | None, year: int | None
) -> None:
    facts = facts_of(["Phụ lục", note])
    assert (facts.label, facts.document_number, facts.issued_on) == ("Phụ lục", number, issued_on)
    assert (facts.issued_text, facts.year) == (issued_text, year)


@pytest.mark.parametrize(
    ("issued", "issuer", "subject"),
    [
        ("của UBND thành phố", "UBND thành phố", None),
        ("của UBND thành phố về việc phòng, chống thiên tai", "UBND thành phố", "phòng, chống thiên tai"),
        ("của UBND thành phố ban hành Chương trình năm 2026", "UBND thành phố", None),
        ("của Ban Chỉ đạo về chuyển đổi số v/v thi đua", "Ban Chỉ đạo", "chuyển đổi số v/v thi đua"),
    ],
)
def test_the_issuer_ends_where_the_note_says_what_the_plan_is_about(
    issued: str, issuer: str, subject: str | None
) -> None:
    facts = facts_of(["Phụ lục", f"(Kèm theo Kế hoạch số 7/KH-UBND ngày 5/1/2026 {issued})"])
    assert (facts.issuer, facts.subject) == (issuer, subject)


def test_a_title_without_label_gives_its_year() -> None:
    facts = facts_of(["Chương trình công tác năm 2026"])
    assert (facts.label, facts.title, facts.year) == (None, "Chương trình công tác năm 2026", 2026)


@pytest.mark.parametrize("title", ["Kế hoạch giai đoạn 2026 - 2030", "Kế hoạch năm 2026 - 2027"])
def test_a_term_is_no_year(title: str) -> None:
    assert facts_of([title]).year is None


def test_an_annex_that_follows_a_long_document_is_read_by_its_own_lines() -> None:
    above = [f"Điều {at}. Tổ chức thực hiện năm 2020" for at in range(200)]
    facts = facts_of(["Phụ lục I", *above, "Phụ lục II", "DANH MỤC NĂM 2026"])
    assert (facts.label, facts.title, facts.year) == ("Phụ lục II", "DANH MỤC NĂM 2026", 2026)
    assert facts_of(["Phụ lục I", *above]).label is None


def test_nothing_above_the_table() -> None:
    assert facts_of([]) == facts_of(["", " "]) == NOTHING
