"""Word → document: what is printed, in its order, and nothing that is not."""

import io
from zipfile import ZipFile

import docx as python_docx
import pytest

from app.documents.readers.docx import read_docx
from app.documents.refusals import ClassifiedDocument
from app.documents.tables import Beside, Cell, Document, Inlaid, InlaidKind, Paragraph, Table
from tests.rules.documents.readers.build import docx, p, r, table, tbl, tc, tr, word_part

HEADER = tr("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")
INSERTED, DELETED = "<w:ins>{}</w:ins>", "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"
RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def text(paragraph: str, **others: str) -> str:
    """The text of a document of one paragraph."""
    return "\n".join(read_docx(docx(paragraph, **others)).paragraphs)


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(inside: str) -> str:
    """A text box as Word writes it: anew, and once more for programs that know only the old way."""
    return (
        f"<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = read_docx(docx(p("Phụ lục I") + p() + tbl(tr("TT", "Nhiệm vụ")) + p("Ghi chú") + tbl(tr("a", "b"))))
    assert document == Document(
        (
            Paragraph("Phụ lục I"),
            Table(((Cell("TT"), Cell("Nhiệm vụ")),)),
            Paragraph("Ghi chú"),
            Table(((Cell("a"), Cell("b")),)),
        )
    )


def test_a_document_made_by_python_docx_is_read() -> None:
    made, data = python_docx.Document(), io.BytesIO()
    made.add_paragraph("Phụ lục I")
    rows = made.add_table(rows=2, cols=3)
    for at, words in enumerate(("STT", "Nhiệm vụ", "Chủ trì")):
        rows.cell(0, at).text = words
    rows.cell(1, 0).paragraphs[0].style = made.styles["List Number"]
    rows.cell(1, 1).merge(rows.cell(1, 2)).text = "Quy hoạch"
    made.save(data)
    document = read_docx(data.getvalue())
    assert document.paragraphs == ("Phụ lục I",)
    assert table(document) == [["STT", "Nhiệm vụ", "Chủ trì"], ["1.", "Quy hoạch", "Quy hoạch"]]


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(docx(p("Phụ lục")))) as made, ZipFile(changed, "w") as strict:
        for name in made.namelist():
            part = made.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006",
                b"http://purl.oclc.org/ooxml/wordprocessingml",
            )
            strict.writestr(name, part)
    assert read_docx(changed.getvalue()).paragraphs == ("Phụ lục",)


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        pytest.param(r("Sở ") + r("Y tế"), "Sở Y tế", id="runs"),
        pytest.param(f"<w:hyperlink>{r('Sở')}</w:hyperlink>{r(' Y tế')}", "Sở Y tế", id="a link"),
        pytest.param(control(r("Sở Y tế")), "Sở Y tế", id="a content control"),
        pytest.param(r("Sở ") + INSERTED.format(r("Y tế")) + DELETED.format("Tài chính"), "Sở Y tế", id="tracked changes"),
        pytest.param(r("Sở") + f"<w:moveFrom>{r(' A')}</w:moveFrom><w:moveTo>{r(' B')}</w:moveTo>", "Sở B", id="moved"),
        pytest.param(r("Sở") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", "Sở", id="hidden text"),
        pytest.param(r("30") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" xã"), "30 xã", id="the mark of a note"),
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "a\nb c", id="breaks and tabs"),
        pytest.param("<w:r><w:t>26</w:t><w:noBreakHyphen/><w:t>NQ/TW</w:t></w:r>", "26-NQ/TW", id="a hyphen"),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 95%</w:t></w:r>', "≥ 95%", id="a symbol"),
        pytest.param('<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="SEQ">' + r("7") + "</w:fldSimple>", "7", id="a field"),
        pytest.param(r("Kính gửi") + f"<w:r>{box(p('Khung'))}</w:r>", "Khung\nKính gửi", id="a text box, once"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_is_printed_of_it(inside: str, read: str) -> None:
    assert text(f"<w:p>{inside}</w:p>") == read
    assert table(read_docx(docx(tbl(tr("1", tc(f"<w:p>{inside}</w:p>")))))) == [["1", read]]


def test_notes_at_the_foot_of_a_page_follow_the_document() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{p("Theo Nghị quyết số 1")}</w:footnote><w:footnote w:id="2">{p("Cả xã đảo")}</w:footnote>'
    )
    document = read_docx(docx(tbl(tr("1", "Rà soát")) + p("Hết"), footnotes=notes))
    assert document.paragraphs == ("Hết", "[1] Theo Nghị quyết số 1", "[2] Cả xã đảo")


