"""`tiendo summary`, `overdue` and `waiting`: what the office reads in the morning, at a terminal, in a pipe and as JSON."""

from collections.abc import AsyncIterator
from datetime import date
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from app.cli import summary
from app.cli.overdue import Lead, show_overdue, show_waiting
from app.kernel.embedded import Server
from app.overview.schemas import PlanSummary
from app.tasks.cell_rules import Cell
from tests.cli.tiendo import here, refused
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City
from tests.v1.reports.published import complete

AS_OF = ("--as-of", "2026-07-10")
OF_CONCLUSIONS = ("--plan", CONCLUSIONS)


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """One department has asked for confirmation on 22 June."""
    clock = StoppedClock()
    clock.set("2026-06-22")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        task = await opened.task(CONCLUSIONS, "10")
        assert (await complete(opened["finance"], task["id"])).status_code == 201
        yield opened


def terminal() -> Console:
    return Console(file=StringIO(), force_terminal=True, color_system="truecolor", width=100)


def read(console: Console) -> list[str]:
    """The lines as a reader without colours sees them."""
    assert isinstance(console.file, StringIO)
    return Text.from_ansi(console.file.getvalue()).plain.splitlines()


async def test_a_summary_is_that_of_the_interface(city: City) -> None:
    told = await here(city.database, "summary", PROGRAMME, *AS_OF, "--basis", "original", "--json")
    assert told.status == 0, told.err
    assert (told.data["as_of"], told.data["basis"], told.data["total"]) == ("2026-07-10", "original", 32)
    clock_of_city = await city["auditor"].get(f"/v1/plans/{PROGRAMME}/summary?as_of=2026-06-22&basis=original")
    asked = await here(city.database, "summary", PROGRAMME, "--as-of", "2026-06-22", "--basis", "original", "--json")
    assert asked.data == clock_of_city.json()


async def test_a_sandbox_tells_its_own_day_and_a_day_may_be_written_as_in_documents(city: City) -> None:
    sandbox = {"TIENDO_CLOCK": "2026-07-10T08:00:00+07:00"}
    plain = await here(city.database, "summary", CONCLUSIONS, **sandbox)
    dated = await here(city.database, "summary", CONCLUSIONS, "--as-of", "10/07/2026")
    assert plain.out.splitlines()[0] == f"{CONCLUSIONS} · 10/07/2026 · 25 nhiệm vụ / tasks"
    assert plain.out == dated.out
    assert (await here(city.database, "overdue", **sandbox)).out == (await here(city.database, "overdue", *AS_OF)).out
    waited = await here(city.database, "waiting", **sandbox)
    assert waited.out.splitlines()[-1].split("\t")[-2:] == ["22/06/2026", "18"]


async def test_a_bar_with_the_words_and_numbers_beside_it(city: City) -> None:
    asked = await here(city.database, "summary", CONCLUSIONS, *AS_OF, "--json")
    told, console = PlanSummary.model_validate(asked.data), terminal()
    summary.show(console, told)
    lines = read(console)
    assert lines[0] == f"{CONCLUSIONS} · 10/07/2026 · 25 nhiệm vụ / tasks"
    cells = told.cells.model_dump()
    held = [cell for cell in Cell if cells[cell]]
    assert len(held) > 3
    glyphs = [summary.LOOKS[cell].glyph for cell in held]
    assert list(dict.fromkeys(lines[1])) == glyphs, "a part for each cell, in their order"
    for cell in Cell:
        look = summary.LOOKS[cell]
        line = next(line for line in lines if f"{look.vi} / {look.en} " in line)
        assert line.split()[0] == look.glyph * 2
        assert f" {cells[cell]} " in line
    assert {cell_len(line) for line in lines if line.strip()} <= set(range(101))
    assert [cell_len(lines[1]), cell_len(lines[4])] == [100, 100]
    assert any("Sở Nông nghiệp và Môi trường" in line for line in lines)
    assert "\x1b[31m█" in console.file.getvalue()  # type: ignore[attr-defined]


def test_no_cell_is_rounded_away_and_nothing_has_no_bar() -> None:
    cells = dict.fromkeys(Cell, 0) | {Cell.overdue: 1, Cell.in_term: 9999}
    assert summary.bar(cells, 40).plain == "█" + "▒" * 39
    assert summary.bar(dict.fromkeys(Cell, 0), 40).plain == ""
    assert len({look.glyph for look in summary.LOOKS.values()}) == len(Cell)


