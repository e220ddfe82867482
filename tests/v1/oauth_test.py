"""`/oauth2/token`: a key is exchanged for access tokens, and what they may (RFC 6749 §4.4, §5.1, §5.2)."""

from base64 import b64encode
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.make import world
from tests.make.reports import report_body

PATH = "/oauth2/token"
GRANT = {"grant_type": "client_credentials"}
IN_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REPORTS = f"/v1/tasks/{world.TASK}/reports"


def proof(caller: Caller) -> dict[str, str]:
    """The credentials of a caller, as they stand in the form."""
    return {"client_id": str(caller.token_id), "client_secret": str(caller.token)}


async def ask(caller: Caller, **form: Any) -> httpx.Response:
    return await caller.http.post(PATH, data=GRANT | proof(caller) | form)


async def exchanged(caller: Caller, **form: Any) -> Caller:
    """The same caller by an access token."""
    answer = await ask(caller, **form)
    assert answer.status_code == 200
    return Caller(caller.name, caller.http, answer.json()["access_token"], caller.token_id)


async def end(database: Clone, token_id: UUID | None, column: str) -> None:
    """As time does."""
    await database.execute(f"update access_tokens set {column} = now() - interval '1 second' where id = $1", token_id)


async def test_a_key_in_the_form_is_exchanged(callers: Callers) -> None:
    answer = await ask(callers.lead)
    token = answer.json()
    me = (await Caller("lead", callers.lead.http, token["access_token"]).get("/v1/me")).json()
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 3600)
    assert token["scope"].split() == me["permissions"]
    assert (me["token_id"], me["credential_id"], me["role"]) == (str(callers.lead.token_id),) * 2 + ("agency",)
    assert token["access_token"].startswith("tdo_access_")


async def test_a_key_by_basic_is_exchanged(callers: Callers) -> None:
    client = httpx.BasicAuth(str(callers.office.token_id), str(callers.office.token))
    answer = await callers.office.http.post(PATH, data=GRANT, auth=client)
    me = await Caller("office", callers.office.http, answer.json()["access_token"]).get("/v1/me")
    assert me.json()["role"] == "office"


async def test_the_answer_is_kept_nowhere_and_names_its_request(callers: Callers) -> None:
    for answer in (await ask(callers.lead), await ask(callers.bad_token)):
        assert (answer.headers["cache-control"], answer.headers["pragma"]) == ("no-store", "no-cache")
        assert answer.headers["content-type"] == "application/json"
        assert UUID(answer.headers["x-request-id"])


async def test_no_preference_is_applied(callers: Callers) -> None:
    """An endpoint of RFC 6749 takes none, and says that it did not: what it gave is good."""
    answer = await callers.lead.http.post(PATH, data=GRANT | proof(callers.lead), headers={"Prefer": "dry-run"})
    assert "preference-applied" not in answer.headers
    me = await Caller("lead", callers.lead.http, answer.json()["access_token"]).get("/v1/me")
    assert me.status_code == 200


async def test_a_scope_narrows(callers: Callers) -> None:
    narrowed = await exchanged(callers.lead, scope="task:read report:read")
    me = (await narrowed.get("/v1/me")).json()
    refused = await narrowed.post(REPORTS, report_body())
    assert me["permissions"] == ["report:read", "task:read"]
    assert (refused.status_code, refused.json()["permission"]) == (403, "report:submit")
    assert (await narrowed.get("/v1/tasks")).status_code == 200


REFUSED: tuple[tuple[dict[str, str], int, str], ...] = (
    ({"grant_type": ""}, 400, "invalid_request"),
    ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ({"scope": "task:read plan:write"}, 400, "invalid_scope"),
    ({"scope": "everything"}, 400, "invalid_scope"),
    ({"client_secret": "tdo_agency_x"}, 401, "invalid_client"),
    ({"client_secret": ""}, 401, "invalid_client"),
    ({"client_id": str(world.uid(905))}, 401, "invalid_client"),
    ({"client_id": "lead"}, 401, "invalid_client"),
)


