"""Amends a published task: the office that monitors its plan changes one thing of it, with the document that says so.

What was before is kept beside it for ever. Each kind is a verb of its own; what they have in common stands here.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.words import Words
from app.obligations.amendments import queries
from app.obligations.amendments.amending import (
    Amended,
    Amending,
    PublishedTask,
    leads_as_now,
    pairs_meant,
    published_task,
)
from app.obligations.amendments.cancel import cancel, reopen
from app.obligations.amendments.change_lead import change_lead
from app.obligations.amendments.change_text import change_text
from app.obligations.amendments.pause import resume, suspend
from app.obligations.amendments.problems import HeadingOwesNothing
from app.obligations.amendments.schemas import AmendedValues, AmendmentCreate, AmendmentKind
from app.obligations.amendments.set_deadline import set_deadline
from app.obligations.held import record
from app.obligations.models import Amendment
from app.plans.office import require_not_own
from app.tasks import queries as tasks

VERBS: Mapping[str, Callable[[Amending], Awaitable[Amended]]] = MappingProxyType(
    {
        AmendmentKind.set_deadline: set_deadline,
        AmendmentKind.change_text: change_text,
        AmendmentKind.change_lead: change_lead,
        AmendmentKind.suspend: suspend,
        AmendmentKind.resume: resume,
        AmendmentKind.cancel: cancel,
        AmendmentKind.reopen: reopen,
    }
)
# What of the body a kind takes beside its document and reason, and what it cannot do without.
ALWAYS = frozenset({"id", "kind", "document", "reason"})
TAKES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        AmendmentKind.set_deadline: frozenset({"deadline_text", "deadline_id", "additional"}),
        AmendmentKind.change_text: frozenset({"title", "deliverable"}),
        AmendmentKind.change_lead: frozenset({"agency", "new_lead"}),
    }
)
OF_LEADS = frozenset({"agency"})
NEEDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        AmendmentKind.set_deadline: frozenset({"deadline_text"}),
        AmendmentKind.change_lead: frozenset({"agency", "new_lead"}),
    }
)
UNCHANGED: Mapping[str, Any] = MappingProxyType(dict.fromkeys(AmendedValues.model_fields))


async def amend_task(work: Work, task_id: UUID, draft: AmendmentCreate) -> Shown:
    _require_fields(draft)
    found = await published_task(work, task_id, draft.deadline_text)
    act = await _amending(work, found, draft)
    were = await leads_as_now(work, act.held)
    amended = await VERBS[draft.kind](act)
    await record(work, amended.moved, draft.kind)
    are = await leads_as_now(work, amended.moved)
    before = _kept(amended.before, [one for id_, one in were.items() if id_ in are])
    after = _kept(amended.after, list(are.values()))
    work.session.add(_row(act, before, after))
    return await _show_and_record(act, found)


def _kept(changed: Mapping[str, Any], leads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {**UNCHANGED, **changed, "leads": leads}


def _require_fields(draft: AmendmentCreate) -> None:
    """Names what the kind lacks, and what it would have passed over in silence."""
    kind, fields = draft.kind, AmendmentCreate.model_fields
    given = {name for name in draft.model_fields_set - ALWAYS if getattr(draft, name) != fields[name].default}
    faults = [
        *_faults(NEEDS.get(kind, frozenset()) - given, Words(f"{kind} cần trường này", f"{kind} needs this field")),
        *_faults(
            given - TAKES.get(kind, OF_LEADS),
            Words(f"{kind} không nhận trường này", f"{kind} does not take this field"),
        ),
    ]
    if kind == AmendmentKind.change_text and "title" not in given and "deliverable" not in draft.model_fields_set:
        faults += _faults({"title"}, Words("Nêu title, deliverable hoặc cả hai", "Give title, deliverable or both"))
    if draft.additional and draft.deadline_id is not None:
        said_twice = Words("Thời hạn thêm không thay thời hạn nào", "An additional deadline replaces none")
        faults += _faults({"deadline_id"}, said_twice)
    if faults:
        raise InvalidRequest(faults=faults)


def _faults(names: Collection[str], said: Words) -> list[Fault]:
    return [Fault(f"/{name}", said) for name in sorted(names)]


async def _amending(work: Work, found: PublishedTask, draft: AmendmentCreate) -> Amending:
    agency = None if draft.agency is None else await agencies.agency_id(work.session, draft.agency, "/agency")
    if found.task.is_heading and draft.kind != AmendmentKind.change_text:
        raise HeadingOwesNothing
    held = await pairs_meant(work, found.task, agency, whole=draft.kind == AmendmentKind.change_lead)
    require_not_own(work.caller, found.plan, [agency] if agency else [one.pair.agency_id for one in held])
    return Amending(work, draft.id or uuid7(), draft, found.plan, found.task, agency, held)


def _row(act: Amending, before: Mapping[str, Any], after: Mapping[str, Any]) -> Amendment:
    return Amendment(
        id=act.id,
        task_id=act.task.id,
        plan_id=act.plan.id,
        kind=act.draft.kind,
        agency_id=act.agency_id,
        document=act.draft.document,
        reason=act.draft.reason,
        before=dict(before),
        after=dict(after),
        amended_by=act.plan.monitoring_agency_id,
        token_id=act.work.caller.token_id,
        amended_at=act.work.now,
        amended_on=act.work.today,
    )


async def _show_and_record(act: Amending, found: PublishedTask) -> Shown:
    work, plan_id = act.work, act.plan.id
    shown = await work.show(queries.AMENDMENT, id=act.id)
    task, _ = await work.show(tasks.TASK, tasks.with_may, id=act.task.id)
    await work.record("amendment", act.id, "create", plan_id=plan_id, after=shown[0])
    await work.record("task", act.task.id, "amend", plan_id=plan_id, before=found.shown, after=task)
    return shown
