"""The sheets of a workbook (.xlsx), cell by cell as they are unpacked: empty cells, of which a formatted sheet has millions, are
forgotten at once.

Not by calamine, which reads the old format here: it does not tell a number's format (14.10 is then 14.1, 50% is 0.5) or what is
bold, and takes as much memory as the farthest cell asks for.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from app.documents.admitted import MAX_COLUMNS, MAX_ROWS, refuse_columns, refuse_rows, refuse_text
from app.documents.as_written import cell
from app.documents.readers import refuse
from app.documents.readers.excel.book import Book, Style, Text, X, read_strings, read_styles, rich, unescaped
from app.documents.readers.excel.drawings import drawn, hang_pictures, noted
from app.documents.readers.excel.places import letters, place, ranges
from app.documents.readers.excel.sheet import Range, Sheet
from app.documents.readers.excel.values import written
from app.documents.readers.package import Package
from app.documents.readers.xml import Element, attribute, events, forget, is_on, number, parsed
from app.documents.tables import Cell

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL, ROW, MERGED, COLUMN = f"{X}c", f"{X}row", f"{X}mergeCell", f"{X}col"
MARGINS = frozenset(f"{X}{which}{where}" for which in ("odd", "even", "first") for where in ("Header", "Footer"))
MAX_SHEETS = 100
# Runs of hidden columns; an annex has a dozen columns.
MAX_HIDDEN = 200
# Rows and cells that are there but empty: a person who colours a whole sheet makes a million of them without knowing.
MAX_SEEN_ROWS, MAX_SEEN = 5 * MAX_ROWS, MAX_ROWS * MAX_COLUMNS
# Codes in a page header: its three places, fonts in quotes, sizes and the like.
MARGIN_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|.)')
MARGIN_PLACE = re.compile(r"&[LCR]")


def read_sheets(package: Package) -> Iterator[Sheet]:
    """Those that are not hidden, in the order of their tabs."""
    main = package.main
    workbook = parsed(package.part(main))
    look = workbook.find(f"{X}workbookPr")
    from_1904 = look is not None and bool(look.get("date1904") and is_on(look, "date1904"))
    book = Book(read_strings(package, main), read_styles(package, main, from_1904=from_1904))
    links = package.links(main)
    shown = [one for one in workbook.iterfind(f"{X}sheets/{X}sheet") if attribute(one, "state") in {"", "visible"}]
    if len(shown) > MAX_SHEETS:
        raise refuse.inflated()
    for one in shown:
        link = links.get(attribute(one, LINK))
        if link is not None and link.kind == "worksheet":
            yield _Reading(book).sheet(package, link.target, attribute(one, "name"))


def hidden_sheets(package: Package) -> Iterator[str]:
    """The names of those that a person does not see either."""
    sheets = parsed(package.part(package.main)).iterfind(f"{X}sheets/{X}sheet")
    return (attribute(one, "name") for one in sheets if attribute(one, "state") not in {"", "visible"})


class _Reading:
    """One sheet on its way: where the reading has come to, and what it has found."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: dict[int, dict[int, Cell]] = {}
        self._merged: list[Range] = []
        self._margins: list[str] = []
        self._hidden: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._in_hidden_row = False
        self._seen = self._seen_rows = self._length = 0

    def sheet(self, package: Package, name: str, title: str) -> Sheet:
        for event, element in events(package.part(name), ROW, CELL, MERGED, COLUMN, *MARGINS, starts=True):
            if element.tag == ROW:
                self._at_row(event, element)
            elif event == "end":
                self._at(element)
                forget(element)
        for part in package.linked(name, "drawing"):
            hang_pictures(self._rows, package.part(part))
        boxes = (text for part in package.linked(name, "drawing") for text in drawn(package.part(part)))
        notes = (text for part in package.linked(name, "comments") for text in noted(package.part(part)))
        return Sheet(
            self._rows,
            tuple(self._merged),
            (title, *self._margins),
            printed=tuple(self._margins),
            remarks=tuple(one for text in (*boxes, *notes) if (one := text.strip())),
            hidden_columns=tuple(f"{title}!{letters(at)}" for at in self._used() if self._is_hidden(at)),
        )

    def _used(self) -> list[int]:
        return sorted({at for row in self._rows.values() for at in row}) if self._hidden else []

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column + 1 <= last for first, last in self._hidden)

    def _at_row(self, event: str, element: Element) -> None:
        if event == "end":
            self._row += 1
            forget(element)
            return
        self._row = (number(element.get("r")) or self._row + 1) - 1
        self._column = 0
        self._in_hidden_row = attribute(element, "hidden") in {"1", "true"}
        self._seen_rows += 1
        if self._seen_rows > MAX_SEEN_ROWS:
            raise refuse.empty()

    def _at(self, element: Element) -> None:
        if element.tag == CELL:
            self._at_cell(element)
        elif element.tag == MERGED:
            self._merged.extend(ranges(attribute(element, "ref")))
        elif element.tag == COLUMN:
            self._at_column(element)
        else:
            self._margins.append(_margin(element.text or ""))

    def _at_column(self, element: Element) -> None:
        first, last = number(element.get("min")), number(element.get("max"))
        is_hidden = attribute(element, "hidden") in {"1", "true"} and len(self._hidden) < MAX_HIDDEN
        if is_hidden and first is not None and last is not None:
            self._hidden.append((first, last))

    def _at_cell(self, element: Element) -> None:
        self._seen += 1
        if self._seen > MAX_SEEN:
            raise refuse.empty()
        if len(element):
            at = place(attribute(element, "r"))
            self._row, self._column = at or (self._row, self._column)
            made = self._cell(element)
            if made.text or made.left_out:
                row = self._rows.setdefault(self._row, {})
                row[self._column] = made
                refuse_rows(len(self._rows))
                refuse_columns(len(row))
                self._length += len(made.text)
                refuse_text(self._length)
        self._column += 1

    def _cell(self, element: Element) -> Cell:
        style, kind = self._book.style(element), attribute(element, "t")
        inline = element.find(f"{X}is")
        value = element.findtext(f"{X}v") or ""
        if kind == "s":
            at = number(value)
            text = Text(Cell("")) if at is None or at >= len(self._book.strings) else self._book.strings[at]
        elif inline is not None:
            text = rich(inline)
        else:
            text = Text(cell(_shown(element, kind, value, style)))
        known = text.under(style)
        bold, faint = known.bold or style.bold, known.faint or self._in_hidden_row
        return known if (bold, faint) == (known.bold, known.faint) else replace(known, bold=bold, faint=faint)


def _shown(element: Element, kind: str, value: str, style: Style) -> str:
    if not value:  # a formula that no program has worked out yet is shown as it is, so that a person sees it
        formula = element.findtext(f"{X}f")
        return f"={formula}" if formula else ""
    if kind == "b":
        return "TRUE" if value.strip() == "1" else "FALSE"
    if kind == "d":
        with suppress(ValueError):
            return written(datetime.fromisoformat(value))
    if kind in {"", "n"}:
        with suppress(ValueError):
            return style.shown(float(value))
    return unescaped(value)


def _margin(text: str) -> str:
    return MARGIN_CODE.sub("", MARGIN_PLACE.sub("\n", text))