async def test_a_refusal_has_the_shape_of_the_rfc_and_leaves_nothing(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    for form, status, error in REFUSED:
        answer = await ask(callers.lead, **form)
        assert (answer.status_code, answer.json()["error"]) == (status, error), form
        assert answer.json().keys() == {"error", "error_description"}
        assert ("www-authenticate" in answer.headers) == (status == 401)
    assert await database.counts() == before


async def test_who_comes_by_basic_is_challenged_by_basic(callers: Callers) -> None:
    answer = await callers.anyone.http.post(PATH, data=GRANT, auth=("x", "y"))
    assert answer.headers["www-authenticate"].startswith("Basic ")


async def test_a_key_that_has_ended_is_no_client(callers: Callers) -> None:
    for caller in (callers.expired, callers.revoked, callers.bad_token):
        answer = await ask(caller, client_id=str(caller.token_id or world.uid(999)))
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client"), caller.name


async def test_an_access_token_is_no_key(callers: Callers) -> None:
    """An hour is an hour: with one no other is obtained, and it does not become a key in any other way."""
    answer = await ask(await exchanged(callers.lead))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


async def test_a_key_that_stands_in_addresses_is_not_exchanged(callers: Callers, database: Clone) -> None:
    await database.execute(
        "update access_tokens set permissions = '{calendar:feed}' where id = $1", callers.lead.token_id
    )
    answer = await ask(callers.lead)
    assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")


async def test_what_is_not_about_the_grant_is_a_problem_as_everywhere(callers: Callers) -> None:
    http = callers.anyone.http
    answers = [
        await http.post(PATH, content=b"x" * 20_000, headers=IN_FORM),
        await http.post(PATH, data=GRANT, params={"client_secret": "x"}),
    ]
    assert [one.json()["type"].rpartition("/")[2] for one in answers] == [
        "body-too-large",
        "invalid-request",
    ]


async def test_an_access_token_ends(callers: Callers, database: Clone) -> None:
    by_access = await exchanged(callers.lead)
    await database.execute("update oauth_access_tokens set expires_at = now() - interval '1 second'")
    assert (await by_access.get("/v1/me")).status_code == 401
    assert (await callers.lead.get("/v1/me")).status_code == 200


@pytest.mark.parametrize("column", ["revoked_at", "expires_at", "retires_at"])
async def test_an_access_token_ends_with_its_key(callers: Callers, database: Clone, column: str) -> None:
    by_access = await exchanged(callers.lead)
    await end(database, callers.lead.token_id, column)
    answers = [await one.get("/v1/me") for one in (callers.lead, by_access)]
    assert [one.status_code for one in answers] == [401, 401]


async def test_an_access_token_is_told_no_longer_life_than_its_key_has(callers: Callers, database: Clone) -> None:
    await database.execute(
        "update access_tokens set retires_at = now() + interval '10 minutes' where id = $1", callers.lead.token_id
    )
    assert 590 <= (await ask(callers.lead)).json()["expires_in"] <= 600


async def test_expired_ones_go_when_the_next_is_made(callers: Callers, database: Clone) -> None:
    for _ in range(3):
        await ask(callers.lead)
    await database.execute("update oauth_access_tokens set expires_at = now() - interval '1 second'")
    await ask(callers.office)
    assert (await database.counts())["oauth_access_tokens"] == 1


async def test_a_report_is_replayed_to_the_credential_whichever_token_it_comes_by(callers: Callers) -> None:
    key = {"Idempotency-Key": "mot-lan"}
    first = await callers.lead.post(REPORTS, report_body(), headers=key)
    by_access = await exchanged(callers.lead)
    again = await by_access.post(REPORTS, report_body(), headers=key)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"


async def test_what_is_done_by_an_access_token_is_its_keys_doing(callers: Callers, database: Clone) -> None:
    by_access = await exchanged(callers.admin)
    await by_access.post("/v1/tokens", {"name": "x", "role": "viewer"})
    found = await database.fetch("select token_id from journal")
    assert [row["token_id"] for row in found] == [callers.admin.token_id]


async def test_a_narrowed_access_token_of_an_admin_issues_nothing_wider(callers: Callers) -> None:
    narrowed = await exchanged(callers.admin, scope="token:write task:read")
    made = await narrowed.post("/v1/tokens", {"name": "x", "role": "admin"})
    rotated = await narrowed.post(f"/v1/tokens/{callers.admin.token_id}/rotate", {})
    assert [one.json()["type"] for one in (made, rotated)] == ["/problems/beyond-own-token"] * 2


async def test_no_secret_is_in_the_database(callers: Callers, database: Clone, http: ContractClient) -> None:
    """Neither key, nor access token, nor what Basic makes of them, in any column of any table."""
    new = (await callers.admin.post("/v1/tokens", {"name": "x", "role": "viewer"})).json()
    rotated = (await callers.admin.post(f"/v1/tokens/{new['id']}/rotate", {})).json()
    client = httpx.BasicAuth(rotated["credential_id"], rotated["token"])
    access = (await http.post(PATH, data=GRANT, auth=client)).json()["access_token"]
    secrets = [one.rpartition("_")[2] for one in (new["token"], rotated["token"], access)]
    secrets.append(b64encode(f"{rotated['credential_id']}:{rotated['token']}".encode()).decode()[60:])
    tables = sorted(await database.counts())
    stored = "".join([row[0] for one in tables for row in await database.fetch(f"select t::text from {one} t")])
    assert new["id"] in stored
    assert [one in stored for one in secrets] == [False] * 4
