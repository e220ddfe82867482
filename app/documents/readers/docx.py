"""Reads a Word document (.docx) in the order it is printed: paragraphs and tables, then the notes at the foot of its pages.

The body is taken in pieces (a paragraph, a row), each forgotten once it is read: so a long document costs little more memory than
its longest row. python-docx, which writes our documents, would unpack all of it and asks the whole row anew for each cell.
"""

from collections.abc import Iterator

from app.documents.admitted import document, refuse_rows
from app.documents.as_written import clean
from app.documents.readers import refuse
from app.documents.readers.grid import laid_out
from app.documents.readers.package import Package
from app.documents.readers.word.inlaid import inlaid_in, letters_of
from app.documents.readers.word.names import PARAGRAPH, ROW, STRUCK, TABLE, W
from app.documents.readers.word.notes import KINDS, Notes
from app.documents.readers.word.numbering import Numbering
from app.documents.readers.word.paragraphs import Paragraphs, Written, word_art
from app.documents.readers.word.styles import Styles
from app.documents.readers.word.tables import Row, aligned, grid_of, is_frame, is_struck, read_row
from app.documents.readers.word.unadorned import unadorned
from app.documents.readers.word.walk import outermost
from app.documents.readers.xml import Element, events, forget, parsed
from app.documents.tables import Beside, Document, Inlaid, Paragraph, Table

# As they stand in the part: to look for them element by element would cost a pass over all of them.
CHANGES, OTHERS = (b"ins", b"del", b"moveFrom", b"moveTo"), (b"object", b"altChunk")
ENDS = (b" ", b">", b"/")
COMMENT = f"{W}comment"
UNITS, BLOCKS = (PARAGRAPH, ROW, TABLE), frozenset({PARAGRAPH, TABLE})
# A table in a cell of a table in a text box is three; a hostile file nests by the hundred.
DEEPEST = 40


def read_docx(data: bytes) -> Document:
    return read_word(Package(data))


def read_word(package: Package) -> Document:
    """A package that is known to be a document."""
    main = package.main
    styles, numbering = (
        Styles(_linked_root(package, main, "styles")),
        Numbering(_linked_root(package, main, "numbering")),
    )
    has_notes = bool(package.linked(main, *(f"{kind}s" for kind in KINDS)))
    paragraphs = Paragraphs(styles, numbering, Notes(has_notes=has_notes))
    body, data = _Body(paragraphs), unadorned(package.part(main))
    blocks = list(body.read(data))
    # As lines below everything; a row bears the marks of its own.
    notes = list(_notes(package, main, paragraphs))
    unmarked = (one.text.partition(" ")[2] for one in notes)
    remarks = tuple(_remarks(package, main, paragraphs))
    printed, stamps = _margins(package, main, paragraphs)
    beside = Beside(
        remarks,
        is_tracked=_has(data, *CHANGES),
        has_embedded=_has(data, *OTHERS),
        deleted_rows=tuple(filter(None, body.deleted)),
        margins=tuple(dict.fromkeys(filter(None, map(clean, printed)))),
    )
    margins = [*body.word_art, *unmarked, *remarks, *printed, *stamps, *package.properties()]
    return document([*blocks, *notes], margins, beside=beside)


def _has(data: bytes, *names: bytes) -> bool:
    return any(b"<w:%s%s" % (name, end) in data for name in names for end in ENDS)


def _linked_root(package: Package, main: str, kind: str) -> Element | None:
    found = package.linked(main, kind)
    return parsed(package.part(found[0])) if found else None


