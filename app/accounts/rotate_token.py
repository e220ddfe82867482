"""Puts a new token in the place of another: the same grant under the same credential, with a secret and an end of its own. The old one
goes on for a while, so that no request fails while the new one is carried to where it is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.models import AccessToken
from app.access.roles import Permission, Role, permitted
from app.access.writing import Shown, Work
from app.accounts import queries
from app.accounts.issue_token import LONGEST_LIFETIME, IssuedToken, Predecessor, check_within, issue_token
from app.accounts.problems import TokenReplaced, TokenRevoked
from app.accounts.revoke_token import revoke_for, revoke_token
from app.accounts.schemas import TokenRotation
from app.kernel.problems import NotFound
from app.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Grant:
    """What passes from a token to the one that replaces it."""

    id: UUID
    credential_id: UUID
    name: str
    role: Role
    agency_ids: Sequence[UUID]
    plan_ids: Sequence[UUID] | None
    permissions: Sequence[Permission] | None
    lifetime: timedelta


@dataclass(frozen=True, slots=True)
class Rotated:
    """The token that was replaced, as it was, and the new one with its representation, which has no secret in it."""

    old_id: UUID
    before: bytes
    issued: IssuedToken
    shown: Shown


async def rotate_for(work: Work, token_id: UUID, rotation: TokenRotation) -> Rotated:
    """The new token beside the old one: `let_go` comes last."""
    before, _ = await work.show(queries.TOKEN, queries.with_permissions, id=token_id)
    old = await _lock_replaceable(work.session, token_id)
    # Whoever rotates a token gets its secret: nobody may get at more than it could issue.
    check_within(work.caller, old.role, old.plan_ids, old.permissions)
    issued = await _issue_in_place_of(
        work.session, old, issued_by=work.caller.token_id, expires_at=rotation.expires_at, now=work.now
    )
    shown = await work.show(queries.TOKEN, queries.with_permissions, id=issued.id)
    await work.record("access_token", issued.id, "issue", after=shown[0])
    return Rotated(token_id, before, issued, shown)


async def let_go(work: Work, rotated: Rotated, overlap_hours: int) -> None:
    """Once the answer is kept: whoever rotates its own token at once is nobody afterwards, and nobody may keep one."""
    if overlap_hours == 0:
        await revoke_for(work, rotated.old_id)
        return
    await _retire(work.session, rotated.old_id, timedelta(hours=overlap_hours))
    after, _ = await work.show(queries.TOKEN, queries.with_permissions, id=rotated.old_id)
    await work.record("access_token", rotated.old_id, "rotate", before=rotated.before, after=after)


async def rotate_token(
    session: AsyncSession, token_id: UUID, *, overlap: timedelta, expires_at: datetime | None, now: datetime
) -> IssuedToken:
    """For the operator, in the owner's session; NotFound when there is none. Journals nothing itself."""
    old = await _lock_replaceable(session, token_id)
    issued = await _issue_in_place_of(session, old, issued_by=None, expires_at=expires_at, now=now)
    if overlap:
        await _retire(session, token_id, overlap)
    else:
        await revoke_token(session, token_id, now=now)
    return issued


async def _lock_replaceable(session: AsyncSession, token_id: UUID) -> Grant:
    """An expired one may be replaced too: its credential, under which answers are kept, goes on."""
    columns = (
        AccessToken.id,
        AccessToken.credential_id,
        AccessToken.name,
        AccessToken.role,
        AccessToken.agency_ids,
        AccessToken.plan_ids,
        AccessToken.permissions,
        AccessToken.created_at,
        AccessToken.expires_at,
        AccessToken.revoked_at,
    )
    found = (await session.execute(select(*columns).where(AccessToken.id == token_id).with_for_update())).one_or_none()
    if found is None:
        raise NotFound
    successor = await session.scalar(select(AccessToken.id).where(AccessToken.replaces_id == token_id))
    if successor is not None:
        raise TokenReplaced(_replaced_by(successor), replaced_by=str(successor))
    if found.revoked_at is not None:
        raise TokenRevoked
    role = Role(found.role)
    # What its role has lost in the meantime is not issued again.
    kept = None if found.permissions is None else sorted(permitted(role, frozenset(found.permissions)))
    lifetime = min(found.expires_at - found.created_at, LONGEST_LIFETIME)
    return Grant(found.id, found.credential_id, found.name, role, found.agency_ids, found.plan_ids, kept, lifetime)


def _replaced_by(successor: UUID) -> Words:
    return Words(
        f"Mã này đã được thay bằng mã có id {successor}", f"The token has been replaced by that of id {successor}"
    )


async def _issue_in_place_of(
    session: AsyncSession, old: Grant, *, issued_by: UUID | None, expires_at: datetime | None, now: datetime
) -> IssuedToken:
    return await issue_token(
        session,
        issued_by=issued_by,
        name=old.name,
        role=old.role,
        agency_ids=old.agency_ids,
        plan_ids=old.plan_ids,
        permissions=old.permissions,
        expires_at=expires_at or now + old.lifetime,
        now=now,
        replaces=Predecessor(old.id, old.credential_id),
    )


async def _retire(session: AsyncSession, token_id: UUID, overlap: timedelta) -> None:
    # By the clock of the database, which decides when it has ended: a sandbox's own may stand years away.
    retired = update(AccessToken).where(AccessToken.id == token_id).values(retires_at=func.now() + overlap)
    await session.execute(retired.execution_options(synchronize_session=False))
