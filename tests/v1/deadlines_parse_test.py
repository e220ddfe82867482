"""`/v1/deadlines/parse`."""

from dataclasses import asdict
from typing import Any

import pytest

from app.calendar.models import CalendarDay
from app.calendar.standard_days import standard_days
from tests.callers import CAST, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock

PATH = "/v1/deadlines/parse"
HALF_YEARS = "Báo cáo 6 tháng, năm"


@pytest.fixture
async def calendar(database: Clone) -> None:
    await database.store(*(CalendarDay(**asdict(one)) for one in standard_days([2026])))


async def parsed(callers: Callers, text: str, **given: Any) -> dict[str, Any]:
    answer = await callers.viewer.post(PATH, {"text": text, "year": 2026} | given)
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


def days(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["nominal_due_date"], one["effective_due_date"]) for one in body["occurrences"]]


async def test_a_reading_is_one_flat_object(callers: Callers) -> None:
    assert await parsed(callers, "Trước ngày 20/6/2026") == {
        "reading": {
            "kind": "date",
            "purpose": "completion",
            "precision": "day",
            "start_on": None,
            "due_on": "2026-06-19",
            "due_time": None,
            "boundary": "before",
            "recurrence": None,
            "triggers": [],
            "condition": None,
            "also_continuous": False,
            "confidence": "exact",
            "notes": [],
        },
        "occurrences": [{"nominal_due_date": "2026-06-19", "effective_due_date": "2026-06-19", "period": None}],
    }


@pytest.mark.usefixtures("calendar")
async def test_half_years_are_cut_off_on_day_14_and_due_two_working_days_later(callers: Callers) -> None:
    """DESIGN §4: 16/6 and 16/12 in 2026."""
    body = await parsed(callers, HALF_YEARS)
    assert days(body) == [("2026-06-14", "2026-06-16"), ("2026-12-14", "2026-12-16")]
    assert body["occurrences"][0]["period"] == {
        "label": "6 tháng đầu năm 2026",
        "start_on": "2025-12-15",
        "end_on": "2026-06-14",
    }


@pytest.mark.usefixtures("calendar")
async def test_the_last_day_moves_off_days_off(callers: Callers) -> None:
    """Tết of 2026 is Monday to Friday, 16 to 20 February, between two weekends."""
    moved = await parsed(callers, "Ngày 16/02/2026", policy={"roll_over": ["date"]})
    kept = await parsed(callers, "Ngày 16/02/2026", policy={"roll_over": []})
    assert (days(moved), days(kept)) == ([("2026-02-16", "2026-02-23")], [("2026-02-16", "2026-02-16")])


async def test_an_empty_calendar_knows_weekends_only(callers: Callers) -> None:
    moved = await parsed(callers, "Ngày 14/02/2026", policy={"roll_over": ["date"]})
    assert days(moved) == [("2026-02-14", "2026-02-16")]


@pytest.mark.usefixtures("calendar")
async def test_each_name_of_the_policy_decides_days(callers: Callers) -> None:
    assert days(await parsed(callers, "Trước ngày 20/6/2026", policy={"before_is_inclusive": True})) == [
        ("2026-06-20", "2026-06-20")
    ]
    assert days(await parsed(callers, HALF_YEARS, policy={"submission_lag_working_days": 0})) == [
        ("2026-06-14", "2026-06-14"),
        ("2026-12-14", "2026-12-14"),
    ]
    calendar_halves = await parsed(callers, HALF_YEARS, policy={"cutoffs": "calendar"})
    assert [nominal for nominal, _ in days(calendar_halves)] == ["2026-06-30", "2026-12-31"]


async def test_the_window_is_the_year_given(callers: Callers) -> None:
    quarters = days(await parsed(callers, "Hằng quý", year=2027))
    assert [nominal for nominal, _ in quarters] == ["2027-03-14", "2027-06-14", "2027-09-14", "2027-12-14"]


async def test_the_window_begins_with_the_day_of_issue(callers: Callers) -> None:
    """A plan of 2026 issued in December 2025 runs to the end of 2026; without a year, to the end of its year of issue."""
    with_year = days(await parsed(callers, "Hằng quý", issued_on="2025-12-10"))
    without = days(await parsed(callers, "Hằng quý", year=None, issued_on="2025-12-10"))
    assert [nominal for nominal, _ in with_year][::4] == ["2025-12-14", "2026-12-14"]
    assert [nominal for nominal, _ in without] == ["2025-12-14"]


