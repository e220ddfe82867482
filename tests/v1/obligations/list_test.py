"""`GET /v1/obligations`, `/{id}` and `/v1/tasks/{id}/obligations`: lateness, every filter, pages, and who sees what.

Lateness is told by SQL here and by `rules.late` in the rules: both are asked about obligations at random.
"""

from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from app.kernel.db import Base
from app.kernel.embedded import Server
from app.obligations.rules import UNANSWERED, ObligationFacts, ObligationKind, ObligationState, last_day, late
from app.tasks.cell_rules import late_from
from tests.callers import Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.obligations import obligation_row
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every

Row = dict[str, Any]


def as_query(given: object) -> str:
    """The id of a case: its filters; what chooses has an address for a name, which differs between workers."""
    return "&".join(f"{name}={one}" for name, one in given.items()) if isinstance(given, dict) else ""


FIRST = date(2026, 6, 1)
TODAYS = ("2026-06-01T00:00:00", "2026-06-14T23:59:59", "2026-06-15T00:00:00", "2026-07-10")


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read, on 20 June."""
    clock = StoppedClock()
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


def at_random() -> list[ObligationFacts]:
    chance = Random(20260614)  # noqa: S311  the same ones each time, no secret
    return [made(chance, number) for number in range(400)]


def made(chance: Random, number: int) -> ObligationFacts:
    def day(share: float) -> date | None:
        return FIRST + timedelta(days=chance.randrange(30)) if chance.random() < share else None

    state = chance.choice(list(ObligationState))
    due = day(0.8)
    return ObligationFacts(
        id=world.uid(7000 + number),
        kind=chance.choice(list(ObligationKind)),
        state=state,
        effective_due_date=due,
        original_due_date=due,
        has_trigger=chance.random() < 0.3,
        not_yet=chance.random() < 0.1,
        opened_late=chance.random() < 0.1,
        # Of what was never answered there is no day of an answer.
        answered_on=None if state in (ObligationState.open, ObligationState.awaiting_event) else day(0.8),
        respond_by=day(0.6) if state is ObligationState.returned else None,
    )


def row(facts: ObligationFacts) -> Base:
    return obligation_row(
        id=facts.id,
        pair_id=world.PAIR,
        task_id=world.TASK,
        plan_id=world.PLAN,
        agency_id=world.LEAD,
        kind=facts.kind.value,
        state=facts.state.value,
        nominal_due_date=facts.effective_due_date,
        effective_due_date=facts.effective_due_date,
        original_due_date=facts.original_due_date,
        sort_day=facts.effective_due_date or date.max,
        trigger={"text": "có số liệu"} if facts.has_trigger else None,
        not_yet=facts.not_yet,
        opened_late=facts.opened_late,
        answered_on=facts.answered_on,
        respond_by=facts.respond_by,
    )


@pytest.fixture
async def obligations(database: Clone) -> list[ObligationFacts]:
    facts = at_random()
    await database.execute("delete from obligations where id = $1", world.OBLIGATION)
    await database.store(*map(row, facts))
    return facts


async def test_lateness_of_sql_is_that_of_the_rules(
    callers: Callers, clock: StoppedClock, obligations: list[ObligationFacts]
) -> None:
    facts = {str(one.id): one for one in obligations}
    for now in TODAYS:
        clock.set(now)
        shown = await every(callers.viewer, "/v1/obligations", task=str(world.TASK))
        expected = {id_: late(one, clock.now.date()) for id_, one in facts.items()}
        assert {one["id"]: one["late"] for one in shown} == expected
        assert set(expected.values()) == {True, False}
        for asked in ("true", "false"):
            found = await every(callers.viewer, "/v1/obligations", task=str(world.TASK), late=asked)
            assert {one["id"] for one in found} == {
                id_ for id_, is_late in expected.items() if is_late == (asked == "true")
            }


async def test_late_from_tells_a_client_when_it_will_be_late(
    callers: Callers, obligations: list[ObligationFacts]
) -> None:
    """So that a client which holds an unanswered one need not ask again."""
    facts = {str(one.id): one for one in obligations}
    for shown in await every(callers.viewer, "/v1/obligations", task=str(world.TASK)):
        limit = last_day(facts[shown["id"]])
        assert shown["late_from"] == (None if limit is None else late_from(limit).isoformat())
        if limit is not None and facts[shown["id"]].state in UNANSWERED:
            assert not late(facts[shown["id"]], limit)
            assert late(facts[shown["id"]], limit + timedelta(days=1))


FINANCE, COMMUNE = "so-tai-chinh", "phuong-ninh-kieu"


def agency(one: Row) -> str | None:
    code: str | None = one["agency"] and one["agency"]["code"]
    return code


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        ({"agency": FINANCE}, lambda one: agency(one) == FINANCE),
        ({"group": "communes"}, lambda one: (agency(one) or "").startswith(("phuong-", "xa-"))),
        ({"group": "communes", "agency": COMMUNE}, lambda one: agency(one) == COMMUNE),
        ({"group": "investors"}, lambda _: False),
        ({"plan": CONCLUSIONS}, lambda one: one["task"]["plan"] == CONCLUSIONS),
        ({"kind": "completion"}, lambda one: one["kind"] == "completion"),
        ({"kind": "progress_report"}, lambda one: one["kind"] == "progress_report"),
        ({"state": "open"}, lambda one: one["state"] == "open"),
        ({"state": "awaiting_event"}, lambda one: one["state"] == "awaiting_event"),
        ({"state": "settled"}, lambda _: False),
        ({"late": "true"}, lambda one: one["late"]),
        ({"late": "false"}, lambda one: not one["late"]),
        ({"due_from": "2026-07-01"}, lambda one: (one["effective_due_date"] or "") >= "2026-07-01"),
        ({"due_to": "2026-06-19"}, lambda one: (one["effective_due_date"] or "9") <= "2026-06-19"),
        (
            {"agency": FINANCE, "state": "open", "late": "true", "plan": PROGRAMME},
            lambda one: agency(one) == FINANCE and one["late"] and one["task"]["plan"] == PROGRAMME,
        ),
    ],
    ids=as_query,
)
async def test_a_filter_chooses_what_shows_it(
    city: City, filters: dict[str, str], chosen: Callable[[Row], bool]
) -> None:
    everything = await city.obligations()
    found = await city.obligations(**filters)
    assert [one["id"] for one in found] == [one["id"] for one in everything if chosen(one)]


async def test_an_agency_a_group_and_a_plan_by_id(city: City) -> None:
    ids = {
        row["code"]: str(row["id"])
        for row in await city.database.fetch(
            "select code, id from agencies union all select code, id from agency_groups union all select code, id from plans"
        )
    }
    for name, code in (("agency", FINANCE), ("group", "communes"), ("plan", CONCLUSIONS)):
        assert await city.obligations(**{name: ids[code]}) == await city.obligations(**{name: code}) != []


@pytest.mark.parametrize("limit", [7, 100, 200])
async def test_pages_hold_every_obligation_once_the_earliest_day_first(city: City, limit: int) -> None:
    found = await every(city["viewer"], "/v1/obligations", limit=limit)
    places = [(one["effective_due_date"] or "9999-12-31", one["id"]) for one in found]
    assert places == sorted(set(places))
    assert len(places) == 304


async def test_one_by_one_through_equal_days(city: City) -> None:
    found = await every(city["viewer"], "/v1/obligations", limit=1, plan=CONCLUSIONS)
    assert [one["id"] for one in found] == [one["id"] for one in await city.obligations(plan=CONCLUSIONS)]


async def test_of_one_task(city: City) -> None:
    task = await city.task(PROGRAMME, "3", "III")
    path = f"/v1/tasks/{task['id']}/obligations"
    assert await every(city["viewer"], path, limit=50) == await city.obligations(task=task["id"])
    assert (await city["viewer"].get(f"/v1/tasks/{world.uid(499)}/obligations")).status_code == 404


async def test_one_by_its_id(city: City) -> None:
    listed = (await city.obligations(agency=FINANCE))[0]
    answer = await city["viewer"].get(f"/v1/obligations/{listed['id']}")
    assert answer.json() == listed
    tag = answer.headers["etag"]
    again = await city["viewer"].get(f"/v1/obligations/{listed['id']}", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert (await city["viewer"].get(f"/v1/obligations/{world.uid(699)}")).status_code == 404


async def test_a_submitter_sees_its_own_worklist_and_nothing_else(city: City) -> None:
    own = await city.obligations("submitter")
    assert {agency(one) for one in own} == {COMMUNE}
    assert [one["effective_due_date"] for one in own] == ["2026-06-16", "2026-12-16"]
    assert [one["may"] for one in own] == [["report_progress"]] * 2
    assert (await city["submitter"].get("/v1/obligations", params={"agency": FINANCE})).status_code == 422
    other = (await city.obligations(agency=FINANCE))[0]
    assert (await city["submitter"].get(f"/v1/obligations/{other['id']}")).status_code == 404


async def test_may_names_the_report_that_answers_it_and_what_puts_it_off(city: City) -> None:
    mine = await city.obligations("finance")
    answers = {"completion": "report_completed", "progress_report": "report_progress"}
    for one in mine:
        puts_off = ["request_extension"] if one["effective_due_date"] else []
        assert one["may"] == ([answers[one["kind"]], *puts_off] if agency(one) == FINANCE else [])
    assert all(one["may"] == [] for one in await city.obligations("office"))


async def test_what_is_late_moves_with_the_day(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await database.execute(
        "update obligations set nominal_due_date = '2026-06-19', effective_due_date = '2026-06-19' where id = $1",
        world.OBLIGATION,
    )
    seen = {}
    for now in ("2026-06-19T00:00:00", "2026-06-19T23:59:59", "2026-06-20T00:00:00"):
        clock.set(now)
        found = (await callers.lead.get(f"/v1/obligations/{world.OBLIGATION}")).json()
        seen[now] = (found["late"], found["late_from"])
    assert [is_late for is_late, _ in seen.values()] == [False, False, True]
    assert {instant for _, instant in seen.values()} == {"2026-06-20T00:00:00+07:00"}


async def test_of_plans_one_does_not_see(callers: Callers, database: Clone) -> None:
    await database.execute("update plans set restricted = true where id = $1", world.OTHER_PLAN)
    seen = {
        caller.name: str(world.FOREIGN_OBLIGATION) in [one["id"] for one in await every(caller, "/v1/obligations")]
        for caller in (callers.lead, callers.other_agency, callers.viewer, callers.other_office, callers.auditor)
    }
    assert seen == {
        "lead": False,
        "other_agency": True,
        "viewer": False,
        "other_office": True,
        "auditor": True,
    }
    hidden = await callers.lead.get(f"/v1/obligations/{world.FOREIGN_OBLIGATION}")
    assert hidden.status_code == 404


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("kind=report", "kind"),
        ("state=late", "state"),
        ("late=perhaps", "late"),
        ("task=1", "task"),
        ("due_to=30/6/2026", "due_to"),
        ("cursor=WyIyMDI2LTA2LTAxIiwgMV0", "cursor"),
        ("cursor=WzEsICJhIl0", "cursor"),
        ("agencies=a", "agencies"),
    ],
)
async def test_a_wrong_parameter_is_named(city: City, query: str, pointer: str) -> None:
    answer = await city["viewer"].get(f"/v1/obligations?{query}")
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (422, [pointer])
