"""A lead asks for a later day of something it owes.

Also after the day has passed: the request says on which day it was made and what the day was then, and the office decides. Under
`basis=original` no delay is forgotten either way.
"""

from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.kernel.problems import Problem
from app.kernel.words import Words
from app.obligations.extensions import queries
from app.obligations.extensions.problems import NameWhatToExtend, NotALaterDay, NotALead, NothingToExtend
from app.obligations.extensions.rules import has_a_day, to_put_off
from app.obligations.extensions.schemas import ExtensionRequestCreate
from app.obligations.held import Held, held_pairs
from app.obligations.models import ExtensionRequest
from app.obligations.policy import takes_reports
from app.obligations.rules import ObligationFacts
from app.plans.models import Plan
from app.plans.office import require_published
from app.plans.queries import caller_facts
from app.tasks.models import Task, TaskAgency, TaskAgencyState
from app.tasks.policy import Denied, Reason, TaskFacts, can_report
from app.tasks.problems import StatusRefuses, agency_unnamed
from app.tasks.queries import TASK
from app.tasks.queries import with_may as task_with_may
from app.tasks.rules import Status


async def request_extension(work: Work, task_id: UUID, wanted: ExtensionRequestCreate) -> tuple[UUID, Shown]:
    await work.show(TASK, task_with_may, id=task_id)
    agency = await _asking(work, task_id, wanted.agency)
    await _require_published(work, task_id)
    held = await held_pairs(work, TaskAgencyState.task_id == task_id, TaskAgencyState.agency_id == agency)
    if not held:
        # Named in the plan, and another agency has taken its place since.
        raise NotALead(reason=Reason.not_a_lead.value)
    request = _asked(work, held[0], _meant(held[0], wanted.obligation_id), wanted)
    work.session.add(request)
    shown = await work.show(queries.EXTENSION_REQUEST, queries.with_may, id=request.id)
    await work.record("extension_request", request.id, "create", plan_id=request.plan_id, after=shown[0])
    return request.id, shown


async def _asking(work: Work, task_id: UUID, reference: str | None) -> UUID:
    """In whose name: the same agencies that may report on the task."""
    named = None if reference is None else await agencies.agency_id(work.session, reference, "/agency")
    found = await work.session.execute(
        select(TaskAgency.agency_id, TaskAgency.role).where(TaskAgency.task_id == task_id)
    )
    roles = [(row.agency_id, row.role) for row in found]
    heading = await work.session.scalar(select(Task.is_heading).where(Task.id == task_id))
    facts = TaskFacts(
        leads=frozenset(one for one, role in roles if role == "lead"),
        coordinating=frozenset(one for one, role in roles if role == "coordinating"),
        is_heading=bool(heading),
    )
    allowed = can_report(caller_facts(work.caller), facts, named)
    if isinstance(allowed, Denied):
        raise _denied(allowed)
    return allowed.agency


def _denied(denied: Denied) -> Problem:
    if denied.reason is Reason.agency_required:
        return agency_unnamed(Words(denied.vi, denied.en))
    return NotALead(reason=denied.reason.value)


async def _require_published(work: Work, task_id: UUID) -> None:
    of_task = select(Plan).join(Task, Task.plan_id == Plan.id).where(Task.id == task_id)
    require_published((await work.session.scalars(of_task)).one())


def _meant(held: Held, named: UUID | None) -> ObligationFacts:
    status = Status(held.pair.status)
    if not takes_reports(status):
        raise StatusRefuses.of(status)
    found = to_put_off(held.facts, named)
    choices = [str(one.id) for one in held.facts if has_a_day(one)]
    if not choices or (named is not None and not found):
        raise NothingToExtend(obligations=choices)
    if len(found) != 1:
        raise NameWhatToExtend(obligations=choices)
    return found[0]


def _asked(work: Work, held: Held, obligation: ObligationFacts, wanted: ExtensionRequestCreate) -> ExtensionRequest:
    present = obligation.effective_due_date
    assert present is not None, "what can be put off has a day"
    if wanted.due_on <= present or wanted.due_on < work.today:
        raise NotALaterDay(present_due_date=present.isoformat(), today=work.today.isoformat())
    return ExtensionRequest(
        id=wanted.id or uuid7(),
        obligation_id=obligation.id,
        pair_id=held.pair.id,
        task_id=held.pair.task_id,
        plan_id=held.pair.plan_id,
        agency_id=held.pair.agency_id,
        present_due_on=present,
        requested_due_on=wanted.due_on,
        counter_due_on=None,
        reason=wanted.reason,
        document=wanted.document,
        state="open",
        token_id=work.caller.token_id,
        requested_at=work.now,
        requested_on=work.today,
        version=1,
    )
