"""Rates with what they divide, the days a window means, and the URLs of lists (DESIGN §5, Rates)."""

from collections import Counter
from datetime import date

import pytest

from app.overview import rates, windows
from app.overview.links import Scope, lead_list, links, obligation_list, task_list
from app.overview.rates import Rate
from app.overview.windows import ALWAYS, Window
from app.tasks.cell_rules import Basis, Cell

TODAY = date(2026, 6, 20)
CELLS = Counter({Cell.overdue: 1, Cell.in_term: 5, Cell.completed_late: 2, Cell.completed_on_time: 6})
CELLS[Cell.completed_undated] = 2


@pytest.mark.parametrize(
    ("found", "numerator", "denominator", "rate"),
    [
        pytest.param(rates.completion(CELLS), 10, 16, 0.625, id="completed of all"),
        pytest.param(rates.on_time(CELLS), 6, 9, 0.6667, id="on time of what a day has judged"),
        pytest.param(rates.reporting(3, 1, 4), 3, 8, 0.375, id="in time of what was due"),
        pytest.param(rates.completion(Counter()), 0, 0, None, id="nothing assigned"),
        pytest.param(rates.on_time(Counter({Cell.in_term: 4})), 0, 0, None, id="nothing judged yet"),
        pytest.param(rates.on_time(Counter({Cell.overdue: 2})), 0, 2, 0.0, id="none is 0 and not null"),
        pytest.param(rates.reporting(0, 0, 0), 0, 0, None, id="nothing due"),
    ],
)
def test_a_rate_tells_what_it_divides(found: Rate, numerator: int, denominator: int, rate: float | None) -> None:
    assert (found.numerator, found.denominator, found.rate) == (numerator, denominator, rate)


def test_places_go_from_the_best_to_who_has_no_rate() -> None:
    order = [Rate(3, 3), Rate(2, 3), Rate(199, 300), Rate(0, 7), Rate(0, 0)]
    assert [one.place for one in order] == [0, 333_334, 336_667, 1_000_000, 1_000_001]


def days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    return first and date.fromisoformat(first), last and date.fromisoformat(last)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"month": "2026-06"}, ("2026-06-01", "2026-06-30"), id="month"),
        pytest.param({"month": "2028-02"}, ("2028-02-01", "2028-02-29"), id="leap year"),
        pytest.param({"quarter": "2026-Q1"}, ("2026-01-01", "2026-03-31"), id="first quarter"),
        pytest.param({"quarter": "2026-Q4"}, ("2026-10-01", "2026-12-31"), id="last quarter"),
        pytest.param({"year": 2026}, ("2026-01-01", "2026-12-31"), id="year"),
        pytest.param({"first": date(2026, 5, 4)}, ("2026-05-04", None), id="open end"),
        pytest.param({"last": date(2026, 5, 4)}, (None, "2026-05-04"), id="open beginning"),
        pytest.param({"first": TODAY, "last": TODAY}, ("2026-06-20", "2026-06-20"), id="one day"),
        pytest.param({}, (None, None), id="always"),
    ],
)
def test_a_window(given: dict[str, object], expected: tuple[str | None, str | None]) -> None:
    found = asked(**given)
    assert found is not None
    assert (found.first, found.last) == days(*expected)


def asked(**given: object) -> Window | None:
    names = dict.fromkeys(("first", "last", "month", "quarter", "year"))
    return windows.asked(**{**names, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"month": "2026-06", "year": 2026}, id="two periods"),
        pytest.param({"quarter": "2026-Q2", "first": TODAY}, id="a period and a day"),
        pytest.param({"first": TODAY, "last": date(2026, 6, 19)}, id="reversed"),
    ],
)
def test_what_is_no_window(given: dict[str, object]) -> None:
    assert asked(**given) is None


def test_the_ends_of_movements() -> None:
    """Of a period from the day before it began, and not beyond today; of two days exactly those."""
    ended, going_on, two_days = asked(month="2026-05"), asked(quarter="2026-Q2"), asked(first=date(2026, 6, 1))
    assert [windows.ends(one, TODAY) for one in (ended, going_on, two_days) if one] == [
        (date(2026, 4, 30), date(2026, 5, 31)),
        (date(2026, 3, 31), TODAY),
        (date(2026, 6, 1), TODAY),
    ]
    assert windows.ends(ALWAYS, TODAY) is None


def test_what_two_windows_have_in_common() -> None:
    june, from_ten = Window(date(2026, 6, 1), date(2026, 6, 30)), Window(first=date(2026, 6, 10))
    assert june.within(from_ten) == from_ten.within(june) == Window(date(2026, 6, 10), date(2026, 6, 30))
    assert june.within(ALWAYS) == june


def test_a_link_says_what_was_counted_and_nothing_else() -> None:
    plain = Scope(TODAY, plan="kh-01")
    assert task_list(plain, cell=Cell.overdue) == "/v1/tasks?plan=kh-01&cell=overdue"
    window = Window(date(2026, 6, 1), date(2026, 6, 30))
    narrow = Scope(TODAY, TODAY, Basis.original, "kh-01", agency="so-y-te", window=window, in_section=False)
    told = "as_of=2026-06-20&basis=original"
    assert task_list(narrow) == f"/v1/tasks?plan=kh-01&in_section=false&lead=so-y-te&{told}"
    assert lead_list(narrow, due_soon=True).endswith(f"agency=so-y-te&due_soon=true&{told}")
    assert obligation_list(narrow, "late").endswith(f"timeliness=late&due_from=2026-06-01&due_to=2026-06-30&{told}")


def test_an_agency_is_counted_by_its_leads() -> None:
    of_agency = links(Scope(TODAY, agency="so-y-te", by_leads=True))
    assert of_agency["cells"] == of_agency["lead_cells"]
    assert all(link.startswith("/v1/leads?agency=so-y-te") for link in of_agency["cells"].values())
