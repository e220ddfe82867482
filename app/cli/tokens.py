"""`tiendo token`: what an operator does with tokens, as the owner of the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from rich.console import Console
from rich.table import Column
from sqlalchemy import func, select

from app.access.models import AccessToken
from app.access.roles import Role
from app.accounts.issue_token import issue_token
from app.accounts.revoke_token import revoke_token
from app.agencies import queries as agencies
from app.cli.operator import owner_session
from app.cli.shown import day, print_table, words
from app.kernel.clock import local_day, system_clock


async def create(owner_url: str, role: Role, references: list[str], name: str, days: int | None) -> dict[str, str]:
    now = system_clock()
    async with owner_session(owner_url) as session:
        issued = await issue_token(
            session,
            issued_by=None,
            name=name,
            role=role,
            agency_ids=await agencies.agency_ids(session, references, "/agencies"),
            plan_ids=None,
            permissions=None,
            expires_at=None if days is None else now + timedelta(days=days),
            now=now,
        )
    return {
        "token": issued.secret.token,
        "id": str(issued.id),
        "role": role.value,
        "expires_at": issued.expires_at.isoformat(),
    }


async def in_force(owner_url: str) -> list[dict[str, str]]:
    held = select(AccessToken).where(AccessToken.revoked_at.is_(None), AccessToken.expires_at > func.now())
    async with owner_session(owner_url) as session:
        found = await session.scalars(held.order_by(AccessToken.created_at))
        return [
            {
                "id": str(one.id),
                "role": one.role,
                "name": one.name,
                "prefix": one.prefix,
                "expires_at": one.expires_at.isoformat(),
            }
            for one in found
        ]


def show(console: Console, rows: Sequence[dict[str, str]]) -> None:
    """The id whole, for it is what `token revoke` takes; the rest of a name is cut off before it is."""
    columns = [Column("mã số\nid", no_wrap=True), words("vai trò", "role", 9), words("của ai", "name")]
    print_table(console, [*columns, Column("đến hết\nuntil", no_wrap=True)], [_row(one) for one in rows])


def _row(one: dict[str, str]) -> tuple[str, ...]:
    return one["id"], one["role"], one["name"], day(local_day(datetime.fromisoformat(one["expires_at"])))


async def revoke(owner_url: str, token_id: UUID) -> None:
    async with owner_session(owner_url) as session:
        await revoke_token(session, token_id, now=system_clock())
