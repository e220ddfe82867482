"""What the cells of all sheets of a workbook (.xlsx) refer to: shared texts, and styles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.documents.as_written import cell
from app.documents.readers import refuse
from app.documents.readers.excel.values import Shown, number_format, plain
from app.documents.readers.package import Package
from app.documents.readers.struck import Piece, parted
from app.documents.readers.superscript import SUPERSCRIPT, raised
from app.documents.readers.xml import Element, attribute, events, forget, is_on, number, parsed
from app.documents.tables import Cell

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRING = f"{X}si"
# Each text of 20,000 rows a text of its own, in twenty columns.
MAX_STRINGS = 400_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    bold: bool
    shown: Shown
    faint: bool = False


class Text(NamedTuple):
    """As it reads in a cell of a plain font, and in one whose font is struck through, which runs without a look of their own have."""

    usual: Cell
    struck: Cell | None = None

    def under(self, style: Style) -> Cell:
        return (self.struck or replace(self.usual, faint=True)) if style.faint else self.usual


def read_strings(package: Package, main: str) -> list[Text]:
    found = package.linked(main, "sharedStrings")
    strings: list[Text] = []
    for _, element in events(package.part(found[0]), STRING) if found else ():
        strings.append(rich(element))
        if len(strings) > MAX_STRINGS:
            raise refuse.inflated()
        forget(element)
    return strings


def rich(element: Element) -> Text:
    """A text in one piece, or in runs that each have a look; how it is pronounced (rPh) is no text of it."""
    plain = "".join(one.text or "" for one in element.iterchildren(f"{X}t"))
    runs = [(_written(run), run.find(f"{X}rPr")) for run in element.iterchildren(f"{X}r")]
    if not runs:
        return Text(cell(unescaped(plain)))
    of_cell = any(look is None for _, look in runs)
    return Text(_made(plain, runs), _made(plain, runs, struck=True) if of_cell else _made(plain, runs))


def _written(run: Element) -> str:
    text = run.findtext(f"{X}t") or ""
    look = run.find(f"{X}rPr/{X}vertAlign") if text.strip().isdecimal() else None
    return raised(text) if look is not None and look.get("val") == SUPERSCRIPT else text


def _made(plain: str, runs: Sequence[tuple[str, Element | None]], *, struck: bool = False) -> Cell:
    pieces = [Piece(plain, struck), *(Piece(text, _has(look, "strike", usual=struck)) for text, look in runs)]
    text, faint, left_out = parted(pieces)
    bold = [_has(look, "b", usual=False) for words, look in runs if words.strip()]
    return cell(unescaped(text), bold=bool(bold) and all(bold), faint=faint, left_out=unescaped(left_out))


def _has(look: Element | None, what: str, *, usual: bool) -> bool:
    return usual if look is None else bool(is_on(look.find(f"{X}{what}"), "val"))


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def read_styles(package: Package, main: str, *, from_1904: bool) -> list[Style]:
    found = package.linked(main, "styles")
    if not found:
        return []
    root = parsed(package.part(found[0]))
    fonts = [
        tuple(bool(is_on(font.find(f"{X}{look}"), "val")) for look in ("b", "strike"))
        for font in root.iterfind(f"{X}fonts/{X}font")
    ]
    customs = {
        number(one.get("numFmtId")): attribute(one, "formatCode") for one in root.iterfind(f"{X}numFmts/{X}numFmt")
    }
    styles = []
    for one in root.iterfind(f"{X}cellXfs/{X}xf"):
        font, code = number(one.get("fontId")) or 0, number(one.get("numFmtId")) or 0
        shown = number_format(code, customs.get(code), from_1904=from_1904)
        bold, faint = fonts[font] if font < len(fonts) else (False, False)
        styles.append(Style(bold, shown, faint))
    return styles


@dataclass(frozen=True, slots=True)
class Book:
    strings: Sequence[Text]
    styles: Sequence[Style]

    def style(self, element: Element) -> Style:
        at = number(element.get("s")) or 0
        return self.styles[at] if at < len(self.styles) else Style(bold=False, shown=plain)
