"""What publication opens (DESIGN §5): the worked examples of the two annexes, and plans made for the rest."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.callers import Caller, Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.plans import annex_body, plan_body
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read, on 1 June."""
    clock = StoppedClock()
    clock.set("2026-06-01")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


async def owed(city: City, plan: str, number: str, section: str | None = None) -> list[dict[str, Any]]:
    task = await city.task(plan, number, section)
    return await city.obligations(task=task["id"])


def days(obligations: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(one["kind"], one["effective_due_date"]) for one in obligations]


async def test_103_communes_owe_two_reports_each_and_nothing_else(city: City) -> None:
    found = await owed(city, PROGRAMME, "3", "III")
    assert len(found) == 206
    assert set(days(found)) == {("progress_report", "2026-06-16"), ("progress_report", "2026-12-16")}
    per_agency = Counter(one["agency"]["code"] for one in found)
    assert (len(per_agency), set(per_agency.values())) == (103, {2})
    june, december = found[0], found[-1]
    assert june["period"] == {"label": "6 tháng đầu năm 2026", "start_on": "2025-12-15", "end_on": "2026-06-14"}
    assert december["period"] == {"label": "Năm 2026", "start_on": "2025-12-15", "end_on": "2026-12-14"}
    # The nominal day is the cut-off of Decree 09/2019, never moved; the window begins on it.
    assert [(one["nominal_due_date"], one["window_from"]) for one in (june, december)] == [
        ("2026-06-14", "2026-06-14"),
        ("2026-12-14", "2026-12-14"),
    ]
    assert june["late_from"] == "2026-06-17T00:00:00+07:00"


async def test_a_report_of_progress_leaves_the_completion_without_a_day(city: City) -> None:
    assert days(await owed(city, CONCLUSIONS, "1")) == [("progress_report", "2026-06-19"), ("completion", None)]


async def test_two_triggers_are_two_completions_that_wait(city: City) -> None:
    found = await owed(city, CONCLUSIONS, "3")
    assert [(one["kind"], one["state"], one["effective_due_date"]) for one in found] == [
        ("completion", "awaiting_event", None)
    ] * 2
    awaited = [one["awaited_event_id"] for one in found]
    assert len(set(awaited)) == 2
    texts = await city.database.fetch("select text from awaited_events where id = any($1::uuid[])", awaited)
    assert sorted(row["text"] for row in texts) == [
        "có số liệu công bố ước GRDP quý II năm 2026",
        "có số liệu công bố ước GRDP quý III năm 2026",
    ]


async def test_each_lead_of_a_row_owes_by_itself(city: City) -> None:
    found = await owed(city, PROGRAMME, "13", "II")
    assert days(found) == [("completion", "2026-03-31")] * 2
    assert [one["agency"]["code"] for one in found] == ["vpdp-ctmtqg", "so-tai-chinh"]
    assert [one["late"] for one in found] == [True, True]


async def test_investors_not_yet_named_owe_31_wednesdays(city: City) -> None:
    found = await owed(city, CONCLUSIONS, "7")
    wednesdays = [date(2026, 6, 3) + timedelta(weeks=week) for week in range(31)]
    assert [one["nominal_due_date"] for one in found] == [day.isoformat() for day in wednesdays]
    # 2 September is a holiday: the report of that Wednesday is due the day after (Civil Code 2015, Điều 148).
    moved = {one["nominal_due_date"]: one["effective_due_date"] for one in found}
    assert [day for day, until in moved.items() if day != until] == ["2026-09-02"]
    assert moved["2026-09-02"] == "2026-09-03"
    assert {(one["kind"], one["agency"]) for one in found} == {("progress_report", None)}
    task = await city.task(CONCLUSIONS, "7")
    assert (task["unresolved"], [lead["agency"] for lead in task["leads"]]) == (True, [None])


async def test_windows_of_weekly_reports_follow_one_another(city: City) -> None:
    found = await owed(city, CONCLUSIONS, "7")
    assert [one["window_from"] for one in found[:2]] == ["2026-06-01", "2026-06-04"]
    after_holiday = next(one for one in found if one["nominal_due_date"] == "2026-09-09")
    assert after_holiday["window_from"] == "2026-09-04"


@pytest.mark.parametrize("number", ["2", "12", "17", "18", "19"])
async def test_what_refers_elsewhere_is_a_completion_without_a_day(city: City, number: str) -> None:
    found = await owed(city, CONCLUSIONS, number)
    assert [(one["kind"], one["state"], one["effective_due_date"]) for one in found] == [("completion", "open", None)]


@pytest.mark.parametrize(("number", "day"), [("1", "2026-06-30"), ("2", "2026-09-30"), ("3", "2026-06-30")])
async def test_conditional_ones_carry_their_condition(city: City, number: str, day: str) -> None:
    found = await owed(city, PROGRAMME, number, "II")
    assert {(one["condition"], one["effective_due_date"], one["not_yet"]) for one in found} == {
        ("theo tiến độ Trung ương hướng dẫn", day, False)
    }


