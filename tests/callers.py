"""Who calls the service in the tests: one object each, all with one interface, all with real tokens."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from app.access.models import AccessToken
from app.access.roles import Role
from app.access.tokens import NewToken, new_token
from tests.client import ContractClient
from tests.make import world
from tests.make.access import token_row

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

# name → role and agencies; every token but the last four is good.
CAST: dict[str, tuple[Role, list[UUID]]] = {
    "admin": (Role.admin, []),
    "office": (Role.office, [world.OFFICE]),
    "other_office": (Role.office, [world.OTHER_OFFICE]),
    "lead": (Role.agency, [world.LEAD]),
    "coordinator": (Role.agency, [world.COORDINATOR]),
    "other_agency": (Role.agency, [world.OTHER_AGENCY]),
    "gateway": (Role.agency, [world.LEAD, world.OTHER_AGENCY]),
    "submitter": (Role.submitter, [world.LEAD]),
    "viewer": (Role.viewer, []),
    "auditor": (Role.auditor, []),
    "expired": (Role.admin, []),
    "revoked": (Role.admin, []),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """`token` is None for who sends none."""

    name: str
    http: ContractClient
    token: str | None
    token_id: UUID | None = None

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("GET", path, **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.request("POST", path, json=json, **options)

    async def put(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.request("PUT", path, json=json, **options)

    async def patch(self, path: str, json: Any = None, if_match: str | None = None, **options: Any) -> httpx.Response:
        return await self.request("PATCH", path, json=json, if_match=if_match, **options)

    async def delete(self, path: str, if_match: str | None = None, **options: Any) -> httpx.Response:
        return await self.request("DELETE", path, if_match=if_match, **options)

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        if_match: str | None = None,
        **options: Any,
    ) -> httpx.Response:
        sent = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        if if_match is not None:
            sent["If-Match"] = if_match
        return await self.http.request(method, path, headers=sent | dict(headers or {}), **options)


@dataclass(frozen=True, slots=True)
class Callers:
    anyone: Caller  # sends no token
    admin: Caller
    office: Caller  # monitors the plan
    other_office: Caller  # monitors another
    lead: Caller
    coordinator: Caller
    other_agency: Caller  # leads another task of the plan
    gateway: Caller  # two agencies: the lead and the other one
    submitter: Caller  # of the lead
    viewer: Caller
    auditor: Caller
    expired: Caller  # an admin's token, past its time
    revoked: Caller  # an admin's token
    bad_token: Caller  # well formed, of nobody

    def all(self) -> list[Caller]:
        return [getattr(self, one.name) for one in fields(self)]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Made once a worker: a template holds their digests, and nobody can get the tokens back from there."""

    made: dict[str, tuple[UUID, NewToken]]
    of_nobody: NewToken

    def rows(self) -> list[AccessToken]:
        return [self._row(name) for name in CAST]

    def callers(self, http: ContractClient) -> Callers:
        known = {name: Caller(name, http, new.token, id_) for name, (id_, new) in self.made.items()}
        nobody = Caller("bad_token", http, self.of_nobody.token)
        return Callers(anyone=Caller("anyone", http, None), bad_token=nobody, **known)

    def digest(self, name: str) -> bytes:
        return self.made[name][1].digest

    def _row(self, name: str) -> AccessToken:
        role, agencies = CAST[name]
        id_, new = self.made[name]
        row = token_row(new, id=id_, credential_id=id_, name=name, role=role.value, agency_ids=agencies)
        if name == "expired":
            row.expires_at = LONG_AGO
        if name == "revoked":
            row.revoked_at = LONG_AGO
        return row


def make_tokens() -> Tokens:
    ids = {name: world.uid(900 + place) for place, name in enumerate(CAST)}
    made = {name: (ids[name], new_token(role.value, ids[name])) for name, (role, _) in CAST.items()}
    return Tokens(made, new_token("admin", world.uid(999)))
