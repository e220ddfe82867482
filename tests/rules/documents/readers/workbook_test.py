"""Excel → document: values as they are shown, merged cells, lines above the table, and which sheets count.

annex.xls is what LibreOffice 7.4 made of `sample()`: write that to annex.xlsx, then `soffice --headless --convert-to xls annex.xlsx`.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from app.documents.readers.workbook import read_workbook
from app.documents.refusals import ClassifiedDocument, FileTooLarge
from app.documents.tables import Beside, Cell, Document, Inlaid, InlaidKind, Paragraph, Table
from tests.rules.documents.readers.build import ONE_SHEET, relationships, table, xlsx

OLD = Path(__file__).with_name("annex.xls")


def sample() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        bold, day, two, share = (
            book.add_format(look)
            for look in ({"bold": True}, {"num_format": "dd/mm/yyyy"}, {"num_format": "0.00"}, {"num_format": "0%"})
        )
        sheet = book.add_worksheet("Phụ lục I")
        sheet.merge_range("B1:G1", "PHỤ LỤC I", bold)
        sheet.merge_range("B2:G2", "(Kèm theo Kế hoạch số 1/KH-UBND)")
        sheet.write_row("B4", ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Tỷ lệ"], bold)
        sheet.write("B5", "I", bold)
        sheet.merge_range("C5:G5", "QUY HOẠCH", bold)
        sheet.merge_range("B6:B7", 1)
        sheet.write_row("C6", ["Rà soát\nquy hoạch", "Sở Y tế", "Các sở"])
        sheet.write_datetime("F6", datetime(2026, 6, 20), day)  # noqa: DTZ001  a day on paper has no zone
        sheet.write("G6", 0.5, share)
        sheet.write_row("C7", ["Đào tạo", "Sở Nội vụ", "", "Quý I"])
        sheet.write("B8", 14.1, two)
        sheet.write_row("C8", ["Ban hành", "Sở Y tế", True])
        sheet.set_row(7, options={"hidden": True})
        book.add_worksheet("Nháp").write("A1", "MẬT")
        book.worksheets()[1].hide()
        book.add_worksheet("Phụ lục II").write_row("A1", ["TT", "Nhiệm vụ"])
    return made.getvalue()


def lines(document: Document) -> list[list[str]]:
    return [[one.text for one in row] for one in document.tables for row in one.rows]


def test_a_workbook_is_read_as_its_sheets_show_it() -> None:
    document = read_workbook(sample())
    assert document.hidden_sheets == ("Nháp",)
    assert document.paragraphs == ("PHỤ LỤC I", "(Kèm theo Kế hoạch số 1/KH-UBND)")
    assert lines(document) == [
        ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Tỷ lệ"],
        ["I", "QUY HOẠCH"],
        ["1", "Rà soát\nquy hoạch", "Sở Y tế", "Các sở", "20/6/2026", "50%"],
        ["1", "Đào tạo", "Sở Nội vụ", "", "Quý I"],
        ["14.10", "Ban hành", "Sở Y tế", "TRUE"],
        ["TT", "Nhiệm vụ"],
    ]
    rows = document.tables[0].rows
    assert [row[1].bold for row in rows] == [True, True, False, False, False]
    assert rows[3][0] == Cell("1", repeated=True)


def test_an_old_workbook_is_the_same_but_for_what_calamine_does_not_tell() -> None:
    shown = {"50%": "0.5", "14.10": "14.1"}
    new = read_workbook(sample())
    plain = [
        [replace(one, bold=False, faint=False, text=shown.get(one.text, one.text)) for one in row]
        for each in new.tables
        for row in each.rows
    ]
    old = read_workbook(OLD.read_bytes())
    assert (old.unsure_days, new.unsure_days) == (True, False)
    assert old.paragraphs == new.paragraphs
    assert [list(row) for each in old.tables for row in each.rows] == plain


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="{}"/></numFmts><fonts><font/><font><b/></font><font><b val="0"/></font></fonts>'
    '<cellXfs><xf/><xf numFmtId="164"/><xf fontId="1"/><xf fontId="2"/><xf numFmtId="14"/></cellXfs>'
)


def cell_of(inside: str, form: str = "General", strings: str = "") -> Cell:
    """What comes of one cell, beside another."""
    header, other = '<row><c t="b"><v>1</v></c><c t="b"><v>1</v></c></row>', '<c t="b"><v>1</v></c>'
    styles = STYLES.format(escape(form, {'"': "&quot;"}))
    data = xlsx(f"{header}<row>{other}{inside}{other}</row>", styles=styles, strings=strings)
    return read_workbook(data).tables[0].rows[1][1]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("General", "1", "1"), ("General", "14.1", "14.1"), ("General", "0.30000000000000004", "0.3"), ("General", "1E+20", "1e+20"),
        ("General", "-2.50", "-2.5"), ("@", "7", "7"), ("0", "14.6", "15"), ("0.00", "14.1", "14.10"), ("0.0#", "14", "14.0"),
        ("0.##", "14", "14"), ("#,##0", "1500", "1500"), ("0%", "0.5", "50%"), ("0.0%", "0.125", "12.5%"), ('0"."', "3", "3"),
        ("dd/mm/yyyy", "46193", "20/6/2026"), ("mm/yyyy", "46193", "6/2026"), ("[$-42A]d mmmm yyyy;@", "46193", "20/6/2026"),
        ("d/m/yyyy h:mm", "46193.7083333333", "17:00 20/6/2026"), ("h:mm", "0.5", "12:00"), ("d/m/yyyy", "-1", "-1"),
        ('"Tháng "0', "6", "Tháng 6"), ('"Quý "0"/2026"', "2", "Quý 2/2026"), ('"Tháng "m/yyyy', "46193", "Tháng 6/2026"),
        ("d/m/yyyy", "9E+99", "9e+99"), ("General", "x", "x"), ("General", "nan", ""), ("[Red]0.0", "1.25", "1.2"),
    ],
)  # fmt: skip
def test_a_number_is_as_its_format_shows_it(form: str, value: str, shown: str) -> None:
    assert cell_of(f'<c s="1"><v>{value}</v></c>', form).text == shown


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param('<c t="s"><v>0</v></c>', "Sở Y tế", id="a shared text"),
        pytest.param('<c t="s"><v>7</v></c>', "", id="one that is not there"),
        pytest.param('<c t="inlineStr"><is><t>Sở</t></is></c>', "Sở", id="a text in its place"),
        pytest.param('<c t="str"><f>A1</f><v>a_x000D_\nb</v></c>', "a\nb", id="the text of a formula"),
        pytest.param("<c><f>A1+1</f></c>", "=A1+1", id="a formula nobody worked out"),
        pytest.param('<c t="e"><v>#REF!</v></c>', "#REF!", id="an error"),
        pytest.param('<c t="b"><v>0</v></c>', "FALSE", id="a boolean"),
        pytest.param('<c t="d"><v>2026-06-20</v></c>', "20/6/2026", id="a day"),
        pytest.param('<c t="d"><v>mai</v></c>', "mai", id="no day"),
        pytest.param('<c s="4"><v>46193</v></c>', "20/6/2026", id="a day in a format that Excel knows"),
        pytest.param('<c s="99"><v>5</v></c>', "5", id="a style that is not there"),
    ],
)
def test_each_kind_of_value(inside: str, text: str) -> None:
    assert cell_of(inside, strings="<si><t>Sở Y tế</t><rPh><t>x</t></rPh></si>").text == text


@pytest.mark.parametrize(
    ("inside", "bold"),
    [
        ('<c s="2"><v>1</v></c>', True), ('<c s="3"><v>1</v></c>', False), ('<c t="s"><v>0</v></c>', True),
        ('<c t="s"><v>1</v></c>', False), ('<c t="s" s="2"><v>1</v></c>', True),
    ],
)  # fmt: skip
def test_bold_by_the_style_of_the_cell_or_by_all_of_its_runs(inside: str, bold: bool) -> None:
    run = "<r><rPr>{}</rPr><t>a</t></r>"
    strings = f"<si>{run.format('<b/>') * 2}</si><si>{run.format('<b/>')}{run.format('')}</si>"
    assert cell_of(inside, strings=strings).bold is bold


def test_what_is_struck_through_or_in_a_hidden_row_is_faint() -> None:
    struck = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>'
    strings = "<si><r><rPr><strike/></rPr><t>a</t></r></si><si><t>b</t></si>"
    row = '<row{}><c s="1"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    (read,) = read_workbook(xlsx(row.format("") + row.format(' hidden="1"'), strings=strings, styles=struck)).tables
    assert [[one.faint for one in cells] for cells in read.rows] == [[True, True, False], [True, True, True]]


@pytest.mark.parametrize("inside", ['<c t="s"{}><v>0</v></c>', '<c t="inlineStr"{}><is>' + "{}</is></c>"])
@pytest.mark.parametrize(
    ("runs", "style", "read"),
    [
        ("<r><rPr><strike/></rPr><t>Quý I</t></r><r><t> Quý II</t></r>", "", Cell("Quý II", left_out="Quý I")),
        ("<r><rPr><strike/></rPr><t>Quý I</t></r><r><t> .</t></r>", "", Cell("Quý I .", faint=True)),
        ("<r><t>Quý I</t></r><r><rPr><b/></rPr><t> Quý II</t></r>", ' s="1"', Cell("Quý II", left_out="Quý I")),
        ("<r><t>Quý I</t></r><r><rPr><b/></rPr><t> Quý II</t></r>", "", Cell("Quý I Quý II")),
    ],
    ids=["the old before the new", "all but a full stop", "the part that looks as its cell does", "nothing"],
)
def test_the_runs_of_a_text_that_are_struck_through_are_left_out(
    inside: str, runs: str, style: str, read: Cell
) -> None:
    struck = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>'
    row = f"<row><c><v>1</v></c>{inside.format(style, runs)}</row>"
    (made,) = read_workbook(xlsx(row, strings=f"<si>{runs}</si>", styles=struck)).tables
    assert made.rows[0][1] == read


def test_days_may_count_from_1904() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"date_1904": True}) as book:
        day = book.add_format({"num_format": "d/m/yyyy"})
        book.add_worksheet().write_row("A1", ["a", date(2026, 6, 20), time(7, 30)], day)
    assert table(read_workbook(made.getvalue()))[0][:2] == ["a", "20/6/2026"]


def test_cells_without_a_place_follow_one_another_and_empty_rows_are_left_out() -> None:
    one = '<c t="str"><v>{}</v></c>'
    rows = f'<row r="9">{one.format("a")}<c/>{one.format("b")}</row><row/><row><c r="A12"><v>1</v></c>{one.format("c")}</row>'
    assert table(read_workbook(xlsx(rows))) == [["a", "", "b"], ["1", "c"]]


def test_columns_in_which_nothing_begins_are_no_columns() -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="C{at}" t="str"><v>a</v></c></row>' for at in (1, 2)
    )
    merged = '<mergeCells><mergeCell ref="C1:E1"/><mergeCell ref="C2:E2"/><mergeCell ref="mọi"/></mergeCells>'
    assert table(read_workbook(xlsx(rows, after=merged))) == [["1", "a"], ["2", "a"]]


def test_a_cell_merged_across_and_down_is_repeated() -> None:
    rows = "".join(
        f'<row r="{at}">' + "".join(f'<c r="{column}{at}"><v>{at}</v></c>' for column in "ABCD") + "</row>"
        for at in (1, 2, 3)
    )
    merged = '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'
    assert table(read_workbook(xlsx(rows, after=merged))) == [["1"] * 4, ["2"] * 4, ["3", "2", "2", "3"]]


def test_a_sheet_that_is_no_table_of_cells_or_is_not_there_is_passed_over() -> None:
    sheets = ONE_SHEET + '<sheet name="B" r:id="r1"/><sheet name="C" r:id="r9"/>'
    links = relationships({"worksheets/sheet1.xml": "worksheet", "chart.xml": "chartsheet"})
    assert read_workbook(xlsx("<row><c><v>1</v></c></row>", sheets=sheets, links=links)) == Document((Paragraph("1"),))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx("", after='<headerFooter><oddHeader>&amp;C&amp;"Times,Bold"&amp;14MẬT&amp;RTrang 1</oddHeader></headerFooter>'), id="a header"),
        pytest.param(xlsx('<row><c t="str"><v>TỐI MẬT</v></c></row>'), id="a cell"),
    ],
)  # fmt: skip
def test_a_marking_refuses_the_file(data: bytes) -> None:
    with pytest.raises(ClassifiedDocument):
        read_workbook(data)


def _property(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet()
    book.set_properties({"keywords": "MẬT"})


def _added_property(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet()
    book.set_custom_property("Độ mật", "TỐI MẬT")


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(lambda book: book.add_worksheet("MẬT"), id="the name of a sheet"),
        pytest.param(lambda book: book.add_worksheet().write_comment("A1", "MẬT"), id="a note at a cell"),
        pytest.param(_property, id="a property"),
        pytest.param(_added_property, id="a property of the office's own"),
    ],
)
def test_a_marking_beside_the_table_refuses_the_file(mark: Callable[[xlsxwriter.Workbook], object]) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        mark(book)
    with pytest.raises(ClassifiedDocument):
        read_workbook(made.getvalue())


def test_a_marking_in_a_box_on_the_sheet_refuses_the_file() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().insert_textbox("A1", "TUYỆT MẬT")
    with pytest.raises(ClassifiedDocument):
        read_workbook(made.getvalue())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx("<row/>" * 100_001), id="rows by the hundred thousand, all empty"),
        pytest.param(xlsx("<row>" + "<c><v>1</v></c>" * 101 + "</row>"), id="columns"),
        pytest.param(xlsx("<row/>", after='<mergeCell ref="A1:B2"/>' * 100_001), id="merged ranges"),
        pytest.param(
            xlsx('<row r="900000"><c><v>1</v></c></row>', after='<mergeCells><mergeCell ref="A1:A900000"/></mergeCells>'),
            id="a merged range without end",
        ),
        pytest.param(xlsx("<row/>", sheets=ONE_SHEET * 101), id="sheets"),
        pytest.param(
            xlsx(("<row>" + '<c t="s"><v>0</v></c>' * 99 + "</row>") * 10, strings=f"<si><t>{'a' * 32_000}</t></si>"),
            id="one long text in very many cells",
        ),
    ],
)  # fmt: skip
def test_a_file_larger_than_any_annex_is_refused(data: bytes) -> None:
    with pytest.raises(FileTooLarge):
        read_workbook(data)


def test_a_document_is_what_the_model_says() -> None:
    assert read_workbook(xlsx('<row><c><v>1</v></c><c t="str"><v>a</v></c></row>')) == Document(
        (Table(((Cell("1"), Cell("a")),)),)
    )


def test_what_a_sheet_holds_beside_its_table_is_told() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.write_row("A1", ["STT", "Nhiệm vụ", "", "Chủ trì"])
        sheet.write_comment("B1", "Lùi sang quý III", {"author": ""})
        sheet.insert_textbox("H2", "Bản dự thảo")
        sheet.set_footer("&CHạn chung: 31/12/2026")
        sheet.set_column("B:C", None, None, {"hidden": True})
        sheet.set_column("F:XFD", None, None, {"hidden": True})
        book.add_worksheet("Nháp").write_comment("A1", "của trang ẩn")
        book.worksheets()[1].hide()
    told = read_workbook(made.getvalue()).beside
    assert told == Beside(
        remarks=("Bản dự thảo", "Lùi sang quý III"), hidden_columns=("Phụ lục!B",), margins=("Hạn chung: 31/12/2026",)
    )


def test_an_old_workbook_does_not_tell_what_is_struck_through_or_hidden() -> None:
    assert read_workbook(OLD.read_bytes()).beside == Beside(tells_no_looks=True)


def test_what_stands_in_a_cell_that_another_covers_is_kept_apart() -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>{at}0</v></c><c r="C{at}"><v>{at}1</v></c></row>'
        for at in (1, 2)
    )
    merged = '<mergeCells><mergeCell ref="B1:C2"/></mergeCells>'
    (made,) = read_workbook(xlsx(rows, after=merged)).tables
    assert made.rows[0][1:] == (Cell("10", left_out="11"),)
    assert made.rows[1][1:] == (Cell("10", repeated=True, left_out="20\n21"),)


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        ('<r><t>Quý I/2026</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>', "Quý I/2026¹"),
        ('<r><t>A</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>(1)</t></r>', "A(1)"),
    ],
)
def test_a_small_figure_is_no_figure_of_the_text(runs: str, read: str) -> None:
    assert cell_of('<c t="s"><v>0</v></c>', strings=f"<si>{runs}</si>").text == read


# One red pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


def test_a_picture_is_told_at_the_cell_on_which_it_lies() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["STT", "Nhiệm vụ", "Thời hạn"])
        sheet.write_row("A2", [1, "a"])
        sheet.insert_image("C2", "x.png", {"image_data": io.BytesIO(PIXEL)})
    picture = (Inlaid(InlaidKind.picture),)
    assert [[one.inlaid for one in row] for row in read_workbook(made.getvalue()).tables[0].rows] == [
        [(), (), ()],
        [(), (), picture],
    ]
