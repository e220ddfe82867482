"""The cell of a pair and of a task as SQL: the twin of the pure rules, held equal to them by a test.

`pair` is whatever `views.pairs` gives, `day` the one it is told by (`views.judged_on`). Ranks stand for cells and statuses in
their order of precedence, so that "the first of" is `min`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, case, func, literal_column, or_, select
from sqlalchemy.sql.selectable import LateralFromClause

from app.tasks.cell_rules import TASK_PRECEDENCE, Cell, CompletionRule
from app.tasks.progress import PAIR_COLUMNS
from app.tasks.rules import TASK_STATUS_PRECEDENCE, Status
from app.tasks.views import FIXED_COLUMNS, View, judged_on, pairs

# What is made of an aggregate: itself, over one group, or the same beside each row of it.
Counted = Callable[[Any], ColumnElement[Any]]
FALSE: ColumnElement[bool] = literal_column("false")


def same(figure: Any) -> ColumnElement[Any]:
    aggregate: ColumnElement[Any] = figure
    return aggregate


def word(text: str) -> ColumnElement[Any]:
    return literal_column(f"'{text}'", Text)


def number(figure: int) -> ColumnElement[Any]:
    return literal_column(str(figure), Integer)


RANK = {cell: number(place) for place, cell in enumerate(TASK_PRECEDENCE, 1)}
STATUS_RANK = {status: number(place) for place, status in enumerate(TASK_STATUS_PRECEDENCE, 1)}


def cell_named(rank: ColumnElement[Any]) -> ColumnElement[Any]:
    return case(*((rank == place, word(cell)) for cell, place in RANK.items()))


def status_named(rank: ColumnElement[Any]) -> ColumnElement[Any]:
    return case(*((rank == place, word(status)) for status, place in STATUS_RANK.items()))


def last_day(pair: Any) -> ColumnElement[Any]:
    """`greatest` passes nulls over, and a `respond_by` stands only beside a `next_due_on`."""
    return func.greatest(pair.next_due_on, pair.respond_by)


def is_past(pair: Any, day: Any) -> ColumnElement[bool]:
    over: ColumnElement[bool] = last_day(pair) < day
    return over


def _first_that_holds(pair: Any, day: Any, shown: Mapping[Cell, ColumnElement[Any]]) -> ColumnElement[Any]:
    """Null for a cancelled pair, which has no cell."""
    return case(
        (pair.status == word(Status.cancelled), None),
        (pair.status == word(Status.suspended), shown[Cell.suspended]),
        (or_(pair.late_answer_on.is_not(None), is_past(pair, day)), shown[Cell.overdue]),
        (pair.dated > number(0), shown[Cell.in_term]),
        (pair.awaiting > number(0), shown[Cell.awaiting_event]),
        (pair.undated > number(0), shown[Cell.undated]),
        (pair.settled_late > number(0), shown[Cell.completed_late]),
        (pair.settled_on_time > number(0), shown[Cell.completed_on_time]),
        else_=shown[Cell.completed_undated],
    )


def rank(pair: Any, day: Any) -> ColumnElement[Any]:
    return _first_that_holds(pair, day, RANK)


def cell(pair: Any, day: Any) -> ColumnElement[Any]:
    return _first_that_holds(pair, day, {one: word(one) for one in Cell})


def days_overdue(pair: Any, day: Any) -> ColumnElement[Any]:
    """Of an unanswered obligation the days run on; of one answered late they stopped at its submission.

    Only in the cell `overdue`: the days of a suspended pair do not count against it.
    """
    running = case((is_past(pair, day), day - pair.next_due_on))
    delay = func.coalesce(func.greatest(running, pair.late_answer_on - pair.late_answer_due_on), number(0))
    return case((rank(pair, day) == RANK[Cell.overdue], delay), else_=number(0))


def term_ends_on(pair: Any, day: Any) -> ColumnElement[Any]:
    """The last day of a pair that is in term or overdue; null in the other cells, which no day moves."""
    return case((rank(pair, day) <= RANK[Cell.in_term], last_day(pair)))


def is_due_soon(pair_rank: Any, last: Any, due_soon_days: Any, day: Any) -> ColumnElement[bool]:
    return func.coalesce(and_(pair_rank == RANK[Cell.in_term], last - day <= due_soon_days), FALSE)


def late_from(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """RFC 3339, in the zone whose midnight it is: a client that knows it can tell lateness without asking again."""
    return func.to_char(day + number(1), word('YYYY-MM-DD"T00:00:00+07:00"'))


def shown_day(pair: Any) -> ColumnElement[Any]:
    """The earliest open day, else the last settled."""
    return func.coalesce(pair.open_due_on, pair.last_settled_due_on)


def waiting_for(status: Any) -> ColumnElement[Any]:
    """Who has to move next: the office reviews, the agency answers what was returned; null when nobody is waited for."""
    return case(
        (status == word(Status.awaiting_confirmation), word("office")),
        (status == word(Status.returned), word("agency")),
    )


def of_deciding(completion_rule: Any, pair: Any, figure: Any) -> ColumnElement[Any]:
    """A figure over the pairs that decide the task: the twin of `cell_rules.deciding`."""
    standing, completed = pair.status != word(Status.cancelled), pair.status == word(Status.completed)
    primary = and_(standing, pair.is_primary)
    return case(
        (and_(completion_rule == word(CompletionRule.primary), func.bool_or(primary)), figure.filter(primary)),
        (and_(completion_rule == word(CompletionRule.any), func.bool_or(completed)), figure.filter(completed)),
        else_=figure.filter(standing),
    )


def is_asked(pair: Any) -> ColumnElement[bool]:
    """From whom a report may be missing: a suspended pair may not send one."""
    return and_(pair.status != word(Status.cancelled), pair.status != word(Status.suspended))


def known_days(pair: Any) -> tuple[ColumnElement[Any], ...]:
    open_due_on = case((and_(pair.dated > number(0), pair.opened_late == number(0)), pair.open_due_on))
    return pair.next_due_on, open_due_on, pair.last_settled_due_on


def period_due(pair: Any, day: Any, counted: Counted = same) -> ColumnElement[Any]:
    """The latest day due of those known, before the first the next: the twin of `cell_rules.period_due`."""
    asked, days = is_asked(pair), known_days(pair)
    come = [counted(func.max(one).filter(asked, one <= day)) for one in days]
    next_ = [counted(func.min(one).filter(asked)) for one in days]
    return func.coalesce(func.greatest(*come), func.least(*next_))


def owes(pair: Any, period: Any) -> ColumnElement[bool]:
    unanswered, first_open, settled = known_days(pair)
    holds = or_(period.is_(None), unanswered <= period, first_open <= period, settled >= period)
    return func.coalesce(and_(is_asked(pair), holds), FALSE)


def is_missing(pair: Any, period: Any) -> ColumnElement[bool]:
    unanswered, _, settled = known_days(pair)
    earlier = and_(unanswered < period, settled.is_distinct_from(period))
    unreported = and_(period.is_(None), pair.last_reported_at.is_(None))
    return and_(owes(pair, period), func.coalesce(or_(unreported, unanswered == period, earlier), FALSE))


def _with_period(task: Any, plan: Any, view: View) -> LateralFromClause:
    """The pairs of one task, each beside the period that the task's coverage tells of."""
    pair = pairs(view, "pair")
    columns = (getattr(pair, one) for one in (*FIXED_COLUMNS, *PAIR_COLUMNS, "agency_id"))
    period = period_due(pair, judged_on(plan), lambda figure: figure.over())
    found = select(*columns, period.label("period")).where(pair.task_id == task.id)
    return found.correlate(task, plan).lateral("of_task")