def reference(kind: str, of: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{of}"/></w:r>'


def test_a_cell_bears_the_marks_of_its_notes_in_the_order_in_which_they_are_printed() -> None:
    notes = "".join(
        f'<w:footnote w:id="{at}">{p(words)}</w:footnote>' for at, words in ((2, "b"), (5, "a"), (7, "không ai gọi"))
    )
    ends = f'<w:endnote w:id="2">{p("c")}</w:endnote>'
    title = tc(f"<w:p>{r('Rà soát')}{reference('footnote', 5)}{reference('endnote', 2)}</w:p>")
    lead = tc(f"<w:p>{r('Sở Y tế')}{reference('footnote', 2)}<w:del>{reference('footnote', 7)}</w:del></w:p>")
    document = read_docx(docx(tbl(tr(title, lead)), footnotes=notes, endnotes=ends))
    assert [one.marks for one in document.tables[0].rows[0]] == [("[1]", "¹"), ("[2]",)]
    assert document.paragraphs == ("[1] a", "[2] b", "[3] không ai gọi", "¹ c")


def test_paragraphs_of_a_cell_are_lines_and_so_are_rows_of_a_table_in_it() -> None:
    inner = tbl(tr("Quý I", "5 xã"), tr("Quý II", "7 xã"))
    rows = tbl(tr("1", tc(p("Rà soát:") + inner + p("Báo cáo"))))
    assert table(read_docx(docx(rows))) == [["1", "Rà soát:\nQuý I 5 xã\nQuý II 7 xã\nBáo cáo"]]


def test_a_table_within_a_frame_of_one_cell_is_the_table() -> None:
    frame = tbl(tr(tc(p("Phụ lục I") + tbl(tr(tc(tbl(HEADER, tr("1", "Rà soát"))))) + p())))
    document = read_docx(docx(frame))
    assert document.paragraphs == ("Phụ lục I",)
    assert table(document)[1] == ["1", "Rà soát"]


def test_tables_rows_and_cells_in_content_controls_are_read() -> None:
    row = f"<w:tr>{control(tc('2'))}{tc('Đào tạo')}</w:tr>"
    assert table(read_docx(docx(control(tbl(tr("1", "Rà soát"), control(row)))))) == [
        ["1", "Rà soát"],
        ["2", "Đào tạo"],
    ]


def test_rows_and_cells_that_were_struck_out_are_gone() -> None:
    rows = tbl(tr("1", "a"), tr("2", "b", look="<w:del/>"), tr("3", tc("x", "<w:cellDel/>"), "c", look="<w:ins/>"))
    assert table(read_docx(docx(rows)))[0] == ["1", "a"]
    assert [row[0] for row in table(read_docx(docx(rows)))] == ["1", "3"]


def test_a_cell_merged_down_is_repeated_in_each_row_and_says_so() -> None:
    rows = tbl(
        HEADER,
        tr(tc("1", RESTART), tc("Rà soát", RESTART), "Sở Y tế", "", "Quý I"),
        tr(tc("", GOES_ON), tc("cũ", GOES_ON), "Sở Nội vụ", "", "Quý II"),
    )
    first, second = read_docx(docx(rows)).tables[0].rows[1:]
    assert [one.text for one in second] == ["1", "Rà soát", "Sở Nội vụ", "", "Quý II"]
    assert [one.repeated for one in second[:3]] == [True, True, False]
    assert not any(one.repeated for one in first)


def test_a_row_that_is_wholly_merged_with_the_one_above_is_the_same_row() -> None:
    rows = tbl(HEADER, *(tr(*(tc(f"{at}", look) for at in range(5))) for look in (RESTART, GOES_ON)))
    assert len(table(read_docx(docx(rows)))) == 2


def test_a_cell_merged_across_is_repeated_in_each_column() -> None:
    full = tr("1", "Rà soát", "Sở Y tế", "Các sở", "Quý I")
    rows = tbl(HEADER, full, tr("2", "Đào tạo", tc("Các sở, ngành", span(2)), "Quý II"))
    assert table(read_docx(docx(rows)))[2] == ["2", "Đào tạo", "Các sở, ngành", "Các sở, ngành", "Quý II"]


def test_the_title_of_a_section_stands_once() -> None:
    full = tr("1", "Rà soát", "Sở Y tế", "Các sở", "Quý I")
    rows = tbl(HEADER, tr("I", tc("QUY HOẠCH", span(4))), full, full, tr(tc("II. ĐÀO TẠO", span(5))), full)
    read = table(read_docx(docx(rows)))
    assert (read[1], read[4]) == (["I", "QUY HOẠCH"], ["II. ĐÀO TẠO"])


def test_edges_that_miss_one_another_by_a_hair_make_no_columns() -> None:
    grid = (600, 20, 3000, 20, 2000, 2000)
    rows = tbl(
        tr("STT", tc("Nhiệm vụ", span(2)), tc("Chủ trì", span(2)), "Thời hạn"),
        tr(tc("1", span(2)), "Rà soát", tc("Sở Y tế", span(2)), "Quý I"),
        tr(tc("2", span(2)), tc("Đào tạo", span(2)), "Sở Nội vụ", "Quý I"),
        tr("3", tc("Ban hành quy chế", span(3)), tc("Văn phòng, quý III", span(2))),
        grid=grid,
    )
    assert table(read_docx(docx(rows))) == [
        ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["1", "Rà soát", "Sở Y tế", "Quý I"],
        ["2", "Đào tạo", "Sở Nội vụ", "Quý I"],
        ["3", "Ban hành quy chế", "Văn phòng, quý III", "Văn phòng, quý III"],
    ]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Dam"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dam"><w:basedOn w:val="Dam"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b w:val="1"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "bold"),
    [
        pytest.param(p("A", bold=True), True, id="the run"),
        pytest.param(p("A", bold=True).replace("</w:p>", r(" ") + "</w:p>"), True, id="all but a space"),
        pytest.param(p("A", bold=True).replace("</w:p>", r("b") + "</w:p>"), False, id="a part"),
        pytest.param(p("A", '<w:pStyle w:val="Muc"/>'), True, id="a style based on a bold one"),
        pytest.param('<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>A</w:t></w:r></w:p>', True, id="a run's style"),
        pytest.param('<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>A</w:t></w:r></w:p>', False, id="off again"),
        pytest.param(p("A", bold=True) + p("b"), False, id="one line of two"),
    ],
)  # fmt: skip
def test_a_cell_is_bold_when_all_of_it_is(paragraph: str, bold: bool) -> None:
    assert read_docx(docx(tbl(tr("1", tc(paragraph))), styles=STYLES)).tables[0].rows[0][1].bold is bold


