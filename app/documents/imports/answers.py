"""What a person may answer to a finding, and what the answer makes of the row.

Pure. A table: of each code the resolutions it takes and, for `replaced`, what its value is. A code that stands in none takes
`accepted`, which says that somebody has seen it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from app.deadlines import Context, Reading, read_deadline
from app.documents.imports.draft import Draft, Name, Raised, Row, Target

LEAD = "lead"
# In the place of a code: whoever is named is none of the register, though the reader suggests one.
NEW = "new"
ANY_YEAR = 2028


class Resolution(StrEnum):
    open = "open"
    accepted = "accepted"
    rejected = "rejected"
    replaced = "replaced"


class Takes(StrEnum):
    """What the value of a `replaced` is."""

    nothing = "nothing"
    agency = "agency"
    phrase = "phrase"
    number = "number"
    text = "text"
    rule = "rule"


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` as sent; `agency` or `group`: whom it names; `reading`: how it reads as a deadline."""

    resolution: Resolution
    value: str | None = None
    agency: Target | None = None
    group: Target | None = None
    reading: Reading | None = None


OPEN = Answer(Resolution.open)
SEEN = frozenset({Resolution.accepted})
EITHER = frozenset({Resolution.accepted, Resolution.rejected})
# code → what it takes beside `open`, and beside a value; `nothing`: it is not replaced.
TAKES: Mapping[str, tuple[frozenset[Resolution], Takes]] = MappingProxyType(
    {
        "date-in-title": (EITHER, Takes.nothing),
        "unknown-agency": (EITHER, Takes.agency),
        "narrowed-agency": (SEEN, Takes.agency),
        "missing-lead": (SEEN, Takes.agency),
        "joint-or-either": (SEEN, Takes.rule),
        # Read as coordinating; rejected: they lead.
        "guessed-role": (EITHER, Takes.nothing),
        "lead-in-coordinating": (EITHER, Takes.nothing),
        "unread-deadline": (SEEN, Takes.phrase),
        "assumed-deadline": (SEEN, Takes.phrase),
        "missing-deadline": (SEEN, Takes.phrase),
        "deadline-part-unread": (SEEN, Takes.phrase),
        "unpaired-lines": (SEEN, Takes.phrase),
        "month-first": (SEEN, Takes.phrase),
        "missing-deliverable": (SEEN, Takes.text),
        "product-in-deadline": (SEEN, Takes.text),
        "missing-number": (SEEN, Takes.number),
        # Two rows cannot bear one number: rejected, this one bears none.
        "duplicate-number": (frozenset({Resolution.rejected}), Takes.number),
        "match-unsure": (EITHER, Takes.nothing),
        # Nothing that a person says makes a part of an annex the whole of it.
        "partial-export": (frozenset(), Takes.nothing),
    }
)
DEFAULT = (SEEN, Takes.nothing)


def taken(code: str) -> frozenset[Resolution]:
    resolutions, value = TAKES.get(code, DEFAULT)
    more = () if value is Takes.nothing else (Resolution.replaced,)
    return resolutions | {Resolution.open, *more}


def value_of(code: str) -> Takes:
    return TAKES.get(code, DEFAULT)[1]


def settled(draft: Draft, answers: Mapping[str, Answer]) -> Draft:
    """The draft as the answers have made it."""
    rows = list(draft.rows)
    for finding in draft.findings:
        answer = answers.get(finding.id, OPEN)
        effect = EFFECTS.get(finding.code)
        if finding.row is not None and effect is not None and answer.resolution is not Resolution.open:
            rows[finding.row] = _heading_or_not(effect(rows[finding.row], finding, answer))
    return replace(draft, rows=tuple(rows))


def _heading_or_not(row: Row) -> Row:
    """A row that asks for a product and was no heading is a task still, which lacks who owes it and when."""
    owes_nothing = not row.of(LEAD) and row.deadline is None
    return replace(row, is_heading=owes_nothing and (row.is_heading or not row.deliverable))


