"""The text of a paragraph as it is printed: automatic number first, tracked insertions in, deletions out, what is struck through or hidden kept apart, and so are
the marks of notes (which themselves follow the document), text boxes as lines of their own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.documents.readers import refuse
from app.documents.readers.struck import Parted, Piece, parted
from app.documents.readers.superscript import SUPERSCRIPT, raised
from app.documents.readers.word.names import (
    FALLBACK,
    MATH_TEXT,
    NUMBERED,
    PARAGRAPH,
    PARAGRAPH_LOOK,
    ROW,
    RUN,
    RUN_LOOK,
    STRUCK,
    STYLE_OF_PARAGRAPH,
    STYLE_OF_RUN,
    TEXT_BOX,
    WORD_ART,
    W,
    children,
    value,
)
from app.documents.readers.word.notes import Notes
from app.documents.readers.word.numbering import Numbering
from app.documents.readers.word.styles import RUN_LOOKS, Look, Styles, look_of_list, look_of_run
from app.documents.readers.word.walk import outermost
from app.documents.readers.xml import Element

TEXT, SYMBOL, RAISED = f"{W}t", f"{W}sym", f"{W}vertAlign"
PRINTED = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# Signs that Word inserts from the font Symbol, by their place in it; any other is a picture.
SYMBOLS = {"F0A3": "≤", "F0B3": "≥", "F0B1": "±", "F0B4": "×", "F02D": "-", "F02B": "+"}
# Cells and paragraphs of a document: ten columns of 20,000 rows.
MAX_READ = 400_000
RUNS, PARAGRAPHS = frozenset({RUN, MATH_TEXT}), frozenset({PARAGRAPH})
# Of a paragraph: its properties and what is no text of it. Text boxes stand inside runs, which are not looked into.
NOT_RUNS = STRUCK | {PARAGRAPH_LOOK, RUN_LOOK, f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}fldData"}


@dataclass(frozen=True, slots=True)
class Written:
    """`bold`, `faint` (struck through): all that is printed of it is. `left_out`: what is struck through or hidden beside other words.
    `marks` are those of its notes.
    """

    text: str
    bold: bool
    faint: bool = False
    left_out: str = ""
    marks: tuple[str, ...] = ()


EMPTY = Written("", bold=False)


class Paragraphs:
    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._styles = styles
        self._numbering = numbering
        self._read = 0
        self.notes = notes

    def of(self, container: Element) -> Written:
        """All paragraphs in a cell or a note, each a line; a row of a table in it is one line."""
        self._count()
        return _lines(container, self.whole)

    def whole(self, paragraph: Element) -> Written:
        """With its text boxes, which are anchored in it and printed above it."""
        boxes = [_lines(box, self.own) for box in _text_boxes(paragraph)]
        own = self.own(paragraph)
        return joined([*boxes, own], "\n") if boxes else own

    def own(self, paragraph: Element) -> Written:
        self._count()
        said = children(paragraph.find(PARAGRAPH_LOOK), STYLE_OF_PARAGRAPH, NUMBERED, RUN_LOOK)
        style = value(said.get(STYLE_OF_PARAGRAPH))
        base = self._styles.of_paragraph(style)
        pieces = list(self._pieces(paragraph, base))
        text, faint, left_out = _parted(pieces)
        if not (text.strip() or left_out) and _is_struck(said):
            return EMPTY
        label = self._label(look_of_list(said).over(base), style)
        bold = [look.bold for piece, look in pieces if piece.strip() and not _is_left_out(look, faint=faint)]
        marks = self.notes.marks_in(paragraph)
        return Written(f"{label} {text}" if label else text, bool(bold) and all(bold), faint, left_out, marks)

    def _label(self, looks: Look, style: str | None) -> str:
        if not looks.list_id:
            return ""
        level = self._numbering.level_of(looks.list_id, style) if looks.level is None else looks.level
        return self._numbering.label(looks.list_id, level)

    def _pieces(self, paragraph: Element, base: Look) -> Iterator[tuple[str, Look]]:
        for run in _runs(paragraph):
            if run.tag == MATH_TEXT:
                yield run.text or "", base
                continue
            looks, printed, is_raised = base, "", False
            for piece in run:  # in one pass: of all that a document is made of, these are the most
                if (tag := piece.tag) == TEXT:
                    printed += piece.text or ""
                elif tag == RUN_LOOK:
                    looks, is_raised = self._look(piece).over(base), _is_raised(piece)
                else:
                    printed += _sign(piece, tag)
            yield raised(printed) if is_raised and printed.strip().isdecimal() else printed, looks

    def _look(self, properties: Element) -> Look:
        said = children(properties, STYLE_OF_RUN, *RUN_LOOKS)
        style, looks = value(said.get(STYLE_OF_RUN)), look_of_run(said)
        return looks.over(self._styles.of(style)) if style else looks

    def _count(self) -> None:
        self._read += 1
        if self._read > MAX_READ:
            raise refuse.inflated()


def _lines(container: Element, read: Callable[[Element], Written]) -> Written:
    lines: list[Written] = []
    row_before: Element | None = None
    outer = _row(container)
    for paragraph in _paragraphs(container):
        written, row = read(paragraph), _row(paragraph)
        if not (written.text.strip() or written.left_out):
            continue
        if row is not outer and row is row_before:
            lines[-1] = joined([lines[-1], written], " ")
        else:
            lines.append(written)
        row_before = row
    return joined(lines, "\n")


def joined(lines: list[Written], between: str) -> Written:
    filled = [line for line in lines if line.text.strip() or line.left_out]
    if len(filled) == 1:
        return filled[0]
    pieces = [piece for line in filled for piece in _pieces_of(line)]
    text, faint, left_out = parted(pieces, between)
    bold = [line.bold for line in filled if line.text.strip() and (faint or not line.faint)]
    marks = tuple(dict.fromkeys(mark for line in filled for mark in line.marks))
    return Written(text, bool(bold) and all(bold), faint, left_out, marks)


def _pieces_of(line: Written) -> Iterator[Piece]:
    if line.left_out:
        yield Piece(line.left_out, struck=False, hidden=True)
    if line.text.strip():
        yield Piece(line.text, line.faint)


def _parted(pieces: list[tuple[str, Look]]) -> Parted:
    return parted([Piece(piece, bool(look.faint), bool(look.hidden)) for piece, look in pieces])


def _is_left_out(look: Look, *, faint: bool) -> bool:
    return bool(look.hidden or (look.faint and not faint))


def raw(container: Element) -> str:
    """What a cell holds that nobody sees: its letters, and no numbers counted for it."""
    paragraphs = ("".join(one.text or "" for one in paragraph.iter(TEXT)) for paragraph in _paragraphs(container))
    return "\n".join(filter(None, paragraphs))


def word_art(container: Element) -> Iterator[str]:
    """Letters drawn as a picture, as the stamp across a page is."""
    return (str(one.get("string") or "") for one in container.iter(WORD_ART))


def _sign(piece: Element, tag: str) -> str:
    """What is printed and stands there as no text."""
    if tag == SYMBOL:
        return SYMBOLS.get(str(piece.get(f"{W}char")).upper(), "•")
    return PRINTED.get(tag, "")


def _is_raised(properties: Element) -> bool:
    return value(children(properties, RAISED).get(RAISED)) == SUPERSCRIPT


def _is_struck(said: Mapping[str, Element]) -> bool:
    """Its mark was deleted or moved away: with no text left, there is no such paragraph."""
    mark = children(said.get(RUN_LOOK))
    return not mark.keys().isdisjoint(STRUCK)


def _runs(paragraph: Element) -> Iterator[Element]:
    """In links, controls and insertions too."""
    return outermost(paragraph, RUNS, closed=NOT_RUNS)


def _paragraphs(container: Element) -> Iterator[Element]:
    """Those of the container and of tables within it, not those of text boxes within them."""
    return outermost(container, PARAGRAPHS)


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Boxes within boxes too, one after the other."""
    return (box for box in paragraph.iter(TEXT_BOX) if next(box.iterancestors(FALLBACK), None) is None)


def _row(element: Element) -> Element | None:
    return next(element.iterancestors(ROW), None)
