"""How much one annex may say. A file of thousands of names, days or citations is well-formed, and would keep its reader busy for minutes
and answer with what nobody settles: it is refused at the row that goes too far, by name.

The largest annexes we know have a hundred rows, three names a cell and a day or two a row; each bound is far above what twenty
thousand such rows would have.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from app.documents.annex.cells import AssignmentRole
from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.findings import Finding
from app.documents.annex.sentences import COLUMN_NAMES
from app.documents.refusals import FileTooLarge
from app.kernel.words import Words

# As much as a text of a task may have wherever else it is sent (kernel/schema.py: Text).
LONGEST_TEXT = 10_000
# Of a column or a number, where it is told.
LONGEST_TITLE = 100
# All the units of the largest city, each by its name, and half as many again.
MOST_NAMES_IN_CELL = 300
MOST_NAMES = 100_000
MOST_CITATIONS = 50_000
# Phrases that differ; the same words are read once.
MOST_DEADLINES = 5_000
# One a row of the longest file. A request that settles findings takes as many (imports/schemas.py).
MOST_FINDINGS = 20_000
MOST_TEXT = 10_000_000

OF_ROW = Words("Nhiệm vụ thứ {position}{number}: {what}", "Task {position}{number}: {what}")
NUMBERED = Words(" (số {number})", " (number {number})")
IN_CELL = Words(
    "cột “{column}” có {count:,} {what}, giới hạn là {most:,} mỗi ô",
    "the column “{column}” has {count:,} {what}, the bound is {most:,} a cell",
)
IN_ALL = Words(
    "tính đến đây tệp có hơn {most:,} {what}, giới hạn của một phụ lục",
    "up to here the file has more than {most:,} {what}",
)
CHARACTERS = Words("ký tự", "characters")
NAMES = Words("tên cơ quan", "names of agencies")
CITATIONS = Words("văn bản được viện dẫn", "citations")
DEADLINES = Words("cách ghi thời hạn khác nhau", "different deadlines")
FINDINGS = Words("điều phải hỏi lại", "findings to settle")
COLUMN_OF = {AssignmentRole.lead: Role.lead, AssignmentRole.coordinating: Role.coordinating}


class Bounds:
    """What the rows have had so far."""

    def __init__(self) -> None:
        self._names = self._citations = self._text = self._findings = 0
        self._deadlines: set[str] = set()

    def held(self, row: RowDraft) -> RowDraft:
        """The row; FileTooLarge, which names it, when it has too much or is one too many."""
        self._of_cells(row)
        self._names += len(row.assignments)
        self._citations += len(row.citations)
        self._text += sum(len(text) for _, text in _texts(row))
        self._deadlines.update(one.text for one in row.title_deadlines)
        self._deadlines.update([row.deadline_text] if row.deadline_text else [])
        # Each will be a finding; to know now spares the work of finding the nearest names.
        self._findings += len(row.title_deadlines) + sum(one.found is None for one in row.assignments)
        for count, most, what in (
            (self._names, MOST_NAMES, NAMES),
            (self._citations, MOST_CITATIONS, CITATIONS),
            (len(self._deadlines), MOST_DEADLINES, DEADLINES),
            (self._text, MOST_TEXT, CHARACTERS),
            (self._findings, MOST_FINDINGS, FINDINGS),
        ):
            if count > most:
                raise _too_much(row, _words(IN_ALL, most=most, what=what))
        return row

    @staticmethod
    def _of_cells(row: RowDraft) -> None:
        for column, text in _texts(row):
            if len(text) > LONGEST_TEXT:
                raise _too_much(row, _in_cell(column, len(text), LONGEST_TEXT, CHARACTERS))
        for role, named in COLUMN_OF.items():
            names = sum(one.role is role for one in row.assignments)
            if names > MOST_NAMES_IN_CELL:
                raise _too_much(row, _in_cell(COLUMN_NAMES[named], names, MOST_NAMES_IN_CELL, NAMES))


def few_enough(findings: Iterator[Finding], rows: Sequence[RowDraft]) -> list[Finding]:
    """All of them; FileTooLarge, which names the row that raises one too many."""
    found = list(islice(findings, MOST_FINDINGS + 1))
    if len(found) > MOST_FINDINGS:
        raise _too_much(rows[found[-1].row or 0], _words(IN_ALL, most=MOST_FINDINGS, what=FINDINGS))
    return found


def _texts(row: RowDraft) -> Iterator[tuple[Words, str]]:
    texts: Mapping[Role, str | None] = {
        Role.task_title: row.title,
        Role.lead: row.lead_text,
        Role.coordinating: row.coordinating_text,
        Role.deadline: row.deadline_text,
        Role.deliverable: row.deliverable,
    }
    yield from ((COLUMN_NAMES[role], text) for role, text in texts.items() if text)
    for note in row.notes:
        title = note.column[:LONGEST_TITLE]
        yield Words(title, title), note.text


def _in_cell(column: Words, count: int, most: int, what: Words) -> Words:
    return _words(IN_CELL, column=column, count=count, most=most, what=what)


def _too_much(row: RowDraft, what: Words) -> FileTooLarge:
    number = _words(NUMBERED, number=row.number[:LONGEST_TITLE]) if row.number else Words("", "")
    return FileTooLarge(_words(OF_ROW, position=row.position, number=number, what=what))


def _words(sentence: Words, **values: object) -> Words:
    """Values that are words stand in the language of the sentence."""
    vi, en = ({name: one[at] if isinstance(one, Words) else one for name, one in values.items()} for at in (0, 1))
    return Words(sentence.vi.format(**vi), sentence.en.format(**en))
