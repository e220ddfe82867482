"""Where in a document the annex is: which tables name tasks, what stands above them, and what is left aside.

A letter has tables that are none: its head in two columns, the list of copies beside the signature, figures. A head is read as
text, all others are told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.documents.annex.columns import Columns
from app.documents.annex.headers import columns_under, find_columns, numbers_something_else, opens_header
from app.documents.annex.letterhead import is_above_annex, is_letterhead
from app.documents.annex.letterhead_words import SIGNED
from app.documents.annex.lines import Line, lines_of, texts_of, unwrapped
from app.documents.tables import Document, Paragraph, Table

# A header stands on the first pages; looking for one in every row of a file without any would be work for nothing.
HEADER_WITHIN = 500
# A table that says nothing of tasks in its first rows says it in none.
LATER_HEADER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Body:
    """The lines below the header; those above it, each as its cells (the preamble); those below the last table of tasks; and
    how each table begins that is none.
    """

    preamble: tuple[tuple[str, ...], ...]
    columns: Columns
    lines: tuple[Line, ...]
    trailing: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """In which block, in which line of it, and how many lines it takes."""

    block: int
    line: int
    height: int
    columns: Columns


def find_body(document: Document) -> Body | None:
    blocks = [(block, list(lines_of(block))) for block in document.blocks]
    header = _find_header(blocks)
    if header is None:
        return None
    above = [(block, lines) for block, lines in blocks[: header.block] if not _is_other_table(block, lines)]
    own = blocks[header.block][1]
    after = list(_annex_blocks(blocks[header.block + 1 :], header.columns))
    last = max((at for at, (block, lines) in enumerate(after) if isinstance(block, Table) and lines), default=-1)
    inside, outside = after[: last + 1], after[last + 1 :]
    lines = chain(own[header.line + header.height :], *(lines for _, lines in inside))
    return Body(
        preamble=tuple(chain(*(_rows(lines) for _, lines in above), _rows(own[: header.line]))),
        columns=header.columns,
        lines=unwrapped(lines, header.columns),
        trailing=texts_of([line for _, lines in outside for line in lines]),
        ignored=tuple(_ignored(blocks, header, after)),
    )


Blocks = Sequence[tuple[Paragraph | Table, list[Line]]]


def preamble_of(document: Document) -> tuple[tuple[str, ...], ...]:
    """Of a document without a table of tasks, all of it."""
    return tuple(chain(*(_rows(list(lines_of(block))) for block in document.blocks)))


def _find_header(blocks: Blocks) -> _Header | None:
    seen = 0
    for at, (block, lines) in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        for place in range(min(len(lines), HEADER_WITHIN - seen)):
            found = header_at(lines, place)
            if found is not None:
                return _Header(at, place, *found)
        seen += len(lines)
    return None


def header_at(lines: Sequence[Line], at: int) -> tuple[int, Columns] | None:
    """How many lines the header takes that begins here, and its columns."""
    cells = lines[at].cells
    if lines[at].is_one_text or not opens_header(cells):
        return None
    below = lines[at + 1].cells if at + 1 < len(lines) else ()
    columns = find_columns(cells)
    lower = columns_under(columns or Columns.plain(cells), below)
    if lower is not None:
        return 2, lower
    return (1, columns) if columns is not None else None


def _annex_blocks(blocks: Blocks, columns: Columns) -> Iterator[tuple[Paragraph | Table, list[Line]]]:
    """What belongs to the annex after its first table; the lines of any other table are left out."""
    for block, lines in blocks:
        yield (block, []) if isinstance(block, Table) and not _goes_on(lines, columns) else (block, lines)


def _goes_on(lines: list[Line], columns: Columns) -> bool:
    """A further table of the annex: with a header of its own, or as wide as the first where a page cut that in two."""
    first = lines[:LATER_HEADER_WITHIN]
    if any(header_at(lines, at) or columns.repeated_in(line.cells) for at, line in enumerate(first)):
        return True
    as_wide = max((len(line.cells) for line in lines), default=0) == columns.width
    return as_wide and not numbers_something_else(lines[0].cells) and not _is_of_letter(lines)


def _is_other_table(block: Paragraph | Table, lines: list[Line]) -> bool:
    return isinstance(block, Table) and bool(lines) and not is_above_annex(_rows(lines))


def _is_of_letter(lines: list[Line]) -> bool:
    return is_letterhead(_rows(lines)) or any(SIGNED.match(cell.text) for line in lines for cell in line.cells)


def _ignored(blocks: Blocks, header: _Header, after: Blocks) -> Iterator[str]:
    for block, lines in blocks[: header.block]:
        if _is_other_table(block, lines):
            yield lines[0].text
    for (_, lines), (_, kept) in zip(blocks[header.block + 1 :], after, strict=True):
        if lines and not kept:
            yield lines[0].text


def _rows(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """The texts of each line, a merged cell that was spread over several once."""
    rows = []
    for line in lines:
        texts = [cell.text for cell in line.cells if cell.text]
        rows.append(tuple(text for text, before in zip(texts, ["", *texts], strict=False) if text != before))
    return rows
