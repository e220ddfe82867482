"""Reads of tokens. The digest is no column of any of them: the reading role could not select it."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import ARRAY, ColumnElement, Integer, Label, Uuid, any_, case, cast, literal_column, select, true
from sqlalchemy.orm import aliased

from app.access.caller import Caller, caller_from
from app.access.models import AccessToken
from app.access.reading import CALLER, Listing, Reader, for_caller
from app.access.roles import Permission, Role, permitted
from app.agencies.models import Agency
from app.kernel.reads import Compiled, Rows, Shapes, as_list, as_object, value
from app.plans.models import Plan
from app.plans.queries import visible_to_caller

# Nothing of a token changes but that it is replaced, and revoked; its use is no change of it.
VERSION: Label[int] = (
    literal_column("1")
    + cast(AccessToken.retires_at.is_not(None), Integer)
    + cast(AccessToken.revoked_at.is_not(None), Integer)
).label("version")


def _tokens(condition: ColumnElement[bool], plans: ColumnElement[bool]) -> Rows:
    """Tokens, and of the plans each is held to those that meet a condition."""
    agencies = select(Agency.id, Agency.code, Agency.name).where(Agency.id == any_(AccessToken.agency_ids))
    held_to = select(Plan.id, Plan.code).where(Plan.id == any_(AccessToken.plan_ids), plans)
    successor = aliased(AccessToken, name="successor")
    replaced_by = select(successor.id).where(successor.replaces_id == AccessToken.id).correlate(AccessToken)
    shown = select(
        AccessToken.id,
        AccessToken.name,
        AccessToken.role,
        AccessToken.prefix,
        AccessToken.credential_id,
        as_list(agencies, "agencies", ["code"], AccessToken).label("agencies"),
        case((AccessToken.plan_ids.is_not(None), as_list(held_to, "plans", ["code"], AccessToken))).label("plans"),
        AccessToken.permissions,
        AccessToken.issued_by,
        AccessToken.replaces_id.label("replaces"),
        replaced_by.scalar_subquery().label("replaced_by"),
        AccessToken.created_at,
        AccessToken.expires_at,
        AccessToken.retires_at,
        AccessToken.revoked_at,
        AccessToken.last_used_at,
        VERSION,
    )
    item = as_object(shown, "shown", AccessToken)
    return select(item.label("item"), AccessToken.id, VERSION).where(condition)


def _page(condition: ColumnElement[bool]) -> Rows:
    """The newest first: an id begins with its instant."""
    newest = _tokens(condition, true()).order_by(AccessToken.id.desc()).limit(value("limit", Integer()))
    rows = newest.subquery("rows")
    return for_caller(rows).order_by(rows.c.id.desc())


def with_permissions(row: Mapping[str, Any], _: Caller) -> bytes:
    return _written(_token(row))


def _token(row: Mapping[str, Any]) -> dict[str, Any]:
    token: dict[str, Any] = json.loads(row["item"])
    narrowed = None if token["permissions"] is None else frozenset(token["permissions"])
    return token | {"permissions": sorted(permitted(Role(token["role"]), narrowed))}


def _written(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


TOKENS = Listing(
    Shapes(_page, {"after": AccessToken.id < value("after_id", Uuid())}),
    Permission.token_read,
    {"id": UUID},
    with_permissions,
)
TOKEN = Compiled(for_caller(_tokens(AccessToken.id == value("id", Uuid()), true()).subquery("rows")))
TOKENS_NAMED = Compiled(
    for_caller(_tokens(AccessToken.id == any_(value("ids", ARRAY(Uuid()))), true()).subquery("rows"), "id")
)
OWN_TOKEN = Compiled(
    for_caller(
        _tokens(AccessToken.id == select(CALLER.c.token_id).scalar_subquery(), visible_to_caller()).subquery("rows")
    )
)


async def own_token(reader: Reader) -> asyncpg.Record:
    """The one read that asks for no permission: a token may always be asked what it is, however narrow."""
    rows = await reader.database.fetch(OWN_TOKEN.sql, OWN_TOKEN.arguments({"digest": reader.digest}))
    caller = caller_from(rows[0] if rows else None)
    reader.recognise(caller)
    return rows[0]


def as_me(row: asyncpg.Record, limits: Mapping[str, Any]) -> bytes:
    """What the token was granted, and of its permissions those that it came with: an access token may have fewer."""
    token: dict[str, Any] = json.loads(row["item"])
    kept = {
        name: token[name] for name in ("credential_id", "name", "role", "agencies", "plans", "expires_at", "version")
    }
    permissions = sorted(caller_from(row).permissions)
    return _written({"token_id": token["id"], **kept, "permissions": permissions, "limits": limits})
