"""Issues access tokens: for an admin over HTTP, for the operator's command line, and the one a deployment brings along. One that takes
the place of another is issued here too, for `rotate_token`.

The secret leaves through the return value alone: neither the row, nor the journal, nor a log ever holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from app.access.caller import Caller
from app.access.models import AccessToken
from app.access.roles import ROLE_PERMISSIONS, ROLES_OF_AN_AGENCY, Permission, Role
from app.access.tokens import NewToken, digest_of, new_token
from app.access.writing import Shown, Work
from app.accounts import queries
from app.accounts.problems import AgenciesOfRole, BeyondOwnToken, ExpiryOutOfRange, PermissionsOfRole
from app.accounts.schemas import AccessTokenCreate
from app.agencies import queries as agencies
from app.kernel.problems import Fault
from app.plans.queries import visible_id

LIFETIME = timedelta(days=365)
LONGEST_LIFETIME = timedelta(days=1827)  # five years, whichever they are
BOOTSTRAP = "bootstrap"


@dataclass(frozen=True, slots=True)
class IssuedToken:
    id: UUID
    secret: NewToken
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The token whose place another takes, and with it the credential."""

    id: UUID
    credential_id: UUID


async def issue_for(work: Work, draft: AccessTokenCreate) -> tuple[IssuedToken, Shown]:
    """The token and its representation, which has no secret in it."""
    role = Role(draft.role)
    permissions = None if draft.permissions is None else [Permission(one) for one in draft.permissions]
    plan_ids = None if draft.plans is None else await _plan_ids(work, draft.plans)
    check_within(work.caller, role, plan_ids, permissions)
    issued = await issue_token(
        work.session,
        issued_by=work.caller.token_id,
        name=draft.name,
        role=role,
        agency_ids=await agencies.agency_ids(work.session, draft.agencies, "/agencies"),
        plan_ids=plan_ids,
        permissions=permissions,
        expires_at=draft.expires_at,
        now=work.now,
    )
    shown = await work.show(queries.TOKEN, queries.with_permissions, id=issued.id)
    await work.record("access_token", issued.id, "issue", after=shown[0])
    return issued, shown


async def issue_token(
    session: AsyncSession,
    *,
    issued_by: UUID | None,
    name: str,
    role: Role,
    agency_ids: Sequence[UUID],
    plan_ids: Sequence[UUID] | None,
    permissions: Sequence[Permission] | None,
    expires_at: datetime | None,
    now: datetime,
    replaces: Predecessor | None = None,
) -> IssuedToken:
    """A new credential, or a new token of one; null: every plan, all of the role's permissions, 365 days. Journals nothing itself.

    `issued_by` is null for the operator, whose session is the owner's.
    """
    _check_agencies(role, agency_ids)
    _check_permissions(role, permissions or ())
    until = expires_at or now + LIFETIME
    if not now < until <= now + LONGEST_LIFETIME:
        raise ExpiryOutOfRange(faults=[Fault("/expires_at", ExpiryOutOfRange.title)])
    token_id = uuid7()
    secret = new_token(role.value, token_id)
    row = _row(token_id, name, role, secret, now=now, until=until) | {
        "agency_ids": list(dict.fromkeys(agency_ids)),
        "plan_ids": None if plan_ids is None else list(dict.fromkeys(plan_ids)),
        "permissions": None if permissions is None else sorted(set(permissions)),
        "issued_by": issued_by,
    }
    if replaces is not None:
        row |= {"credential_id": replaces.credential_id, "replaces_id": replaces.id}
    # inline: nothing is asked back, for the serving role may write a digest and not read it
    await session.execute(insert(AccessToken).values(row).inline())
    return IssuedToken(token_id, secret, until)


async def install_token(session: AsyncSession, token: str, *, now: datetime) -> bool:
    """Makes a secret from elsewhere an admin token, in the owner's session; False when it was one before, even revoked."""
    # No part of a foreign secret is known to be public, so none of it becomes the prefix.
    secret = NewToken(token, digest_of(token.encode()), prefix=BOOTSTRAP)
    row = _row(uuid7(), BOOTSTRAP, Role.admin, secret, now=now, until=now + LIFETIME)
    added = postgresql.insert(AccessToken).values(row).on_conflict_do_nothing(index_elements=[AccessToken.digest])
    return await session.scalar(added.returning(AccessToken.id)) is not None


def _row(token_id: UUID, name: str, role: Role, secret: NewToken, *, now: datetime, until: datetime) -> dict[str, Any]:
    return {
        "id": token_id,
        "credential_id": token_id,
        "name": name,
        "role": role.value,
        "digest": secret.digest,
        "prefix": secret.prefix,
        "agency_ids": [],
        "created_at": now,
        "expires_at": until,
    }


async def _plan_ids(work: Work, references: Sequence[str]) -> list[UUID]:
    return [await visible_id(work, one, f"/plans/{place}") for place, one in enumerate(references)]


def _check_agencies(role: Role, agency_ids: Sequence[UUID]) -> None:
    if bool(agency_ids) != (role in ROLES_OF_AN_AGENCY):
        raise AgenciesOfRole(role=role.value, faults=[Fault("/agencies", AgenciesOfRole.title)])


def _check_permissions(role: Role, permissions: Sequence[Permission]) -> None:
    offered = ROLE_PERMISSIONS[role]
    beyond = [place for place, one in enumerate(permissions) if one not in offered]
    if beyond:
        faults = [Fault(f"/permissions/{place}", PermissionsOfRole.title) for place in beyond]
        raise PermissionsOfRole(role=role.value, allowed=sorted(offered), faults=faults)


def check_within(
    issuer: Caller, role: Role, plan_ids: Sequence[UUID] | None, permissions: Sequence[Permission] | None
) -> None:
    """A narrowed issuer gives nothing that its role has and it was not given, and no plan beyond those it is held to.

    What no admin ever has, such as reporting, an admin may still give: that is what tokens are issued for.
    """
    wanted = ROLE_PERMISSIONS[role] if permissions is None else frozenset(permissions)
    missing = (wanted & ROLE_PERMISSIONS[issuer.role]) - issuer.permissions
    # The plans that a body names were looked up as the issuer sees them; those of a token to be replaced were not.
    beyond = issuer.plans is not None and (plan_ids is None or not issuer.plans.issuperset(plan_ids))
    if missing or beyond:
        raise BeyondOwnToken(missing=sorted(missing))
