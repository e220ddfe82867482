"""Rows of sections in which a lead, a day or a product stands as in the row of a task: "II | Nguồn lực | Sở Nội vụ".

Such a row may be a task with a Roman number. It is a section only where other rows tell: tasks with Arabic numbers below it, and
either sections of its kind elsewhere, which name nobody, or a title that stands out.
"""

from collections.abc import Sequence

from app.documents.annex.columns import Columns, Role
from app.documents.annex.fields import LABEL, Fields, kind_of_label, read_fields, section_label
from app.documents.annex.lines import Line

# "Phụ lục số 12" and "Phần IX"; what is longer is no label, and not worth reading a row for.
LONGEST_LABEL = 20


def section_kinds(lines: Sequence[Line], columns: Columns) -> frozenset[str]:
    """The kinds of labels that open a section in this annex without a doubt."""
    labelled = (line for line in lines if _labels(columns.text_of(line.cells, Role.number)))
    return frozenset(kind_of_label(label) for line in labelled if (label := section_label(read_fields(line, columns))))


def may_be_laden_section(fields: Fields) -> bool:
    return bool(fields.title) and any(fields.values) and _labels(fields.number)


def is_laden_section(fields: Fields, below: Fields, kinds: frozenset[str]) -> bool:
    """`below`: the next row, which is a task of the section or a section under it."""
    if not (below.number[:1].isdecimal() or section_label(below)):
        return False
    stands_out = (fields.bold or fields.title.isupper()) and not fields.deliverable
    return stands_out or kind_of_label(_label(fields.number)) in kinds


def cells_of(fields: Fields) -> tuple[tuple[Role, str], ...]:
    roles = (Role.lead, Role.coordinating, Role.deadline, Role.deliverable)
    return tuple((role, text) for role, text in zip(roles, fields.values, strict=True) if text)


def _labels(number: str) -> bool:
    label = _label(number)
    return len(label) <= LONGEST_LABEL and not label.islower() and LABEL.fullmatch(label) is not None and label != ""


def _label(number: str) -> str:
    return number.strip().rstrip(" .):")
