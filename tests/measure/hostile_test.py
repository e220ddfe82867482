"""Four hostile files at once: each is refused in seconds, and whoever asks for a single thing meanwhile is answered.

`make measure` sends them at full size, prints the times and holds them to what was promised; here they are small.
"""

import asyncio
import resource
from collections.abc import Awaitable
from time import perf_counter

import httpx
from fastapi import FastAPI

from tests.callers import Caller
from tests.measure.importing_test import FULL_SIZE, office
from tests.rules.documents.bounds_test import as_csv, as_excel, as_text, as_word, row
from tests.v1.plan_imports_test import send

__all__ = ["office"]
ROWS = 19_000 if FULL_SIZE else 2_100
# In a row ten names that nobody knows, or dates in its title; of either 20,000 are one too many.
NAMES = [row(at, lead="; ".join(f"Công ty {at} {one}" for one in "ABCDEFGHIJ")) for at in range(ROWS)]
DATES = [row(at, title=" ".join(f"Hoàn thành trước ngày {day}/3/2026." for day in range(1, 12))) for at in range(ROWS)]
FILES = {"a.txt": as_text(NAMES), "a.csv": as_csv(DATES), "a.docx": as_word(NAMES), "a.xlsx": as_excel(DATES)}
MOST_WAIT, MOST_GROWTH = 1.0, 100_000


async def test_four_hostile_files_at_once_hold_nobody_up(office: Caller, app: FastAPI) -> None:
    await office.get("/v1/me")
    before = _kilobytes()
    sent = [asyncio.create_task(_timed(send(office, data, name))) for name, data in FILES.items()]
    waited = []
    while not all(one.done() for one in sent):
        answer, seconds = await _timed(office.get("/v1/me"))
        assert answer.status_code == 200
        waited.append(seconds)
        await asyncio.sleep(0.05)
    answers = [await one for one in sent]
    assert {answer.json()["type"] for answer, _ in answers} == {"/problems/file-too-large"}
    app.state.aside.readers.close()  # what its children took is told of a process that has ended
    reading = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(  # noqa: T201  what it is for
        f"\n{ROWS} rows: answered after {', '.join(f'{seconds:.1f}' for _, seconds in answers)} s; readers: "
        f"{reading.ru_utime + reading.ru_stime:.1f} s of CPU, {reading.ru_maxrss // 1024} MB at most; "
        f"/v1/me {len(waited)} times, {max(waited):.2f} s at most; the service grew by {(_kilobytes() - before) // 1024} MB"
    )
    assert max(waited) < MOST_WAIT
    assert _kilobytes() - before < MOST_GROWTH


async def _timed(work: Awaitable[httpx.Response]) -> tuple[httpx.Response, float]:
    begun = perf_counter()
    answer = await work
    return answer, perf_counter() - begun


def _kilobytes() -> int:
    """The most that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
