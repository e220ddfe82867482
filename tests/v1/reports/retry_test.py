"""The same report sent again: under its Idempotency-Key the first answer is replayed, under its id the report is shown. Two at
once are in tests/database/race_test.py, cut connections in faults_test.py beside it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from app.access.tokens import new_token
from app.kernel.clock import LOCAL_ZONE
from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.access import token_row
from tests.make.reports import report_body
from tests.v1.reports.published import complete, refusal, submit, submitted

KEY = {"Idempotency-Key": "may-tinh-bang-7/2026-03-02"}
ID = str(world.uid(7001))


async def kept(database: Clone) -> dict[str, int]:
    counts = await database.counts()
    names = ("progress_reports", "journal", "task_agency_states", "obligation_states", "idempotency_keys")
    return {name: counts[name] for name in names}


ONE_COMPLETION = {
    "progress_reports": 1,
    "journal": 1,
    "task_agency_states": 1,
    "obligation_states": 1,
    "idempotency_keys": 1,
}


async def test_the_same_again_is_answered_the_same_and_done_once(callers: Callers, database: Clone) -> None:
    first = await complete(callers.lead, headers=KEY)
    again = await complete(callers.lead, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert ("idempotency-replayed" in first.headers, again.headers["idempotency-replayed"]) == (False, "true")
    assert await kept(database) == ONE_COMPLETION


async def test_the_answer_is_kept_as_it_was(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    """Months later, whatever has happened to the report, the task and the plan since."""
    first = await complete(callers.lead, headers=KEY)
    clock.set("2026-05-30")
    await complete(callers.lead)
    await callers.office.post("/v1/plans/kh-01-2026/close")
    again = await complete(callers.lead, headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)
    assert (await kept(database))["progress_reports"] == 2


async def test_a_key_holds_for_90_days(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    first = await submit(callers.lead, headers=KEY)
    (row,) = await database.fetch("select created_at, status, location, body from idempotency_keys")
    assert row["created_at"] == datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL_ZONE)
    assert (row["status"], row["location"], row["body"]) == (201, first.headers["location"], first.text)
    clock.set("2026-05-31T08:59:59")
    assert (await submit(callers.lead, headers=KEY)).headers["idempotency-replayed"] == "true"


async def test_without_a_key_the_same_again_is_another_report(callers: Callers) -> None:
    first, second = await submitted(callers.lead), await submitted(callers.lead)
    assert first["id"] != second["id"]


@pytest.mark.parametrize("other", [{"summary": "Khác"}, {"percent_complete": 31}, {"no_change": True}], ids=str)
async def test_another_body_under_the_key_is_refused(callers: Callers, database: Clone, other: dict[str, Any]) -> None:
    await submit(callers.lead, headers=KEY)
    before = await database.counts()
    assert refusal(await submit(callers.lead, headers=KEY, **other)) == (422, "idempotency-key-reused")
    assert await database.counts() == before


async def test_another_task_under_the_key_is_refused(callers: Callers) -> None:
    await submit(callers.gateway, headers=KEY, agency="so-tai-chinh")
    again = await submit(callers.gateway, world.OTHER_TASK, headers=KEY, agency="so-tai-chinh")
    assert refusal(again) == (422, "idempotency-key-reused")


async def test_a_key_belongs_to_its_credential(callers: Callers, database: Clone) -> None:
    answers = [await submit(caller, headers=KEY) for caller in (callers.lead, callers.submitter)]
    assert [one.status_code for one in answers] == [201, 201]
    assert ["idempotency-replayed" in one.headers for one in answers] == [False, False]
    assert (await kept(database))["idempotency_keys"] == 2
    assert refusal(await submit(callers.coordinator, headers=KEY)) == (403, "not-your-task")


async def test_a_token_that_replaces_another_keeps_its_keys(
    callers: Callers, database: Clone, http: ContractClient
) -> None:
    first = await submit(callers.lead, headers=KEY)
    new = new_token("agency", world.uid(962))
    await database.store(
        token_row(
            new,
            id=world.uid(962),
            credential_id=callers.lead.token_id,
            replaces_id=callers.lead.token_id,
            role="agency",
            agency_ids=[world.LEAD],
        )
    )
    again = await submit(Caller("rotated", http, new.token, world.uid(962)), headers=KEY)
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")


async def test_a_revoked_token_replays_nothing(callers: Callers) -> None:
    await submit(callers.lead, headers=KEY)
    await callers.admin.delete(f"/v1/tokens/{callers.lead.token_id}")
    assert refusal(await submit(callers.lead, headers=KEY)) == (401, "token-invalid")


@pytest.mark.parametrize(
    ("refused", "status"),
    [
        ({"summary": None}, 422),
        ({"percent_complete": 101}, 422),
        ({"status": "completed"}, 409),
        ({"agency": "so-y-te"}, 403),
        ({"obligation_id": str(world.OTHER_OBLIGATION)}, 409),
    ],
    ids=str,
)
async def test_what_was_refused_may_be_sent_corrected_under_the_same_key(
    callers: Callers, database: Clone, refused: dict[str, Any], status: int
) -> None:
    assert (await submit(callers.lead, headers=KEY, **refused)).status_code == status
    assert (await kept(database))["idempotency_keys"] == 0
    corrected = await submit(callers.lead, headers=KEY)
    assert (corrected.status_code, "idempotency-replayed" in corrected.headers) == (201, False)


async def test_a_key_is_up_to_255_visible_characters(callers: Callers, database: Clone) -> None:
    before, path = await database.counts(), f"/v1/tasks/{world.TASK}/reports"
    authorized = {b"Authorization": f"Bearer {callers.lead.token}".encode()}
    for key in ("", " ", "x" * 256, "a b", "khóa", "tab\t"):
        sent = authorized | {b"Idempotency-Key": key.encode()}
        answer = await callers.lead.http.post(path, json=report_body(), headers=sent)
        assert refusal(answer) == (422, "invalid-request"), key
    assert await database.counts() == before


async def test_the_longest_key_is_taken(callers: Callers) -> None:
    longest = {"Idempotency-Key": "x" * 255}
    assert (await submit(callers.lead, headers=longest)).status_code == 201
    assert (await submit(callers.lead, headers=longest)).headers["idempotency-replayed"] == "true"


async def test_the_same_id_and_body_is_the_same_report(callers: Callers, database: Clone, clock: StoppedClock) -> None:
    first = await complete(callers.lead, id=ID)
    clock.set("2027-03-02")  # longer than any key is kept
    again = await complete(callers.lead, id=ID)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert await kept(database) == ONE_COMPLETION | {"idempotency_keys": 0}


async def test_the_id_is_answered_with_the_report_as_it_is(callers: Callers) -> None:
    first = (await complete(callers.lead, id=ID)).json()
    await complete(callers.lead)
    again = (await complete(callers.lead, id=ID)).json()
    assert (first["review"]["state"], again["review"]) == ("waiting", None)


@pytest.mark.parametrize("other", [{"summary": "Khác"}, {"percent_complete": 31}], ids=str)
async def test_another_body_under_the_id_is_refused(callers: Callers, database: Clone, other: dict[str, Any]) -> None:
    await submit(callers.lead, id=ID)
    before = await database.counts()
    assert refusal(await submit(callers.lead, id=ID, **other)) == (409, "report-id-taken")
    assert await database.counts() == before


async def test_the_id_of_a_report_on_another_task_is_taken(callers: Callers) -> None:
    await submit(callers.gateway, id=ID, agency="so-tai-chinh")
    again = await submit(callers.gateway, world.OTHER_TASK, id=ID, agency="so-tai-chinh")
    assert refusal(again) == (409, "report-id-taken")


async def test_the_id_of_another_agency_is_taken_whatever_the_body(callers: Callers, database: Clone) -> None:
    await submit(callers.lead, id=ID)
    before = await database.counts()
    same = await submit(callers.other_agency, id=ID)
    own_task = await submit(callers.other_agency, world.OTHER_TASK, id=ID)
    assert [refusal(one) for one in (same, own_task)] == [(409, "report-id-taken")] * 2
    assert await database.counts() == before


async def test_another_token_of_the_agency_may_repeat_the_id(callers: Callers) -> None:
    first = await submit(callers.lead, id=ID)
    again = await submit(callers.submitter, id=ID)
    assert (again.status_code, again.json()) == (200, first.json() | {"may": ["attach"]})


async def test_key_and_id_together_replay_before_they_show(callers: Callers, database: Clone) -> None:
    first = await complete(callers.lead, headers=KEY, id=ID)
    replayed = await complete(callers.lead, headers=KEY, id=ID)
    under_another_key = await complete(callers.lead, headers={"Idempotency-Key": "another"}, id=ID)
    assert (replayed.status_code, under_another_key.status_code) == (201, 200)
    assert first.json() == replayed.json() == under_another_key.json()
    assert await kept(database) == ONE_COMPLETION


async def test_a_minted_id_is_where_the_report_stands(callers: Callers) -> None:
    answer = await submit(callers.lead, id=ID)
    assert answer.headers["location"] == f"/v1/reports/{ID}"
    assert UUID((await callers.lead.get(answer.headers["location"])).json()["id"]) == UUID(ID)
