"""One row by the meaning of its columns, and how the parts of a row that a page cut in two are put together again."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.documents.annex.cells import apart
from app.documents.annex.columns import Columns, Role
from app.documents.annex.footnotes import marks_in, without_marks
from app.documents.annex.lines import BROKEN_ROMAN, LABELLED, NUMBERED, WHOLE_HEADING, WHOLE_PART, WHOLE_SECTION, Line
from app.documents.tables import Cell

LABEL = re.compile(
    r"(?:(?:phần|mục)\s+)?(?:(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|[A-ZĐ])"
    r"|phụ\s+lục(?:\s+số)?\s+(?:[IVXLC]{1,7}|[A-Z]|\d{1,3})",
    re.IGNORECASE,
)
Join = Callable[[str, str], str]

EMPTY = Cell("")
ROMAN_LETTERS = str.maketrans("l|1", "III")
SHORT_LABEL = re.compile(
    rf"{NUMBERED.pattern}|{LABELLED.pattern}|{BROKEN_ROMAN.pattern}|.{{0,3}}", re.DOTALL | re.IGNORECASE
)
# A merged section row covers at least this many columns; two equal cells may be chance.
SPREAD = 3
DASH = re.compile(r"[-–—+•*·]\s*")
ENDS_OPEN = re.compile(r"(?:[,;/]|(?<!\w)và)\Z", re.IGNORECASE)
OPENS_NAME = re.compile(
    r"(?:các|sở|ban|ủy|uỷ|ubnd|hđnd|văn phòng|trung tâm|công an|chi nhánh|cơ quan|đơn vị|trường|bệnh viện|thanh tra)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fields:
    """Empty text where the row has no cell. `notes` are the other columns' (title, text), `progress` those of our own export,
    `beyond` what is right of them all, `marks` lead to footnotes, `shared` is what the
    lead cell said of who coordinates, `repeated` are the columns whose cell is merged with the one above.
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
    shared: str = ""
    repeated: frozenset[Role] = frozenset()
    bold: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        return (self.lead, self.coordinating, self.deadline, self.deliverable)

    @property
    def longest(self) -> int:
        return max(map(len, (self.title, self.beyond, *self.values)))


def read_fields(line: Line, columns: Columns) -> Fields:
    if line.alone or _is_merged(line, columns):
        return _whole_line(line.text, bold=line.cells[0].bold or not line.alone)
    cells = _unspread(line.cells, columns)
    title = columns.of(Role.task_title)
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
        marks=marks_in(cell.text for cell in cells),
        repeated=columns.repeated_of(cells),
        bold=title is not None and title.index < len(cells) and cells[title.index].bold,
    )
    return _section_beside_its_column(fields, cells, columns)


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
    return Fields(number=fields.number, title=title.text, bold=title.bold)


def _is_merged(line: Line, columns: Columns) -> bool:
    """A cell as wide as the table, spread over the columns by its reader or left in the first: one text, as a line alone is."""
    text = line.first_alone
    if not text:
        return False
    first = columns.columns[0]
    in_number = first.role is Role.number and not SHORT_LABEL.fullmatch(text)
    return sum(bool(cell.text) for cell in line.cells) >= SPREAD or (in_number and len(line.cells) > 1)


def _whole_line(text: str, *, bold: bool) -> Fields:
    for whole in (WHOLE_PART, WHOLE_SECTION, WHOLE_HEADING):
        found = whole.fullmatch(text)
        if found:
            return Fields(number=found["label"], title=found["title"], bold=bold)
    return Fields(title=text, bold=True) if bold else Fields(beyond=text)


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


def is_list_item(fields: Fields) -> bool:
    filled = _filled(fields)
    return bool(filled) and all(DASH.match(text) for text in filled)


def goes_on_in_small_letters(fields: Fields) -> bool:
    filled = _filled(fields)
    return bool(filled) and all(text[0].islower() for text in filled)


def is_whole(fields: Fields) -> bool:
    """Title, lead and deadline, the title opening as a sentence does: a row that lost its number, not the rest of one."""
    return bool(fields.lead and fields.deadline and fields.title) and not fields.title[0].islower()


def _filled(fields: Fields) -> Sequence[str]:
    return [text for text in (fields.title, *fields.values) if text]


def without_repeated(fields: Fields) -> Fields:
    def own(role: Role, text: str) -> str:
        return "" if role in fields.repeated else text

    return replace(
        fields,
        number=own(Role.number, fields.number),
        title=own(Role.task_title, fields.title),
        lead=own(Role.lead, fields.lead),
        coordinating=own(Role.coordinating, fields.coordinating),
        deadline=own(Role.deadline, fields.deadline),
        deliverable=own(Role.deliverable, fields.deliverable),
        repeated=frozenset(),
    )


def with_roles_apart(fields: Fields) -> Fields:
    cell = apart(fields.lead)
    if not cell.coordinating:
        return replace(fields, lead=cell.lead)
    coordinating = joined_names(cell.coordinating, fields.coordinating)
    return replace(fields, lead=cell.lead, coordinating=coordinating, shared=cell.coordinating)


def same_task(row: Fields, rest: Fields) -> bool:
    """Number and title merged down over two lines with a lead in each, and one deadline for both."""
    return (
        (row.number, row.title) == (rest.number, rest.title)
        and rest.lead not in ("", row.lead)
        and (row.deadline == rest.deadline or not rest.deadline)
        and (row.deliverable == rest.deliverable or not rest.deliverable)
    )


def joined_fields(row: Fields, rest: Fields) -> Fields:
    return _together(row, rest, joined, joined_names)


def stacked_fields(row: Fields, rest: Fields) -> Fields:
    """Lines beside one merged title: each says something of its own."""
    return _together(row, without_repeated(rest), _stacked, _stacked)


def _together(row: Fields, rest: Fields, text: Join, names: Join) -> Fields:
    return Fields(
        number=row.number,
        title=text(row.title, rest.title),
        lead=names(row.lead, rest.lead),
        coordinating=names(row.coordinating, rest.coordinating),
        deadline=text(row.deadline, rest.deadline),
        deliverable=text(row.deliverable, rest.deliverable),
        notes=tuple(dict.fromkeys(row.notes + rest.notes)),
        progress=tuple(dict.fromkeys(row.progress + rest.progress)),
        beyond=text(row.beyond, rest.beyond),
        marks=row.marks | rest.marks,
        bold=row.bold,
    )


def _stacked(text: str, rest: str) -> str:
    return f"{text}\n{rest}" if text and rest and text != rest else text or rest


def joined(text: str, rest: str) -> str:
    """Two parts of one text: a new line before a dash or after a finished sentence, else a space."""
    if not text or not rest or text == rest:  # a cell merged down the rows is printed again on the next page
        return text or rest
    new_line = DASH.match(rest) or (text[-1] in ".;:!?" and rest[0].isupper())
    return f"{text}\n{rest}" if new_line else f"{text} {rest}"


def joined_names(names: str, rest: str) -> str:
    """Two parts of an agency cell: a name cut in two gets a space, a name of its own a new line."""
    if not names or not rest or names == rest:
        return names or rest
    own = DASH.match(rest) or (OPENS_NAME.match(rest) and rest[0].isupper() and not ENDS_OPEN.search(names))
    return f"{names}\n{rest}" if own else f"{names} {rest}"