async def test_a_plan_issued_after_its_year_runs_to_the_end_of_the_year_of_issue(callers: Callers) -> None:
    late = days(await parsed(callers, "Hằng quý", year=2025, issued_on="2026-04-01"))
    assert [nominal for nominal, _ in late] == ["2026-06-14", "2026-09-14", "2026-12-14"]


async def test_with_nothing_given_the_window_is_this_year_in_can_tho(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2027-01-01T00:30:00")
    quarters = days(await parsed(callers, "Hằng quý", year=None))
    assert [nominal[:4] for nominal, _ in quarters] == ["2027"] * 4


@pytest.mark.parametrize(
    ("issued_on", "until"), [("2026-01-01", "2036-01-01"), ("2028-02-29", "2038-02-28"), ("2026-05-05", "2026-05-05")]
)
async def test_the_longest_and_the_shortest_window(callers: Callers, issued_on: str, until: str) -> None:
    answer = await callers.viewer.post(PATH, {"text": "Hằng ngày", "issued_on": issued_on, "until": until})
    found = answer.json()["occurrences"]
    assert (found[0]["nominal_due_date"], found[-1]["nominal_due_date"]) == (issued_on, until)


@pytest.mark.parametrize(
    ("issued_on", "until"), [("2026-01-01", "2036-01-02"), ("2028-02-29", "2038-03-01"), ("2026-05-05", "2026-05-04")]
)
async def test_a_window_too_long_or_reversed_is_refused(callers: Callers, issued_on: str, until: str) -> None:
    answer = await callers.viewer.post(PATH, {"text": "Hằng ngày", "issued_on": issued_on, "until": until})
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "/problems/window-out-of-range")
    assert (problem["errors"][0]["pointer"], problem["start_on"], problem["until"]) == ("/until", issued_on, until)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("vi", "Không ghi năm; lấy năm của kế hoạch: 2026."),
        ("en-GB, vi;q=0.5", "No year is written; the plan's year 2026 is taken."),
    ],
)
async def test_notes_are_told_in_the_language_asked_for(callers: Callers, language: str, note: str) -> None:
    answer = await callers.viewer.post(PATH, {"text": "Tháng 4", "year": 2026}, headers={"Accept-Language": language})
    assert answer.json()["reading"]["notes"] == [note]


async def test_a_phrase_it_does_not_know_is_unresolved_and_no_error(callers: Callers) -> None:
    body = await parsed(callers, "xyz")
    assert (body["reading"]["kind"], body["reading"]["confidence"], body["occurrences"]) == (
        "unscheduled",
        "unresolved",
        [],
    )


async def test_an_event_has_triggers_and_no_day(callers: Callers) -> None:
    body = await parsed(callers, "Sau 15 ngày kể từ ngày nhận được văn bản hướng dẫn")
    triggers = body["reading"]["triggers"]
    assert ([(one["amount"], one["unit"]) for one in triggers], body["occurrences"]) == ([(15, "day")], [])


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/text"),
        ({"text": "Độ mật: TỐI MẬT"}, "/text"),
        ({"text": "Tháng 4\u0000"}, "/text"),
        ({"text": "Tháng 4", "year": "2026"}, "/year"),
        ({"text": "Tháng 4", "issued_on": "20/6/2026"}, "/issued_on"),
        ({"text": "Tháng 4", "years": 2026}, "/years"),
        ({"text": "Tháng 4", "policy": {"due_soon_days": 7}}, "/policy/due_soon_days"),
        ({"text": "Tháng 4", "policy": {"roll_over": ["continuous"]}}, "/policy/roll_over/0"),
        ({"text": "Tháng 4", "policy": {"submission_lag_working_days": 61}}, "/policy/submission_lag_working_days"),
    ],
    ids=str,
)
async def test_a_refusal_names_the_field(callers: Callers, body: dict[str, Any], pointer: str) -> None:
    answer = await callers.viewer.post(PATH, body)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer])


@pytest.mark.parametrize("name", sorted(CAST.keys() - {"expired", "revoked"}))
async def test_every_role_may_ask(callers: Callers, name: str) -> None:
    assert (await getattr(callers, name).post(PATH, {"text": "Tháng 4/2026"})).status_code == 200


@pytest.mark.parametrize("name", ["anyone", "expired", "revoked", "bad_token"])
async def test_whoever_has_no_good_token_is_not_answered(callers: Callers, name: str) -> None:
    assert (await getattr(callers, name).post(PATH, {"text": "Tháng 4/2026"})).status_code == 401


async def test_nothing_is_stored(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    await parsed(callers, "Hằng quý")
    assert await database.counts() == before
