"""Which answers to the file before go on for this one: those to the same finding of the same row, wherever it stands now, as far as
they still hold.

Pure. A finding is the same when it says the same of the same words in a row of the same title; where two of them do, neither is.
"""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.documents.imports.answers import Answer, Takes, value_of
from app.documents.imports.compare import Answers
from app.documents.imports.draft import Draft, Raised, Target
from app.documents.imports.numbers import Numbers

# Of these the plan says what has become of them since the commit: who was meant, which days count, whose answer it takes.
BY_THE_PLAN = frozenset({"unknown-agency", "date-in-title", "joint-or-either"})
Said = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    draft: Draft
    answers: Answers
    issued_on: date | None
    is_committed: bool


@dataclass(frozen=True, slots=True)
class Now:
    """`known`: the agencies and groups that a document may name by now."""

    draft: Draft
    issued_on: date | None
    known: AbstractSet[UUID]


def carried(earlier: Earlier, now: Now) -> dict[str, Answer]:
    """By the id of its finding in the present file."""
    given = {
        said: earlier.answers[one.id] for said, one in _told_once(earlier.draft).items() if one.id in earlier.answers
    }
    numbers = Numbers(now.draft, {})
    again = ((one, given[said]) for said, one in _told_once(now.draft).items() if said in given)
    return {
        one.id: answer for one, answer in again if _holds(one, answer, earlier, now) and _fits(one, answer, numbers)
    }


def _told_once(draft: Draft) -> dict[Said, Raised]:
    told = [(_said(draft, one), one) for one in draft.findings]
    times = Counter(said for said, _ in told)
    return {said: one for said, one in told if times[said] == 1}


def _said(draft: Draft, one: Raised) -> Said:
    title = None if one.row is None else draft.rows[one.row].title
    return title, one.code, one.column, one.read, one.suggestion, one.message.vi


def _holds(one: Raised, answer: Answer, earlier: Earlier, now: Now) -> bool:
    """A day is read with the day of the document and with what its column asks for; an agency may have been succeeded."""
    target = answer.agency or answer.group
    if earlier.is_committed and one.code in BY_THE_PLAN and not _names(one, target):
        return False
    if target is not None and target.id not in now.known:
        return False
    before, after = (earlier.draft.deadline_purpose, earlier.issued_on), (now.draft.deadline_purpose, now.issued_on)
    return answer.reading is None or before == after


def _names(one: Raised, target: Target | None) -> bool:
    """Who was meant by a name goes on being meant by it: the plan has that lead, and the register still not that name."""
    return one.code == "unknown-agency" and target is not None


def _fits(one: Raised, answer: Answer, numbers: Numbers) -> bool:
    """A number that another row of the section bears by now is asked for again."""
    is_number = value_of(one.code) is Takes.number and answer.value is not None
    return not is_number or numbers.give(one.row or 0, answer.value or "")
