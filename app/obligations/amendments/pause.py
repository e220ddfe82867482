"""Suspends pairs and lets them go on: while one is suspended its days do not count, and it takes neither report nor review."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from app.access.writing import Work
from app.obligations.amendments.amending import Amended, Amending, those_that_allow
from app.tasks.models import TaskAgencyStateChange
from app.tasks.rules import Action, Status


async def suspend(act: Amending) -> Amended:
    moved = those_that_allow(act.held, Action.suspend)
    for one in moved:
        one.move(Action.suspend, act.work.now)
    return Amended(moved)


async def resume(act: Amending) -> Amended:
    """Each pair has again the status it had when it was suspended; what it owes has stayed as it was, with its days."""
    moved = those_that_allow(act.held, Action.resume)
    before = await _before_suspension(act.work, [one.pair.id for one in moved])
    for one in moved:
        one.move(Action.resume, act.work.now, before=before[one.pair.id])
    return Amended(moved)


async def _before_suspension(work: Work, pair_ids: Collection[UUID]) -> dict[UUID, Status]:
    change = TaskAgencyStateChange
    stood = select(change.pair_id, change.status).where(change.pair_id.in_(pair_ids), change.status != Status.suspended)
    newest = stood.ext(distinct_on(change.pair_id)).order_by(change.pair_id, change.sequence.desc())
    return {row.pair_id: Status(row.status) for row in await work.session.execute(newest)}
