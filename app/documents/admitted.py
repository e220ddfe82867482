"""What no file may be: too large, or marked secret. Every reader ends at `document`."""

from collections.abc import Iterable
from itertools import chain

from app.documents.as_written import clean
from app.documents.refusals import ClassifiedDocument, FileTooLarge
from app.documents.tables import NOTHING_BESIDE, Beside, Cell, Document, Paragraph, Table
from app.kernel.markings import in_plain_letters, marking
from app.kernel.words import Words

MAX_BYTES = 25_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# What a spreadsheet's cell can hold; a joined row may not grow past it either.
MAX_CELL = 32_767
# One text may stand in a million cells of a workbook and be stored once: no document says more than the largest text file.
MAX_TEXT = MAX_BYTES
# The longest marking ("Độ mật: Tuyệt mật, bản số …") is far shorter; a longer line is looked at only for one set apart in it,
# which has its capitals.
MAX_MARKING = 200


def document(
    blocks: Iterable[Paragraph | Table],
    margins: Iterable[str] = (),
    *,
    unsure_days: bool = False,
    hidden_sheets: tuple[str, ...] = (),
    beside: Beside = NOTHING_BESIDE,
) -> Document:
    """Every reader ends here: refuses what is too large or marked secret, so that no format can forget to.

    `margins` is printed text that is no part of the document's run (page headers and footers, stamps): only a marking counts.
    """
    made = Document(tuple(blocks), unsure_days, hidden_sheets, beside)
    _refuse_large(made)
    _refuse_classified(made, margins)
    return made


def _refuse_large(made: Document) -> None:
    refuse_rows(len(made.paragraphs) + sum(len(table.rows) for table in made.tables))
    length = 0
    for row in _rows(made):
        refuse_columns(len(row))
        length += sum(len(one.text) + len(one.left_out) for one in row)
        refuse_text(length)
        if any(len(one.text) > MAX_CELL for one in row):
            raise FileTooLarge(
                Words(f"Một ô dài hơn {MAX_CELL:,} ký tự", f"A cell is longer than {MAX_CELL:,} characters")
            )


def refuse_rows(count: int) -> None:
    if count > MAX_ROWS:
        raise FileTooLarge(Words(f"Tệp có hơn {MAX_ROWS:,} dòng", f"The file has more than {MAX_ROWS:,} rows"))


def refuse_columns(count: int) -> None:
    if count > MAX_COLUMNS:
        raise FileTooLarge(Words(f"Bảng có hơn {MAX_COLUMNS} cột", f"The table has more than {MAX_COLUMNS} columns"))


def refuse_bytes(count: int) -> None:
    if count > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise FileTooLarge(Words(f"Tệp lớn hơn {size} MB", f"The file is larger than {size} MB"))


def refuse_text(length: int) -> None:
    if length > MAX_TEXT:
        size = MAX_TEXT // 1_000_000
        raise FileTooLarge(Words(f"Tệp có hơn {size} triệu ký tự", f"The file has more than {size} million characters"))


def _refuse_classified(made: Document, margins: Iterable[str]) -> None:
    written = (text for row in _rows(made) for one in row for text in (one.text, one.left_out) if text)
    for text in chain(written, map(clean, margins)):
        found = _marking_in(text)
        if found is not None:
            raise ClassifiedDocument(
                Words(
                    f"Tài liệu mang dấu “{found}” không được đưa vào hệ thống",
                    f"A document marked “{found}” may not enter the system",
                )
            )


def _marking_in(text: str) -> str | None:
    if len(text) <= MAX_MARKING:
        return marking(text)
    likely = (line for line in text.split("\n") if len(line) <= MAX_MARKING or "Ậ" in in_plain_letters(line))
    return next((found for line in likely if (found := marking(line)) is not None), None)


def _rows(made: Document) -> Iterable[tuple[Cell, ...]]:
    for block in made.blocks:
        if isinstance(block, Paragraph):
            yield (Cell(block.text, left_out=block.left_out),)
        else:
            yield from block.rows
