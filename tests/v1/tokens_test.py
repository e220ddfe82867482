"""`/v1/tokens`, and the same work as the operator does it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from app.access.roles import Permission, Role
from app.access.tokens import digest_of, new_token
from app.accounts.issue_token import install_token, issue_token
from app.accounts.problems import AgenciesOfRole
from app.accounts.revoke_token import revoke_token
from app.kernel.problems import NotFound
from tests.callers import CAST, Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.access import token_row

# Of the callers' clock, at which tests stand: nine in the morning of 2 March 2026 in Can Tho.
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
GIVEN_SECRET = "a-secret-of-the-deployment-0123456789"  # noqa: S105  of nobody


def token_body(**overrides: Any) -> dict[str, Any]:
    return {"name": "Phần mềm của Sở Tài chính", "role": "agency", "agencies": ["so-tai-chinh"]} | overrides


def slug(answer: httpx.Response) -> str:
    kind: str = answer.json()["type"]
    return kind.rpartition("/")[2]


async def issued(caller: Caller, **overrides: Any) -> dict[str, Any]:
    answer = await caller.post("/v1/tokens", token_body(**overrides))
    assert answer.status_code == 201
    token: dict[str, Any] = answer.json()
    return token


async def holder(database: Clone, http: ContractClient, **overrides: Any) -> Caller:
    """Who holds a narrowed admin token."""
    new = new_token("admin", world.uid(960))
    await database.store(token_row(new, id=world.uid(960), **overrides))
    return Caller("narrowed", http, new.token, world.uid(960))


async def journal(database: Clone) -> list[tuple[str, UUID]]:
    found = await database.fetch(
        "select action, entity_id from journal where entity = 'access_token' order by sequence"
    )
    return [(row["action"], row["entity_id"]) for row in found]


@asynccontextmanager
async def owner_session(database: Clone) -> AsyncIterator[AsyncSession]:
    url = database.owner_url.replace("postgresql://", "postgresql+asyncpg://", 1)
    async with AsyncSession(create_async_engine(url, poolclass=NullPool)) as session, session.begin():
        yield session


async def test_an_issued_token_works_at_once(callers: Callers, http: ContractClient, clock: StoppedClock) -> None:
    clock.now = datetime.now(UTC)  # the database's own clock decides what has expired, and nobody stops that one
    new = await issued(callers.admin)
    me = (await Caller("new", http, new["token"]).get("/v1/me")).json()
    assert (me["token_id"], me["role"], me["agencies"]) == (new["id"], "agency", new["agencies"])


async def test_the_answer_says_what_was_granted(callers: Callers) -> None:
    new = await issued(callers.admin, plans=["kh-01-2026", str(world.PLAN)], permissions=["task:read", "report:submit"])
    assert new["prefix"] == new["token"].rpartition("_")[0]
    assert {name: new[name] for name in new.keys() - {"token", "id", "prefix"}} == {
        "credential_id": new["id"],
        "name": "Phần mềm của Sở Tài chính",
        "role": "agency",
        "agencies": [{"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"}],
        "plans": [{"id": str(world.PLAN), "code": "kh-01-2026"}],
        "permissions": ["report:submit", "task:read"],
        "issued_by": str(callers.admin.token_id),
        "created_at": "2026-03-02T02:00:00+00:00",
        "expires_at": "2027-03-02T02:00:00+00:00",
        "replaces": None,
        "replaced_by": None,
        "retires_at": None,
        "revoked_at": None,
        "last_used_at": None,
        "version": 1,
    }


async def test_the_answer_with_the_secret_is_kept_nowhere_on_its_way(callers: Callers) -> None:
    answer = await callers.admin.post("/v1/tokens", token_body())
    assert answer.headers["cache-control"] == "no-store"
    shown = await callers.admin.get(answer.headers["location"])
    assert (shown.json()["id"], shown.headers["etag"]) == (answer.json()["id"], answer.headers["etag"])


async def test_the_secret_is_shown_once_and_stored_nowhere(callers: Callers, database: Clone) -> None:
    new = await issued(callers.admin)
    secret = new["token"].rpartition("_")[2]
    shown = await callers.admin.get(f"/v1/tokens/{new['id']}")
    listed = await callers.admin.get("/v1/tokens")
    rows = await database.fetch(
        "select t::text as row from access_tokens t union all select j::text from journal j"
        " union all select k::text from idempotency_keys k"
    )
    assert shown.json() == {name: new[name] for name in new if name != "token"}
    assert secret not in shown.text + listed.text + "".join(row["row"] for row in rows)


async def test_the_journal_holds_no_digest(callers: Callers, database: Clone) -> None:
    new = await issued(callers.admin)
    await callers.admin.delete(f"/v1/tokens/{new['id']}")
    rows = await database.fetch("select concat(before, after) as said from journal where entity = 'access_token'")
    digest = digest_of(new["token"].encode()).hex()
    assert [digest in row["said"] or "digest" in row["said"] for row in rows] == [False, False]


async def test_the_same_body_twice_makes_two_tokens(callers: Callers) -> None:
    key = {"Idempotency-Key": "once"}
    first = await callers.admin.post("/v1/tokens", token_body(), headers=key)
    second = await callers.admin.post("/v1/tokens", token_body(), headers=key)
    assert first.json()["token"] != second.json()["token"]


@pytest.mark.parametrize("role", ["admin", "viewer", "auditor"])
async def test_roles_of_no_agency_are_issued_without_one(callers: Callers, role: str) -> None:
    assert (await issued(callers.admin, role=role, agencies=[]))["agencies"] == []


@pytest.mark.parametrize("role", ["admin", "viewer", "auditor"])
async def test_roles_of_no_agency_refuse_one(callers: Callers, role: str) -> None:
    answer = await callers.admin.post("/v1/tokens", token_body(role=role))
    assert (answer.status_code, slug(answer)) == (422, "agencies-of-role")


@pytest.mark.parametrize("role", ["office", "agency", "submitter"])
async def test_roles_of_an_agency_need_one(callers: Callers, role: str) -> None:
    answer = await callers.admin.post("/v1/tokens", token_body(role=role, agencies=[]))
    assert (answer.status_code, slug(answer)) == (422, "agencies-of-role")


async def test_an_agency_named_twice_is_one(callers: Callers) -> None:
    new = await issued(callers.admin, agencies=["so-tai-chinh", str(world.LEAD), "H13.5", "so-y-te"])
    assert [agency["code"] for agency in new["agencies"]] == ["so-tai-chinh", "so-y-te"]


@pytest.mark.parametrize(
    ("overrides", "refusal", "pointer"),
    [
        ({"agencies": ["so-tai-chinh", "so-khong-co"]}, "unknown-agency", "/agencies/1"),
        ({"plans": ["kh-01-2026", "kh-99-2026"]}, "unknown-plan", "/plans/1"),
        ({"permissions": ["task:read", "token:write"]}, "permissions-of-role", "/permissions/1"),
        ({"permissions": []}, "invalid-request", "/permissions"),
        ({"plans": []}, "invalid-request", "/plans"),
        ({"role": "minister"}, "invalid-request", "/role"),
        ({"id": str(world.uid(970))}, "invalid-request", "/id"),
        ({"expires_at": "2026-03-02T09:00:00+07:00"}, "expiry-out-of-range", "/expires_at"),
        ({"expires_at": "2031-03-04T09:00:00+07:00"}, "expiry-out-of-range", "/expires_at"),
        ({"expires_at": "2027-01-01"}, "invalid-request", "/expires_at"),
        ({"name": "TUYỆT MẬT"}, "invalid-request", "/name"),
    ],
    ids=str,
)
async def test_a_refusal_names_what_is_wrong_and_leaves_nothing(
    callers: Callers, database: Clone, overrides: dict[str, Any], refusal: str, pointer: str
) -> None:
    before = await database.counts()
    answer = await callers.admin.post("/v1/tokens", token_body(**overrides))
    assert (answer.status_code, slug(answer)) == (422, refusal)
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert await database.counts() == before


@pytest.mark.parametrize("expires_at", ["2026-03-02T09:00:01+07:00", "2031-03-03T09:00:00+07:00"])
async def test_the_first_and_the_last_expiry_are_taken(callers: Callers, expires_at: str) -> None:
    new = await issued(callers.admin, expires_at=expires_at)
    assert datetime.fromisoformat(new["expires_at"]) == datetime.fromisoformat(expires_at)


@pytest.mark.parametrize("name", sorted(CAST.keys() - {"admin", "expired", "revoked"}))
async def test_only_an_admin_issues_and_revokes(callers: Callers, database: Clone, name: str) -> None:
    before, caller = await database.counts(), getattr(callers, name)
    made = await caller.post("/v1/tokens", token_body())
    ended = await caller.delete(f"/v1/tokens/{callers.viewer.token_id}")
    assert [(one.status_code, slug(one)) for one in (made, ended)] == [(403, "permission-missing")] * 2
    assert await database.counts() == before
    assert (await callers.viewer.get("/v1/me")).status_code == 200


@pytest.mark.parametrize("name", ["office", "other_office", "lead", "gateway", "submitter", "viewer"])
async def test_others_than_admins_and_auditors_see_no_token(callers: Callers, name: str) -> None:
    caller = getattr(callers, name)
    answers = [await caller.get("/v1/tokens"), await caller.get(f"/v1/tokens/{caller.token_id}")]
    assert [one.status_code for one in answers] == [403, 403]


async def test_pages_hold_every_token_once_the_newest_first(callers: Callers) -> None:
    await issued(callers.admin)
    found, page = [], (await callers.auditor.get("/v1/tokens", params={"limit": 5})).json()
    while page["next_cursor"] is not None:
        found += [token["id"] for token in page["items"]]
        following = {"limit": 5, "cursor": page["next_cursor"]}
        page = (await callers.auditor.get("/v1/tokens", params=following)).json()
    found += [token["id"] for token in page["items"]]
    assert len(found) == len(CAST) + 1
    assert found == sorted(set(found), reverse=True)


async def test_an_auditor_sees_one_token_without_its_digest(callers: Callers) -> None:
    answer = await callers.auditor.get(f"/v1/tokens/{callers.gateway.token_id}")
    assert [agency["code"] for agency in answer.json()["agencies"]] == ["so-tai-chinh", "so-y-te"]
    assert "digest" not in answer.json()


@pytest.mark.parametrize("token_id", [world.uid(971), world.LEAD])
async def test_no_such_token(callers: Callers, token_id: UUID) -> None:
    answers = [await callers.admin.get(f"/v1/tokens/{token_id}"), await callers.admin.delete(f"/v1/tokens/{token_id}")]
    assert [one.status_code for one in answers] == [404, 404]


async def test_a_revoked_token_is_refused_from_the_next_request_on(callers: Callers) -> None:
    assert (await callers.lead.get("/v1/me")).status_code == 200
    assert (await callers.admin.delete(f"/v1/tokens/{callers.lead.token_id}")).status_code == 204
    assert (await callers.lead.get("/v1/me")).status_code == 401


async def test_revoking_twice_is_done_and_journaled_once(callers: Callers, database: Clone) -> None:
    path = f"/v1/tokens/{callers.lead.token_id}"
    first = await callers.admin.delete(path)
    revoked_at = (await callers.admin.get(path)).json()["revoked_at"]
    again = await callers.admin.delete(path)
    assert (first.status_code, again.status_code, revoked_at) == (204, 204, "2026-03-02T02:00:00+00:00")
    assert (await callers.admin.get(path)).json()["revoked_at"] == revoked_at
    assert await journal(database) == [("revoke", callers.lead.token_id)]


async def test_of_two_who_revoke_at_once_one_does_it(callers: Callers, database: Clone) -> None:
    path = f"/v1/tokens/{callers.lead.token_id}"
    answers = await asyncio.gather(*(callers.admin.delete(path) for _ in range(4)))
    assert [one.status_code for one in answers] == [204] * 4
    assert await journal(database) == [("revoke", callers.lead.token_id)]


async def test_the_journal_tells_a_token_before_and_after(callers: Callers, database: Clone) -> None:
    path = f"/v1/tokens/{callers.lead.token_id}"
    before = (await callers.admin.get(path)).json()
    await callers.admin.delete(path)
    after = (await callers.admin.get(path)).json()
    kept = await database.fetch("select before, after from journal")
    assert [(json.loads(one["before"]), json.loads(one["after"])) for one in kept] == [(before, after)]


async def test_an_admin_may_revoke_its_own_token(callers: Callers, database: Clone) -> None:
    answer = await callers.admin.delete(f"/v1/tokens/{callers.admin.token_id}")
    assert answer.status_code == 204
    assert (await callers.admin.get("/v1/me")).status_code == 401
    assert await journal(database) == [("revoke", callers.admin.token_id)]


async def test_the_etag_of_a_token_changes_when_it_is_revoked(callers: Callers) -> None:
    path = f"/v1/tokens/{callers.lead.token_id}"
    tag = (await callers.admin.get(path)).headers["etag"]
    assert (await callers.admin.get(path, headers={"If-None-Match": tag})).status_code == 304
    await callers.admin.delete(path)
    assert (await callers.admin.get(path, headers={"If-None-Match": tag})).status_code == 200


async def test_a_narrowed_admin_issues_no_permission_it_was_not_given(
    callers: Callers, database: Clone, http: ContractClient
) -> None:
    narrowed = await holder(database, http, permissions=["token:write", "task:read"])
    answer = await narrowed.post("/v1/tokens", token_body(role="admin", agencies=[]))
    assert (answer.status_code, slug(answer)) == (403, "beyond-own-token")
    assert "token:read" in answer.json()["missing"]
    # What no admin has, it may give: it is there to issue tokens that report.
    new = await issued(narrowed, permissions=["task:read", "report:submit"])
    assert (await callers.auditor.get(f"/v1/tokens/{new['id']}")).json()["issued_by"] == str(narrowed.token_id)


async def test_an_admin_held_to_plans_issues_tokens_for_those_alone(database: Clone, http: ContractClient) -> None:
    held = await holder(database, http, plan_ids=[world.PLAN])
    to_all = await held.post("/v1/tokens", token_body())
    to_another = await held.post("/v1/tokens", token_body(plans=["kh-03-2026"]))
    assert [(one.status_code, slug(one)) for one in (to_all, to_another)] == [
        (403, "beyond-own-token"),
        (422, "unknown-plan"),
    ]
    assert [plan["code"] for plan in (await issued(held, plans=["kh-01-2026"]))["plans"]] == ["kh-01-2026"]


async def test_the_operator_issues_a_token_without_an_issuer(callers: Callers, database: Clone) -> None:
    async with owner_session(database) as session:
        new = await issue_token(
            session,
            issued_by=None,
            name="tiendo token create",
            role=Role.submitter,
            agency_ids=[world.LEAD],
            plan_ids=[world.PLAN],
            permissions=[Permission.report_submit],
            expires_at=None,
            now=datetime.now(UTC),
        )
    me = (await Caller("operator's", callers.admin.http, new.secret.token).get("/v1/me")).json()
    shown = (await callers.admin.get(f"/v1/tokens/{new.id}")).json()
    assert (me["permissions"], shown["issued_by"]) == (["report:submit"], None)


async def test_the_operator_is_held_to_the_same_rules(database: Clone) -> None:
    async with owner_session(database) as session:
        with pytest.raises(AgenciesOfRole):
            await issue_token(
                session,
                issued_by=None,
                name="không có cơ quan",
                role=Role.agency,
                agency_ids=[],
                plan_ids=None,
                permissions=None,
                expires_at=None,
                now=NOW,
            )


async def test_the_operator_revokes_once(callers: Callers, database: Clone) -> None:
    assert callers.lead.token_id is not None
    async with owner_session(database) as session:
        told = [await revoke_token(session, callers.lead.token_id, now=NOW) for _ in range(2)]
        with pytest.raises(NotFound):
            await revoke_token(session, world.uid(971), now=NOW)
    assert told == [True, False]
    assert (await callers.lead.get("/v1/me")).status_code == 401


async def test_a_given_secret_becomes_an_admin_token_once(callers: Callers, database: Clone) -> None:
    async with owner_session(database) as session:
        told = [await install_token(session, GIVEN_SECRET, now=datetime.now(UTC)) for _ in range(2)]
    me = (await Caller("deployment", callers.admin.http, GIVEN_SECRET).get("/v1/me")).json()
    assert (told, me["role"], me["name"]) == ([True, False], "admin", "bootstrap")
    shown = (await callers.admin.get(f"/v1/tokens/{me['token_id']}")).text
    assert GIVEN_SECRET[:8] not in shown


async def test_a_given_secret_that_was_revoked_stays_so(callers: Callers, database: Clone) -> None:
    deployment = Caller("deployment", callers.admin.http, GIVEN_SECRET)
    async with owner_session(database) as session:
        await install_token(session, GIVEN_SECRET, now=datetime.now(UTC))
    await deployment.delete(f"/v1/tokens/{(await deployment.get('/v1/me')).json()['token_id']}")
    async with owner_session(database) as session:
        assert not await install_token(session, GIVEN_SECRET, now=datetime.now(UTC))
    assert (await deployment.get("/v1/me")).status_code == 401


@pytest.mark.parametrize(
    "secret", ["khóa bí mật của thành phố Cần Thơ 2026", "tdo_admin_" + "x" * 30, "a b " * 10 + "c"]
)
async def test_any_given_secret_of_some_length_works(callers: Callers, database: Clone, secret: str) -> None:
    async with owner_session(database) as session:
        await install_token(session, secret, now=datetime.now(UTC))
    carried = {b"Authorization": b"Bearer " + secret.encode()}
    assert (await callers.anyone.http.get("/v1/me", headers=carried)).status_code == 200
