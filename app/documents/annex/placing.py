"""Which line is which: `place_rows` goes through the lines below the header, top to bottom.

What a line without a number belongs to is decided by the line before it: the rest of a row that a page cut in two, a dash line
of its own, the title of a section that goes on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.documents.admitted import MAX_CELL
from app.documents.annex.columns import Columns
from app.documents.annex.fields import Fields, read_fields, section_label
from app.documents.annex.footnotes import Footnote, read_footnote
from app.documents.annex.headers import find_columns, numbers_columns, numbers_something_else, reordered_columns
from app.documents.annex.joining import (
    goes_on_in_small_letters,
    is_list_item,
    is_whole,
    joined,
    joined_fields,
    same_task,
    stacked_fields,
    with_ditto,
)
from app.documents.annex.letterhead_words import LABEL, SIGNED
from app.documents.annex.lines import Line, texts_of
from app.documents.annex.ours import is_ours
from app.documents.annex.preamble import read_preamble
from app.documents.annex.rows import Row, Rows, Section
from app.documents.annex.section_rows import cells_of, is_laden_section, may_be_laden_section, section_kinds
from app.documents.annex.titles import Role

# The head of a further annex is a label, a title of some lines and a note.
LONGEST_HEAD = 12
LONGEST_GUESS = 200
# The sum below the tasks ("Tổng cộng: 12 nhiệm vụ"): neither a task nor a section.
SUM = re.compile(r"(?:tổng\s+(?:cộng|số)|cộng)(?!\w)[^.\n]{0,80}", re.IGNORECASE)


def place_rows(lines: Sequence[Line], columns: Columns) -> Rows:
    placing = _Placing(columns, section_kinds(lines, columns))
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        placing.place(line, following)
    placing.give_up_head()
    return Rows(
        placing.sections,
        placing.rows,
        placing.headers,
        placing.footnotes,
        placing.unplaced,
        placing.ignored,
        placing.further,
        placing.guessed,
    )


class _Placing:
    """What has been placed so far, and what the last line was."""

    def __init__(self, columns: Columns, section_kinds: frozenset[str]) -> None:
        self.columns = columns
        self.section_kinds = section_kinds
        self.headers = [columns]
        self.sections: list[Section] = []
        self.rows: list[Row] = []
        self.footnotes: list[Footnote] = []
        self.unplaced: list[str] = []
        self.ignored: list[str] = []
        self.further: list[str] = []
        self.guessed: list[str] = []
        self.in_other_table = False
        self.head: list[Line] = []
        self.after_header = True
        self.in_new_annex = True
        self.after_section = False

    def place(self, line: Line, following: Line | None) -> None:
        if self._is_header(line):
            # Under the header may stand the line that numbers its columns.
            self.in_new_annex = self._open_annex() or (self.in_new_annex and self.after_header)
            self.after_header = True
            self.in_other_table = False
        elif not self._is_aside(line) and not self._is_of_other_table(line):
            self.give_up_head()
            fields = read_fields(line, self.columns)
            if _is_sum(fields):
                self.unplaced.append(line.text)
                return
            placed = (
                self._continue(fields, line)
                or self._open_section(fields)
                or self._open_laden_section(fields, following)
                or self._open_row(fields, line)
            )
            if not placed and not self._guess_section(line, following):
                self.unplaced.append(line.text)
            self.after_header = self.in_new_annex = False

    def _is_header(self, line: Line) -> bool:
        if self.columns.numbers_task(line.cells) and not self.after_header:
            return False
        if self.columns.repeated_in(line.cells) or (self.after_header and numbers_columns(line.cells)):
            return True
        if line.alone:
            return False
        opens = line.opens_table or bool(self.head)
        other = find_columns(line.cells) if opens else reordered_columns(line.cells)
        if other is not None:
            self.columns = other
            self.headers.append(other)
        return other is not None

    def _is_aside(self, line: Line) -> bool:
        """A line of one text that is no part of the table: of our export, of the head of a further annex, a footnote."""
        if not line.is_one_text:
            return False
        text = line.text
        if is_ours(text):
            return True
        if LABEL.fullmatch(text) or (self.head and len(self.head) < LONGEST_HEAD):
            self.head.append(line)
            return True
        footnote = read_footnote(text) if line.first_alone else None
        if footnote is not None:
            self.footnotes.append(footnote)
        return footnote is not None

    def _is_of_other_table(self, line: Line) -> bool:
        """From a header that numbers its rows and names no task ("TT | Chỉ tiêu | Kế hoạch") to the next one."""
        if not line.is_one_text and numbers_something_else(line.cells):
            self.ignored.append(" ".join(texts_of([*self.head, line])))
            self.head = []
            self.in_other_table = True
        return self.in_other_table and not line.alone

    def _open_annex(self) -> bool:
        """A further annex in the same document is a section of its own: its numbers begin again."""
        if self.head:
            facts = read_preamble([[line.text] for line in self.head])
            label = facts.label or self.head[0].text
            self.sections.append(Section(label, facts.title or label))
            self.further.append(label)
            self.head = []
            return True
        return False

    def give_up_head(self) -> None:
        """What looked like the head of a further annex has no table under it: a section of this one, or nothing known."""
        for line in self.head:
            in_table = line.cells[0].bold or not line.alone
            if not (in_table and self._open_section(read_fields(line, self.columns))):
                self.unplaced.append(line.text)
        self.head = []

    def _continue(self, fields: Fields, line: Line) -> bool:
        if not (fields.title or any(fields.values)):
            return False
        if self.after_section and not fields.number:
            return self.after_header and self._extend_section(fields)
        if not self.rows:
            return False
        above = self.rows[-1].fields
        if Role.task_title in fields.repeated:
            own = " ".join(cell.text for cell in line.cells if cell.text and not cell.repeated)
            return self._extend_row(stacked_fields(above, fields), own)
        if self._is_rest(fields):
            return self._extend_row(joined_fields(above, fields), line.text)
        beside = same_task(above, fields) if fields.number else not fields.title
        return beside and self._extend_row(stacked_fields(above, fields), line.text)

    def _is_rest(self, fields: Fields) -> bool:
        """Of a text that a page or a line break cut."""
        if fields.number:
            return False
        opens_page = self.after_header and not self.in_new_annex
        cut = opens_page and section_label(fields) is None and not is_whole(fields)
        return cut or is_list_item(fields) or goes_on_in_small_letters(fields)

    def _extend_section(self, fields: Fields) -> bool:
        section = self.sections[-1]
        if any(fields.values) or len(section.title) + len(fields.title) >= MAX_CELL:
            return False
        self.sections[-1] = replace(section, title=joined(section.title, fields.title))
        self._leave(fields)
        return True

    def _leave(self, fields: Fields) -> None:
        """What stands beside the title of a section: a section has no place for it, a person may know where it belongs."""
        self.unplaced.extend(filter(None, (*(text for _, text in fields.notes), fields.beyond)))

    def _extend_row(self, whole: Fields, rest: str) -> bool:
        if whole.longest > MAX_CELL:
            return False
        row = self.rows[-1]
        self.rows[-1] = replace(row, fields=whole, rest=row.rest or rest)
        return True

    def _open_section(self, fields: Fields) -> bool:
        label = section_label(fields)
        if label is None:
            return False
        self.sections.append(Section(label or None, fields.title, fields.faint))
        self.after_section = True
        self._leave(fields)
        return True

    def _open_laden_section(self, fields: Fields, following: Line | None) -> bool:
        """One whose row names a lead or a day too, as the rows of tasks do."""
        if following is None or not may_be_laden_section(fields):
            return False
        if not is_laden_section(fields, read_fields(following, self.columns), self.section_kinds):
            return False
        bare = replace(fields, lead="", coordinating="", deadline="", deliverable="", bold=True)
        opened = self._open_section(bare)
        self.sections[-1] = replace(self.sections[-1], cells=cells_of(fields))
        return opened

    def _guess_section(self, line: Line, following: Line | None) -> bool:
        """A cell as wide as the table, in plain letters and without a label: nothing but its place before a task tells it."""
        text = line.text
        is_title = line.alone and text[0].isupper() and len(text) <= LONGEST_GUESS and not SIGNED.match(text)
        before_task = following is not None and not following.alone and self.columns.numbers_task(following.cells)
        if not is_title or not before_task:
            return False
        self.guessed.append(text)
        return self._open_section(Fields(title=text, bold=True))

    def _open_row(self, fields: Fields, line: Line) -> bool:
        if not fields.title:
            return False
        section = len(self.sections) - 1 if self.sections else None
        fields = with_ditto(fields, self.rows[-1].fields if self.rows else Fields())
        self.rows.append(Row(fields, section, self.columns, rest=line.glued))
        self.after_section = False
        return True


def _is_sum(fields: Fields) -> bool:
    text = fields.title or fields.beyond
    return not fields.lead and not fields.deadline and SUM.fullmatch(text) is not None
