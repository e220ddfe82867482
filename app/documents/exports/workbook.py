"""An .xlsx: a tab for each sheet, with its header frozen, filtered and repeated on every printed page.

Written row by row (`constant_memory`): what is above the present row has gone to a file. Texts are written as texts, whatever they
begin with; a number is one of ours.
"""

import re
from datetime import datetime
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.documents.exports.sheet import SIGNERS, Band, Line, Sheet, Tone, Value, shown

FONT, FONT_SIZE = "Times New Roman", 11
# Text and ground: dark on light, so that a black and white print keeps the words readable.
COLOURS = {
    Tone.late: ("#9C0006", "#FFC7CE"),
    Tone.soon: ("#9C5700", "#FFEB9C"),
    Tone.running: ("#1F3864", "#DDEBF7"),
    Tone.done: ("#006100", "#C6EFCE"),
    Tone.done_late: ("#833C0B", "#FCE4D6"),
    Tone.still: ("#404040", "#EDEDED"),
}
# Of a column's width: a wide sheet is printed smaller, and a date has to fit into its column all the same.
CHARACTERS, CHARACTERS_OF_A_WIDE_SHEET = 5.0, 6.5
# Of our letters as many fit into the width of one character, which Excel measures by the digits of another font.
CHARACTERS_OF_OURS = 1.3
LINE_HEIGHT, HIGHEST = 15.0, 409.0
PIXELS_OF_A_CHARACTER, BOX_WIDTH = 7, 280
BOX = {
    "width": BOX_WIDTH,
    "height": 130,
    "line": {"none": True},
    "fill": {"none": True},
    "align": {"horizontal": "center"},
    "font": {"name": FONT, "size": 12, "bold": True},
}
LONGEST_TAB = 31
A4, MARGIN_INCHES = 9, 0.4
# The same document is the same bytes, whenever it is made.
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001  a document's own stamp has no zone