def struck(words: str, look: str = "<w:strike/>") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("look", "faint"),
    [("<w:strike/>", True), ("<w:dstrike/>", True), ('<w:strike w:val="0"/>', False), ("<w:b/>", False)],
)
def test_a_cell_is_faint_when_all_of_it_is_struck_through(look: str, faint: bool) -> None:
    row = tr(tc(f"<w:p>{struck('A', look)}</w:p>"), tc(f"<w:p>{struck('A', look)}{r('b')}</w:p>"))
    assert [one.faint for one in read_docx(docx(tbl(row))).tables[0].rows[0]] == [faint, False]


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        pytest.param(f"<w:p>{struck('Quý I')}{r(' Quý II')}</w:p>", Cell("Quý II", left_out="Quý I"), id="the old before the new"),
        pytest.param(f"<w:p>{r('Quý II ')}{struck('Quý I', '<w:dstrike/>')}</w:p>", Cell("Quý II", left_out="Quý I"), id="the old behind it"),
        pytest.param(f"<w:p>{struck('Sở Y tế')}</w:p>" + p("Sở Nội vụ"), Cell("Sở Nội vụ", left_out="Sở Y tế"), id="one line of two"),
        pytest.param(f"<w:p>{r('a ')}{struck('b')}</w:p><w:p>{struck('c')}</w:p>", Cell("a", left_out="b\nc"), id="a part and a line"),
        pytest.param(f"<w:p>{struck('Quý I')}{r('.')}</w:p>", Cell("Quý I.", faint=True), id="all but a full stop"),
        pytest.param(f"<w:p>{struck('Quý I', '<w:vanish/>')}{r('Quý II')}</w:p>", Cell("Quý II", left_out="Quý I"), id="hidden text"),
        pytest.param(f"<w:p>{struck('Quý I', '<w:vanish/>')}</w:p>", Cell("", left_out="Quý I"), id="nothing but hidden text"),
    ],
)  # fmt: skip
def test_what_is_struck_through_or_hidden_beside_other_text_is_left_out_and_kept_apart(inside: str, read: Cell) -> None:
    assert read_docx(docx(tbl(tr("1", tc(inside))))).tables[0].rows[0][1] == read


