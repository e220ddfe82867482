"""Citations in running text. Those of the two annexes stand in the tests of the annexes."""

from datetime import date

import pytest

from app.documents.annex.citations import Citation, Instrument, find_citations


def test_every_level_with_its_place_in_the_text() -> None:
    text = "Cơ chế (theo điểm a khoản 1 Điều 56 của Nghị định 358/2025/NĐ-CP ngày 31/12/2025)"
    assert find_citations(text) == (
        Citation(
            instrument=Instrument.decree,
            number="358/2025/NĐ-CP",
            issued_on=date(2025, 12, 31),
            point="a",
            clause="1",
            article="56",
            text="điểm a khoản 1 Điều 56 của Nghị định 358/2025/NĐ-CP ngày 31/12/2025",
            start=13,
            end=80,
        ),
    )
    assert text[13:80] == find_citations(text)[0].text


@pytest.mark.parametrize(
    ("text", "instrument", "number", "issued_on"),
    [
        ("Kế hoạch số 193/KH-UBND ngày 15/12/2025", "plan", "193/KH-UBND", "2025-12-15"),
        ("Nghị quyết số 59-NQ/TW ngày 05 tháng 8 năm 2020", "resolution", "59-NQ/TW", "2020-08-05"),
        ("Kế hoạch 02-KH/BCĐTW", "plan", "02-KH/BCĐTW", "None"),
        ("Luật Đầu tư công số 58/2024/QH15", "law", "58/2024/QH15", "None"),
        ("Luật Phòng, chống rửa tiền số 14/2022/QH15", "law", "14/2022/QH15", "None"),
        ("Bộ luật Dân sự số 91/2015/QH13", "code", "91/2015/QH13", "None"),
        ("Thông tư liên tịch số 01/2016/TTLT-BNV-BTC", "joint_circular", "01/2016/TTLT-BNV-BTC", "None"),
        ("thông tư 12/2022/TT-BTTTT", "circular", "12/2022/TT-BTTTT", "None"),
        ("Công văn số 1234/UBND-TH ngày 3.4.2026", "dispatch", "1234/UBND-TH", "2026-04-03"),
        ("Chương trình số 19-CTr/TU", "programme", "19-CTr/TU", "None"),
        ("Nghị quyết của Bộ Chính trị số 57-NQ/TW. Ban hành", "resolution", "57-NQ/TW", "None"),
        ("Nghị định số: 358 /2025/ NĐ-CP", "decree", "358/2025/NĐ-CP", "None"),
        ("theo 909/QĐ-TTg của Thủ tướng Chính phủ ngày 21/5/2026", "decision", "909/QĐ-TTg", "2026-05-21"),
        ("Quyết định thành lập theo 358/2025/NĐ-CP", "decree", "358/2025/NĐ-CP", "None"),
        ("Nghị quyết số 1/2025/QH15 ngày 31/2/2025", "resolution", "1/2025/QH15", "None"),
        ("Quyết định số 5/QĐ-UBND của Chủ tịch về họp ngày 1/2/2026", "decision", "5/QĐ-UBND", "None"),
    ],
)
def test_instrument_number_and_day(text: str, instrument: str, number: str, issued_on: str) -> None:
    (found,) = find_citations(text)
    assert (found.instrument, found.number, str(found.issued_on)) == (instrument, number, issued_on)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Điều 3 Luật số 1/2024/QH15", (None, None, "3")),
        ("khoản 2, Điều 3 của Luật số 1/2024/QH15", (None, "2", "3")),
        ("điểm a, b và điểm đ khoản 1 Điều 56 Luật số 1/2024/QH15", ("a, b và điểm đ", "1", "56")),
        ("khoản 1 và khoản 2 Điều 4a, Điều 5 của Luật số 1/2024/QH15", (None, "1 và khoản 2", "4a, Điều 5")),
        ("khoản 1 của hợp đồng và Luật số 1/2024/QH15", (None, None, None)),
    ],
)
def test_point_clause_and_article(text: str, levels: tuple[str | None, ...]) -> None:
    (found,) = find_citations(text)
    assert (found.point, found.clause, found.article) == levels


def test_a_second_number_is_named_by_the_first() -> None:
    found = find_citations("Nghị quyết số 257/2025/QH15, 258/2025/QH15 và số 259/2025/QH15; rồi 260/2025/QH15")
    assert [(one.instrument.value, one.number) for one in found] == [
        ("resolution", "257/2025/QH15"),
        ("resolution", "258/2025/QH15"),
        ("resolution", "259/2025/QH15"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "theo đúng các Kết luận của Bộ Chính trị",
        "Luật Đất đai năm 2024",
        "cao tốc Châu Đốc - Cần Thơ 5 - Sóc Trăng",
        "trước ngày 20/6/2026",
        "giai đoạn 2026 - 2030",
        "văn bản quy phạm pháp luật số 12/2020/QH14",
        "Tổ công tác số 7/Ban Chỉ đạo 533",
        "tỷ lệ 1/A",
        "",
    ],
)
def test_what_has_no_number_of_an_instrument_is_no_citation(text: str) -> None:
    assert find_citations(text) == ()
