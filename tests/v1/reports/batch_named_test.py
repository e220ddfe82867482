"""Items that name task and obligation as the plan does: plan code, section, number, agency, and the day that is owed."""

from typing import Any
from uuid import UUID

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.obligations import obligation_row
from tests.make.plans import annex_row, section_row
from tests.make.tasks import assignment_row, pair_row, task_agency_row, task_row
from tests.v1.reports.batching import done, item, numbered, outcomes, reports, send, told, verdict
from tests.v1.reports.published import DOCUMENT, HALF_YEARLY, PLAN, owed, published, refusal, submit

CODE = "kh-01-2026"
AGAIN = {1: world.LEAD, 2: world.OTHER_AGENCY, 3: world.LEAD}


async def test_by_number_and_agency(callers: Callers) -> None:
    answer = await send(callers.gateway, numbered(CODE, "1", agency="H13.5"), numbered(CODE, "2", agency="so-y-te"))
    assert [one["task"]["id"] for one in reports(answer)] == [str(world.TASK), str(world.OTHER_TASK)]
    assert outcomes(await send(callers.lead, numbered(CODE, "1"), numbered(CODE, "2"))) == [
        (201, None),
        (403, "not-your-task"),
    ]


async def numbered_again(database: Clone) -> list[UUID]:
    """Another annex of the plan: its sections I and, without a label, “Phần chung” have a number 1 each, and II has one."""
    annex, sections = world.uid(7200), [world.uid(7210 + at) for at in (1, 2, 3)]
    rows: list[Any] = [annex_row(id=annex, plan_id=world.PLAN, position=2)]
    labels = {1: ("I", "Phần một"), 2: (None, "Phần chung"), 3: ("II", "Phần ba")}
    for at, section in enumerate(sections, 1):
        label, title = labels[at]
        rows.append(section_row(id=section, plan_id=world.PLAN, annex_id=annex, label=label, title=title, position=at))
    tasks = [world.uid(7220 + at) for at in AGAIN]
    for at, (task, section) in enumerate(zip(tasks, sections, strict=True), 1):
        rows += _led(task, annex, section, at)
    await database.store(*rows)
    return tasks


def _led(task: UUID, annex: UUID, section: UUID, at: int) -> list[Any]:
    agency = AGAIN[at]
    named = {"task_id": task, "plan_id": world.PLAN, "agency_id": agency}
    assignment = assignment_row(**named, role="lead", is_primary=True)
    place = {"annex_id": annex, "section_id": section, "number": "1", "position": 10 + at}
    return [
        task_row(id=task, plan_id=world.PLAN, **place),
        assignment,
        task_agency_row(**named, role="lead", assignment_id=assignment.id),
        pair_row(id=world.uid(7230 + at), **named),
        obligation_row(id=world.uid(7240 + at), pair_id=world.uid(7230 + at), **named),
    ]


async def test_a_number_that_stands_twice_is_told_by_section_or_agency(callers: Callers, database: Clone) -> None:
    first, general, third = await numbered_again(database)
    answer = await send(
        callers.gateway,
        numbered(CODE, "1", section="I", agency="so-tai-chinh"),
        numbered(CODE, "1", section="Phần chung", agency="so-y-te"),
        numbered(CODE, "1", agency="so-y-te"),
        numbered(CODE, "1", agency="so-tai-chinh"),
        numbered(CODE, "1", section="IV", agency="so-tai-chinh"),
        numbered(CODE, "1", section="Phần một", agency="so-tai-chinh"),
    )
    assert outcomes(answer) == [*done(3), (409, "ambiguous-task"), (404, "not-found"), (404, "not-found")]
    assert [one["task"]["id"] for one in reports(answer)[:3]] == [str(first), str(general), str(general)]
    assert told(answer)[3]["problem"]["tasks"] == [str(one) for one in (world.TASK, first, third)]


async def test_what_is_not_found_is_named(callers: Callers, database: Clone) -> None:
    """By the caller's own eyes: a plan it may not see is as absent as one that nobody has made."""
    await numbered_again(database)
    for caller, said, pointer in (
        (callers.lead, numbered("kh-99-2026", "1"), "/plan_code"),
        (callers.lead, numbered("kh-02-2026", "1"), "/plan_code"),
        (callers.lead, numbered(CODE, "99"), "/task_number"),
        (callers.lead, numbered(CODE, "1", section="IV"), "/section"),
        (callers.lead, numbered(CODE, "99", section="Phần chung"), "/task_number"),
        (callers.lead, item(world.DRAFT_TASK), "/task_id"),
        # Of a visible plan a submitter sees what its agency leads.
        (callers.submitter, numbered(CODE, "1", section="Phần chung"), "/section"),
        (callers.submitter, item(world.OTHER_TASK), "/task_id"),
    ):
        (one,) = told(await send(caller, said))
        assert verdict(one) == (404, "not-found")
        assert [fault["pointer"] for fault in one["problem"]["errors"]] == [pointer]


async def test_by_the_day_of_what_is_owed(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    june, december = await owed(database, task)
    clock.set("2026-12-15")
    assert refusal(await submit(callers.lead, task)) == (409, "name-the-obligation")
    days = [one["nominal_due_date"].isoformat() for one in (december, june)]
    answer = await send(
        callers.lead,
        numbered(PLAN, "1"),
        numbered(PLAN, "1", nominal_due_date="2026-07-04"),
        *(numbered(PLAN, "1", nominal_due_date=day) for day in days),
        numbered(PLAN, "1", nominal_due_date=days[0]),
    )
    assert outcomes(answer) == [
        (409, "name-the-obligation"),
        (409, "not-an-open-obligation"),
        *done(2),
        (409, "status-refuses"),
    ]
    assert told(answer)[1]["problem"]["obligations"] == [str(one["id"]) for one in (june, december)]
    pointers = [[fault["pointer"] for fault in one["problem"]["errors"]] for one in told(answer)[:2]]
    assert pointers == [[], ["/nominal_due_date"]]
    assert [one["obligation_id"] for one in reports(answer)[2:4]] == [str(december["id"]), str(june["id"])]
    assert [one["state"] for one in await owed(database, task)] == ["settled"] * 2


async def test_of_two_on_one_day_the_status_tells_which(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    june, december = await owed(database, task)
    day = june["nominal_due_date"]
    await database.execute(
        "update obligations set kind = 'completion', nominal_due_date = $2 where id = $1", december["id"], day
    )
    answer = await send(
        callers.lead,
        numbered(PLAN, "1", nominal_due_date=day.isoformat()),
        numbered(PLAN, "1", status="completed", result_documents=[DOCUMENT], nominal_due_date=day.isoformat()),
    )
    assert [one["obligation_id"] for one in reports(answer)] == [str(june["id"]), str(december["id"])]


async def test_of_two_alike_on_one_day_one_has_to_be_named(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    both = [one["id"] for one in await owed(database, task)]
    await database.execute("update obligations set nominal_due_date = '2026-06-20' where task_id = $1", task)
    (one,) = told(await send(callers.lead, numbered(PLAN, "1", nominal_due_date="2026-06-20")))
    assert verdict(one) == (409, "name-the-obligation")
    assert one["problem"]["obligations"] == [str(one) for one in sorted(both)]
    assert (await database.counts())["progress_reports"] == 0