def test_a_row_of_which_all_is_hidden_is_there_to_be_told() -> None:
    hidden = tc(f"<w:p>{struck('Quý I', '<w:vanish/>')}</w:p>")
    assert read_docx(docx(tbl(tr("1", "a"), tr(hidden, hidden)))).tables[0].rows[1] == (Cell("", left_out="Quý I"),) * 2


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (f"{r('KẾ HOẠCH NĂM ')}{struck('2025')}{r('2026')}", Paragraph("KẾ HOẠCH NĂM 2026", left_out="2025")),
        (struck("KẾ HOẠCH NĂM 2025"), Paragraph("", left_out="KẾ HOẠCH NĂM 2025")),
    ],
)
def test_a_struck_part_of_a_paragraph_is_left_out_and_so_is_one_that_is_struck(inside: str, read: Paragraph) -> None:
    assert read_docx(docx(f"<w:p>{inside}</w:p>")).blocks == (read,)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(docx(p("Phụ lục"), header=p("MẬT")), id="a page header"),
        pytest.param(docx(p("Phụ lục"), footer=tbl(tr("", "TỐI MẬT"))), id="a table in a footer"),
        pytest.param(docx(p("Phụ lục"), header=f"<w:p><w:r>{box(p('TUYỆT MẬT', bold=True))}</w:r></w:p>"), id="a box in a header"),
        pytest.param(docx(p("Phụ lục"), header='<w:p><w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r></w:p>'), id="a watermark"),
        pytest.param(docx(f"<w:p><w:r>{box(p('MẬT'))}</w:r>{r('Phụ lục')}</w:p>"), id="a stamp in a box"),
        pytest.param(docx(p("Phụ lục"), footnotes=f'<w:footnote w:id="1">{p("Độ mật: Mật")}</w:footnote>'), id="a note"),
        pytest.param(docx(tbl(tr("1", "MẬT"))), id="a cell"),
        pytest.param(docx(p("Phụ lục"), comments=f'<w:comment w:id="1">{p("MẬT")}</w:comment>'), id="a comment"),
    ],
)  # fmt: skip
def test_a_marking_anywhere_on_the_page_refuses_the_file(data: bytes) -> None:
    with pytest.raises(ClassifiedDocument):
        read_docx(data)


@pytest.mark.parametrize("said", ["title", "keywords", "category", "comments"])
def test_a_marking_in_what_the_file_says_of_itself_refuses_it(said: str) -> None:
    made, data = python_docx.Document(), io.BytesIO()
    setattr(made.core_properties, said, "TỐI MẬT")
    made.save(data)
    with pytest.raises(ClassifiedDocument):
        read_docx(data.getvalue())


def test_a_page_header_is_no_part_of_the_document() -> None:
    assert read_docx(docx(p("Phụ lục"), header=p("Bảo mật thông tin"))).paragraphs == ("Phụ lục",)


def test_a_part_in_utf_16_is_read() -> None:
    made = docx(p("Phụ lục"))
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(made)) as read, ZipFile(changed, "w") as other:
        for name in read.namelist():
            other.writestr(name, read.read(name))
        body = word_part("document", f"<w:body>{p('Phụ lục')}</w:body>").replace("UTF-8", "UTF-16").encode("utf-16")
        del other.NameToInfo["word/document.xml"]
        other.filelist = [one for one in other.filelist if one.filename != "word/document.xml"]
        other.writestr("word/document.xml", body)
    assert read_docx(changed.getvalue()).paragraphs == ("Phụ lục",)


def raised(small: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{small}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (r("Quý I/2026") + raised("1"), "Quý I/2026¹"),
        (r("30 m") + raised("2") + r(" đất"), "30 m² đất"),
        (r("A") + raised("(1)"), "A(1)"),
        (r("A") + '<w:r><w:rPr><w:vertAlign w:val="baseline"/></w:rPr><w:t>1</w:t></w:r>', "A1"),
    ],
)
def test_a_small_figure_is_no_figure_of_the_text(inside: str, read: str) -> None:
    assert text(f"<w:p>{inside}</w:p>") == read


