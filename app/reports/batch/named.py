"""Which task and which obligation an item means that names them as the plan does. Pure, but for the problems it raises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.kernel.words import Words
from app.obligations.rules import ObligationKind
from app.obligations.settling import WORDS, RefusalCode
from app.reports.problems import AmbiguousTask, NameTheObligation


@dataclass(frozen=True, slots=True)
class Candidate:
    """A visible task with the number that was named; `leads`: those of the caller's agencies that lead it."""

    task_id: UUID
    leads: frozenset[UUID]


def meant(candidates: Sequence[Candidate], agency: UUID | None) -> tuple[UUID, ...]:
    """A number may stand in every annex of a plan: then it is the row that the reporting agency leads, if that is one."""
    led = [one for one in candidates if agency in one.leads]
    return tuple(one.task_id for one in led or candidates)


def only_task(tasks: Sequence[UUID]) -> None:
    if len(tasks) > 1:
        raise AmbiguousTask(tasks=[str(one) for one in tasks])


def owed_on(owed: Sequence[Mapping[str, Any]], day: date, *, completes: bool) -> tuple[UUID, ...]:
    """What the pair owes with this day in the plan; where both kinds do, what a report of this status answers."""
    found = [one for one in owed if one["nominal_due_date"] == day.isoformat()]
    kind = ObligationKind.completion if completes else ObligationKind.progress_report
    return tuple(UUID(one["id"]) for one in [one for one in found if one["kind"] == kind] or found)


def only_obligation(owed: Sequence[UUID]) -> None:
    if len(owed) > 1:
        words = Words(*WORDS[RefusalCode.name_the_obligation])
        raise NameTheObligation(words, obligations=[str(one) for one in owed])
