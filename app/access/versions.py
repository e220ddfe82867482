"""If-Match (RFC 9110 §13.1.1): a change is made to the version it was meant for, or its sender is told who came first, and when."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import text

from app.access.caller import Caller
from app.access.roles import Permission, Role
from app.access.writing import Work
from app.kernel.clock import local_instant
from app.kernel.problems import PreconditionRequired, Stale
from app.kernel.words import Words

TAG = re.compile(r'"(\d{1,9})\.[0-9a-f]{8}"')
LAST_EDITOR = text("select * from last_editor(:entity, :id)")
SAID = Words("Tài nguyên đã đổi kể từ khi bạn đọc: {who}, lúc {at}", "It has changed since you read it: {who}, at {at}")
SOMEBODY = Words("một người khác", "somebody else")
# Of whom neither the token nor an agency is told.
BY_ROLE = {
    Role.admin: Words("quản trị viên", "an administrator"),
    Role.office: Words("một cơ quan theo dõi", "an office"),
}


class Versioned(Protocol):
    """A row whose `version` counts the edits of the thing itself."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def updated_at(self) -> datetime: ...


async def require_version(work: Work, if_match: str | None, entity: str, thing: Versioned) -> None:
    """`entity`: as the journal calls it. Without If-Match nothing is changed, so that nobody's edit is overwritten unseen."""
    if if_match is None:
        raise PreconditionRequired
    await heed_version(work, if_match, entity, thing)


async def heed_version(work: Work, if_match: str | None, entity: str, thing: Versioned) -> None:
    """Where If-Match may be left out."""
    if if_match is not None and not names_version(if_match, thing.version):
        raise await _stale(work, entity, thing)


def names_version(if_match: str, version: int) -> bool:
    """Only the version half of a tag is compared: the rest changes with the day and the caller. A weak tag names none."""
    named = [one.strip() for one in if_match.split(",")]
    found = [TAG.fullmatch(one) for one in named]
    return named == ["*"] or any(one is not None and int(one[1]) == version for one in found)


async def _stale(work: Work, entity: str, thing: Versioned) -> Stale:
    row = (await work.session.execute(LAST_EDITOR, {"entity": entity, "id": thing.id})).mappings().one_or_none()
    editor = None if row is None else shown_to(work.caller, dict(row))
    who, at = _words_of(editor), local_instant(thing.updated_at)
    detail = Words(SAID.vi.format(who=who.vi, at=at), SAID.en.format(who=who.en, at=at))
    return Stale(detail, version=thing.version, updated_at=thing.updated_at.isoformat(), updated_by=editor)


def shown_to(caller: Caller, editor: Mapping[str, Any]) -> dict[str, Any]:
    """Its role, its agency when it has just one, and the name of its token for who may know it: a colleague, or who reads tokens."""
    is_known = (
        editor["credential_id"] == caller.credential_id
        or not caller.agencies.isdisjoint(editor["agency_ids"])
        or Permission.token_read in caller.permissions
    )
    agency = {"id": str(editor["agency_id"]), "code": editor["agency_code"], "name": editor["agency_name"]}
    return {
        "role": editor["role"],
        "agency": None if editor["agency_id"] is None else agency,
        "token": editor["token_name"] if is_known else None,
    }


def _words_of(editor: Mapping[str, Any] | None) -> Words:
    if editor is None:
        return SOMEBODY
    named = [one for one in (editor["token"], editor["agency"] and editor["agency"]["name"]) if one]
    return Words(", ".join(named), ", ".join(named)) if named else BY_ROLE.get(editor["role"], SOMEBODY)
