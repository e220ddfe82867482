"""Random acts of random callers through the year of a plan: whatever they do, the rows are what their history and the rules make
of them, `may` tells what is taken, and every day is shown afterwards as it was shown when it ended.

TIENDO_PROOF_CASES sets how many acts there are.
"""

import os
import random
from collections import Counter
from datetime import timedelta

import pytest

from tests.callers import Callers
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.proof.walk import days, sums
from tests.proof.walk.acts import ACTS, Act
from tests.proof.walk.promises import kept, listed
from tests.proof.walk.town import Town
from tests.v1.reports.published import slug

CASES = int(os.environ.get("TIENDO_PROOF_CASES", "1000"))
ACTS_OF_A_YEAR = 500
SUMMED_UP_AFTER = 20
DAYS_KEPT = 0.08  # of all that end


class Walk:
    def __init__(self, town: Town) -> None:
        self.town = town
        self.heard: Counter[str] = Counter()
        self.by_act: Counter[tuple[str, str]] = Counter()
        # What each day showed when it ended.
        self.seen: dict[str, dict[str, days.Shown]] = {}

    async def step(self) -> None:
        names, weights = list(ACTS), [weight for weight, _ in ACTS.values()]
        name = self.town.chance.choices(names, weights)[0]
        act = await ACTS[name][1](self.town)
        if act is not None:
            await self._do(name, act)
        await self._later()

    async def _do(self, name: str, act: Act) -> None:
        was_listed = await listed(act)
        answer = await act.caller.request(act.method, act.path, json=act.body)
        told = f"{self.town.today} {name}: {act.caller.name} {act.path} {act.body} → {answer.status_code} {answer.text}"
        assert answer.status_code < 500, told
        assert kept(act, was_listed, answer), f"listed: {was_listed}; {told}"
        outcome = "taken" if answer.is_success else slug(answer)
        self.heard["taken" if answer.is_success else "refused"] += 1
        self.by_act[name, outcome] += 1
        if answer.is_success and self.heard["taken"] % SUMMED_UP_AFTER == 0:
            await sums.compare(self.town)

    async def _later(self) -> None:
        chance, clock = self.town.chance, self.town.clock
        passed = timedelta(days=chance.choices([0, 1, 2, 3], [60, 25, 9, 6])[0], seconds=chance.randrange(1, 3600))
        if (clock.now + passed).date() != clock.now.date() and self.town.seldom(DAYS_KEPT):
            self.seen[str(self.town.today)] = await days.shown(self.town)
        clock.now += passed

    async def look_back(self) -> None:
        for day, then in self.seen.items():
            assert await days.shown(self.town, as_of=day) == then, day


@pytest.mark.parametrize("seed", range(-(-CASES // ACTS_OF_A_YEAR)))
async def test_whatever_happens_the_rows_are_a_replay_and_each_day_is_shown_as_it_was(
    seed: int, callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    async with connected(database.superuser_url) as connection:
        town = Town(callers, clock, connection, random.Random(seed))  # noqa: S311  the same walk each time
        walk = Walk(town)
        await town.publish()
        for _ in range(min(CASES, ACTS_OF_A_YEAR)):
            await walk.step()
        await sums.compare(town)
        await walk.look_back()
    kinds = {name for name, outcome in walk.by_act if outcome == "taken"}
    assert walk.heard["taken"] > walk.heard["refused"] / 2, walk.by_act
    assert len(kinds) > len(ACTS) * 3 / 4, set(ACTS) - kinds