class _Body:
    """What is open at the place the reading has come to: a table, and how deep within it."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._open: list[Element] = []
        self._rows: list[Row] = []
        self._grid: list[int] = []
        self._seen = 0
        self.word_art: list[str] = []
        self.deleted: list[str] = []

    def read(self, data: bytes) -> Iterator[Paragraph | Table]:
        for event, element in events(data, *UNITS, starts=True):
            if event == "start":
                self._open.append(element)
                if len(self._open) > DEEPEST:
                    raise refuse.inflated()
                continue
            self._open.pop()
            if not self._open and element.tag == ROW:
                raise refuse.broken()
            if self._is_whole(element):
                yield from self._block(element)
                forget(element)

    def _is_whole(self, element: Element) -> bool:
        """A paragraph or a table of the body, or a row of such a table."""
        return not self._open or (element.tag == ROW and [one.tag for one in self._open] == [TABLE])

    def _block(self, element: Element) -> Iterator[Paragraph | Table]:
        if next(element.iterancestors(*STRUCK), None) is not None:
            return
        if element.tag == TABLE:
            yield from self._table_so_far()
            return
        self._seen += 1
        refuse_rows(self._seen)
        self.word_art.extend(word_art(element))
        if element.tag == PARAGRAPH:
            yield from _paragraph(self._paragraphs.whole(element), inlaid_in(element))
        elif is_frame(element):
            yield from self._table_so_far()
            yield from self._framed(element)
        elif is_struck(element):
            self.deleted.append(letters_of(element))
        else:
            self._grid = self._grid or grid_of(self._open[0])
            self._rows.append(read_row(element, self._paragraphs))

    def _table_so_far(self) -> Iterator[Table]:
        rows = tuple(laid_out(aligned(self._rows, self._grid)))
        self._rows, self._grid = [], []
        if rows:
            yield Table(rows)

    def _framed(self, frame: Element) -> Iterator[Paragraph | Table]:
        """The blocks of the one cell; of frames in frames, those of the innermost."""
        for element in _inner_blocks(frame):
            if element.tag == PARAGRAPH:
                yield from _paragraph(self._paragraphs.whole(element), inlaid_in(element))
            else:
                kept = [read_row(row, self._paragraphs) for row in _own_rows(element) if not is_struck(row)]
                rows = tuple(laid_out(aligned(kept, grid_of(element))))
                yield from [Table(rows)] if rows else []


def _paragraph(written: Written, inlaid: tuple[Inlaid, ...]) -> Iterator[Paragraph]:
    text, left_out = clean(written.text), clean(written.left_out)
    text, left_out = ("", f"{left_out}\n{text}".strip()) if written.faint else (text, left_out)
    made = Paragraph(text, left_out, inlaid)
    if made.text or made.left_out or made.inlaid:
        yield made


def _inner_blocks(frame: Element) -> Iterator[Element]:
    return outermost(frame, BLOCKS, is_open=_holds_frames)


def _holds_frames(block: Element) -> bool:
    return block.tag == TABLE and any(map(is_frame, _own_rows(block)))


def _own_rows(table: Element) -> list[Element]:
    return [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]


def _notes(package: Package, main: str, paragraphs: Paragraphs) -> Iterator[Paragraph]:
    """Those at the foot of a page, then those at the end, each behind its mark."""
    for kind in KINDS:
        for name in package.linked(main, f"{kind}s"):
            for mark, note in paragraphs.notes.marked(kind, parsed(package.part(name))):
                written = paragraphs.of(note)
                text = clean(written.text)
                if text or written.left_out:
                    yield Paragraph(f"{mark} {text}" if text else "", clean(written.left_out))


def _remarks(package: Package, main: str, paragraphs: Paragraphs) -> Iterator[str]:
    for name in package.linked(main, "comments"):
        said = (clean(paragraphs.of(one).text) for one in parsed(package.part(name)).iter(COMMENT))
        yield from filter(None, said)


def _margins(package: Package, main: str, paragraphs: Paragraphs) -> tuple[list[str], list[str]]:
    """What is written above and below the pages, and what is stamped across them."""
    roots = [parsed(package.part(name)) for name in package.linked(main, "header", "footer")]
    return [paragraphs.of(root).text for root in roots], [one for root in roots for one in word_art(root)]
