"""What can happen to a plan: for each act somebody, something that is there, and a body, all by chance.

About half of what comes of it is taken.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from tests.callers import Caller
from tests.make import world
from tests.make.amendments import amendment_body
from tests.proof.walk.town import PHRASES, PLAN, SPEAKERS, Town
from tests.v1.reports.published import DOCUMENT

OF_PLAN = "plan_id = (select id from plans where code = 'kh-20-2026')"
AT_WORK = "status not in ('completed', 'suspended', 'cancelled')"
CODES = [*world.CODES.values()]


@dataclass(frozen=True, slots=True)
class Promise:
    """Where `may` tells of the act, and as what. `of_one`: the act is about one lead, `may` about any of them."""

    path: str
    action: str
    of_one: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    caller: Caller
    path: str
    body: Mapping[str, Any]
    promise: Promise | None = None
    method: str = field(default="POST")


Maker = Callable[[Town], Awaitable[Act | None]]


async def _report(town: Town, status: str) -> Act | None:
    wanted = f"select * from task_agency_state where {OF_PLAN} and agency_id is not null"
    pair = await town.any_of(f"{wanted if town.seldom(0.2) else f'{wanted} and {AT_WORK}'} order by id")
    if pair is None:
        return None
    caller, task = town.speaker(pair["agency_id"]), pair["task_id"]
    now = town.clock.now.astimezone(UTC)
    body = {
        "status": status,
        "percent_complete": None if status == "completed" else town.chance.choice([None, *range(0, 100, 7)]),
        "percent_reason": "Đo lại",
        "summary": "Đã làm",
        "difficulties": "Chờ hướng dẫn",
        "cause": town.chance.choice([None, "objective", "subjective"]),
        "result_documents": [DOCUMENT],
        "agency": _agency(town, caller, pair["agency_id"]),
        "obligation_id": await _named(town, pair),
        "captured_at": _captured(town, now),
        "supersedes_id": await _corrected(town, pair) if town.seldom(0.08) else None,
    }
    action = "report_completed" if status == "completed" else "report_progress"
    return Act(caller, f"/v1/tasks/{task}/reports", body, Promise(f"/v1/tasks/{task}", action, of_one=True))


def _agency(town: Town, caller: Caller, agency: UUID | None) -> str | None:
    if town.seldom(0.05):
        return town.chance.choice(CODES)
    return world.CODES[agency] if caller.name == "gateway" and agency is not None else None


def _captured(town: Town, now: Any) -> str | None:
    moment = town.chance.choice([None, None, now, now - timedelta(days=town.chance.randrange(9)), now + timedelta(1)])
    return None if moment is None else moment.isoformat()


async def _named(town: Town, pair: asyncpg.Record) -> str | None:
    if town.seldom(0.5):
        return None
    live = (
        "select id from obligations where pair_id = $1 and state in ('open', 'awaiting_event', 'answered', 'returned')"
    )
    owed = await town.rows(f"{live} order by sort_day, id limit 3", pair["id"])
    if not owed or town.seldom(0.1):
        owed = await town.rows("select id from obligations where task_id = $1 order by id", pair["task_id"])
    return str(town.chance.choice(owed)["id"]) if owed else None


async def _corrected(town: Town, pair: asyncpg.Record) -> str | None:
    found = await town.any_of("select id from progress_reports where task_id = $1 order by id", pair["task_id"])
    return found and str(found["id"])


async def progress(town: Town) -> Act | None:
    return await _report(town, "in_progress")


async def blocked(town: Town) -> Act | None:
    return await _report(town, "blocked")


async def completed(town: Town) -> Act | None:
    return await _report(town, "completed")


async def _some_report(town: Town) -> asyncpg.Record | None:
    newest = f"select * from progress_reports where {OF_PLAN} order by id desc limit 15"
    waits = f"""select r.* from progress_reports r join task_agency_state s on s.waiting_report_id = r.id
        where r.{OF_PLAN} order by r.id"""
    return (None if town.seldom(0.4) else await town.any_of(waits)) or await town.any_of(newest)


async def _review(town: Town, body: Mapping[str, Any]) -> Act | None:
    report = await _some_report(town)
    if report is None:
        return None
    path = f"/v1/reports/{report['id']}"
    return Act(town.caller("office"), f"{path}/review", body, Promise(path, body["action"]))


async def confirm(town: Town) -> Act | None:
    body: dict[str, Any] = {"action": "confirm"}
    if town.seldom(0.15):
        body |= {"counted_on": town.in_days(-20, 0), "counted_reason": "Nhận bản giấy"}
    return await _review(town, body)


async def send_back(town: Town) -> Act | None:
    return await _review(town, {"action": "return", "note": "Thiếu số liệu", "respond_by": town.in_days(-1, 15)})


async def withdraw(town: Town) -> Act | None:
    report = await _some_report(town)
    if report is None:
        return None
    path = f"/v1/reports/{report['id']}"
    return Act(town.speaker(report["agency_id"]), f"{path}/withdraw", {}, Promise(path, "withdraw"))


async def ask_for_days(town: Town) -> Act | None:
    wanted = f"select * from obligations where {OF_PLAN} and agency_id is not null"
    runs = f"{wanted} and state in ('open', 'returned') and effective_due_date is not null"
    owed = await town.any_of(f"{wanted if town.seldom(0.2) else runs} order by sort_day, id")
    if owed is None:
        return None
    task, named = owed["task_id"], not town.seldom(0.2)
    body = {
        "due_on": town.in_days(1, 120),
        "reason": "Chờ số liệu",
        "obligation_id": str(owed["id"]) if named else None,
        "agency": world.CODES[owed["agency_id"]] if town.seldom(0.5) or not named else None,
    }
    told = Promise(f"/v1/obligations/{owed['id']}", "request_extension") if named else None
    return Act(town.speaker(owed["agency_id"]), f"/v1/tasks/{task}/extension-requests", body, told)


async def _asked(town: Town, *states: str) -> asyncpg.Record | None:
    wanted = f"select * from extension_requests where {OF_PLAN}"
    meant = await town.any_of(f"{wanted} and state = any($1) order by id", list(states))
    return meant if meant is not None and not town.seldom(0.15) else await town.any_of(f"{wanted} order by id")


async def decide(town: Town) -> Act | None:
    asked = await _asked(town, "open")
    if asked is None:
        return None
    bodies: list[dict[str, Any]] = [
        {"action": "approve", "document": "77/UBND-TH"},
        {"action": "reject", "reason": "Không có căn cứ"},
        {"action": "counter", "due_on": town.in_days(0, 90)},
    ]
    return _step(town.caller("office"), asked, "decision", town.chance.choice(bodies))


async def answer(town: Town) -> Act | None:
    asked = await _asked(town, "countered")
    action = town.chance.choice(["accept", "accept", "decline"])
    return asked and _step(town.speaker(asked["agency_id"]), asked, "answer", {"action": action})


async def take_request_back(town: Town) -> Act | None:
    asked = await _asked(town, "open", "countered")
    return asked and _step(town.speaker(asked["agency_id"]), asked, "withdraw", {})


def _step(caller: Caller, asked: asyncpg.Record, verb: str, body: dict[str, Any]) -> Act:
    path = f"/v1/extension-requests/{asked['id']}"
    return Act(caller, f"{path}/{verb}", body, Promise(path, body.get("action", "withdraw")))


def _amendment(kind: str, *statuses: str) -> Maker:
    async def make(town: Town) -> Act | None:
        wanted = f"select * from task_agency_state where {OF_PLAN}"
        some = f"{wanted} and status = any($1) order by id"
        pair = None if town.seldom(0.2) else await town.any_of(some, list(statuses))
        pair = pair or await town.any_of(f"{wanted} order by id")
        if pair is None:
            return None
        agency = None if pair["agency_id"] is None or town.seldom(0.3) else world.CODES[pair["agency_id"]]
        given = {} if agency is None else {"agency": agency}
        return _amends(town, pair["task_id"], kind, kind, **given)

    return make


def _amends(town: Town, task: UUID, kind: str, told_as: str, **given: Any) -> Act:
    body = amendment_body(kind=kind, **given)
    told = Promise(f"/v1/tasks/{task}", told_as, of_one="agency" in given)
    return Act(town.caller("office"), f"/v1/tasks/{task}/amendments", body, told)


async def set_deadline(town: Town) -> Act | None:
    task = await town.any_of(f"select id from tasks where {OF_PLAN} order by id")
    if task is None:
        return None
    given: dict[str, Any] = {"deadline_text": town.chance.choice(PHRASES)}
    if town.seldom(0.3):
        in_force = "select id from task_deadlines where task_id = $1 order by id"
        deadline = await town.any_of(in_force, task["id"])
        given |= {} if deadline is None else {"deadline_id": str(deadline["id"])}
    elif town.seldom(0.3):
        given["additional"] = True
    return _amends(town, task["id"], "set_deadline", "amend", **given)


async def change_text(town: Town) -> Act | None:
    task = await town.any_of(f"select id from tasks where {OF_PLAN} order by id")
    return task and _amends(town, task["id"], "change_text", "amend", title=f"Nhiệm vụ ngày {town.today}")


async def change_lead(town: Town) -> Act | None:
    wanted = f"select * from task_agency_state where {OF_PLAN} and agency_id is not null and {AT_WORK} order by id"
    pair = await town.any_of(wanted)
    if pair is None:
        return None
    new = world.CODES[town.chance.choice([*SPEAKERS])]
    given = {"agency": world.CODES[pair["agency_id"]], "new_lead": new}
    return _amends(town, pair["task_id"], "change_lead", "amend", **given)


async def name_members(town: Town) -> Act | None:
    nobody = f"select * from task_agency_state where {OF_PLAN} and agency_id is null order by id"
    pair = await town.any_of(nobody)
    if pair is None:
        return None
    task = pair["task_id"]
    known = await town.any_of("select id from assignments where task_id = $1 order by position", task)
    assignment = pair["assignment_id"] or (known["id"] if known else uuid7())
    agencies = town.chance.sample([world.CODES[one] for one in SPEAKERS], town.chance.choice([1, 1, 2, 3]))
    told = Promise(f"/v1/tasks/{task}", "name_members")
    path = f"/v1/tasks/{task}/assignments/{assignment}/members"
    return Act(town.caller("office"), path, {"agencies": agencies}, told, method="PUT")


async def _event(town: Town, verb: str, told_as: str, body: dict[str, Any], condition: str) -> Act | None:
    found = await town.any_of(f"select * from awaited_events where {condition} order by id")
    if found is None:
        return None
    path = f"/v1/awaited-events/{found['id']}"
    return Act(town.caller("office"), f"{path}/{verb}", body, Promise(path, told_as))


WAITED_FOR = f"id in (select awaited_event_id from obligations where {OF_PLAN})"


async def record_event(town: Town) -> Act | None:
    body: dict[str, Any] = {"occurred_on": town.in_days(-30, 0)}
    if town.seldom(0.3):
        body["due_on"] = town.in_days(1, 60)
    kind = "true" if town.seldom(0.2) else f"kind = '{'condition' if 'due_on' in body else 'trigger'}'"
    return await _event(town, "occurrences", "record_occurrence", body, f"{WAITED_FOR} and {kind}")


async def void_event(town: Town) -> Act | None:
    newest = "select * from event_occurrences order by recorded_at"
    found = await town.any_of(newest)
    if found is None:
        return None
    path = f"/v1/awaited-events/{found['awaited_event_id']}"
    told = Promise(path, "void_occurrence") if found["voided_at"] is None else None
    return Act(town.caller("office"), f"{path}/occurrences/{found['id']}/void", {"reason": "Ghi nhầm"}, told)


async def not_yet(town: Town) -> Act | None:
    kind = "kind = 'condition'" if not town.seldom(0.1) else "true"
    return await _event(town, "not-yet", "mark_not_yet", {}, f"{WAITED_FOR} and {kind}")


async def request_report(town: Town) -> Act | None:
    tasks = await town.rows(f"select id from tasks where {OF_PLAN} order by id")
    body = {
        "plan": PLAN,
        "tasks": [str(one["id"]) for one in town.chance.sample(tasks, town.chance.choice([1, 1, 2]))],
        "agencies": town.chance.choice([None, None, town.chance.sample(CODES, 2)]),
        "due_on": town.in_days(-1, 30),
        "text": "Báo cáo nhanh",
    }
    return Act(town.caller("office"), "/v1/report-requests", body)


async def comment(town: Town) -> Act | None:
    pair = await town.any_of(f"select * from task_agency_state where {OF_PLAN} order by id")
    if pair is None:
        return None
    caller, task = town.speaker(pair["agency_id"]), pair["task_id"]
    body = {"text": "Đề nghị khẩn trương", "agency": _agency(town, caller, pair["agency_id"])}
    return Act(caller, f"/v1/tasks/{task}/comments", body, Promise(f"/v1/tasks/{task}", "comment", of_one=True))


# name → how often and how.
ACTS: Mapping[str, tuple[int, Maker]] = MappingProxyType(
    {
        "progress": (14, progress),
        "blocked": (4, blocked),
        "completed": (12, completed),
        "confirm": (9, confirm),
        "return": (7, send_back),
        "withdraw": (6, withdraw),
        "ask for days": (6, ask_for_days),
        "decide": (6, decide),
        "answer": (4, answer),
        "take a request back": (2, take_request_back),
        "suspend": (3, _amendment("suspend", "not_started", "in_progress", "awaiting_confirmation", "returned")),
        "resume": (5, _amendment("resume", "suspended")),
        "cancel": (2, _amendment("cancel", "not_started", "in_progress", "awaiting_confirmation", "returned")),
        "reopen": (6, _amendment("reopen", "completed", "cancelled")),
        "set_deadline": (4, set_deadline),
        "change_text": (1, change_text),
        "change_lead": (2, change_lead),
        "name members": (2, name_members),
        "record an event": (2, record_event),
        "void an event": (2, void_event),
        "not yet": (2, not_yet),
        "request a report": (2, request_report),
        "comment": (1, comment),
    }
)
