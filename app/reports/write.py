"""The whole write of a report as one statement: move the pair if it is still the version decided on, claim the key, and only then
the report, the obligations it touches, their history and the journal. No row back means that nothing may stay: roll back.

Always the pair before the key and the key before the report's id: attempts that wait for one another in one order never deadlock.
"""

from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Column,
    ColumnElement,
    Date,
    DateTime,
    LargeBinary,
    Text,
    Uuid,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.sql.selectable import CTE

from app.kernel.idempotency import StoredAnswer
from app.kernel.journal import JournalEntry
from app.kernel.reads import Compiled, value
from app.obligations.models import Obligation, ObligationStateChange
from app.reports.models import ProgressReport
from app.tasks.models import TaskAgencyState, TaskAgencyStateChange
from app.tasks.progress import PAIR_COLUMNS

NOW, TODAY = value("now", DateTime(timezone=True)), value("today", Date())
TOKEN, REPORT, PLAN = value("token_id", Uuid()), value("report_id", Uuid()), value("plan_id", Uuid())
TASK, AGENCY, PAIR = value("task_id", Uuid()), value("agency_id", Uuid()), value("pair_id", Uuid())
ONE: ColumnElement[Any] = literal_column("1")


def _values(table: Any, names: tuple[str, ...], prefix: str) -> dict[str, BindParameter[Any]]:
    columns: dict[str, Column[Any]] = dict(table.__table__.columns)
    return {name: value(prefix + name, columns[name].type) for name in names}


REPORT_COLUMNS = tuple(column.name for column in ProgressReport.__table__.columns)


def _claim(moved: CTE) -> CTE:
    """Nothing comes back when the key is taken: by an attempt that was committed while this one waited for it."""
    given = {
        "credential_id": value("credential_id", Uuid()),
        "key": value("key", Text()),
        "request_digest": value("request_digest", LargeBinary()),
        "status": literal_column("201"),
        "location": value("location", Text()),
        "body": value("body", Text()),
        "created_at": NOW,
    }
    claimed = insert_or_skip(StoredAnswer).from_select(list(given), select(*given.values()).select_from(moved))
    return claimed.on_conflict_do_nothing().returning(ONE.label("one")).cte("claimed")


def _moved() -> CTE:
    still = (TaskAgencyState.id == PAIR, TaskAgencyState.version == value("pair_version", TaskAgencyState.version.type))
    changes: dict[str, Any] = dict(_values(TaskAgencyState, PAIR_COLUMNS, "pair_"))
    moved = update(TaskAgencyState).where(*still).values(**changes, version=TaskAgencyState.version + ONE)
    return moved.returning(TaskAgencyState.id).cte("moved")


def _reported(taken: CTE) -> CTE:
    given = _values(ProgressReport, REPORT_COLUMNS, "report_")
    reported = insert(ProgressReport).from_select(list(given), select(*given.values()).select_from(taken))
    return reported.returning(ProgressReport.id).cte("reported")


def _pair_history(moved: CTE) -> CTE:
    given: dict[str, Any] = {
        "pair_id": PAIR,
        "task_id": TASK,
        "plan_id": PLAN,
        "agency_id": AGENCY,
        "action": value("action", Text()),
        "token_id": TOKEN,
        "on_day": TODAY,
        "recorded_at": NOW,
        **_values(TaskAgencyStateChange, PAIR_COLUMNS, "pair_"),
    }
    return (
        insert(TaskAgencyStateChange).from_select(list(given), select(*given.values()).select_from(moved)).cte("pairs")
    )


def _touched_rows() -> Any:
    """The obligations the report touches, one array a column: a shape that is the same for none, one or two of them."""
    rows = func.unnest(
        value("touched_ids", ARRAY(Uuid())),
        value("touched_states", ARRAY(Text())),
        value("touched_answered_on", ARRAY(Date())),
        value("touched_settled_on", ARRAY(Date())),
        value("touched_settled_by", ARRAY(Uuid())),
    )
    return rows.table_valued("id", "state", "answered_on", "settled_on", "settled_by", name="touched").render_derived()


def _obligations(reported: CTE) -> tuple[CTE, CTE]:
    rows = _touched_rows()
    touched = (
        update(Obligation)
        .where(Obligation.id == rows.c.id, exists(select(reported.c.id)))
        .values(
            state=rows.c.state,
            answered_by=REPORT,
            answered_on=rows.c.answered_on,
            settled_on=rows.c.settled_on,
            settled_by=rows.c.settled_by,
            version=Obligation.version + ONE,
        )
        .returning(
            Obligation.id,
            Obligation.state,
            Obligation.nominal_due_date,
            Obligation.effective_due_date,
            Obligation.original_due_date,
            Obligation.answered_on,
            Obligation.settled_on,
            Obligation.respond_by,
            Obligation.not_yet,
            Obligation.opened_late,
        )
        .cte("touched_obligations")
    )
    given: dict[str, Any] = {
        "obligation_id": touched.c.id,
        "plan_id": PLAN,
        "agency_id": AGENCY,
        "action": value("action", Text()),
        "state": touched.c.state,
        "nominal_due_date": touched.c.nominal_due_date,
        "effective_due_date": touched.c.effective_due_date,
        "original_due_date": touched.c.original_due_date,
        "answered_on": touched.c.answered_on,
        "settled_on": touched.c.settled_on,
        "respond_by": touched.c.respond_by,
        "not_yet": touched.c.not_yet,
        "opened_late": touched.c.opened_late,
        "token_id": TOKEN,
        "on_day": TODAY,
        "recorded_at": NOW,
    }
    history = insert(ObligationStateChange).from_select(list(given), select(*given.values()).select_from(touched))
    return touched, history.cte("obligation_history")


def _journal(reported: CTE) -> CTE:
    given: dict[str, Any] = {
        "recorded_at": NOW,
        "token_id": TOKEN,
        "agency_id": AGENCY,
        "request_id": value("request_id", Uuid()),
        "entity": literal_column("'progress_report'"),
        "entity_id": REPORT,
        "action": literal_column("'submit'"),
        "plan_id": PLAN,
        "after": value("body", Text()),
    }
    return insert(JournalEntry).from_select(list(given), select(*given.values()).select_from(reported)).cte("journaled")


def _statement(*, with_key: bool) -> Compiled:
    moved = _moved()
    reported = _reported(_claim(moved) if with_key else moved)
    touched, history = _obligations(reported)
    return Compiled(select(reported.c.id).add_cte(_pair_history(moved), touched, history, _journal(reported)))


SUBMIT = _statement(with_key=False)
SUBMIT_UNDER_KEY = _statement(with_key=True)
