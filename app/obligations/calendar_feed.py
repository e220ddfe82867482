"""What an agency owes on which day, as a calendar that its people subscribe to (RFC 5545): an entry for each dated obligation
that still lives. What is settled, lapsed or cancelled is gone at the next look.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from icalendar import Calendar, Event, vDuration
from icalendar.enums import STATUS, TRANSP
from sqlalchemy import and_, func, select, true

from app.access.feeds import FeedReader
from app.access.reading import for_caller, naming, same_thing
from app.access.roles import Permission, Role
from app.agencies.models import Agency
from app.kernel.problems import NotFound
from app.kernel.reads import Compiled, Rows
from app.obligations.models import Obligation, ObligationStateChange
from app.obligations.queries import judged, obligations_in
from app.obligations.rules import ObligationKind, ObligationState
from app.tasks.views import NOW

PRODUCT = "-//Tien do//Nghia vu//VI"
# How often a phone may well ask: a day moves seldom, and not twice an hour.
LOOK_AGAIN_AFTER = timedelta(hours=1)
KINDS = {
    ObligationKind.completion: "Hoàn thành nhiệm vụ",
    ObligationKind.progress_report: "Báo cáo tiến độ",
}
STATES = {
    ObligationState.answered: "Đã báo cáo, chờ xác nhận",
    ObligationState.returned: "Đã trả lại, chờ báo cáo bổ sung",
}


@dataclass(frozen=True, slots=True)
class Feed:
    """Of one agency, seen by one caller."""

    agency_id: UUID
    agency_name: str
    obligations: tuple[tuple[Mapping[str, Any], datetime], ...]


def _dated() -> Rows:
    changed = select(func.max(ObligationStateChange.recorded_at)).where(
        ObligationStateChange.obligation_id == Obligation.id
    )
    dated = and_(judged(NOW).is_live, Obligation.effective_due_date.is_not(None))
    return obligations_in(NOW, dated).add_columns(changed.correlate(Obligation).scalar_subquery().label("changed_at"))


def _feed() -> Rows:
    """The agency, and beside it each of its obligations; one row without any when there is none."""
    dated = _dated().where(Obligation.agency_id == Agency.id).correlate(Agency).lateral("dated")
    columns = (Agency.id.label("agency_id"), Agency.name.label("agency_name"), dated.c.item, dated.c.changed_at)
    named = select(*columns, dated.c.sort_day, dated.c.id).select_from(Agency).join(dated, true(), isouter=True)
    return for_caller(named.where(same_thing(Agency, "agency")).subquery("rows"), "sort_day", "id")


FEED = Compiled(_feed())


async def calendar_of(feed: FeedReader, agency: str) -> bytes:
    caller, rows = await feed.rows(
        FEED, Permission.calendar_feed, Permission.obligation_read, **naming(agency, "agency")
    )
    first = rows[0]
    is_own = first["agency_id"] in caller.agencies
    # A narrow token, and a submitter, know of no agency but their own.
    sees_all = Permission.obligation_read in caller.permissions and caller.role is not Role.submitter
    if first["agency_id"] is None or not (is_own or sees_all):
        raise NotFound
    owed = tuple((json.loads(row["item"]), row["changed_at"]) for row in rows if row["item"] is not None)
    return written(Feed(first["agency_id"], first["agency_name"], owed))


def written(feed: Feed) -> bytes:
    calendar = Calendar.new(uid=str(feed.agency_id), prodid=PRODUCT, name=f"Thời hạn – {feed.agency_name}")
    # RFC 7986 §5.7, and the name under which Outlook looks for the same.
    calendar.add("refresh-interval", LOOK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN_AFTER))
    for obligation, changed_at in feed.obligations:
        calendar.add_component(_event(obligation, changed_at))
    return bytes(calendar.to_ical())


def _event(obligation: Mapping[str, Any], changed_at: datetime) -> Event:
    # Without a METHOD both stamps tell when it last changed (§3.8.7.2): the same calendar is the same bytes.
    may_move = obligation["condition"] is not None
    return Event.new(
        uid=obligation["id"],
        start=date.fromisoformat(obligation["effective_due_date"]),
        summary=_summary(obligation["task"]),
        description="\n".join(_told(obligation)),
        stamp=changed_at,
        last_modified=changed_at,
        sequence=obligation["version"] - 1,
        status=STATUS.TENTATIVE if may_move else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )


def _summary(task: Mapping[str, Any]) -> str:
    number = ".".join(part for part in (task["section"], task["number"]) if part)
    return f"{number} – {task['title']} ({task['plan']})" if number else f"{task['title']} ({task['plan']})"


def _told(obligation: Mapping[str, Any]) -> Iterable[str]:
    task, period, state = obligation["task"], obligation["period"], ObligationState(obligation["state"])
    kind = KINDS[ObligationKind(obligation["kind"])]
    yield f"{kind}: {period['label']}" if period else kind
    if task["deadline"]:
        yield f"Thời hạn: {task['deadline']}"
    if task["deliverable"]:
        yield f"Sản phẩm: {task['deliverable']}"
    if obligation["condition"]:
        yield f"Điều kiện: {obligation['condition']}"
    if state in STATES:
        yield STATES[state]
    if obligation["respond_by"]:
        yield f"Gửi lại báo cáo chậm nhất hết ngày {date.fromisoformat(obligation['respond_by']):%d/%m/%Y}"
    yield f"/v1/obligations/{obligation['id']}"
