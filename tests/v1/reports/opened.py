"""A plan that went live on 15 September 2026, opened with what its office's sheet says, as the import does it."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from app.access.roles import Role
from app.access.writing import Work
from app.kernel.db import open_database
from app.reports.opening.open_from_rows import OpenedFromRows, StatedRow, open_from_rows
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import seeded, world
from tests.v1.reports.published import PLAN

DAY = "2026-09-15"
FILE = "Bảng theo dõi nhiệm vụ.xlsx".encode()
DIGEST = hashlib.sha256(FILE).digest()
DONE = {"Trạng thái": "Đã hoàn thành", "Ngày hoàn thành": "15/3/2026", "Văn bản kết quả": "12/QĐ-UBND ngày 14/3/2026"}
UNDER_WAY = {"Tình trạng": "Đang thực hiện", "Tỷ lệ (%)": "60%", "Kết quả thực hiện": "Đã trình dự thảo"}


async def opened(
    database: Clone,
    clock: StoppedClock,
    rows: Mapping[UUID, Mapping[str, str]],
    *,
    plan: str = PLAN,
    office: UUID = world.OFFICE,
    digest: bytes = DIGEST,
) -> OpenedFromRows:
    stated = [StatedRow(task, progress) for task, progress in rows.items()]
    async with at_the_office(database, clock, office) as work:
        return await open_from_rows(work, plan, stated, digest)


@asynccontextmanager
async def at_the_office(database: Clone, clock: StoppedClock, office: UUID = world.OFFICE) -> AsyncIterator[Work]:
    async with (
        open_database(database.serving_url) as serving,
        seeded.acting(database, serving, Role.office, [office], clock()) as work,
    ):
        yield work


async def reports_of(callers: Callers, task: UUID, **params: Any) -> list[dict[str, Any]]:
    shown = await callers.viewer.get("/v1/reports", params={"task": str(task)} | params)
    assert shown.status_code == 200, shown.text
    found: list[dict[str, Any]] = shown.json()["items"]
    return found
