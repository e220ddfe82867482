"""The whole write of a batch as one statement, whatever the number of its reports: what `reports.write` does for one, for rows that
arrive as one JSON value. A pair or an obligation that several of them move is moved once, to where the last leaves it, and has a row of
history for each.

Rejected: an array for each column, which PostgreSQL takes apart faster, and which the driver writes in one go: of a thousand reports
that held the loop, and with it everybody else's requests, for a tenth of a second.

The pairs are held (`load.LOCK`); then the keys, then the ids of reports, each in their order, as everybody takes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
    Uuid,
    cast,
    column,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.sql.selectable import CTE
from sqlalchemy.types import TypeEngine

from app.kernel.idempotency import StoredAnswer
from app.kernel.journal import JournalEntry
from app.kernel.reads import Compiled, value
from app.obligations.models import Obligation, ObligationStateChange
from app.reports.batch.load import rows_of
from app.reports.models import ProgressReport
from app.reports.write import REPORT_COLUMNS
from app.tasks.models import TaskAgencyState, TaskAgencyStateChange
from app.tasks.progress import PAIR_COLUMNS

TOKEN, CREDENTIAL = value("token_id", Uuid()), value("credential_id", Uuid())
NOW = value("now", DateTime(timezone=True))
ONE: ColumnElement[Any] = literal_column("1")


def _types(table: Any, names: Sequence[str], prefix: str) -> dict[str, TypeEngine[Any]]:
    columns: dict[str, Column[Any]] = dict(table.__table__.columns)
    return {prefix + name: columns[name].type for name in names}


# `columns.columns_of` of each report, and whether it is the last of its pair.
STEP: dict[str, TypeEngine[Any]] = {
    "now": DateTime(timezone=True),
    "today": Date(),
    "plan_id": Uuid(),
    "task_id": Uuid(),
    "agency_id": Uuid(),
    "action": Text(),
    "request_id": Uuid(),
    "body": Text(),
    "pair_id": Uuid(),
    "pair_version": Integer(),
    "is_last": Boolean(),
    **_types(TaskAgencyState, PAIR_COLUMNS, "pair_"),
    **_types(ProgressReport, [one for one in REPORT_COLUMNS if one != "settled"], "report_"),
    "report_settled": JSON(),
}
# An obligation that a report settles or answers; `times`: by how many reports of the batch.
TOUCH: dict[str, TypeEngine[Any]] = {
    "id": Uuid(),
    "state": Text(),
    "answered_on": Date(),
    "settled_on": Date(),
    "settled_by": Uuid(),
    "report_id": Uuid(),
    "plan_id": Uuid(),
    "agency_id": Uuid(),
    "action": Text(),
    "now": DateTime(timezone=True),
    "today": Date(),
    "times": Integer(),
    "is_last": Boolean(),
}
CLAIM: dict[str, TypeEngine[Any]] = {
    "key": Text(),
    "request_digest": LargeBinary(),
    "status": SmallInteger(),
    "location": Text(),
    "body": Text(),
}


def _moved(steps: CTE) -> CTE:
    changes: dict[str, Any] = {name: steps.c[f"pair_{name}"] for name in PAIR_COLUMNS}
    moved = update(TaskAgencyState).where(TaskAgencyState.id == steps.c.pair_id, steps.c.is_last)
    return moved.values(**changes, version=steps.c.pair_version + ONE).returning(TaskAgencyState.id).cte("moved")


def _pair_history(steps: CTE) -> CTE:
    given: dict[str, Any] = {
        "pair_id": steps.c.pair_id,
        "task_id": steps.c.task_id,
        "plan_id": steps.c.plan_id,
        "agency_id": steps.c.agency_id,
        "action": steps.c.action,
        "token_id": TOKEN,
        "on_day": steps.c.today,
        "recorded_at": steps.c.now,
        **{name: steps.c[f"pair_{name}"] for name in PAIR_COLUMNS},
    }
    # In the order in which they were decided: history is read by its sequence.
    rows = select(*given.values()).order_by(steps.c.pair_id, steps.c.pair_version)
    return insert(TaskAgencyStateChange).from_select(list(given), rows).cte("pairs")


def _claimed(claims: CTE) -> CTE:
    """Fewer than were asked for when one is taken: by an attempt that was committed meanwhile."""
    given = {
        "credential_id": CREDENTIAL,
        **{name: claims.c[name] for name in CLAIM},
        "created_at": NOW,
    }
    rows = select(*given.values()).order_by(claims.c.key)
    claimed = insert_or_skip(StoredAnswer).from_select(list(given), rows)
    return claimed.on_conflict_do_nothing().returning(ONE.label("one")).cte("claimed")


def _reported(steps: CTE, claimed: CTE) -> CTE:
    given = {name: steps.c[f"report_{name}"] for name in REPORT_COLUMNS}
    taken = select(func.count()).select_from(claimed).scalar_subquery() == value("claims", Integer())
    rows = select(*given.values()).where(taken).order_by(steps.c.report_id)
    reported = insert(ProgressReport).from_select(list(given), rows)
    return reported.returning(ProgressReport.id).cte("reported")


def _touched(touches: CTE) -> CTE:
    touched = update(Obligation).where(Obligation.id == touches.c.id, touches.c.is_last)
    changed = {name: touches.c[name] for name in ("state", "answered_on", "settled_on", "settled_by")}
    version = Obligation.version + touches.c.times
    return touched.values(**changed, answered_by=touches.c.report_id, version=version).cte("touched_obligations")


def _obligation_history(touches: CTE) -> CTE:
    """What a report does not change is as this statement found it."""
    same = ("nominal_due_date", "effective_due_date", "original_due_date", "respond_by", "not_yet", "opened_late")
    given: dict[str, Any] = {
        "obligation_id": touches.c.id,
        "token_id": TOKEN,
        "on_day": touches.c.today,
        "recorded_at": touches.c.now,
        **{one: touches.c[one] for one in ("plan_id", "agency_id", "action", "state", "answered_on", "settled_on")},
        **{one: getattr(Obligation, one) for one in same},
    }
    rows = select(*given.values()).join(Obligation, Obligation.id == touches.c.id)
    rows = rows.order_by(touches.c.now, touches.c.id)
    return insert(ObligationStateChange).from_select(list(given), rows).cte("obligation_history")


def _journal(steps: CTE) -> CTE:
    given: dict[str, Any] = {
        "recorded_at": steps.c.now,
        "token_id": TOKEN,
        "agency_id": steps.c.agency_id,
        "request_id": steps.c.request_id,
        "entity": literal_column("'progress_report'"),
        "entity_id": steps.c.report_id,
        "action": literal_column("'submit'"),
        "plan_id": steps.c.plan_id,
        "after": steps.c.body,
    }
    rows = select(*given.values()).order_by(steps.c.pair_id, steps.c.pair_version)
    return insert(JournalEntry).from_select(list(given), rows).cte("journaled")


def _json_rows(name: str, columns: Mapping[str, TypeEngine[Any]]) -> CTE:
    named = [column(one, type_) for one, type_ in columns.items()]
    told = func.json_to_recordset(cast(value(name, Text()), JSON)).table_valued(*named, name=f"{name}_told")
    return select(told.render_derived(with_types=True)).cte(name)


def _statement() -> Compiled:
    steps, touches = _json_rows("steps", STEP), _json_rows("touches", TOUCH)
    # Few columns, and the answer to the whole batch in one of them.
    claims = select(rows_of("claim", CLAIM)).cte("claims")
    claimed = _claimed(claims)
    reported = _reported(steps, claimed)
    beside = (_moved(steps), _pair_history(steps), _touched(touches), _obligation_history(touches), _journal(steps))
    return Compiled(select(func.count()).select_from(reported).add_cte(*beside))


SUBMIT_ALL = _statement()