async def test_a_narrowed_group_is_a_pair_of_nobody(city: City) -> None:
    found = await owed(city, PROGRAMME, "1", "III")
    assert [(one["agency"], one["effective_due_date"]) for one in found] == [(None, "2026-06-16"), (None, "2026-12-16")]


async def test_named_days_and_periods_are_completions_by_their_last_day(city: City) -> None:
    assert days(await owed(city, PROGRAMME, "10", "I")) == [("completion", "2026-12-31")]
    assert days(await owed(city, CONCLUSIONS, "8")) == [("completion", "2026-06-19")]
    assert days(await owed(city, CONCLUSIONS, "6")) == [("completion", "2026-07-31")]


async def test_a_heading_owes_nothing(city: City) -> None:
    assert await owed(city, CONCLUSIONS, "14") == []


async def test_all_that_is_owed_in_both_plans(city: City) -> None:
    found = await city.obligations()
    kinds = Counter((one["task"]["plan"], one["kind"], one["state"]) for one in found)
    # Programme: 29 rows with a day, 5 of them with two leads; three half-yearly ones with 1, 2 and 103 pairs.
    # Conclusions: 25 rows; row 3 waits twice, row 7 asks for reports only, row 1 for one beside, row 21 has two leads.
    assert kinds == {
        (PROGRAMME, "completion", "open"): 29 + 5,
        (PROGRAMME, "progress_report", "open"): 2 * (1 + 2 + 103),
        (CONCLUSIONS, "completion", "open"): 25 - 1 - 1 + 1,
        (CONCLUSIONS, "completion", "awaiting_event"): 2,
        (CONCLUSIONS, "progress_report", "open"): 31 + 1,
    }
    assert not any(one["opened_late"] for one in found)


async def test_each_obligation_begins_its_history_on_the_day_of_publication(city: City) -> None:
    began = await city.database.fetch(
        "select o.state = s.state and o.effective_due_date is not distinct from s.effective_due_date as same, "
        "s.on_day = p.published_on as on_day, count(*) from obligations o join obligation_states s on s.obligation_id = o.id "
        "join plans p on p.id = o.plan_id group by 1, 2"
    )
    assert [(row["same"], row["on_day"], row["count"]) for row in began] == [(True, True, 304)]
    pairs = await city.database.fetch(
        "select count(*), count(distinct h.pair_id) as pairs, bool_and(h.on_day = p.published_on) as on_day "
        "from task_agency_states h join task_agency_state s on s.id = h.pair_id join plans p on p.id = s.plan_id"
    )
    shown = sum(task["coverage"]["expected"] for task in await city.tasks())
    assert [tuple(row) for row in pairs] == [(shown, shown, True)]


async def test_members_of_groups_are_expanded_for_every_task(city: City) -> None:
    expanded = await city.database.fetch(
        "select a.role, g.code, count(distinct t.agency_id) as members from assignments a "
        "join agency_groups g on g.id = a.group_id left join task_agencies t on t.assignment_id = a.id "
        "where a.role = 'lead' group by a.id, a.role, g.code order by g.code"
    )
    assert [(row["code"], row["members"]) for row in expanded] == [
        ("communes", 103),
        ("departments-in-charge", 0),
        ("investors", 0),
    ]
    named = await city.database.fetch("select count(*) from plan_agencies")
    assert named[0]["count"] > 2 * 103


# Plans made by hand, in the small city.


async def drafted(office: Caller, code: str, *rows: dict[str, Any], **plan: Any) -> list[dict[str, Any]]:
    """A draft with one annex and these rows, each with its own number."""
    assert (await office.post("/v1/plans", plan_body(code=code, **plan))).status_code == 201
    annex = (await office.post(f"/v1/plans/{code}/annexes", annex_body())).json()
    made = []
    for number, row in enumerate(rows, 1):
        body = {"annex": annex["id"], "number": str(number), "title": f"Nhiệm vụ {number}"} | row
        answer = await office.post(f"/v1/plans/{code}/tasks", body)
        assert answer.status_code == 201, answer.text
        made.append(answer.json())
    return made


async def published(office: Caller, code: str, *rows: dict[str, Any], on: str | None = None, **plan: Any) -> list[Any]:
    """What each of the rows owes once it is published, the earliest day first."""
    tasks = await drafted(office, code, *rows, **plan)
    answer = await office.post(f"/v1/plans/{code}/publish", {} if on is None else {"published_on": on})
    assert answer.status_code == 200, answer.text
    return [await every(office, f"/v1/tasks/{task['id']}/obligations") for task in tasks]


def led_by(*agencies: str, deadline: str | None = "Quý II/2026", **given: Any) -> dict[str, Any]:
    assignments = [{"role": "lead", "agency": agency} for agency in agencies]
    return {"assignments": assignments, "deadline_text": deadline} | given


