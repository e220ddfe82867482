"""Who has reported for the latest period due, as SQL: the twin of `cell_rules.coverage`, held equal to it by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.kernel.reads import as_object
from app.tasks.cells import FALSE, number, word
from app.tasks.rules import Status
from app.tasks.views import View, judged_on, pairs

# What is made of an aggregate: itself, over the pairs of one task, or the same beside each of them.
Counted = Callable[[Any], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is looked at of a pair. The three days: of its first unanswered, first open and last settled obligation."""

    is_asked: Any
    unanswered: Any
    first_open: Any
    settled: Any
    reported_at: Any
    status: Any

    def columns(self) -> list[ColumnElement[Any]]:
        return [getattr(self, name).label(name) for name in self.__dataclass_fields__]


def known(pair: Any) -> Known:
    """A suspended pair may not report. What was opened late, or waits for a condition, has its day only to show."""
    return Known(
        is_asked=and_(pair.status != word(Status.cancelled), pair.status != word(Status.suspended)),
        unanswered=pair.next_due_on,
        first_open=case((and_(pair.dated > number(0), pair.opened_late == number(0)), pair.open_due_on)),
        settled=pair.last_settled_due_on,
        reported_at=pair.last_reported_at,
        status=pair.status,
    )


def period_due(lead: Known, day: Any, counted: Counted) -> ColumnElement[Any]:
    """The latest day due of those known, before the first the next."""
    days = (lead.unanswered, lead.first_open, lead.settled)
    come = [counted(func.max(one).filter(lead.is_asked, one <= day)) for one in days]
    next_ = [counted(func.min(one).filter(lead.is_asked)) for one in days]
    return func.coalesce(func.greatest(*come), func.least(*next_))


def owes(lead: Any, period: Any) -> ColumnElement[bool]:
    holds = or_(period.is_(None), lead.unanswered <= period, lead.first_open <= period, lead.settled >= period)
    return func.coalesce(and_(lead.is_asked, holds), FALSE)


def misses(lead: Any, period: Any) -> ColumnElement[bool]:
    earlier = and_(lead.unanswered < period, lead.settled.is_distinct_from(period))
    unreported = and_(period.is_(None), lead.reported_at.is_(None), lead.status != word(Status.completed))
    return and_(owes(lead, period), func.coalesce(or_(unreported, lead.unanswered == period, earlier), FALSE))


def coverage(task: Any, plan: Any, view: View) -> ColumnElement[Any]:
    """The object shown of a task; noughts when it has no pair."""
    pair = pairs(view, "covered_pair")
    period = period_due(known(pair), judged_on(plan), lambda figure: figure.over())
    of_task = select(*known(pair).columns(), period.label("period")).where(pair.task_id == task.id)
    lead = of_task.correlate(task, plan).lateral("covered_lead").c
    expected, missing = owes(lead, lead.period), misses(lead, lead.period)
    counts = {
        "expected": expected,
        "reported": and_(expected, ~missing),
        "confirmed": and_(expected, lead.status == word(Status.completed)),
        "missing": missing,
    }
    return as_object(
        select(*(func.count().filter(one).label(name) for name, one in counts.items())), "covered", task, plan
    )


def is_missing(pair: Any, plan: Any, view: View) -> ColumnElement[bool]:
    """Whether the coverage of its task counts it among the missing."""
    other = pairs(view, "other_pair")
    period = select(period_due(known(other), judged_on(plan), lambda figure: figure).label("period"))
    due = period.where(other.task_id == pair.task_id).correlate(pair, plan).lateral("due")
    return select(number(1)).select_from(due).where(misses(known(pair), due.c.period)).correlate(pair, plan).exists()
