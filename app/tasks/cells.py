"""The cell of a pair and of a task as SQL: the twin of the pure rules, held equal to them by a test.

`pair` is whatever `views.pairs` gives, `day` the one it is told by (`views.judged_on`). Ranks stand for cells and statuses in
their order of precedence, so that "the first of" is `min`.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, case, func, literal_column, or_, select
from sqlalchemy.sql.selectable import LateralFromClause

from app.access.reading import TODAY
from app.tasks.cell_rules import TASK_PRECEDENCE, Cell, CompletionRule, OverdueDays
from app.tasks.rules import TASK_STATUS_PRECEDENCE, Status
from app.tasks.views import View, judged_on, pairs

FALSE: ColumnElement[bool] = literal_column("false")


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


def is_completed(place: Any) -> ColumnElement[bool]:
    return func.coalesce(place >= RANK[Cell.completed_late], FALSE)


def is_timed(place: Any) -> ColumnElement[bool]:
    """Whether the on-time rate counts it: completed by a day or after it, or overdue."""
    timed = or_(*(place == RANK[one] for one in (Cell.overdue, Cell.completed_late, Cell.completed_on_time)))
    return func.coalesce(timed, FALSE)


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


OVERDUE_DAYS: Mapping[OverdueDays, int] = {
    OverdueDays.d1_7: 7,
    OverdueDays.d8_30: 30,
    OverdueDays.d31_90: 90,
}


def overdue_by(days: Any) -> ColumnElement[Any]:
    """How long it has been overdue, as offices tell it; null for what is not."""
    steps = ((days <= number(most), word(name)) for name, most in OVERDUE_DAYS.items())
    return case((func.coalesce(days, number(0)) == number(0), None), *steps, else_=word(OverdueDays.d91_up))


def told(pair: Any, day: Any) -> tuple[ColumnElement[Any], ...]:
    """What a pair tells of itself on a day: the columns that `figures` adds up."""
    return (
        pair.agency_id,
        pair.is_primary,
        pair.status,
        pair.percent,
        rank(pair, day).label("rank"),
        days_overdue(pair, day).label("days_overdue"),
        term_ends_on(pair, day).label("last_day"),
        pair.open_due_on,
        pair.last_settled_due_on,
        pair.last_reported_at,
        pair.waiting_since,
        (pair.opened_late > number(0)).label("opened_late"),
        pair.conditional,
    )


def figures(completion_rule: Any, lead: Any) -> Mapping[str, ColumnElement[Any]]:
    """What the pairs of one task add up to; `lead` holds the columns of `told`."""
    status = lead.status
    status_rank = case(*((status == word(name), at) for name, at in STATUS_RANK.items()))
    both = and_(func.bool_or(status == word(Status.completed)), func.bool_or(status == word(Status.not_started)))
    first_status = func.min(status_rank)
    task_status = case((both, func.least(STATUS_RANK[Status.in_progress], first_status)), else_=first_status)
    standing = status != word(Status.cancelled)
    return {
        "rank": of_deciding(completion_rule, lead, func.min(lead.rank)),
        "status_rank": task_status,
        "percent_complete": func.floor(func.avg(lead.percent).filter(standing)).cast(Integer),
        "days_overdue": of_deciding(completion_rule, lead, func.max(lead.days_overdue)),
        "last_day": of_deciding(completion_rule, lead, func.min(lead.last_day)),
        "shown_day": func.coalesce(func.min(lead.open_due_on), func.max(lead.last_settled_due_on)),
        "last_reported_at": func.max(lead.last_reported_at),
        "waiting_since": _waits_since(lead, task_status),
        "unresolved": func.bool_or(lead.agency_id.is_(None)).filter(standing),
        "opened_late": func.bool_or(lead.opened_late).filter(standing),
        "conditional": func.bool_or(lead.conditional).filter(standing),
    }


def _waits_since(lead: Any, task_status: Any) -> ColumnElement[Any]:
    """Since when the one whom the task waits for has been waited for: not since another lead handed in, or was sent back."""
    since = {
        status: func.min(lead.waiting_since).filter(lead.status == word(status))
        for status in (Status.returned, Status.awaiting_confirmation)
    }
    return case(*((task_status == STATUS_RANK[status], at) for status, at in since.items()))


def pairs_of(task: Any, plan: Any, view: View, name: str = "pairs", day: Any = TODAY) -> LateralFromClause:
    """What the pairs of one task add up to: one row, with nulls when the task has no pair (headings, drafts)."""
    pair = pairs(view, f"{name}_pair", day)
    of_task = select(*told(pair, judged_on(plan, day))).where(pair.task_id == task.id).correlate(task, plan)
    lead = of_task.subquery(f"{name}_told")
    added_up = (one.label(figure) for figure, one in figures(task.completion_rule, lead.c).items())
    return select(*added_up).select_from(lead).correlate(task, plan).lateral(name)
