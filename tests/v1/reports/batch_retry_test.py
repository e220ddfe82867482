"""The same batch sent again, and items of it in other batches: nothing is done twice and each is answered as before. Two at once are
in tests/database/batch_race_test.py, cut connections in faults_test.py beside it.
"""

from typing import Any

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.batching import done, item, outcomes, reports, send, send_lines, told
from tests.v1.reports.published import refusal, slug, submit, submitted
from tests.v1.reports.refuse_test import RANDOM
from tests.v1.reports.retry_test import kept

WHOLE = {"Idempotency-Key": "hang-doi-cua-xa-7/2026-03-02"}
ID, OTHER_ID = str(world.uid(7001)), str(world.uid(7002))


async def test_by_its_id_it_is_shown_as_it_is(callers: Callers, database: Clone) -> None:
    completed: dict[str, Any] = {"status": "completed", "percent_complete": None, "no_document_reason": "Đang trình"}
    queue = [item(id=ID, percent_complete=50), item(id=OTHER_ID, **completed)]
    first = await send(callers.lead, *queue)
    assert outcomes(first) == done(2)
    await callers.office.post(f"/v1/reports/{OTHER_ID}/review", {"action": "confirm"})
    before = await database.counts()
    again = told(await send(callers.lead, *queue[::-1], item(RANDOM)))
    assert [(one["status"], one["replayed"]) for one in again] == [(200, True), (200, True), (404, False)]
    assert again[0]["report"]["review"]["state"] == "confirmed"
    assert again[0]["report"] == (await callers.lead.get(f"/v1/reports/{OTHER_ID}")).json()
    assert again[1]["report"]["id"] == ID
    assert await database.counts() == before


async def test_under_its_key_it_is_answered_the_same(callers: Callers, database: Clone) -> None:
    queue = [item(idempotency_key=f"hang-doi/{n}") for n in (1, 2)]
    first = told(await send(callers.lead, *queue))
    assert (await callers.office.post("/v1/plans/kh-01-2026/close")).status_code == 200
    again = told(await send_lines(callers.lead, *queue))
    assert [one | {"replayed": True} for one in first] == again
    assert [one["status"] for one in again] == [201, 201]
    assert (await kept(database)) | {"journal": 2} == {
        "progress_reports": 2,
        "journal": 2,
        "task_agency_states": 2,
        "obligation_states": 0,
        "idempotency_keys": 2,
    }


async def test_another_report_under_the_same_name_is_refused(callers: Callers, database: Clone) -> None:
    await send(callers.gateway, item(id=ID, agency="so-tai-chinh"), item(agency="so-tai-chinh", idempotency_key="k"))
    before = await kept(database)
    answer = await send(
        callers.gateway,
        item(id=ID, agency="so-tai-chinh", summary="Khác"),
        item(agency="so-tai-chinh", idempotency_key="k", summary="Khác"),
        item(world.OTHER_TASK, id=ID, agency="so-y-te"),
    )
    assert outcomes(answer) == [
        (409, "report-id-taken"),
        (422, "idempotency-key-reused"),
        (409, "report-id-taken"),
    ]
    assert outcomes(await send(callers.other_agency, item(id=ID))) == [(409, "report-id-taken")]
    assert await kept(database) == before


async def test_twice_in_one_batch_is_once(callers: Callers, database: Clone) -> None:
    same, under_key = item(id=ID), item(idempotency_key="k")
    answer = await send(
        callers.lead,
        same,
        under_key,
        same,
        under_key,
        same | {"summary": "Khác"},
        under_key | {"summary": "Khác"},
    )
    assert outcomes(answer) == [
        *done(2),
        (200, None),
        (201, None),
        (409, "report-id-taken"),
        (422, "idempotency-key-reused"),
    ]
    assert [one["replayed"] for one in told(answer)] == [False, False, True, True, False, False]
    first, second, third, fourth, *_ = reports(answer)
    assert (first, second) == (third, fourth)
    assert (await kept(database))["progress_reports"] == 2


async def test_a_whole_batch_under_a_key(callers: Callers, database: Clone) -> None:
    queue = [item(), item(RANDOM), item(summary=None)]
    first = await send(callers.lead, *queue, headers=WHOLE)
    before = await database.counts()
    again = await send(callers.lead, *queue, headers=WHOLE)
    assert (again.status_code, again.content) == (200, first.content)
    assert ("idempotency-replayed" in first.headers, again.headers["idempotency-replayed"]) == (False, "true")
    as_lines = await send(callers.lead, *queue, headers=WHOLE | {"Accept": "application/x-ndjson"})
    assert as_lines.content.splitlines() == [one.encode() for one in _written(first.text)]
    assert refusal(await send(callers.lead, *queue[:1], headers=WHOLE)) == (422, "idempotency-key-reused")
    assert refusal(await submit(callers.lead, headers=WHOLE)) == (422, "idempotency-key-reused")
    assert await database.counts() == before


def _written(body: str) -> list[str]:
    """The items of an answer, as they stand in it."""
    first, *rest = body.removeprefix('{"items":[').removesuffix("]}").split(',{"index":')
    return [first, *('{"index":' + one for one in rest)]


async def test_what_was_refused_whole_may_be_sent_corrected_under_the_same_key(callers: Callers) -> None:
    assert outcomes(await send(callers.lead, item(RANDOM), headers=WHOLE)) == [(404, "not-found")]
    assert slug(await send(callers.lead, item(), item(RANDOM), atomic=True, headers=WHOLE)) == "batch-refused"
    corrected = await send(callers.lead, item(), headers=WHOLE)
    assert (outcomes(corrected), "idempotency-replayed" in corrected.headers) == (done(1), False)


async def test_the_key_of_the_batch_is_not_that_of_an_item(callers: Callers) -> None:
    same = item(idempotency_key=WHOLE["Idempotency-Key"])
    assert outcomes(await send(callers.lead, same, item(), headers=WHOLE)) == [
        (422, "idempotency-key-reused"),
        (201, None),
    ]


async def test_a_renumbered_task_does_not_make_it_another_report(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    sent: dict[str, Any] = {"id": ID, "plan_code": "kh-01-2026", "task_number": "1", "task_id": None}
    assert outcomes(await send(callers.lead, item() | sent)) == done(1)
    await database.execute("update tasks set number = '1a' where id = $1", world.TASK)
    clock.set("2026-03-03")
    assert outcomes(await send(callers.lead, item() | sent)) == [(200, None)]
    (known,) = reports(await send(callers.lead, item() | sent))
    assert known["task"]["number"] == "1a"


async def test_a_report_of_before_is_corrected(callers: Callers, database: Clone) -> None:
    before = await submitted(callers.lead)
    (corrected,) = reports(await send(callers.lead, item(supersedes_id=before["id"])))
    assert corrected["supersedes_id"] == before["id"]
    assert (await kept(database))["progress_reports"] == 2