async def test_in_a_pipe_plain_lines_that_are_not_cut_off(city: City) -> None:
    told = await here(city.database, "summary", PROGRAMME, *AS_OF)
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert ["██", "quá hạn / overdue", "17", "53", "124"] in rows
    assert "\x1b" not in told.out
    named = [row[0] for row in rows if len(row) == 5]
    assert "Văn phòng Điều phối các Chương trình mục tiêu quốc gia thành phố" in named
    assert sum(name.startswith(("Phường ", "Xã ")) for name in named) == 103


async def test_who_is_late_with_what_and_since_when(city: City) -> None:
    told = await here(city.database, "overdue", *OF_CONCLUSIONS, *AS_OF)
    assert told.status == 0, told.err
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert rows[0] == [f"{len(rows) - 3} đầu mối quá hạn / leads overdue"]
    late = rows[3:]
    days = [int(row[-1]) for row in late]
    assert days == sorted(days, reverse=True)
    first = next(row for row in late if row[:2] == ["Sở Tài chính", "1"])
    # Before 20 June: the last day was the 19th, late from the 20th; on 10 July that is 21 days.
    assert first[3:] == ["20/06/2026", "21"]
    listed = (await here(city.database, "overdue", *OF_CONCLUSIONS, *AS_OF, "--json")).data
    assert len(listed) == len(late)
    console = terminal()
    show_overdue(console, listed)
    lines = read(console)
    assert next(line for line in lines if "Sở Tài chính" in line).split()[-2:] == ["20/06/2026", "21"]
    assert all(cell_len(line) <= 100 for line in lines)


async def test_whom_one_waits_for_and_since_when(city: City) -> None:
    told = await here(city.database, "waiting", *AS_OF, "--json")
    (lead,) = told.data
    assert (lead["task"]["number"], lead["waiting_for"]) == ("10", "office")
    lines = (await here(city.database, "waiting", *AS_OF)).out.splitlines()
    assert lines[-1].split("\t")[:3] == ["văn phòng / office", "Sở Tài chính", "10"]
    assert lines[-1].split("\t")[-2:] == ["22/06/2026", "18"]
    assert (await here(city.database, "waiting", "--plan", PROGRAMME, *AS_OF)).out.startswith("0 ")


def test_two_plans_each_have_a_table() -> None:
    leads: list[Lead] = [_lead("kh-1", late_from=None), _lead("kh-2", late_from="2026-06-20T00:00:00+07:00")]
    console = terminal()
    show_overdue(console, leads)
    show_waiting(console, leads, date(2026, 7, 10))
    lines = read(console)
    assert [line.strip() for line in lines].count("kh-1") == [line.strip() for line in lines].count("kh-2") == 2
    # What was answered late has no instant left at which it will be late: its own day tells since when it was.
    assert [line.split()[-2] for line in lines if "Sở Y tế" in line][:2] == ["02/07/2026", "20/06/2026"]


def _lead(plan: str, late_from: str | None) -> Lead:
    return {
        "agency": {"name": "Sở Y tế"},
        "task": {"plan": plan, "section": "II", "number": None, "title": "Nhiệm vụ"},
        "late_from": late_from,
        "effective_due_date": "2026-07-01",
        "days_overdue": 3,
        "waiting_for": "agency",
        "waiting_since": "2026-07-01T17:30:00+00:00",
    }


async def test_what_is_refused_is_said_in_a_sentence(city: City) -> None:
    refused(await here(city.database, "summary", "kh-khong-co"), "No such thing")
    refused(await here(city.database, "overdue", "--as-of", "2100-01-01"), "future")
    # Nobody late in a plan that is not there would be a pleasant answer to a slip of the pen.
    for command in ("overdue", "waiting"):
        refused(await here(city.database, command, "--plan", "kh-khong-co"), "No plan “kh-khong-co”")
    refused(await here(city.database, "summary", PROGRAMME, "--as-of", "hom-nay"), "hom-nay", status=2)
    left = "select count(*) as held from access_tokens where name like 'tiendo (%' and revoked_at is null"
    assert [row["held"] for row in await city.database.fetch(left)] == [0]
