"""`tiendo import`: an annex into a plan, the same file twice, another version of it, and files and names it does not take."""

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
    first = await here(city.database, "import", str(ANNEX), "--code", "thu-2026", *OFFICE, "--json")
    assert first.status == 0, first.err
    assert (first.data["status"], first.data["plan"]["code"], first.data["plan"]["status"]) == (
        "committed",
        "thu-2026",
        "draft",
    )
    assert (first.data["diff"]["added"], len(first.data["sections"])) == (26, 0)
    assert sum(row["is_heading"] for row in first.data["rows"]) == 1
    codes = Counter(one["code"] for one in first.data["findings"])
    assert (codes["date-in-title"], codes["absent-column"], codes["unread-deadline"]) == (4, 1, 5)
    before = await city.database.counts()
    again = await here(city.database, "import", str(ANNEX), "--code", "thu-2026", *OFFICE, "--json")
    assert again.data["id"] == first.data["id"]
    assert (again.data["diff"]["unchanged"], again.data["diff"]["items"]) == (26, [])
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
    assert changed(before, await city.database.counts()) <= OF_THE_RUN
    assert "0 phần, 25 nhiệm vụ, 1 tiêu đề" in for_person.out
    assert "Nội dung nhiệm vụ còn nêu “tháng 6 năm 2026”" in for_person.out
    assert len(for_script.data["findings"]) > 9
    assert (for_script.data["id"], for_script.data["plan"]["status"]) == (None, None)


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

    refused(await importing(secret), "MẬT")
    refused(await importing(str(tmp_path / "nhi-phan.txt")))
    refused(await importing(str(ANNEX), code="KH 1"), "code")
    refused(await importing(str(ANNEX), office="so-khong-co"), "so-khong-co")
    refused(await importing(str(ANNEX), office="so-tai-chinh", code=seeded.PROGRAMME), "cơ quan theo dõi", "the office")
    asked = await importing(twice)
    assert (asked.status, "Số thứ tự 1 đã dùng" in asked.out, "findings" in asked.err) == (1, True, True), asked
    refused(await importing("khong-co.txt"), "khong-co.txt", status=2)
    assert changed(before, await city.database.counts()) <= OF_THE_RUN


async def test_rows_without_a_number_are_stored(city: City, tmp_path: Path) -> None:
    file = written(tmp_path, "khong-so.txt", "\tViệc một\tSở Tài chính\t\tQuý II\t", "\tViệc hai\tSở Y tế\t\tQuý II\t")
    told = await here(city.database, "import", file, "--code", "thu", *OFFICE, "--year", "2026", "--json")
    assert (told.status, told.data["diff"]["added"]) == (0, 2), told.err
    assert [row["number"] for row in await city.tasks("office", plan="thu")] == [None, None]


async def test_another_version_is_told_line_by_line_and_amends_with_its_document(city: City, tmp_path: Path) -> None:
    first = written(tmp_path, "mot.txt", "1\tViệc một\tSở Tài chính\t\tQuý II\t", "2\tViệc hai\tSở Y tế\t\tQuý II\t")
    asked = ("--code", "thu", *OFFICE, "--year", "2026")
    assert (await here(city.database, "import", first, *asked, "--publish")).status == 0
    second = written(tmp_path, "hai.txt", "1\tViệc một\tSở Tài chính\t\tQuý III\t", "2\tViệc ba\tSở X\t\tQuý II\t")
    told = await here(city.database, "import", second, *asked, COLUMNS="200")
    assert told.status == 1
    assert "deadline\tQuý II\tQuý III" in told.out
    assert "unknown-agency-2-lead-1" in told.out
    # By its number alone it would be the same task under another name.
    assert "match-unsure-2" in told.out
    answers = ("--answer", "match-unsure-2=rejected", "--answer", "unknown-agency-2-lead-1=so-noi-vu")
    document = ("--document", "Quyết định 9/QĐ-UBND")
    done = await here(city.database, "import", second, *asked, *answers, *document, "--json")
    assert done.status == 0, done.err + done.out
    assert {name: done.data["diff"][name] for name in ("added", "removed", "changed")} == {
        "added": 1,
        "removed": 1,
        "changed": 1,
    }
    rows = await city.tasks("office", plan="thu")
    assert [(row["number"], row["title"], row["status"]) for row in rows] == [
        ("1", "Việc một", "not_started"),
        ("2", "Việc ba", "not_started"),
        (None, "Việc hai", "cancelled"),
    ]
