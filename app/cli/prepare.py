"""What stands between an address and a service that can answer: schema, seed, and a first token for somebody to begin with."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.models import AccessToken, in_force
from app.access.roles import Role
from app.accounts.issue_token import install_token, issue_token
from app.agencies.models import Agency, AgencyGroup
from app.cli import operator
from app.cli.migrate import ROOT
from app.documents.seed import Tell, load_seed
from app.kernel.clock import Clock, system_clock
from app.kernel.db import open_database
from app.plans.models import Plan, Section
from app.tasks.models import Task

SEED = ROOT / "seed"


@dataclass(frozen=True, slots=True)
class Counts:
    plans: int
    sections: int
    tasks: int
    headings: int
    agencies: int
    groups: int


async def seed(owner_url: str, serving_url: str, folder: Path, tell: Tell, clock: Clock = system_clock) -> None:
    async with operator.alone(owner_url), open_database(serving_url) as database:

        def acting(role: Role, agencies: list[UUID]) -> operator.Acting:
            return operator.acting(owner_url, database, role, agencies, clock)

        await load_seed(acting, folder, tell)


async def is_empty(owner_url: str) -> bool:
    async with operator.owner_session(owner_url) as session:
        return await session.scalar(select(func.count()).select_from(Agency)) == 0


async def first_admin_token(owner_url: str, bootstrap: str | None) -> str | None:
    """A new admin token when nobody holds one, shown by the caller once; with a bootstrap token that one is installed."""
    async with operator.alone(owner_url), operator.owner_session(owner_url) as session:
        if bootstrap is not None:
            await install_token(session, bootstrap, now=system_clock())
        if await _has_admin(session):
            return None
        issued = await issue_token(
            session,
            issued_by=None,
            name="first admin",
            role=Role.admin,
            agency_ids=[],
            plan_ids=None,
            permissions=None,
            expires_at=None,
            now=system_clock(),
        )
        return issued.secret.token


async def _has_admin(session: AsyncSession) -> bool:
    held = select(AccessToken.id).where(AccessToken.role == Role.admin.value, in_force())
    return await session.scalar(held.limit(1)) is not None


async def counts(owner_url: str) -> Counts:
    async with operator.owner_session(owner_url) as session:
        return Counts(
            plans=await _count(session, Plan),
            sections=await _count(session, Section),
            tasks=await _count(session, Task, ~Task.is_heading),
            headings=await _count(session, Task, Task.is_heading),
            agencies=await _count(session, Agency),
            groups=await _count(session, AgencyGroup),
        )


async def _count(session: AsyncSession, table: type, *conditions: object) -> int:
    found = await session.scalar(select(func.count()).select_from(table).where(*conditions))  # type: ignore[arg-type]
    return found or 0