class WorkbookWriter:
    def __init__(self, file: IO[bytes], folder: str) -> None:
        self._book = Workbook(file, {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False})
        self._book.set_properties({"created": MADE_AT})
        self._formats: dict[tuple[Any, ...], Format] = {}
        self._tabs: set[str] = set()
        self._page: Worksheet
        self._sheet: Sheet | None = None
        self._widths: list[float] = []
        self._row = self._header = 0

    def sheet(self, sheet: Sheet) -> None:
        self._end_sheet()
        self._sheet, self._row = sheet, 0
        self._page = self._book.add_worksheet(self._tab(sheet.name))
        self._widths = [column.width * _characters(sheet) for column in sheet.columns]
        for at, width in enumerate(self._widths):
            self._page.set_column(at, at, width)
        self._set_paper()
        for place, head in enumerate(sheet.heads):
            is_told = place == len(sheet.heads) - 1 and head == sheet.told
            self._merged(head, self._format(bold=head in (sheet.label, sheet.title), italic=is_told, centre=True))
        self._write_header(sheet)

    def band(self, band: Band) -> None:
        self._merged(band.text, self._format(bold=True, border=True, ground="#F2F2F2"))

    def line(self, line: Line) -> None:
        assert self._sheet is not None, "a line stands on a sheet"
        self._page.set_row(self._row, _height(max(map(_lines, map(shown, line.values), self._widths))))
        for at, (value, column) in enumerate(zip(line.values, self._sheet.columns, strict=True)):
            tone = line.tone if column.toned else None
            share = isinstance(value, float)
            how = self._format(bold=line.bold, border=True, centre=column.centred, tone=tone, share=share)
            self._write(at, value, how)
        self._row += 1

    def finish(self, foot: str | None) -> None:
        if foot is not None:
            self._merged(foot, self._format(italic=True))
            self._place_signers()
        self._end_sheet(foots=int(foot is not None))
        self._book.close()

    def _write(self, at: int, value: Value, how: Format) -> None:
        if isinstance(value, str):
            self._page.write_string(self._row, at, value, how)
        else:
            self._page.write_number(self._row, at, value, how)

    def _merged(self, text: str, how: Format) -> None:
        """As wide as the table."""
        self._page.set_row(self._row, _height(_lines(text, sum(self._widths))))
        last = len(self._widths) - 1
        if last:
            self._page.merge_range(self._row, 0, self._row, last, "", how)
        self._page.write_string(self._row, 0, text, how)
        self._row += 1

    def _write_header(self, sheet: Sheet) -> None:
        self._header = self._row
        how = self._format(bold=True, border=True, centre=True, ground="#D9E2F3")
        titles = [column.title for column in sheet.columns]
        self._page.set_row(self._row, _height(1 + max(map(_lines, titles, self._widths))))
        for at, column in enumerate(sheet.columns):
            self._page.write_string(self._row, at, column.title, how)
        self._row += 1
        self._page.freeze_panes(self._row, min(sheet.title_at + 1, len(sheet.columns)))
        self._page.repeat_rows(self._header)

    def _place_signers(self) -> None:
        """Drawn over the cells and not in them: whoever reads the table again finds no row that says nothing of a task."""
        for place, signer in enumerate(SIGNERS):
            quarter = sum(self._widths) * (1 + 2 * place) / (2 * len(SIGNERS))
            start = max(0, round(quarter * PIXELS_OF_A_CHARACTER) - BOX_WIDTH // 2)
            self._page.insert_textbox(self._row + 1, 0, signer, {"x_offset": start, **BOX})

    def _end_sheet(self, foots: int = 0) -> None:
        if self._sheet is None:
            return
        last = max(self._row - 1 - foots, self._header)
        self._page.autofilter(self._header, 0, last, len(self._sheet.columns) - 1)
        # STT is text, for 14.10 is not 14.1: Excel need not mark every one of them.
        self._page.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})

    def _set_paper(self) -> None:
        self._page.set_landscape()
        self._page.set_paper(A4)
        self._page.fit_to_pages(1, 0)
        self._page.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES + 0.2)
        self._page.set_footer(f'&C&"{FONT},Regular"&9&P/&N')

    def _tab(self, name: str) -> str:
        """Excel allows 31 characters, not all of them, and no name twice."""
        plain = re.sub(r"[\[\]:*?/\\]|^'|'$", " ", name).strip()[:LONGEST_TAB] or "1"
        tab, again = plain, 1
        while tab.casefold() in self._tabs:
            again += 1
            tab = f"{plain[: LONGEST_TAB - len(str(again)) - 1]} {again}"
        self._tabs.add(tab.casefold())
        return tab

    def _format(
        self,
        *,
        bold: bool = False,
        italic: bool = False,
        border: bool = False,
        centre: bool = False,
        ground: str | None = None,
        tone: Tone | None = None,
        share: bool = False,
    ) -> Format:
        key = (bold, italic, border, centre, ground, tone, share)
        if key not in self._formats:
            text, toned = COLOURS[tone] if tone else ("#000000", ground)
            look = {"font_name": FONT, "font_size": FONT_SIZE, "text_wrap": True, "bold": bold, "italic": italic}
            look |= {"border": int(border), "font_color": text, "valign": "vcenter" if ground or not border else "top"}
            look |= {"align": "center" if centre else "left"} | ({"bg_color": toned} if toned else {})
            look |= {"num_format": "0.0"} if share else {}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _lines(text: str, width: float) -> int:
    """How many lines a text fills in a column: a file tells the height of its rows, and not every program measures them anew."""
    fits = int(width * CHARACTERS_OF_OURS)
    if len(text) <= fits and "\n" not in text:
        return 1
    return sum(_wrapped(one, fits) for one in text.split("\n"))


def _wrapped(text: str, fits: int) -> int:
    lines, left = 1, fits
    for word in text.split(" "):
        if len(word) > left and left < fits:
            lines, left = lines + 1, fits
        lines += max(0, len(word) - 1) // fits
        left -= len(word) % fits + 1
    return lines


def _height(lines: int) -> float:
    return min(LINE_HEIGHT * lines, HIGHEST)


def _characters(sheet: Sheet) -> float:
    return CHARACTERS_OF_A_WIDE_SHEET if sheet.is_wide else CHARACTERS
