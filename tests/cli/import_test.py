"""`tiendo import`: an annex into a draft plan, the same file twice, and files and names it does not take."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.kernel.embedded import Server
from tests.cli.tiendo import Finished, here, process, refused
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.seeded import SEED, City

ANNEX = SEED / "phu-luc-I-ket-luan-thu-tuong-2026.txt"
HEADER = "STT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\tSản phẩm\n"
OFFICE = ("--office", "vp-ubnd")
OF_THE_RUN = {"access_tokens", "journal"}


@pytest.fixture
async def city(server: Server, contract: Contract, clock: StoppedClock) -> AsyncIterator[City]:
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


async def test_a_file_becomes_a_draft_and_the_same_file_changes_nothing(city: City) -> None:
    first = await process(city.database, "import", str(ANNEX), "--code", "thu-2026", *OFFICE, "--json")
    assert first.status == 0, first.err
    assert {name: first.data[name] for name in ("plan", "is_new", "sections", "tasks", "headings")} == {
        "plan": "thu-2026",
        "is_new": True,
        "sections": 0,
        "tasks": 25,
        "headings": 1,
    }
    codes = Counter(one["code"] for one in first.data["findings"])
    assert (codes["date-in-title"], codes["absent-column"], codes["unread-deadline"]) == (4, 1, 5)
    before = await city.database.counts()
    again = await process(city.database, "import", str(ANNEX), "--code", "thu-2026", *OFFICE, "--json")
    assert again.data == first.data | {"is_new": False}
    assert changed(before, await city.database.counts()) <= OF_THE_RUN
    plan = (await city["office"].get("/v1/plans/thu-2026")).json()
    assert (plan["status"], plan["year"], plan["starts_on"], plan["ends_on"]) == (
        "draft",
        2026,
        "2026-01-01",
        "2026-12-31",
    )
    rows = await city.tasks("office", plan="thu-2026")
    seeded_rows = await city.tasks("office", plan=seeded.CONCLUSIONS)
    assert [(row["number"], row["title"]) for row in rows] == [(row["number"], row["title"]) for row in seeded_rows]


async def test_a_dry_run_stores_nothing_and_a_person_reads_a_table(city: City) -> None:
    before = await city.database.counts()
    asked = ("import", str(ANNEX), "--code", "thu-2026", *OFFICE, "--dry-run")
    for_person = await process(city.database, *asked, COLUMNS="200")
    for_script = await here(city.database, *asked, "--json")
    assert (for_person.status, for_script.status) == (0, 0)
    assert await city.database.counts() == before
    assert "0 phần, 25 nhiệm vụ, 1 tiêu đề" in for_person.out
    assert "Nội dung nhiệm vụ còn nêu “tháng 6 năm 2026”" in for_person.out
    assert len(for_script.data["findings"]) > 9
    assert for_script.data["is_new"] is False


async def test_published_at_once_by_a_token_that_does_not_outlive_it(city: City) -> None:
    days = ("--starts-on", "2026-01-01", "--ends-on", "2026-06-30", "--published-on", "2026-01-05")
    told = await here(
        city.database,
        "import",
        str(SEED / "phu-luc-01-chuong-trinh-cong-tac-2026.txt"),
        "--code",
        "thu-2026",
        "--title",
        "Chương trình thử",
        *OFFICE,
        *days,
        "--publish",
        "--json",
    )
    assert told.status == 0, told.err
    plan = (await city["viewer"].get("/v1/plans/thu-2026")).json()
    assert (plan["status"], plan["title"], plan["ends_on"]) == ("published", "Chương trình thử", "2026-06-30")
    assert plan["published_on"] == "2026-01-05"
    # To the end of June only the first of the two reports of each commune is owed.
    found = await city.obligations(plan="thu-2026", kind="progress_report", group="communes")
    assert len(found) == 103
    left = "select revoked_at is not null as revoked from access_tokens where name like 'tiendo (%'"
    assert [row["revoked"] for row in await city.database.fetch(left)] == [True]


def written(folder: Path, name: str, *rows: str) -> str:
    path = folder / name
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


async def test_what_is_not_taken_is_said_in_a_sentence(city: City, tmp_path: Path) -> None:
    before = await city.database.counts()
    secret = written(tmp_path, "mat.txt", "MẬT", "1\tViệc\tSở Tài chính\t\tQuý II\t")
    twice = written(tmp_path, "hai.txt", "1\tViệc\tSở Tài chính\t\tQuý II\t", "1\tViệc khác\tSở Y tế\t\tQuý II\t")
    (tmp_path / "nhi-phan.txt").write_bytes(bytes(range(256)) * 8)

    async def importing(file: str, code: str = "thu", office: str = "vp-ubnd") -> Finished:
        return await here(city.database, "import", file, "--code", code, "--office", office)

    refused(await process(city.database, "import", secret, "--code", "thu", *OFFICE), "MẬT")
    refused(await importing(str(tmp_path / "nhi-phan.txt")))
    refused(await importing(str(ANNEX), code="KH 1"), "code")
    refused(await importing(str(ANNEX), office="so-khong-co"), "so-khong-co")
    refused(await importing(str(ANNEX), code=seeded.PROGRAMME), "tệp khác", "another file")
    refused(await importing(twice), "mang số", "has this number")
    refused(await importing("khong-co.txt"), "khong-co.txt", status=2)
    assert changed(before, await city.database.counts()) <= OF_THE_RUN


async def test_rows_without_a_number_are_stored(city: City, tmp_path: Path) -> None:
    file = written(tmp_path, "khong-so.txt", "\tViệc một\tSở Tài chính\t\tQuý II\t", "\tViệc hai\tSở Y tế\t\tQuý II\t")
    told = await here(city.database, "import", file, "--code", "thu", *OFFICE, "--year", "2026", "--json")
    assert (told.status, told.data["tasks"]) == (0, 2), told.err
    assert [row["number"] for row in await city.tasks("office", plan="thu")] == [None, None]
