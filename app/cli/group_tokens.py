"""`tiendo token create --group`: a token for each member of a group, in one file that its maker alone can read.

All or none: the file lies whole on the disk before the transaction is committed, and goes again when it is not.
"""

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.roles import Role
from app.accounts.issue_token import IssuedToken, issue_token
from app.agencies import queries as agencies
from app.agencies.models import Agency, AgencyGroup
from app.agencies.problems import UnknownGroup
from app.cli.operator import owner_session
from app.kernel.clock import local_day, system_clock
from app.kernel.schema import as_uuid
from app.kernel.words import Words

COLUMNS = ("code", "name", "token", "id", "expires_at")
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    role: Role
    group: str
    name: str
    days: int | None
    file: Path


async def create_for_group(owner_url: str, wanted: Wanted, told: Callable[[int, int], None]) -> int:
    """How many were made. `told`: after each, how many there are and of how many."""
    now = system_clock()
    with _protected(wanted.file) as file:
        async with owner_session(owner_url) as session:
            members = await _members(session, wanted.group, now)
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            for number, agency in enumerate(members, 1):
                issued = await _issue(session, wanted, agency, now)
                rows.writerow((agency.code, agency.name, issued.secret.token, issued.id, issued.expires_at.isoformat()))
                told(number, len(members))
            file.flush()
            os.fsync(file.fileno())
    return len(members)


@contextmanager
def _protected(path: Path) -> Iterator[IO[str]]:
    """A new file for its owner alone, never one that was there; gone again when the block fails."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        # With a mark: what opens such a file is a spreadsheet as often as a script.
        with open(descriptor, "w", encoding="utf-8-sig", newline="") as file:  # noqa: PTH123  it is open already
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


async def _members(session: AsyncSession, group: str, now: datetime) -> list[Agency]:
    named = or_(AgencyGroup.id == as_uuid(group), AgencyGroup.code == group)
    group_id = await session.scalar(select(AgencyGroup.id).where(named))
    ids = [] if group_id is None else await agencies.members(session, group_id, local_day(now))
    if not ids:
        said = Words(f"Không có nhóm “{group}”, hoặc nhóm không có cơ quan nào", f"No group “{group}”, or nobody in it")
        raise UnknownGroup(said)
    found: dict[UUID, Agency] = {one.id: one for one in await session.scalars(select(Agency).where(Agency.id.in_(ids)))}
    return [found[one] for one in ids]


async def _issue(session: AsyncSession, wanted: Wanted, agency: Agency, now: datetime) -> IssuedToken:
    return await issue_token(
        session,
        issued_by=None,
        name=f"{wanted.name}: {agency.code}"[:LONGEST_NAME],
        role=wanted.role,
        agency_ids=[agency.id],
        plan_ids=None,
        permissions=None,
        expires_at=None if wanted.days is None else now + timedelta(days=wanted.days),
        now=now,
    )
