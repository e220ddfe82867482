"""Instants are UTC, days are those of Can Tho; a sandbox's clock is moved, and every answer says so."""

import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from pydantic import ValidationError
from rich.console import Console

from app.cli import serve
from app.kernel.asgi import BODY_LIMIT_BYTES
from app.kernel.clock import LOCAL_ZONE, local_day, sandbox_clock, system_clock, written_offset
from app.main import create_app
from app.settings import Settings
from tests.callers import Callers, Tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make.reports import report_body
from tests.make.world import TASK


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-06-19T16:59:59+00:00", "2026-06-19"),
        ("2026-06-19T17:00:00+00:00", "2026-06-20"),
        ("2026-06-19T23:59:59+07:00", "2026-06-19"),
        ("2026-06-20T00:00:00+07:00", "2026-06-20"),
        ("2026-12-31T18:00:00+00:00", "2027-01-01"),
        ("2026-06-19T10:00:00-07:00", "2026-06-20"),
    ],
)
def test_a_day_ends_at_midnight_in_can_tho(instant: str, day: str) -> None:
    assert local_day(datetime.fromisoformat(instant)) == date.fromisoformat(day)


def test_the_clock_tells_utc() -> None:
    told = system_clock()
    assert told.tzinfo is UTC
    assert abs(datetime.now(UTC) - told) < timedelta(seconds=5)


STOPPED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "shows"),
    [
        ("2026-06-19T08:00:00+07:00", "2026-06-19T01:00:00+00:00"),
        ("2026-06-19T23:59Z", "2026-06-19T23:59:00+00:00"),
        ("P30D", "2026-04-01T02:00:00+00:00"),
        ("-P1DT6H", "2026-02-28T20:00:00+00:00"),
        ("PT90M", "2026-03-02T03:30:00+00:00"),
    ],
)
def test_a_sandbox_is_set_to_an_instant_or_moved_by_so_much(written: str, shows: str) -> None:
    """And runs on: an hour later it shows an hour more."""
    now = [STOPPED]
    moved = sandbox_clock(_read(written), lambda: now[0])
    assert moved is not None
    assert moved() == datetime.fromisoformat(shows)
    now[0] += timedelta(hours=1)
    assert moved() == datetime.fromisoformat(shows) + timedelta(hours=1)


@pytest.mark.parametrize("offset", [timedelta(days=30), timedelta(days=-400, microseconds=5), timedelta(0)])
def test_an_offset_is_told_to_the_workers_as_they_read_it(offset: timedelta) -> None:
    assert _read(written_offset(offset)) == offset


@pytest.mark.parametrize("written", ["2026-06-19", "2026-06-19T08:00:00", "1750000000", "30", "P", "PT", "hôm qua"])
def test_what_is_neither_is_refused_in_both_languages(written: str) -> None:
    with pytest.raises(ValidationError, match=r"RFC 3339 có múi giờ .* / write an instant of RFC 3339 with its zone"):
        _read(written)


@pytest.mark.parametrize("written", ["P40000D", "2200-01-01T00:00:00Z"])
def test_a_clock_further_than_a_century_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match=r"100 năm .* / more than 100 years"):
        _read(written)


def _read(written: str) -> datetime | timedelta | None:
    return Settings.model_validate({"clock": written}).clock


@pytest.fixture
async def sandbox(database: Clone, clock: StoppedClock, contract: Contract, tokens: Tokens) -> AsyncIterator[Callers]:
    moved = Settings.model_validate({"database_url": database.serving_url, "clock": "2026-06-20T00:00:00+07:00"})
    app = create_app(moved, clock)
    async with app.router.lifespan_context(app), ContractClient(contract, httpx.ASGITransport(app)) as http:
        yield tokens.callers(http)


async def test_every_answer_of_a_sandbox_tells_its_clock(sandbox: Callers, clock: StoppedClock) -> None:
    key = {"Idempotency-Key": "k"}
    path = f"/v1/tasks/{TASK}/reports"
    answers = [
        await sandbox.lead.post(path, report_body(), headers=key),
        await sandbox.lead.post(path, report_body(), headers=key),
        await sandbox.lead.post(path, {}),
        await sandbox.anyone.get("/v1/me"),
        await sandbox.anyone.get("/healthz"),
        await sandbox.anyone.get("/khong-co"),
        await sandbox.admin.post("/v1/agencies", headers={"Content-Length": str(BODY_LIMIT_BYTES + 1)}),
    ]
    assert [one.status_code for one in answers] == [201, 201, 422, 401, 200, 404, 413]
    assert answers[1].headers["idempotency-replayed"] == "true"
    assert {one.headers["tiendo-clock"] for one in answers} == {"2026-06-20T00:00:00+07:00"}
    assert (answers[0].json()["submitted_on"], answers[0].json()["submitted_at"]) == (
        "2026-06-20",
        "2026-06-19T17:00:00+00:00",
    )
    clock.now += timedelta(minutes=5)
    assert (await sandbox.lead.get("/v1/me")).headers["tiendo-clock"] == "2026-06-20T00:05:00+07:00"


async def test_without_the_setting_no_answer_speaks_of_a_clock(callers: Callers) -> None:
    answers = [await callers.viewer.get(path) for path in ("/v1/me", "/khong-co", "/healthz")]
    assert [one for one in answers if "tiendo-clock" in one.headers] == []


def test_serve_says_so_and_gives_its_workers_one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_CLOCK", "2026-06-19T08:00:00+07:00")
    settings = serve.of_one_clock(Settings())
    of_worker = Settings()
    assert of_worker.clock == settings.clock
    assert isinstance(of_worker.clock, timedelta)
    console = Console(file=io.StringIO(), width=40)
    serve.warn_of_clock(settings, console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    now = settings.its_clock()().astimezone(LOCAL_ZONE)
    assert [now.isoformat()[:16] in line for line in said.splitlines()] == [True, True]
    assert ("ĐỒNG HỒ CHẠY THỬ" in said, "SANDBOX CLOCK" in said) == (True, True)


def test_serve_says_nothing_of_a_clock_that_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIENDO_CLOCK", raising=False)
    console = Console(file=io.StringIO())
    serve.warn_of_clock(serve.of_one_clock(Settings()), console)
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]