def _of_unknown_agency(row: Row, finding: Raised, answer: Answer) -> Row:
    """A name stands as written. Accepted, it means whom the reader suggests; where nobody is likely, or the answer says NEW, an agency
    that the commit is to enrol.
    """
    if answer.resolution is Resolution.rejected:
        return row
    is_new = answer.agency is None and answer.group is None
    return _renamed(row, finding, lambda name: replace(name, agency=answer.agency, group=answer.group, is_new=is_new))


def _of_named(row: Row, finding: Raised, answer: Answer) -> Row:
    if answer.resolution is not Resolution.replaced:
        return row
    return _renamed(row, finding, lambda name: replace(name, agency=answer.agency, group=answer.group))


def _renamed(row: Row, finding: Raised, change: Callable[[Name], Name]) -> Row:
    def meant(name: Name) -> bool:
        return name.text == finding.read and name.role == finding.column

    return replace(row, names=tuple(change(name) if meant(name) else name for name in row.names))


def _of_missing_lead(row: Row, _: Raised, answer: Answer) -> Row:
    target = answer.agency or answer.group
    if answer.resolution is not Resolution.replaced or target is None:
        return row
    return replace(row, names=(Name(LEAD, target.name, answer.agency, answer.group), *row.names))


def _of_deadline(row: Row, _: Raised, answer: Answer) -> Row:
    return replace(row, deadline=answer.reading) if answer.resolution is Resolution.replaced else row


def _of_title_date(row: Row, finding: Raised, answer: Answer) -> Row:
    if answer.resolution is not Resolution.accepted:
        return row
    return with_second(row, int(finding.id.rpartition("-")[2]) - 1)


def with_second(row: Row, place: int) -> Row:
    """The date the title names at that place among those it names, as a deadline of its own."""
    return replace(row, second=(*row.second, row.offered[place])) if row.offered[place] not in row.second else row


def _of_deliverable(row: Row, _: Raised, answer: Answer) -> Row:
    return replace(row, deliverable=answer.value) if answer.resolution is Resolution.replaced else row


def _of_number(row: Row, _: Raised, answer: Answer) -> Row:
    return row if answer.resolution is Resolution.accepted else replace(row, number=answer.value)


def _of_role(row: Row, finding: Raised, answer: Answer) -> Row:
    if answer.resolution is not Resolution.rejected:
        return row
    read = finding.read or ""
    names = [replace(one, role=LEAD) if one.role != LEAD and one.text in read else one for one in row.names]
    return replace(row, names=tuple(sorted(names, key=lambda one: one.role != LEAD)))


def _of_rule(row: Row, _: Raised, answer: Answer) -> Row:
    return replace(row, completion_rule=answer.value or "each")


EFFECTS: Mapping[str, Callable[[Row, Raised, Answer], Row]] = MappingProxyType(
    {
        "unknown-agency": _of_unknown_agency,
        "narrowed-agency": _of_named,
        "missing-lead": _of_missing_lead,
        "unread-deadline": _of_deadline,
        "assumed-deadline": _of_deadline,
        "missing-deadline": _of_deadline,
        "deadline-part-unread": _of_deadline,
        "unpaired-lines": _of_deadline,
        "month-first": _of_deadline,
        "date-in-title": _of_title_date,
        "missing-deliverable": _of_deliverable,
        "product-in-deadline": _of_deliverable,
        "missing-number": _of_number,
        "duplicate-number": _of_number,
        "joint-or-either": _of_rule,
        "guessed-role": _of_role,
        "lead-in-coordinating": _of_role,
    }
)


def new_names(draft: Draft) -> list[str]:
    """The agencies that a settled draft asks to be enrolled, each once."""
    return list(dict.fromkeys(name.text for row in draft.rows for name in row.names if name.is_new))


def says_no_name(text: str) -> bool:
    """A number or a day: "30", "6/2026", "Quý II"."""
    if not any(character.isalpha() for character in text):
        return True
    reading = read_deadline(text, Context(ANY_YEAR))
    return reading.due_on is not None and all(note.code == "year_from_plan" for note in reading.notes)
