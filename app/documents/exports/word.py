"""A .docx, its text written as it comes: a table of 100,000 rows would be gigabytes as python-docx holds one.

What surrounds the text is `word_template`. Each line of a cell is a paragraph of its own, as in the annexes offices type.
"""

import zipfile
from collections.abc import Sequence
from typing import IO
from xml.sax.saxutils import escape

from app.documents.exports import word_template as styles
from app.documents.exports.sheet import SIGNERS, Band, Column, Line, Sheet, Tone, shown
from app.documents.exports.workbook import COLOURS

# A row that a page can hold is not cut in two; one with longer cells may need more than a page.
LONGEST_WHOLE = 500  # characters in a cell
TWIPS = 1440 / 2.54  # in a centimetre
EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip: the same document is the same bytes, whenever it is made
# In points. Those of a wide table are as large as a day in its column allows: at 8 points 30 centimetres of columns fit the page.
LETTERS, LARGEST_OF_A_WIDE_TABLE, SMALLEST = 11.0, 8.5, 5.0
POINTS_BY_CENTIMETRES = 246.0
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Word wants a line of text between two tables, and after the last.
BETWEEN = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


class WordWriter:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._zip: zipfile.ZipFile
        self._template: styles.Template
        self._text: IO[bytes]
        self._sheet: Sheet | None = None
        self._widths: Sequence[int] = ()

    def sheet(self, sheet: Sheet) -> None:
        if self._sheet is None:
            self._begin(_letters(sheet))
        else:
            self._put("</w:tbl>", BETWEEN)
        self._sheet = sheet
        all_of_it = sum(column.width for column in sheet.columns)
        self._widths = [round(styles.WIDTH * TWIPS * column.width / all_of_it) for column in sheet.columns]
        for head in sheet.heads:
            style = {sheet.note: styles.NOTE, sheet.told: styles.TOLD}.get(head, styles.HEAD)
            self._put(_paragraph(head, style))
        self._open_table(sheet)

    def band(self, band: Band) -> None:
        span = f'<w:gridSpan w:val="{len(self._widths)}"/>'
        cell = _cell(band.text, sum(self._widths), styles.SECTION, span + _ground("F2F2F2"))
        self._put("<w:tr><w:trPr><w:cantSplit/></w:trPr>", cell, "</w:tr>")

    def line(self, line: Line) -> None:
        assert self._sheet is not None, "a line stands on a sheet"
        cells = zip(line.values, self._sheet.columns, self._widths, strict=True)
        whole = max(len(shown(value)) for value in line.values) <= LONGEST_WHOLE
        self._put("<w:tr><w:trPr><w:cantSplit/></w:trPr>" if whole else "<w:tr>")
        self._put(*(_of_line(line, shown(value), column, width) for value, column, width in cells), "</w:tr>")

    def finish(self, foot: str | None) -> None:
        if self._sheet is None:
            return
        self._put("</w:tbl>", "<w:p/>" if foot is None else _foot(foot), self._template.after)
        self._text.close()
        self._zip.close()

    def _begin(self, cell_size: float) -> None:
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._template = styles.template(cell_size)
        for name, part in self._template.parts:
            self._zip.writestr(_entry(name), part)
        self._text = self._zip.open(_entry(styles.DOCUMENT), "w", force_zip64=True)
        self._put(self._template.before)

    def _open_table(self, sheet: Sheet) -> None:
        margins = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        self._put(
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:jc w:val="center"/>',
            f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>',
            f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        )
        for column, width in zip(sheet.columns, self._widths, strict=True):
            self._put(_cell(column.title, width, styles.TITLE, _ground("D9E2F3"), centred=True))
        self._put("</w:tr>")

    def _put(self, *pieces: str) -> None:
        self._text.write("".join(pieces).encode())


def _letters(sheet: Sheet) -> float:
    """In half points, as Word counts them."""
    if not sheet.is_wide:
        return LETTERS
    fitting = round(2 * POINTS_BY_CENTIMETRES / sum(column.width for column in sheet.columns)) / 2
    return max(SMALLEST, min(LARGEST_OF_A_WIDE_TABLE, fitting))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _of_line(line: Line, text: str, column: Column, width: int) -> str:
    style = styles.CENTRED if column.centred else styles.TEXT
    if not (column.toned and line.tone):
        return _cell(text, width, style, bold=line.bold)
    return _toned(text, width, style, line.tone)


def _toned(text: str, width: int, style: str, tone: Tone) -> str:
    letters, ground = (colour.removeprefix("#") for colour in COLOURS[tone])
    return _cell(text, width, style, _ground(ground), letters=letters)


def _ground(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _cell(
    text: str, width: int, style: str, more: str = "", *, bold: bool = False, centred: bool = False, letters: str = ""
) -> str:
    across = '<w:vAlign w:val="center"/>' if centred else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}{across}</w:tcPr>'
    paragraphs = "".join(_paragraph(one, style, bold=bold, letters=letters) for one in text.split("\n"))
    return f"<w:tc>{properties}{paragraphs}</w:tc>"


def _paragraph(text: str, style: str, *, bold: bool = False, letters: str = "") -> str:
    look = ("<w:b/>" if bold else "") + (f'<w:color w:val="{letters}"/>' if letters else "")
    run = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_words(text)}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _words(text: str) -> str:
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in text.split("\t"))


def _foot(foot: str) -> str:
    """Count, digest and the places for signatures in one paragraph: whoever reads the table again passes over it by how it begins."""
    quarter = round(styles.WIDTH * TWIPS / 4)
    stops = "".join(f'<w:tab w:val="center" w:pos="{quarter * place}"/>' for place in (1, 3))
    names = "".join(
        f'<w:r><w:tab/></w:r><w:r><w:rPr><w:b/><w:i w:val="0"/><w:sz w:val="24"/></w:rPr><w:t>{one}</w:t></w:r>'
        for one in SIGNERS
    )
    properties = f'<w:pPr><w:pStyle w:val="{styles.FOOT}"/><w:keepLines/><w:tabs>{stops}</w:tabs></w:pPr>'
    return (
        f"<w:p>{properties}<w:r>{_words(foot)}<w:br/><w:br/></w:r>{names}<w:r><w:br/><w:br/><w:br/><w:br/></w:r></w:p>"
    )