def test_a_row_that_is_hidden_is_faint() -> None:
    rows = read_docx(docx(tbl(tr("1", "a"), tr("2", "b", look="<w:hidden/>")))).tables[0].rows
    assert [[one.faint for one in row] for row in rows] == [[False, False], [True, True]]


def test_what_stands_in_a_cell_merged_with_that_above_is_kept_apart() -> None:
    rows = tbl(tr("1", tc("Sở Y tế", RESTART)), tr("2", tc("Sở Tư pháp", GOES_ON)))
    assert read_docx(docx(rows)).tables[0].rows[1][1] == Cell("Sở Y tế", repeated=True, left_out="Sở Tư pháp")


@pytest.mark.parametrize(
    ("data", "beside"),
    [
        pytest.param(docx(p("a")), Beside(), id="nothing"),
        pytest.param(docx(f"<w:p>{r('a')}{INSERTED.format(r('b'))}</w:p>"), Beside(is_tracked=True), id="an insertion"),
        pytest.param(docx(f"<w:p>{r('a')}{DELETED.format('b')}</w:p>"), Beside(is_tracked=True), id="a deletion"),
        pytest.param(docx(tbl(tr("1", "a", look="<w:del/>"), tr("2", "b"))), Beside(is_tracked=True, deleted_rows=("1 a",)), id="a row"),
        pytest.param(docx(p("a"), comments=f'<w:comment w:id="0">{p("Lùi")}{p("sang quý III")}</w:comment>'), Beside(remarks=("Lùi\nsang quý III",)), id="a comment"),
        pytest.param(docx(f"<w:p>{r('a')}<w:r><w:object/></w:r></w:p>"), Beside(has_embedded=True), id="a sheet of Excel's in it"),
        pytest.param(docx(p("a") + '<w:altChunk r:id="r1" xmlns:r="r"/>'), Beside(has_embedded=True), id="another document in it"),
        pytest.param(docx(p("a"), header=p("DỰ THẢO"), footer=p("Hạn chung: 31/12/2026")), Beside(margins=("DỰ THẢO", "Hạn chung: 31/12/2026")), id="words above and below the pages"),
    ],
)  # fmt: skip
def test_what_a_document_holds_beside_its_text_is_told(data: bytes, beside: Beside) -> None:
    assert read_docx(data).beside == beside


PICTURE = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
INNER = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Con 1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Con 2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("inside", "inlaid"),
    [
        pytest.param(p("a"), (), id="nothing"),
        pytest.param(f"<w:p>{PICTURE}</w:p>", (Inlaid(InlaidKind.picture),), id="a picture"),
        pytest.param(f"<w:p>{r('a')}<w:r>{box(p('Hạn mới'))}</w:r></w:p>", (Inlaid(InlaidKind.text_box, "Hạn mới"),), id="a text box"),
        pytest.param(f"{INNER}{p('a')}", (Inlaid(InlaidKind.table, "Con 1 Con 2"),), id="a table"),
        pytest.param(f"<w:p>{INSERTED.format(r('b'))}</w:p>", (Inlaid(InlaidKind.inserted, "b"),), id="an insertion"),
        pytest.param(f"<w:p>{r('a')}{DELETED.format('b')}</w:p>", (Inlaid(InlaidKind.deleted, "b"),), id="a deletion"),
    ],
)  # fmt: skip
def test_what_a_cell_holds_beside_its_plain_words_is_told(inside: str, inlaid: tuple[Inlaid, ...]) -> None:
    rows = tbl(tr("1", "x", "y"), f"<w:tr>{tc('2')}<w:tc>{inside}</w:tc>{tc('z')}</w:tr>")
    assert [one.inlaid for one in read_docx(docx(rows)).tables[0].rows[1]] == [(), inlaid, ()]


def test_a_row_that_somebody_has_put_in_is_told_at_its_first_cell() -> None:
    rows = read_docx(docx(tbl(tr("1", "a", look="<w:ins/>"), tr("2", "b")))).tables[0].rows
    assert [one.inlaid for row in rows for one in row] == [(Inlaid(InlaidKind.inserted, "1 a"),), (), (), ()]
