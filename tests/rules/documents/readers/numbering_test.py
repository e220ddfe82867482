"""The numbers that Word makes: the column STT has them more often than not, and they stand nowhere in the text."""

import pytest

from app.documents.readers.docx import read_docx
from tests.rules.documents.readers.build import docx, p, table, tbl, tc, tr


def level(at: int, text: str, kind: str = "decimal", *, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(*levels: str, id_: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{more}{"".join(levels)}</w:abstractNum>'


def num(id_: int, *, of: int = 0, more: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def start_at(number: int, at: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def item(list_id: int, at: int | None = 0, text: str = "") -> str:
    depth = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    return p(text, f'<w:numPr>{depth}<w:numId w:val="{list_id}"/></w:numPr>')


def labels(items: list[str], numbering: str, styles: str = "") -> list[str]:
    """Of empty paragraphs in the first column, the way an office fills it."""
    rows = tbl(tr("STT", "Nhiệm vụ"), *(tr(tc(one), "việc") for one in items))
    return [row[0] for row in table(read_docx(docx(rows, numbering=numbering, styles=styles)))[1:]]


def test_the_column_of_numbers_is_filled() -> None:
    assert labels([item(1)] * 3, definition(level(0, "%1")) + num(1)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("kind", "text", "read"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1", ["A", "B", "C"]),
        ("upperRoman", "%1", ["I", "II", "III"]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperRoman", "Mục %1.", ["Mục I.", "Mục II.", "Mục III."]),
        ("bullet", "–", ["–", "–", "–"]),
        ("bullet", "\uf0b7", ["-", "-", "-"]),
        ("none", "%1", ["", "", ""]),
        ("a kind of tomorrow", "%1", ["1", "2", "3"]),
    ],
)
def test_each_kind_of_number(kind: str, text: str, read: list[str]) -> None:
    assert labels([item(1)] * 3, definition(level(0, text, kind)) + num(1)) == read


@pytest.mark.parametrize(
    ("start", "kind", "read"), [(27, "lowerLetter", "aa"), (49, "upperRoman", "XLIX"), (4_000, "upperRoman", "4000")]
)
def test_numbers_far_on(start: int, kind: str, read: str) -> None:
    assert labels([item(1)], definition(level(0, "%1", kind, start=start)) + num(1)) == [read]


def test_a_number_stands_before_the_text_of_its_paragraph() -> None:
    numbering = definition(level(0, "%1.", "upperRoman")) + num(1)
    assert read_docx(docx(item(1, 0, "QUY HOẠCH"), numbering=numbering)).paragraphs == ("I. QUY HOẠCH",)


MANY = definition(level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%2.%3", "lowerLetter")) + num(1)


def test_lower_levels_begin_anew_under_a_higher_one() -> None:
    order = (0, 1, 2, 2, 1, 0, 1, 2)
    assert labels([item(1, at) for at in order], MANY) == ["I.", "1.", "1.a", "1.b", "2.", "II.", "1.", "1.a"]


def test_a_level_that_was_told_not_to_begin_anew_counts_on() -> None:
    levels = (level(0, "%1", "upperRoman"), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    assert labels([item(1, at) for at in (0, 1, 1, 0, 1)], definition(*levels) + num(1)) == ["I", "1", "2", "II", "3"]


def test_a_level_whose_upper_one_was_never_used_shows_its_start() -> None:
    assert labels([item(1, 1)] * 2, definition(level(0, "%1"), level(1, "%1.%2")) + num(1)) == ["1.1", "1.2"]


def test_legal_numbers_are_digits_throughout() -> None:
    levels = (level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert labels([item(1, 0), item(1, 1)], definition(*levels) + num(1)) == ["I", "1.1"]


def test_lists_of_one_definition_count_on_together() -> None:
    assert labels([item(1), item(2), item(1)], definition(level(0, "%1")) + num(1) + num(2)) == ["1", "2", "3"]


def test_a_list_that_overrides_the_start_begins_anew_once() -> None:
    numbering = definition(level(0, "%1")) + num(1) + num(2, more=start_at(1)) + num(3, more=start_at(14))
    assert labels([item(1), item(1), item(2), item(2), item(3), item(3)], numbering) == ["1", "2", "1", "2", "14", "15"]


def test_a_list_may_override_how_a_level_looks() -> None:
    other = num(2, more=f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>')
    assert labels([item(2)] * 2, definition(level(0, "%1")) + other) == ["a)", "b)"]


def test_a_definition_may_be_that_of_a_style_of_lists() -> None:
    real = definition(level(0, "%1/"), id_=5, more='<w:styleLink w:val="SoDam"/>')
    link = definition(id_=6, more='<w:numStyleLink w:val="SoDam"/>')
    assert labels([item(1)], real + link + num(1, of=6)) == ["1/"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="STT"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="STT2"><w:basedOn w:val="STT"/></w:style>'
)


def test_a_paragraph_is_numbered_by_its_style_at_the_level_that_names_it() -> None:
    named = level(1, "%2)", "lowerLetter", more='<w:pStyle w:val="STT2"/>')
    items = [p("", f'<w:pStyle w:val="{style}"/>') for style in ("STT", "STT2", "STT2")]
    assert labels(items, definition(level(0, "%1."), named) + num(1), STYLES) == ["1.", "a)", "b)"]


def test_a_paragraph_may_say_that_it_is_not_numbered() -> None:
    off = p("x", '<w:pStyle w:val="STT"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels([off], definition(level(0, "%1.")) + num(1), STYLES) == ["x"]


def test_what_was_struck_out_is_not_counted() -> None:
    struck = p("", '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    changed = p("x", '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>')
    assert labels([item(1), struck, changed, item(1)], definition(level(0, "%1")) + num(1)) == ["1", "", "x", "2"]


def test_a_list_that_is_not_there_numbers_nothing_and_no_level_is_the_first() -> None:
    assert labels([item(9), item(1, 12), item(1, None)], definition(level(0, "%1")) + num(1)) == ["", "", "1"]
