"""Findings about what a cell or a paragraph holds beside its plain words: pictures, text boxes, inner tables, changes nobody has accepted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.documents.annex.fields import Fields
from app.documents.annex.findings import Code, Finding, finding
from app.documents.tables import Cell, Document, Inlaid, InlaidKind, Paragraph

CODES = {
    InlaidKind.picture: Code.unread_picture,
    InlaidKind.text_box: Code.merged_text_box,
    InlaidKind.table: Code.merged_table,
    InlaidKind.inserted: Code.tracked_insertion,
    InlaidKind.deleted: Code.tracked_deletion,
}
# Of lines that are no tasks, a letter of many pages may hold a great many.
MOST = 50


def inlaid_of_row(index: int, fields: Fields) -> Iterator[Finding]:
    for role, one in fields.inlaid:
        yield finding(CODES[one.kind], index, role, read=one.text or fields.title)


def inlaid_elsewhere(document: Document, rows: Iterable[Fields]) -> Iterator[Finding]:
    """What stands in no row of a task; pictures between the lines are counted, and told once."""
    in_rows = Counter(one for fields in rows for _, one in fields.inlaid)
    left = Counter(_all(document)) - in_rows
    pictures = sum(count for one, count in left.items() if one.kind is InlaidKind.picture)
    if pictures:
        yield finding(Code.loose_picture, count=str(pictures))
    for one in [one for one in left if one.kind is not InlaidKind.picture][:MOST]:
        yield finding(CODES[one.kind], read=one.text)
    for text in document.beside.deleted_rows[:MOST]:
        yield finding(Code.deleted_row, read=text)


def _all(document: Document) -> Iterator[Inlaid]:
    """A cell that was spread over several columns once."""
    for block in document.blocks:
        rows: Sequence[Sequence[Paragraph | Cell]] = [[block]] if isinstance(block, Paragraph) else block.rows
        for row in rows:
            yield from (inlaid for one in {id(one): one for one in row}.values() for inlaid in one.inlaid)
