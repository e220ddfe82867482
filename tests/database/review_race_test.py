"""Reviews, withdrawals and reports of one pair at the same moment, through two instances of the service: one of them wins, the
other is told why, and pair, obligation and history say the same afterwards.
"""

import asyncio
from uuid import UUID

from app.tasks.progress import PAIR_COLUMNS
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.database.race_test import Two, at_once, statuses
from tests.v1.reports.published import complete, owed, pair, pair_history, published, refusal, slug, submit
from tests.v1.reports.reviewing import confirm, send_back, withdraw

ROUNDS = 3
FIRST_QUARTER = "Quý I/2026"


async def told_the_same(database: Clone, task: UUID) -> None:
    mirror, history = await pair(database, task), await pair_history(database, task)
    assert {name: mirror[name] for name in PAIR_COLUMNS} == {name: history[-1][name] for name in PAIR_COLUMNS}
    assert mirror["version"] == len(history)


async def test_of_two_reviewers_one_wins(instances: Two, clock: StoppedClock, database: Clone) -> None:
    tasks = await published(instances[0], clock, *[FIRST_QUARTER] * ROUNDS)
    for task in tasks:
        report = (await complete(instances[0].lead, task)).json()
        answers = await at_once(
            database, confirm(instances[0].office, report), send_back(instances[1].office, report, "2026-01-09")
        )
        assert statuses(answers) == [200, 409]
        won = next(one for one in answers if one.is_success).json()["review"]["state"]
        (lost,) = [one for one in answers if one.is_error]
        assert (refusal(lost), lost.json()["review_state"]) == ((409, "already-reviewed"), won)
        (completion,) = await owed(database, task)
        found = ((await pair(database, task))["status"], completion["state"])
        assert found == {"confirmed": ("completed", "settled"), "returned": ("returned", "returned")}[won]
        await told_the_same(database, task)
    reviews = await database.fetch("select count(*) as reviews from report_reviews")
    assert reviews[0]["reviews"] == ROUNDS


async def test_a_reviewer_against_a_withdrawal(instances: Two, clock: StoppedClock, database: Clone) -> None:
    tasks = await published(instances[0], clock, *[FIRST_QUARTER] * ROUNDS)
    for task in tasks:
        report = (await complete(instances[0].lead, task)).json()
        answers = await at_once(database, confirm(instances[0].office, report), withdraw(instances[1].lead, report))
        assert statuses(answers) == [200, 409]
        assert [refusal(one)[1] for one in answers if one.is_error] == ["already-reviewed"]
        confirmed = answers[0].is_success
        assert (await pair(database, task))["status"] == ("completed" if confirmed else "not_started")
        await told_the_same(database, task)


async def test_a_better_document_against_its_confirmation(instances: Two, clock: StoppedClock, database: Clone) -> None:
    """Confirmed first, the pair takes no more reports; sent first, the report under review has lost its place."""
    tasks = await published(instances[0], clock, *[FIRST_QUARTER] * ROUNDS)
    for task in tasks:
        report = (await complete(instances[0].lead, task)).json()
        reviewed, sent = await at_once(
            database, confirm(instances[0].office, report), complete(instances[1].lead, task)
        )
        if reviewed.is_success:
            assert refusal(sent) == (409, "status-refuses")
        else:
            assert sent.status_code == 201
            assert refusal(reviewed) == (409, "superseded-report")
            assert reviewed.json()["superseded_by"] == [sent.json()["id"]]
        await told_the_same(database, task)


async def test_a_progress_report_against_a_return_both_count(
    instances: Two, clock: StoppedClock, database: Clone
) -> None:
    tasks = await published(instances[0], clock, *[FIRST_QUARTER] * ROUNDS)
    for task in tasks:
        report = (await complete(instances[0].lead, task)).json()
        back = send_back(instances[0].office, report, "2026-01-09")
        answers = await at_once(database, back, submit(instances[1].lead, task, percent_complete=None))
        assert statuses(answers) == [200, 201]
        row = await pair(database, task)
        assert (row["status"], str(row["last_report_id"])) == ("returned", answers[1].json()["id"])
        await told_the_same(database, task)


async def test_two_batches_in_opposite_order_wait_for_no_one_for_ever(
    instances: Two, clock: StoppedClock, database: Clone
) -> None:
    tasks = await published(instances[0], clock, *[FIRST_QUARTER] * ROUNDS)
    reports = [(await complete(instances[0].lead, task)).json()["id"] for task in tasks]
    items = [{"report_id": one, "action": "confirm"} for one in reports]
    batches = ({"items": items}, {"items": items[::-1]})
    answers = await at_once(
        database, *(one.office.post("/v1/reviews/batch", of) for one, of in zip(instances, batches, strict=True))
    )
    assert statuses(answers) == [200, 200]
    # Whichever came first has them all: the other found every one of them reviewed.
    found = [{one["status"] for one in answer.json()["items"]} for answer in answers]
    assert sorted(found, key=min) == [{200}, {409}]
    for task in tasks:
        await told_the_same(database, task)


async def test_a_review_against_the_closing_of_its_plan(instances: Two, clock: StoppedClock, database: Clone) -> None:
    """A review that came first is in the counts of the closed plan; one that came after is refused."""
    (task,) = await published(instances[0], clock, FIRST_QUARTER)
    report = (await complete(instances[0].lead, task)).json()
    closing, answer = await asyncio.gather(
        instances[0].office.post("/v1/plans/kh-20-2026/close"), confirm(instances[1].office, report)
    )
    assert closing.status_code == 200
    assert answer.is_success or slug(answer) == "plan-state-refuses"
    assert ((await pair(database, task))["status"] == "completed") == answer.is_success