async def test_what_was_over_at_publication_is_opened_late(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2026-06-20")
    weekly = led_by("so-tai-chinh", deadline="Báo cáo định kỳ vào thứ Tư hằng tuần")
    quarter, before, reports = await published(
        callers.office, "kh-tre", led_by("so-tai-chinh", deadline="Quý I/2026"), led_by("so-y-te"), weekly
    )
    assert [(one["opened_late"], one["late"], one["effective_due_date"]) for one in quarter] == [
        (True, False, "2026-03-31")
    ]
    assert [(one["opened_late"], one["late"]) for one in before] == [(False, False)]
    over = [one["effective_due_date"] for one in reports if one["opened_late"]]
    assert (over[0], over[-1], len(reports)) == ("2026-01-07", "2026-06-17", 52)
    cells = {task["number"]: task["cell"] for task in await every(callers.office, "/v1/tasks", plan="kh-tre")}
    assert cells == {"1": "undated", "2": "in_term", "3": "in_term"}


async def test_a_day_of_publication_in_the_past_is_the_one_that_counts(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2026-06-20")
    [first, second] = await published(
        callers.office,
        "kh-truoc",
        led_by("so-tai-chinh", deadline="31/3/2026"),
        led_by("so-y-te", deadline="30/3/2026"),
        on="2026-03-31",
    )
    assert [(one["opened_late"], one["late"]) for one in (*first, *second)] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Quý II/2026", [("completion", "open", "2026-06-30")]),
        # A Sunday: only reports that recur and days counted from an event move off days off.
        ("Trước ngày 11/5/2026", [("completion", "open", "2026-05-10")]),
        ("Từ quý II đến quý IV/2026", [("completion", "open", "2026-12-31")]),
        ("Thường xuyên", [("completion", "open", None)]),
        ("Theo kế hoạch", [("completion", "open", None)]),
        (None, [("completion", "open", None)]),
        ("Trong vòng 10 ngày kể từ ngày ban hành Nghị quyết", [("completion", "awaiting_event", None)]),
        (
            "Quý II và Quý IV/2026",
            [("progress_report", "open", "2026-06-30"), ("progress_report", "open", "2026-12-31")],
        ),
        (
            "Báo cáo tiến độ thực hiện trước ngày 20/6/2026",
            [("progress_report", "open", "2026-06-19"), ("completion", "open", None)],
        ),
    ],
)
async def test_the_kind_decides_before_the_purpose(
    callers: Callers, phrase: str | None, expected: list[tuple[str, str, str | None]]
) -> None:
    [found] = await published(callers.office, "kh-loai", led_by("so-tai-chinh", deadline=phrase))
    assert [(one["kind"], one["state"], one["effective_due_date"]) for one in found] == expected


async def test_a_task_without_a_lead_is_owed_by_nobody_in_particular(callers: Callers) -> None:
    row = {"deadline_text": "Quý II/2026", "assignments": [{"role": "coordinating", "agency": "so-y-te"}]}
    [found] = await published(callers.office, "kh-khong", row)
    assert [(one["agency"], one["kind"]) for one in found] == [(None, "completion")]


async def test_names_of_nobody_in_one_cell_stay_several(callers: Callers) -> None:
    assignments = [
        {"role": "lead", "agency": "so-tai-chinh"},
        {"role": "lead", "group": "cac-co-quan-neu-ten"},
        {"role": "lead", "text": "Chủ đầu tư phụ trách"},
    ]
    [found] = await published(callers.office, "kh-nhom", led_by(assignments=assignments))
    assert [one["agency"] and one["agency"]["code"] for one in found] == ["so-tai-chinh", None, None]


async def test_a_group_expands_to_its_members_of_that_day_and_not_to_later_ones(
    callers: Callers, database: Clone
) -> None:
    members = "/v1/agency-groups/cac-co-quan-neu-ten/members"
    await callers.admin.put(members, {"agencies": ["so-y-te", "so-xay-dung"]})
    named = [{"role": "lead", "agency": "so-y-te"}, {"role": "lead", "group": "cac-co-quan-neu-ten"}]
    [found] = await published(callers.office, "kh-nhom", led_by(assignments=named))
    # Named itself and as a member, Sở Y tế is one lead and the primary one.
    assert [one["agency"]["code"] for one in found] == ["so-y-te", "so-xay-dung"]
    before = await database.counts()
    await callers.admin.put(members, {"agencies": ["so-tai-chinh"]})
    after = await database.counts()
    assert {name for name in before if before[name] != after[name]} == {"agency_group_members", "journal"}
    mine = await every(callers.lead, "/v1/obligations", plan="kh-nhom", agency="so-tai-chinh")
    assert mine == []


async def test_reports_by_policy_come_on_top(callers: Callers) -> None:
    policy = {"reporting": "quarterly", "cutoffs": "calendar"}
    [found] = await published(callers.office, "kh-quy", led_by("so-tai-chinh"), policy=policy)
    assert Counter(one["kind"] for one in found) == {"completion": 1, "progress_report": 4}


async def test_plans_that_wait_for_the_same_words_wait_for_one_event(callers: Callers) -> None:
    phrase = "Trong vòng 10 ngày kể từ ngày ban hành Nghị quyết"
    [[first]] = await published(callers.office, "kh-mot", led_by("so-tai-chinh", deadline=phrase))
    [[second]] = await published(callers.office, "kh-hai", led_by("so-y-te", deadline=phrase.upper()))
    assert first["awaited_event_id"] == second["awaited_event_id"] is not None
