"""One row by the meaning of its columns: which text is its number, its title, its lead, and whether it is the row of a section.

How the parts of a row that stood in several lines come together is in joining.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.annex.columns import Columns, Role
from app.documents.annex.footnotes import marks_in, without_marks
from app.documents.annex.letterhead_words import SIGNED
from app.documents.annex.lines import BROKEN_ROMAN, LABELLED, NUMBERED, WHOLE_HEADING, WHOLE_PART, WHOLE_SECTION, Line
from app.documents.tables import Cell, Inlaid

LABEL = re.compile(
    r"(?:(?:phần|mục)\s+)?(?:(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|[A-ZĐ])"
    r"|phụ\s+lục(?:\s+số)?\s+(?:[IVXLC]{1,7}|[A-Z]|\d{1,3})",
    re.IGNORECASE,
)
ROMAN = re.compile(r"[IVXL]+")
EMPTY = Cell("")
ROMAN_LETTERS = str.maketrans("l|1", "III")
SHORT_LABEL = re.compile(
    rf"{NUMBERED.pattern}|{LABELLED.pattern}|{BROKEN_ROMAN.pattern}|.{{0,3}}", re.DOTALL | re.IGNORECASE
)
# A merged section row covers at least this many columns; two equal cells may be chance.
SPREAD = 3
DASH = re.compile(r"[-–—+•*·]\s*")


@dataclass(frozen=True, slots=True)
class Fields:
    """Empty text where the row has no cell. `notes` are the other columns' (title, text), `progress` those of our own export,
    `beyond` what is right of them all. `marks` lead to footnotes; the cell of the columns `repeated` is merged with the one above, that of `ditto` says "nt", and so does
    that of `ditto_of_nothing`, with nothing above it.
    `faint`: each of its own cells is; else `faint_cells` are those that are. `left_out`: by column, what is read of a cell and what of it
    is not. `inlaid`: by column, what of a cell is none of its plain words.
    """

    number: str = ""
    title: str = ""
    lead: str = ""
    coordinating: str = ""
    deadline: str = ""
    deliverable: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    progress: tuple[tuple[str, str], ...] = ()
    beyond: str = ""
    marks: frozenset[str] = frozenset()
    repeated: frozenset[Role] = frozenset()
    ditto: frozenset[Role] = frozenset()
    ditto_of_nothing: tuple[tuple[Role, str], ...] = ()
    bold: bool = False
    faint: bool = False
    faint_cells: tuple[tuple[Role, str], ...] = ()
    left_out: tuple[tuple[Role, str, str], ...] = ()
    inlaid: tuple[tuple[Role | None, Inlaid], ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        return (self.lead, self.coordinating, self.deadline, self.deliverable)

    @property
    def longest(self) -> int:
        return max(map(len, (self.title, self.beyond, *self.values)))


def read_fields(line: Line, columns: Columns) -> Fields:
    if line.alone or _is_merged(line, columns):
        return _whole_line(line.text, bold=line.cells[0].bold or not line.alone, faint=line.cells[0].faint)
    cells = _unspread(line.cells, columns)
    title = columns.of(Role.task_title)
    own = [(column.role, cell) for column, cell in zip(columns.columns, cells, strict=False) if not cell.repeated]
    faint = [(role, cell.text) for role, cell in own if cell.faint and cell.text]
    is_faint = bool(faint) and len(faint) == sum(bool(cell.text) for _, cell in own)
    fields = Fields(
        number=normal_number(columns.text_of(cells, Role.number)),
        title=columns.text_of(cells, Role.task_title),
        lead=columns.text_of(cells, Role.lead),
        coordinating=columns.text_of(cells, Role.coordinating),
        deadline=columns.text_of(cells, Role.deadline),
        deliverable=columns.text_of(cells, Role.deliverable),
        notes=columns.texts_of(cells, Role.note),
        progress=columns.texts_of(cells, Role.progress),
        beyond=" ".join(cell.text for cell in cells[columns.width :] if cell.text),
        marks=marks_in(cell.text for cell in cells).union(*(cell.marks for cell in cells)),
        repeated=columns.repeated_of(cells),
        bold=title is not None and title.index < len(cells) and cells[title.index].bold,
        faint=is_faint,
        faint_cells=() if is_faint else tuple(faint),
        left_out=tuple(
            (column.role, cell.text, cell.left_out)
            for column, cell in zip(columns.columns, cells, strict=False)
            if cell.left_out
        ),
        inlaid=tuple(_inlaid(line.cells, columns)),
    )
    if DASH.fullmatch(columns.text_of(cells, Role.number)) and fields.title and not any(fields.values):
        # A dash where the number would stand: a line of the list in the task above.
        return replace(fields, title=f"- {fields.title}")
    return _section_beside_its_column(fields, cells, columns)


def _inlaid(cells: Sequence[Cell], columns: Columns) -> Iterator[tuple[Role | None, Inlaid]]:
    """Once, of a cell that was spread over several columns."""
    seen: set[int] = set()
    for at, cell in enumerate(cells):
        if cell.inlaid and id(cell) not in seen:
            role = columns.columns[at].role if at < columns.width else None
            yield from ((role, one) for one in cell.inlaid)
        seen.add(id(cell))


def _section_beside_its_column(fields: Fields, cells: Sequence[Cell], columns: Columns) -> Fields:
    """The title of a section stands right of its label, whatever column of the tasks that is."""
    number = columns.of(Role.number)
    filled = [at for at, cell in enumerate(cells) if cell.text]
    if number is None or fields.title or filled != [number.index, number.index + 1]:
        return fields
    label = fields.number.rstrip(" .):")
    if not LABEL.fullmatch(label) or label.islower():
        return fields
    title = cells[number.index + 1]
    return Fields(number=fields.number, title=title.text, bold=title.bold, faint=title.faint)


def kind_of_label(label: str | None) -> str:
    """As far as one can tell levels apart: parts, Roman numbers, letters, none."""
    if not label:
        return ""
    if " " in label:
        return label.split()[0].casefold()
    return "I" if ROMAN.fullmatch(label) else "A"


def _is_merged(line: Line, columns: Columns) -> bool:
    """A cell as wide as the table, spread over the columns by its reader or left in the first: one text, as a line alone is."""
    text = line.first_alone
    if not text:
        return False
    first = columns.columns[0]
    in_number = first.role is Role.number and not SHORT_LABEL.fullmatch(text)
    return sum(bool(cell.text) for cell in line.cells) >= SPREAD or (in_number and len(line.cells) > 1)


def _whole_line(text: str, *, bold: bool, faint: bool) -> Fields:
    if SIGNED.match(text):
        return Fields(beyond=text)
    for whole in (WHOLE_PART, WHOLE_SECTION, WHOLE_HEADING):
        found = whole.fullmatch(text)
        if found:
            return Fields(number=found["label"], title=found["title"], bold=bold, faint=faint)
    return Fields(title=text, bold=True, faint=faint) if bold else Fields(beyond=text)


def _unspread(cells: Sequence[Cell], columns: Columns) -> Sequence[Cell]:
    """The title once, where its cell is merged with those beside it and the reader of the file spread its text over them."""
    title = columns.of(Role.task_title)
    if title is None or not columns.text_of(cells, Role.task_title):
        return cells
    text, at = cells[title.index].text, title.index
    left = next((place for place in range(at, 0, -1) if cells[place - 1].text != text), 0)
    right = next((place for place in range(at, len(cells) - 1) if cells[place + 1].text != text), len(cells) - 1)
    if left == right:
        return cells
    return [cell if place == at or not left <= place <= right else EMPTY for place, cell in enumerate(cells)]


def normal_number(written: str) -> str:
    """The number without the full stop or bracket after it, or the mark of a footnote: "14. 1." is 14.1, a dash is none."""
    text = " ".join(without_marks(written).split())
    if DASH.fullmatch(text):
        return ""
    return re.sub(r"\s|[.):-]+\Z", "", text) if NUMBERED.fullmatch(text) else text


def section_label(fields: Fields) -> str | None:
    """The label of a section row, "" when it has none; None when the row is no section at all."""
    if not fields.title or any(fields.values):
        return None
    written = fields.number.rstrip(" .):")
    stands_out = fields.bold or fields.title.isupper()
    if LABEL.fullmatch(written) and not written.islower():
        return written
    if stands_out and BROKEN_ROMAN.fullmatch(written):
        return written.translate(ROMAN_LETTERS)
    return "" if stands_out and not written else None
