"""What becomes of a report, and of an import, when the connection or the process ends at the worst moment, and what a process says of it in its log.

The moments are those around the commit: before it reaches the server nothing may stay, once the server has committed everything
has to be there, and in both the retry elsewhere gives exactly one report.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from app.kernel.clock import LOCAL_ZONE
from app.kernel.embedded import Server
from tests.apps import serving
from tests.callers import Caller, Callers, Tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.database.processes import Forking, Process, forking
from tests.database.wire import Moment, Wire, wired
from tests.make import world
from tests.v1.plan_imports_test import UNSURE, commit, sent, settle
from tests.v1.reports.batching import item, send, told
from tests.v1.reports.published import DOCUMENT, complete, refusal, submit

pytestmark = pytest.mark.own_database

KEY = {"Idempotency-Key": "sent-from-a-boat"}
ID = str(world.uid(7001))


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    async with wired(server) as made:
        yield made


@pytest.fixture
async def over_wire(
    wire: Wire, database: Clone, clock: StoppedClock, contract: Contract, tokens: Tokens
) -> AsyncIterator[Caller]:
    """The lead at an instance whose connections can be cut; `callers` are at another one."""
    url = wire.server.serving_url(database.name)
    async with (
        serving(clock, database_url=url) as app,
        ContractClient(contract, httpx.ASGITransport(app)) as client,
    ):
        yield tokens.callers(client).lead


@pytest.fixture(scope="module")
def processes() -> Iterator[Forking]:
    with forking() as made:
        yield made


@pytest.fixture
async def victim(processes: Forking, wire: Wire, database: Clone) -> Process:
    """A process of the service over the wire."""
    process = processes.process(wire.server.serving_url(database.name))
    await process.start()
    return process


async def count(database: Clone) -> dict[str, int]:
    kept = await database.counts()
    tables = "progress_reports", "journal", "task_agency_states", "obligation_states", "idempotency_keys"
    return {table: kept[table] for table in tables}


NOTHING = dict.fromkeys(
    ("progress_reports", "journal", "task_agency_states", "obligation_states", "idempotency_keys"), 0
)
ONE_COMPLETION = dict.fromkeys(NOTHING, 1)


async def test_cut_after_the_commit_the_retry_gets_the_answer_that_nobody_heard(
    wire: Wire, over_wire: Caller, callers: Callers, database: Clone
) -> None:
    wire.cut_once(Moment.after_commit)
    unheard = await complete(over_wire, headers=KEY)
    assert refusal(unheard) == (503, "unavailable")
    assert int(unheard.headers["retry-after"]) > 0
    assert await count(database) == ONE_COMPLETION
    again = await complete(callers.lead, headers=KEY)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert (await callers.lead.get(again.headers["location"])).json() == again.json()
    assert await count(database) == ONE_COMPLETION


async def test_cut_before_the_commit_nothing_stays_and_the_retry_is_the_first(
    wire: Wire, over_wire: Caller, callers: Callers, database: Clone
) -> None:
    wire.cut_once(Moment.before_commit)
    assert refusal(await complete(over_wire, headers=KEY)) == (503, "unavailable")
    assert await count(database) == NOTHING
    again = await complete(callers.lead, headers=KEY)
    assert (again.status_code, "idempotency-replayed" in again.headers) == (201, False)
    assert await count(database) == ONE_COMPLETION


@pytest.mark.parametrize(("moment", "status"), [(Moment.after_commit, 200), (Moment.before_commit, 201)])
async def test_an_id_of_the_client_serves_as_well_as_a_key(
    wire: Wire, over_wire: Caller, callers: Callers, database: Clone, moment: Moment, status: int
) -> None:
    wire.cut_once(moment)
    assert refusal(await complete(over_wire, id=ID)) == (503, "unavailable")
    again = await complete(callers.lead, id=ID)
    assert (again.status_code, again.json()["id"]) == (status, ID)
    assert await count(database) == ONE_COMPLETION | {"idempotency_keys": 0}


@pytest.mark.parametrize(("moment", "replayed"), [(Moment.after_commit, "true"), (Moment.before_commit, None)])
async def test_what_goes_the_longer_way_is_done_once_as_well(
    wire: Wire, over_wire: Caller, callers: Callers, database: Clone, moment: Moment, replayed: str | None
) -> None:
    comments, said = f"/v1/tasks/{world.TASK}/comments", {"text": "Đã họp với Sở Y tế"}
    wire.cut_once(moment)
    assert refusal(await over_wire.post(comments, said, headers=KEY)) == (503, "unavailable")
    again = await callers.lead.post(comments, said, headers=KEY)
    assert (again.status_code, again.headers.get("idempotency-replayed")) == (201, replayed)
    counts = await database.counts()
    assert (counts["comments"], counts["journal"], counts["idempotency_keys"]) == (1, 1, 1)


async def test_after_a_cut_the_same_instance_goes_on(wire: Wire, over_wire: Caller, database: Clone) -> None:
    for moment in (Moment.before_commit, Moment.after_commit) * 5:
        wire.cut_once(moment)
        assert refusal(await submit(over_wire)) == (503, "unavailable")
    answers = await asyncio.gather(*(submit(over_wire) for _ in range(16)))
    assert [one.status_code for one in answers] == [201] * 16
    assert (await count(database))["progress_reports"] == 5 + 16


@pytest.mark.parametrize(("moment", "kept"), [(Moment.after_commit, ONE_COMPLETION), (Moment.before_commit, NOTHING)])
async def test_killed_around_the_commit_the_retry_elsewhere_gives_one_report(
    wire: Wire,
    victim: Process,
    callers: Callers,
    database: Clone,
    contract: Contract,
    tokens: Tokens,
    moment: Moment,
    kept: dict[str, int],
) -> None:
    async with victim.client(contract) as client:
        lead = tokens.callers(client).lead
        wire.cut_once(moment, victim.kill)
        with pytest.raises(httpx.TransportError):
            await complete(lead, headers=KEY)
    assert await count(database) == kept
    again = await complete(callers.lead, headers=KEY)
    assert (again.status_code, "idempotency-replayed" in again.headers) == (201, moment is Moment.after_commit)
    assert await count(database) == ONE_COMPLETION


QUEUE = [item(id=str(world.uid(7100 + at)), percent_complete=30 + at) for at in range(3)]


@pytest.mark.parametrize(("moment", "status"), [(Moment.after_commit, 200), (Moment.before_commit, 201)])
async def test_of_a_batch_that_nobody_heard_of_each_item_is_done_once(
    wire: Wire, over_wire: Caller, callers: Callers, database: Clone, moment: Moment, status: int
) -> None:
    wire.cut_once(moment)
    assert refusal(await send(over_wire, *QUEUE)) == (503, "unavailable")
    again = told(await send(callers.lead, *QUEUE))
    assert [(one["status"], one["replayed"]) for one in again] == [(status, status == 200)] * 3
    assert [one["report"]["id"] for one in again] == [one["id"] for one in QUEUE]
    assert (await count(database))["progress_reports"] == (await count(database))["journal"] == 3


@pytest.mark.parametrize("moment", [b"insert into progress_reports", Moment.before_commit, Moment.after_commit])
async def test_killed_around_the_commit_of_a_batch_the_retry_elsewhere_gives_each_report_once(
    wire: Wire,
    victim: Process,
    callers: Callers,
    database: Clone,
    contract: Contract,
    tokens: Tokens,
    moment: Moment | bytes,
) -> None:
    queue = [item(idempotency_key=f"{at}") for at in range(3)]
    async with victim.client(contract) as client:
        wire.cut_once(moment, victim.kill)
        with pytest.raises(httpx.TransportError):
            await send(tokens.callers(client).lead, *queue, headers=KEY)
    heard = moment is Moment.after_commit
    assert (await count(database))["progress_reports"] == 3 * heard
    again = await send(callers.lead, *queue, headers=KEY)
    assert ([one["status"] for one in told(again)], "idempotency-replayed" in again.headers) == ([201] * 3, heard)
    # Alone they are known as well, whatever the batch was called.
    assert {one["replayed"] for one in told(await send(callers.lead, *queue))} == {True}
    assert await count(database) == NOTHING | {
        "progress_reports": 3,
        "journal": 3,
        "task_agency_states": 3,
        "idempotency_keys": 4,
    }


async def kept_of_import(database: Clone) -> dict[str, int]:
    kept = await database.counts()
    return {
        table: kept[table] for table in ("plans", "annexes", "sections", "tasks", "obligations", "agencies", "journal")
    }


@pytest.mark.parametrize("moment", [b"insert into task_deadlines", Moment.before_commit])
async def test_killed_in_the_middle_of_a_commit_nothing_half_is_there_and_the_next_makes_it_all(
    wire: Wire,
    victim: Process,
    callers: Callers,
    database: Clone,
    contract: Contract,
    tokens: Tokens,
    clock: StoppedClock,
    moment: Moment | bytes,
) -> None:
    clock.now = datetime.now(LOCAL_ZONE)  # that of the victim
    made = await sent(callers.office, *UNSURE[:2])
    unknown = [(one["id"], "accepted") for one in made["findings"] if one["code"] == "unknown-agency"]
    assert (await settle(callers.office, made, *unknown)).status_code == 200
    before = await kept_of_import(database)
    async with victim.client(contract) as client:
        wire.cut_once(moment, victim.kill)
        with pytest.raises(httpx.TransportError):
            await commit(tokens.callers(client).office, made, publish=True)
    assert await kept_of_import(database) == before
    done = await commit(callers.office, made, publish=True)
    assert (done.status_code, done.json()["plan"]["status"]) == (200, "published"), done.text
    after = await kept_of_import(database)
    assert (after["plans"], after["tasks"], after["agencies"]) == (
        before["plans"] + 1,
        before["tasks"] + 2,
        before["agencies"] + 2,
    )


SAID: dict[str, Any] = {
    "summary": "Đoàn kiểm tra phát hiện sai phạm tại gói thầu số 7",
    "difficulties": "Nhà thầu bỏ trốn khỏi địa bàn",
    "proposals": "Chuyển hồ sơ sang công an",
    "next_steps": "Niêm phong kho vật tư",
    "percent_reason": "Khối lượng bị loại khỏi nghiệm thu",
    "no_document_reason": "Văn bản đang trình ký",
    "reported_by": {"name": "Nguyễn Thị Bưởi", "title": "Chuyên viên"},
    "result_documents": [DOCUMENT | {"title": "Kết luận thanh tra nội bộ"}],
}
SECRETS = (
    "gói thầu", "Nhà thầu", "công an", "Niêm phong", "nghiệm thu", "trình ký", "Bưởi", "Kết luận thanh tra", "sai phạm",
)  # fmt: skip


async def _all_that_can_happen(lead: Caller, other: Caller) -> list[tuple[int, str | None]]:
    answers = [
        await submit(lead, headers=KEY, **SAID),
        await submit(lead, headers=KEY, **SAID),
        await submit(lead, headers=KEY, **SAID | {"summary": "sai phạm khác"}),
        await submit(lead, id=ID, **SAID),
        await submit(other, id=ID, **SAID),
        await submit(
            lead, status="completed", percent_complete=5, **SAID | {"result_documents": [], "no_document_reason": None}
        ),
        await submit(lead, **SAID, difficulties_of_all="sai phạm"),
        await submit(lead, **SAID | {"summary": ["sai phạm"]}),
        await submit(lead, **SAID | {"summary": "TUYỆT MẬT\nsai phạm"}),
        await submit(lead, **SAID | {"supersedes_id": str(world.uid(7999))}),
        await submit(lead, world.OTHER_TASK, **SAID),
    ]
    return [(one.status_code, None if one.is_success else refusal(one)[1]) for one in answers]


async def test_the_log_of_a_process_quotes_no_report_and_no_token(
    processes: Forking, wire: Wire, database: Clone, contract: Contract, tokens: Tokens
) -> None:
    process = processes.process(wire.server.serving_url(database.name))
    await process.start()
    async with process.client(contract) as client:
        callers = tokens.callers(client)
        assert await _all_that_can_happen(callers.lead, callers.other_agency) == [
            (201, None),
            (201, None),
            (422, "idempotency-key-reused"),
            (201, None),
            (409, "report-id-taken"),
            (409, "result-document-needed"),
            *[(422, "invalid-request")] * 3,
            (422, "unknown-superseded-report"),
            (403, "not-your-task"),
        ]
        wire.cut_once(Moment.after_commit)
        assert refusal(await submit(callers.lead, **SAID)) == (503, "unavailable")
        await _refused_with_a_quotation(callers.lead, database)
    await process.stop()
    log = process.log.read_text()
    assert log.count('"request_id"') >= 13
    assert [one for one in (*SECRETS, KEY["Idempotency-Key"], "12/QĐ-UBND") if one in log] == []
    assert [name for name, (_, made) in tokens.made.items() if made.token.rpartition("_")[2] in log] == []


async def _refused_with_a_quotation(lead: Caller, database: Clone) -> None:
    """An error of PostgreSQL that nobody foresaw and that quotes what it was given."""
    await database.execute(
        "create function quoting() returns trigger language plpgsql as $$begin raise 'not %', new.summary; end$$;"
        "create trigger quoting before insert on progress_reports for each row execute function quoting()"
    )
    async with httpx.AsyncClient(transport=lead.http._transport, base_url=lead.http.base_url) as unchecked:
        answer = await unchecked.post(
            f"/v1/tasks/{world.TASK}/reports",
            json={"status": "in_progress", **SAID},
            headers={"Authorization": f"Bearer {lead.token}"},
        )
    assert refusal(answer) == (500, "internal-error")
    assert SAID["summary"] not in answer.text