def _waits_since(pair: Any, task_status: Any) -> ColumnElement[Any]:
    """Since when the one whom the task waits for has been waited for: not since another lead handed in, or was sent back."""
    since = {
        status: func.min(pair.waiting_since).filter(pair.status == word(status))
        for status in (Status.returned, Status.awaiting_confirmation)
    }
    return case(*((task_status == STATUS_RANK[status], at) for status, at in since.items()))


def pairs_of(task: Any, plan: Any, view: View) -> LateralFromClause:
    """What the pairs of one task add up to: one row, with nulls when the task has no pair (headings, drafts)."""
    found, day = _with_period(task, plan, view), judged_on(plan)
    pair: Any = found.c
    place, status = rank(pair, day), pair.status
    status_rank = case(*((status == word(name), at) for name, at in STATUS_RANK.items()))
    both = and_(func.bool_or(status == word(Status.completed)), func.bool_or(status == word(Status.not_started)))
    first_status = func.min(status_rank)
    task_status = case((both, func.least(STATUS_RANK[Status.in_progress], first_status)), else_=first_status)
    standing = status != word(Status.cancelled)
    expected, missing = owes(pair, pair.period), is_missing(pair, pair.period)
    return (
        select(
            of_deciding(task.completion_rule, pair, func.min(place)).label("rank"),
            task_status.label("status_rank"),
            func.floor(func.avg(pair.percent).filter(standing)).cast(Integer).label("percent_complete"),
            of_deciding(task.completion_rule, pair, func.max(days_overdue(pair, day))).label("days_overdue"),
            of_deciding(task.completion_rule, pair, func.min(term_ends_on(pair, day))).label("last_day"),
            func.coalesce(func.min(pair.open_due_on), func.max(pair.last_settled_due_on)).label("shown_day"),
            func.max(pair.last_reported_at).label("last_reported_at"),
            _waits_since(pair, task_status).label("waiting_since"),
            func.bool_or(pair.agency_id.is_(None)).filter(standing).label("unresolved"),
            func.count().filter(expected).label("expected"),
            func.count().filter(expected, ~missing).label("reported"),
            func.count().filter(expected, status == word(Status.completed)).label("confirmed"),
            func.count().filter(missing).label("missing"),
        )
        .select_from(found)
        .correlate(task, plan)
        .lateral("pairs")
    )
