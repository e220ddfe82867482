"""`tiendo token`: what an operator does with tokens, as the owner of the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from rich.console import Console
from rich.table import Column
from sqlalchemy import select

from app.access.models import AccessToken, in_force
from app.access.roles import Role
from app.accounts.issue_token import IssuedToken, issue_token
from app.accounts.revoke_token import revoke_token
from app.accounts.rotate_token import rotate_token
from app.agencies import queries as agencies
from app.cli.operator import owner_session
from app.cli.shown import print_table, words
from app.kernel.clock import LOCAL_ZONE, system_clock

DAY, HOUR = "%d/%m/%Y", "%d/%m %H:%M"
# What is listed of one token, by the names of the interface.
Listed: TypeAlias = dict[str, str | None]


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
    return _made(issued) | {"role": role.value}


async def rotate(owner_url: str, token_id: UUID, overlap_hours: int, days: int | None) -> dict[str, str]:
    now = system_clock()
    async with owner_session(owner_url) as session:
        issued = await rotate_token(
            session,
            token_id,
            overlap=timedelta(hours=overlap_hours),
            expires_at=None if days is None else now + timedelta(days=days),
            now=now,
        )
    return _made(issued) | {"replaces": str(token_id)}


def _made(issued: IssuedToken) -> dict[str, str]:
    return {"token": issued.secret.token, "id": str(issued.id), "expires_at": issued.expires_at.isoformat()}


async def those_in_force(owner_url: str) -> list[Listed]:
    async with owner_session(owner_url) as session:
        found = await session.scalars(select(AccessToken).where(in_force()).order_by(AccessToken.created_at))
        return [
            {
                "id": str(one.id),
                "credential_id": str(one.credential_id),
                "role": one.role,
                "name": one.name,
                "prefix": one.prefix,
                "expires_at": one.expires_at.isoformat(),
                "retires_at": _stored(one.retires_at),
                "last_used_at": _stored(one.last_used_at),
            }
            for one in found
        ]


def show(console: Console, rows: Sequence[Listed]) -> None:
    """The id whole, for it is what `token rotate` and `token revoke` take; the rest of a name is cut off before it is."""
    columns = [Column("mã số\nid", no_wrap=True), words("vai trò", "role", 9), words("của ai", "name")]
    columns += [Column("dùng gần nhất\nlast used", no_wrap=True), Column("đến hết\nuntil", no_wrap=True)]
    print_table(console, columns, [_row(one) for one in rows])


def _row(one: Listed) -> tuple[str, ...]:
    """One that was replaced has an hour at which it ends, within the month."""
    used, retires = one["last_used_at"], one["retires_at"]
    until = _written(one["expires_at"], DAY) if retires is None else _written(retires, HOUR)
    return one["id"] or "", one["role"] or "", one["name"] or "", _written(used, DAY), until


def _written(instant: str | None, form: str) -> str:
    return "" if instant is None else datetime.fromisoformat(instant).astimezone(LOCAL_ZONE).strftime(form)


def _stored(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


async def revoke(owner_url: str, token_id: UUID) -> None:
    async with owner_session(owner_url) as session:
        await revoke_token(session, token_id, now=system_clock())
