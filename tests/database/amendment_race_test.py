"""Amendments sent at the same moment as others, and as reports, through two instances: they take turns, and none waits in a circle."""

from uuid import UUID

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.database.race_test import Two, at_once, statuses
from tests.make import world
from tests.v1.reports.published import owed, pair_history, published, refusal, submit
from tests.v1.tasks.amended import amend

ROUNDS = 5


async def test_of_two_who_cancel_at_once_one_finds_it_done(instances: Two, database: Clone) -> None:
    answers = await at_once(database, *(amend(one.office, world.TASK, "cancel") for one in instances))
    assert statuses(answers) == [201, 409]
    assert [refusal(one) for one in answers if one.is_error] == [(409, "status-refuses")]
    assert (await database.counts())["amendments"] == 1


async def test_of_two_who_replace_one_deadline_at_once_the_second_replaces_the_first(
    instances: Two,
    callers: Callers,
    clock: StoppedClock,
    database: Clone,
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    phrases = ("Quý II/2026", "Quý III/2026")
    answers = await at_once(
        database,
        *(
            amend(one.office, task, "set_deadline", deadline_text=phrase)
            for one, phrase in zip(instances, phrases, strict=True)
        ),
    )
    assert statuses(answers) == [201, 201]
    before = {one.json()["before"]["deadline_text"] for one in answers}
    (last,) = {one.json()["after"]["deadline_text"] for one in answers} - before
    (row,) = await owed(database, task)
    assert row["effective_due_date"].month == {"Quý II/2026": 6, "Quý III/2026": 9}[last]


async def test_a_report_and_an_amendment_at_once_both_end(
    instances: Two,
    callers: Callers,
    clock: StoppedClock,
    database: Clone,
) -> None:
    """Whoever comes first; the other decides on what it then finds."""
    tasks: list[UUID] = await published(callers, clock, *["Tháng 4/2026"] * ROUNDS)
    for task in tasks:
        report, amendment = await at_once(
            database, submit(instances[0].lead, task), amend(instances[1].office, task, "suspend")
        )
        assert amendment.status_code == 201
        assert report.status_code in {201, 409}
        actions = [one["action"] for one in await pair_history(database, task)]
        reported = ["report_progress"] if report.is_success else []
        assert actions == ["publish", *reported, "suspend"]
