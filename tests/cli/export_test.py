"""`tiendo export`: the documents of the interface into files, none of which is overwritten unasked."""

from pathlib import Path

import pytest

from app.kernel.embedded import Server
from tests.cli.tiendo import here, refused
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.seeded import PROGRAMME
from tests.v1.exports.opened import csv_rows, sheet_rows


async def test_documents_into_files(server: Server, contract: Contract, tmp_path: Path) -> None:
    async with seeded.city(server, WORKER, StoppedClock(), contract) as city:
        file, sandbox = tmp_path / "kế hoạch.csv", {"TIENDO_CLOCK": "2026-07-10T08:00:00+07:00"}
        told = await here(city.database, "export", PROGRAMME, "-o", str(file), "--cell", "overdue", **sandbox)
        assert (told.status, told.out) == (0, f"{file}: 17 dòng / rows\n"), told.err
        written = file.read_bytes()
        assert [row[7] for row in csv_rows(written)[1:] if row[7]] == ["Quá hạn"] * 17

        refused(await here(city.database, "export", PROGRAMME, "-o", str(file)), str(file))
        assert file.read_bytes() == written
        league = ("--league", "-o", str(file), "--format", "xlsx", "--force")
        assert (await here(city.database, "export", *league, **sandbox)).status == 0
        assert sheet_rows(file.read_bytes())[0][0].startswith("BẢNG TỔNG HỢP")

        refused(await here(city.database, "export", "khong-co", "-o", str(tmp_path / "a.docx")), "not one you may see")
        assert _names(tmp_path) == [file.name]


def _names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


@pytest.mark.parametrize(
    "arguments",
    [("-o", "a.pdf"), ("--league", "--cell", "overdue", "-o", "a.csv"), ()],
    ids=["no format", "no filter of tasks", "no file"],
)
async def test_it_says_how_it_is_called(arguments: tuple[str, ...]) -> None:
    refused(await here(None, "export", *arguments), "Usage", status=2)
