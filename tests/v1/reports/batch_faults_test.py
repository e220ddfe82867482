"""What is wrong with the items of a batch is named up to a bound of the whole batch, and for a known caller only."""

import httpx
import pytest

from app.kernel import nearest
from app.kernel.faults import MOST_FAULTS, MOST_SEARCHES
from app.reports.batch import read
from tests.callers import Callers
from tests.v1.reports.batching import done, item, outcomes, send, told
from tests.v1.reports.published import refusal

UNNAMED = "Không hợp lệ; không nêu lỗi nữa, vì lô này có quá nhiều lỗi"


def unknown(number: int) -> dict[str, int]:
    return {f"summry{one}": 1 for one in range(number)}


def faults_of(answer: httpx.Response) -> list[list[str]]:
    problems = [one["problem"] for one in told(answer)]
    return [[fault["message"] for fault in one["errors"]] for one in problems if one is not None]


async def test_a_hundred_faults_are_named_for_the_whole_batch(callers: Callers) -> None:
    nearest._nearest.cache_clear()
    answer = await send(callers.lead, *[item(**unknown(60))] * 4, item())
    first, second, *rest = faults_of(answer)
    assert (len(first), len(second)) == (60, MOST_FAULTS - 60)
    assert rest == [[UNNAMED]] * 2
    assert [one for one in first if "summary" in one] == first[:MOST_SEARCHES]
    assert nearest._nearest.cache_info().misses == MOST_SEARCHES
    assert outcomes(answer)[-1:] == done(1)


async def test_one_item_of_nothing_but_faults_is_not_listed(callers: Callers) -> None:
    assert faults_of(await send(callers.lead, item(**unknown(1_001)), item(oops=1))) == [
        [UNNAMED],
        ["Không có trường này"],
    ]


async def test_what_a_made_up_token_sends_is_not_read(callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    monkeypatch.setattr(read, "_read", lambda sent, _: looked_at.append(sent))
    assert refusal(await send(callers.bad_token, item(**unknown(100)))) == (401, "token-invalid")
    assert refusal(await send(callers.viewer, item(**unknown(100)))) == (403, "permission-missing")
    assert looked_at == []
