"""A reading in one line, so that a table of phrases reads like a table: kind, days, marks, confidence."""

from collections.abc import Iterator
from datetime import date

from app.deadlines import (
    Boundary,
    Confidence,
    Context,
    Purpose,
    Reading,
    Recurrence,
    Trigger,
    WorkingDays,
    read_deadline,
)


def _days(first: date, last: date) -> set[date]:
    return {date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)}


# Labour Code 2019 art. 112, resolution 28/2026/QH16 (24/11) and the swap 31/8 against Saturday 22/8.
CALENDAR_2026 = WorkingDays(
    frozenset(
        {date(2026, 1, 1), date(2026, 1, 2), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1), date(2026, 11, 24)}
        | _days(date(2026, 2, 14), date(2026, 2, 22))
        | _days(date(2026, 8, 31), date(2026, 9, 2))
    ),
    frozenset({date(2026, 1, 10), date(2026, 8, 22)}),
)
PLAN = Context(year=2026)


def told(text: str, context: Context = PLAN) -> str:
    return summary(read_deadline(text, context))


def summary(reading: Reading) -> str:
    return " ".join(_marks(reading))


def _marks(reading: Reading) -> Iterator[str]:
    yield reading.kind.value
    if reading.start_on:
        yield f"from {reading.start_on}"
    if reading.due_on:
        yield f"{'before→' if reading.boundary is Boundary.before else ''}{reading.due_on}"
    if reading.due_time:
        yield f"{reading.due_time:%H:%M}"
    if reading.recurrence:
        yield from _recurrence(reading.recurrence, reading.boundary)
    yield from (_trigger(trigger) for trigger in reading.triggers)
    if reading.condition:
        yield f"if({reading.condition})"
    if reading.also_continuous:
        yield "+continuous"
    if reading.purpose is not Purpose.completion:
        yield reading.purpose.value
    if reading.confidence is not Confidence.exact:
        yield f"{reading.confidence.value}:{','.join(note.code for note in reading.notes)}"


def _recurrence(recurrence: Recurrence, boundary: Boundary) -> Iterator[str]:
    if boundary is Boundary.before:
        yield "before→"
    if recurrence.rule:
        yield recurrence.rule
    yield from (day.isoformat() for day in recurrence.days)
    if recurrence.cutoff_rule.value == "plan":
        yield "+".join(period.value for period in recurrence.periods)
    if recurrence.recipients:
        yield f"to({'; '.join(recurrence.recipients)})"


def _trigger(trigger: Trigger) -> str:
    amount = f"{trigger.amount} {trigger.unit.value} " if trigger.amount is not None and trigger.unit else ""
    return f"[{amount}after: {trigger.text}]"
