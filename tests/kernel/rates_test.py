"""Who asks too often is told so, by the credential it shows or the address it comes from; everybody else notices nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import pytest
from fastapi.security import HTTPBearer
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.kernel.asgi import Outermost
from app.kernel.rates import Admitting, Rate, Rates, Table, table_file, turns, weigh
from app.kernel.rates.rule import take, window
from app.kernel.rates.table import KNOWN, SIZE
from app.settings import Settings
from tests.callers import Callers
from tests.make import world

THREE = Rate(3, 30)
# token → credential, of those that the database would find
GOOD = {"Bearer a": "A", "Bearer a-rotated": "A", "Bearer b": "B"}
DRAFT = {"reads": '"reads";q=3;w=30', "writes": '"writes";q=3;w=30', "anonymous": '"anonymous";q=3;w=30'}


@dataclass(slots=True)
class Behind:
    """The application behind the layer: finds a credential as the database would, and counts what reached it."""

    reached: int = 0
    reads: bool = True
    items: int = 1
    held: dict[str, asyncio.Event] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if self.reads:
            await request.body()
        self.reached += 1
        if scope["path"] in self.held:
            await self.held[scope["path"]].wait()
        shown = await HTTPBearer(auto_error=False)(request)
        credential = None if shown is None else GOOD.get(f"Bearer {shown.credentials}")
        if credential is not None:
            scope["credential_id"] = credential
        weigh(request, self.items)
        await Response(status_code=401 if credential is None else 204)(scope, receive, send)


@asynccontextmanager
async def asking(
    behind: Behind, rates: Rates, *, table: Table | None = None, address: str = "192.0.2.1"
) -> AsyncIterator[httpx.AsyncClient]:
    layer = Outermost(behind, admitting=Admitting(rates, table or Table.alone()))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(layer, client=(address, 1)), base_url="http://tiendo.test"
    ) as client:
        yield client


async def _many(client: httpx.AsyncClient, number: int, token: str | None, method: str = "GET") -> list[int]:
    headers = {} if token is None else {"Authorization": token}
    return sorted([(await client.request(method, "/v1/me", headers=headers)).status_code for _ in range(number)])


@pytest.mark.parametrize(
    ("at", "left", "waits"),
    [
        ([0, 0, 0, 0], [2, 1, 0, 0], [0, 0, 0, 10]),
        ([0, 0, 0, 9.9, 10, 10], [2, 1, 0, 0, 0, 0], [0, 0, 0, 0.1, 0, 10]),
        ([0, 10, 20, 30, 40], [2, 2, 2, 2, 2], [0, 0, 0, 0, 0]),
        ([0, 0, 0, 30, 30, 30, 30], [2, 1, 0, 2, 1, 0, 0], [0, 0, 0, 0, 0, 0, 10]),
    ],
)
def test_a_bucket_gives_its_quota_at_once_and_then_evenly(at: list[float], left: list[int], waits: list[float]) -> None:
    full_at, told = 0.0, []
    for now in at:
        taken = take(THREE, full_at, 1_000_000.0 + now)
        full_at = taken.full_at
        told.append(taken)
    assert [one.left for one in told] == left
    assert [one.wait for one in told] == pytest.approx(waits, abs=1e-6)


def test_all_of_a_large_quota_is_there_and_no_more() -> None:
    rate, full_at = Rate(997, 13), 0.0
    taken = [take(rate, 0.0, 5.0)]
    for _ in range(997):
        taken.append(take(rate, taken[-1].full_at, 5.0))
    assert [one.left for one in taken] == [*range(996, -1, -1), 0]
    assert [bool(one.wait) for one in taken] == [False] * 997 + [True]
    assert full_at == 0.0


def test_what_is_left_is_to_be_spread_over_no_less_time_than_it_is_given_back_in() -> None:
    first = take(THREE, 0.0, 0.0)
    assert (first.left, window(THREE, first)) == (2, 20)
    assert window(THREE, take(THREE, 30.0, 0.5)) == 10


def test_processes_count_together() -> None:
    with table_file() as path:
        ours, theirs = Table.opened(path), Table.opened(path)
        name = ours.name(b"credential", b"A")
        assert theirs.name(b"credential", b"A") == name
        assert [table.take("reads", name, THREE).left for table in (ours, theirs, ours)] == [2, 1, 0]
        assert theirs.take("reads", name, THREE).wait > 0
        assert theirs.take("writes", name, THREE).left == 2
        ours.remember(ours.name(b"token", b"secret"), name)
        assert theirs.credential_of(theirs.name(b"token", b"secret")) == name
        assert path.stat().st_mode & 0o077 == 0
        assert b"secret" not in path.read_bytes()
    assert not path.exists()
    ours, theirs = Table.opened(path), Table.opened(path)  # each for itself
    assert [table.take("reads", name, THREE).left for table in (ours, theirs)] == [2, 2]


def test_what_a_killed_service_has_left_is_swept_away_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, begun, other = (tmp_path / name for name in ("tiendo-rates-left", "tiendo-rates-begun", "other"))
    for path, size in ((left, SIZE), (begun, 0), (other, SIZE)):
        path.write_bytes(bytes(size))
    with table_file() as ours, table_file() as theirs:
        assert set(tmp_path.iterdir()) == {begun, other, ours, theirs}
    assert set(tmp_path.iterdir()) == {begun, other}


def test_what_is_known_does_not_depend_on_how_many_are_not() -> None:
    with table_file() as path:
        table = Table.opened(path)
        good = [table.name(b"token", b"%d" % number) for number in range(2_000)]
        for name in good:
            table.remember(name, name ^ 1)
        before = path.read_bytes()
        assert [table.credential_of(table.name(b"token", b"no %d" % number)) for number in range(KNOWN)] == [
            None
        ] * KNOWN
        assert path.read_bytes() == before
        assert len(before) == SIZE
        # Two of two thousand may have met in both of their places: then one has to be found by the database again.
        assert sum(table.credential_of(name) != name ^ 1 for name in good) <= 20


async def test_one_that_asks_too_often_is_told_so_before_anything_is_done() -> None:
    behind = Behind()
    async with asking(behind, Rates(reads=THREE, writes=THREE, anonymous=THREE)) as client:
        assert await _many(client, 3, "Bearer a") == [204] * 3
        refused = await client.get("/v1/me", headers={"Authorization": "Bearer a", "Accept-Language": "en"})
        problem = refused.json()
        assert (refused.status_code, problem["type"]) == (429, "/problems/quota-exceeded")
        assert problem["violated-policies"] == ["reads"]
        assert problem["request_id"] == refused.headers["x-request-id"]
        assert refused.headers["ratelimit-policy"] == DRAFT["reads"]
        assert refused.headers["ratelimit"] == '"reads";r=0;t=10'
        assert refused.headers["retry-after"] == "10"
        assert behind.reached == 3
        # Its writes, the others and whoever is not known yet have quotas of their own.
        assert await _many(client, 3, "Bearer a", "POST") == [204] * 3
        assert await _many(client, 3, "Bearer b") == [204] * 3


async def test_the_first_answer_already_tells_the_quota_of_the_credential() -> None:
    async with asking(Behind(), Rates(reads=THREE, writes=THREE, anonymous=THREE)) as client:
        headers = {"Authorization": "Bearer a"}
        told = [(await client.get("/v1/me", headers=headers)).headers["ratelimit"] for _ in range(3)]
        assert told == ['"reads";r=2;t=20', '"reads";r=1;t=10', '"reads";r=0;t=1']
        assert (await client.post("/v1/me", headers=headers)).headers["ratelimit-policy"] == DRAFT["writes"]


@pytest.mark.parametrize("spelled", ["Bearer" + " " * 40 + "a", "bearer a", "BEARER a", "Bearer \ta", "Bearer a\t"])
async def test_a_token_is_the_same_however_it_is_spelled(spelled: str) -> None:
    async with asking(Behind(), Rates(reads=THREE)) as client:
        assert await _many(client, 3, "Bearer a") == [204] * 3
        assert (await _many(client, 1, spelled))[0] in {401, 429}


async def test_by_another_scheme_than_bearer_nobody_is_known() -> None:
    behind = Behind()
    async with asking(behind, Rates(reads=THREE, anonymous=THREE)) as client:
        assert await _many(client, 4, "Basic YTph") == [401, 401, 401, 429]


@pytest.mark.parametrize(
    ("rate", "items", "statuses", "left"),
    [
        (Rate(30, 300), 100, [204, 204, 204, 429], [20, 10, 0, 0]),
        (Rate(30, 300), 101, [204, 204, 429, 429], [19, 8, 0, 0]),
        (Rate(3, 30), 10, [204, 204, 204, 429], [2, 1, 0, 0]),
        # More than there ever is at once.
        (Rate(3, 30), 1_000, [204, 429], [0, 0]),
    ],
)
async def test_a_batch_counts_as_a_tenth_of_its_items(
    rate: Rate, items: int, statuses: list[int], left: list[int]
) -> None:
    async with asking(Behind(items=items), Rates(writes=rate, anonymous=rate)) as client:
        told = [await client.post("/", headers={"Authorization": "Bearer a"}) for _ in statuses]
    assert [one.status_code for one in told] == statuses
    assert [int(one.headers["ratelimit"].split("r=")[1].split(";")[0]) for one in told] == left
    assert {one.headers["ratelimit"].split(";")[0] for one in told} == {'"writes"'}


async def test_a_batch_that_comes_back_when_it_is_told_to_is_taken() -> None:
    async with asking(Behind(items=101), Rates(writes=Rate(30, 300))) as client:
        told = [await client.post("/", headers={"Authorization": "Bearer a"}) for _ in range(3)]
    # 22 requests are taken, and the one that this was let in as; eleven more will be when four are given back.
    assert (told[2].status_code, told[2].headers["retry-after"]) == (429, "40")


async def test_a_rotated_token_has_no_quota_of_its_own() -> None:
    async with asking(Behind(), Rates(reads=THREE)) as client:
        assert await _many(client, 2, "Bearer a") == [204] * 2
        assert await _many(client, 1, "Bearer a-rotated") == [204]
        assert await _many(client, 1, "Bearer a-rotated") == [429]


@pytest.mark.parametrize("tokens", [[None] * 4, [f"Bearer made up {number}" for number in range(4)]])
async def test_who_shows_no_good_token_is_counted_by_address(tokens: list[str | None]) -> None:
    behind, table, rates = Behind(), Table.alone(), Rates(anonymous=THREE)
    async with asking(behind, rates, table=table) as client:
        assert await _many(client, 1, "Bearer b") == [204]  # known from here on
        assert [await _many(client, 1, one) for one in tokens] == [[401], [401], [429], [429]]
        assert await _many(client, 5, "Bearer b") == [204] * 5
        assert await _many(client, 1, "Bearer a") == [429]  # nobody knows yet that it is good
    async with asking(behind, rates, table=table, address="192.0.2.2") as client:
        assert await _many(client, 1, "Bearer a") == [204]


async def test_a_network_of_ipv6_is_one_address() -> None:
    table, rates = Table.alone(), Rates(anonymous=Rate(1, 30))
    statuses = []
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"):
        async with asking(Behind(), rates, table=table, address=address) as client:
            statuses += await _many(client, 1, None)
    assert statuses == [401, 429, 401]


async def test_whether_the_process_lives_may_be_asked_at_any_time() -> None:
    async with asking(Behind(), Rates(anonymous=Rate(1, 30))) as client:
        answers = [await client.get("/healthz") for _ in range(3)]
    assert [one.status_code for one in answers] == [401] * 3  # nobody stands behind it here
    assert "ratelimit" not in answers[0].headers


async def test_what_is_off_is_not_counted() -> None:
    async with asking(Behind(), Rates()) as client:
        answer = await client.get("/v1/me", headers={"Authorization": "Bearer a"})
    assert {"ratelimit", "ratelimit-policy"} & set(answer.headers) == set()


async def _until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110  what is waited for happens in the tasks of the test itself
        await asyncio.sleep(0)


async def test_more_at_once_than_a_share_wait_in_line_and_the_others_pass() -> None:
    behind = Behind(held={"/slow": asyncio.Event()})
    async with asking(behind, Rates(at_once=2)) as client:
        ours, theirs = {"Authorization": "Bearer a"}, {"Authorization": "Bearer b"}
        await asyncio.gather(*(client.get("/known", headers=one) for one in (ours, theirs)))
        slow = [asyncio.create_task(client.get("/slow", headers=ours)) for _ in range(5)]
        await _until(lambda: behind.reached == 4)
        # A body is read before its turn comes, and none is begun that has no turn.
        waiting = asyncio.create_task(client.post("/quick", headers=ours, content=b"x"))
        assert (await client.get("/quick", headers=theirs)).status_code == 204
        assert behind.reached == 5
        behind.held["/slow"].set()
        assert {(await one).status_code for one in (*slow, waiting)} == {204}


async def test_who_waits_too_long_in_its_own_line_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0)
    behind = Behind(held={"/slow": asyncio.Event()})
    async with asking(behind, Rates(at_once=1)) as client:
        slow = asyncio.create_task(client.get("/slow"))
        await _until(lambda: behind.reached == 1)
        refused = [await client.get("/quick"), await client.post("/quick", content=b"x")]
        assert [(one.status_code, one.json()["violated-policies"]) for one in refused] == [(429, ["at-once"])] * 2
        assert refused[0].headers["retry-after"] == "1"
        behind.held["/slow"].set()
        assert (await slow).status_code == 401
        assert (await client.get("/quick")).status_code == 401


@pytest.mark.parametrize(
    ("method", "length", "body"), [("GET", "00", b""), ("POST", "00", b""), ("GET", "1", b"x"), ("DELETE", "1", b"x")]
)
async def test_a_body_that_nobody_reads_spares_nobody_the_line(
    monkeypatch: pytest.MonkeyPatch, method: str, length: str, body: bytes
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0)
    behind = Behind(reads=False, held={"/slow": asyncio.Event()})
    async with asking(behind, Rates(at_once=1)) as client:
        ask = partial(client.request, method, headers={"Content-Length": length}, content=body)
        slow = asyncio.create_task(ask("/slow"))
        await _until(lambda: behind.reached == 1)
        assert (await ask("/quick")).status_code == 429
        behind.held["/slow"].set()
        assert (await slow).status_code == 401


async def test_answers_tell_the_quota_and_me_tells_all_of_them(callers: Callers) -> None:
    me = await callers.viewer.get("/v1/me")
    limits = me.json()["limits"]
    [reads] = [one for one in limits["rates"] if one["policy"] == "reads"]
    assert me.headers["ratelimit-policy"] == f'"reads";q={reads["requests"]};w={reads["seconds"]}'
    assert [one["policy"] for one in limits["rates"]] == ["reads", "writes", "anonymous"]
    assert (await callers.anyone.get("/v1/me")).headers["ratelimit-policy"].startswith('"anonymous"')
    written = await callers.viewer.post("/v1/deadlines/parse", {"text": "Quý II/2026", "year": 2026})
    assert written.headers["ratelimit-policy"].startswith('"writes"')


@pytest.mark.parametrize(
    ("path", "who", "item"),
    [
        ("/v1/reports/batch", "lead", {}),
        ("/v1/reviews/batch", "office", {"report_id": str(world.uid(1)), "action": "confirm"}),
    ],
)
async def test_a_batch_tells_what_it_weighs(callers: Callers, path: str, who: str, item: dict[str, str]) -> None:
    answer = await getattr(callers, who).post(path, {"items": [item] * 40})
    quota = int(answer.headers["ratelimit-policy"].split("q=")[1].split(";")[0])
    # What one request takes is given back within a nanosecond here, the three beyond it were taken last.
    assert (answer.status_code, answer.headers["ratelimit"]) == (200, f'"writes";r={quota - 3};t=1')


def test_rates_are_on_unless_they_are_set_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("READS", "WRITES", "ANONYMOUS", "AT_ONCE"):
        monkeypatch.delenv(f"TIENDO_RATE_{name}", raising=False)
    usual = Settings(data_dir=tmp_path).its_rates()
    assert None not in (usual.reads, usual.writes, usual.anonymous, usual.at_once)
    monkeypatch.setenv("TIENDO_RATE_READS", "off")
    monkeypatch.setenv("TIENDO_RATE_WRITES", "20/1")
    monkeypatch.setenv("TIENDO_RATE_AT_ONCE", "off")
    changed = Settings(data_dir=tmp_path).its_rates()
    assert changed == Rates(None, Rate(20, 1), usual.anonymous, None)


@pytest.mark.parametrize("name", ["READS", "AT_ONCE"])
@pytest.mark.parametrize("written", ["", "0", "0/10", "10/0", "-1/1", "5/1s", "OFF", "none", "1.5/1"])
def test_what_is_no_rate_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, name: str, written: str) -> None:
    monkeypatch.setenv(f"TIENDO_RATE_{name}", written)
    with pytest.raises(ValidationError):
        Settings()
