"""The text of a paragraph as it is printed: automatic number first, tracked insertions in, deletions and hidden text out, marks of
footnotes dropped (the notes themselves follow the document), text boxes as lines of their own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.documents.readers import refuse
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
from app.documents.readers.word.numbering import Numbering
from app.documents.readers.word.styles import RUN_LOOKS, Look, Styles, look_of_list, look_of_run
from app.documents.readers.xml import Element

TEXT, SYMBOL = f"{W}t", f"{W}sym"
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
# Of a paragraph: its properties and what is no text of it. Text boxes stand inside runs, which are not looked into.
NOT_RUNS = STRUCK | {PARAGRAPH_LOOK, RUN_LOOK, f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}fldData"}


@dataclass(frozen=True, slots=True)
class Written:
    """`bold`, `faint` (struck through): all that is printed of it is."""

    text: str
    bold: bool
    faint: bool = False


EMPTY = Written("", bold=False)


class Paragraphs:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._read = 0

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
        text = "".join(piece for piece, _ in pieces)
        looks = [look for piece, look in pieces if piece.strip()]
        if not text.strip() and _is_struck(said):
            return EMPTY
        label = self._label(look_of_list(said).over(base), style)
        bold, faint = (bool(looks) and all(of) for of in ([one.bold for one in looks], [one.faint for one in looks]))
        return Written(f"{label} {text}" if label else text, bold, faint)

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
            looks, printed = base, ""
            for piece in run:  # in one pass: of all that a document is made of, these are the most
                if (tag := piece.tag) == TEXT:
                    printed += piece.text or ""
                elif tag == RUN_LOOK:
                    looks = self._look(piece).over(base)
                else:
                    printed += _sign(piece, tag)
            if not looks.hidden:
                yield printed, looks

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
        if not written.text.strip():
            continue
        if row is not outer and row is row_before:
            lines[-1] = joined([lines[-1], written], " ")
        else:
            lines.append(written)
        row_before = row
    return joined(lines, "\n")


def joined(lines: list[Written], between: str) -> Written:
    filled = [line for line in lines if line.text.strip()]
    bold, faint = (bool(filled) and all(of) for of in ([one.bold for one in filled], [one.faint for one in filled]))
    return Written(between.join(line.text for line in filled), bold, faint)


def word_art(container: Element) -> Iterator[str]:
    """Letters drawn as a picture, as the stamp across a page is."""
    return (str(one.get("string") or "") for one in container.iter(WORD_ART))


def _sign(piece: Element, tag: str) -> str:
    """What is printed and stands there as no text."""
    if tag == SYMBOL:
        return SYMBOLS.get(str(piece.get(f"{W}char")).upper(), "•")
    return PRINTED.get(tag, "")


def _is_struck(said: Mapping[str, Element]) -> bool:
    """Its mark was deleted or moved away: with no text left, there is no such paragraph."""
    mark = children(said.get(RUN_LOOK))
    return not mark.keys().isdisjoint(STRUCK)


def _runs(paragraph: Element) -> Iterator[Element]:
    """In links, controls and insertions too. Not recursive: a hostile file nests deeper than Python calls."""
    stack = [iter(paragraph)]
    while stack:
        for element in stack[-1]:
            if element.tag in {RUN, MATH_TEXT}:
                yield element
            elif element.tag not in NOT_RUNS:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _paragraphs(container: Element) -> Iterator[Element]:
    """Those of the container and of tables within it, not those of text boxes within them."""
    stack = [iter(container)]
    while stack:
        for element in stack[-1]:
            if element.tag == PARAGRAPH:
                yield element
            elif element.tag not in STRUCK:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Boxes within boxes too, one after the other."""
    return (box for box in paragraph.iter(TEXT_BOX) if next(box.iterancestors(FALLBACK), None) is None)


def _row(element: Element) -> Element | None:
    return next(element.iterancestors(ROW), None)
