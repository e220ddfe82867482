"""A tracking sheet of the office's own, in Excel, makes a plan in mid-year: its annex as tasks, its progress as the state at opening."""

import io
from typing import Any

import httpx
import xlsxwriter

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.v1.plan_imports_test import CODE, commit, send, tasks
from tests.v1.reports.opened import DAY
from tests.v1.reports.published import refusal

TITLES = (
    *("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Sản phẩm"),
    *("Tình trạng", "Tỷ lệ (%)", "Ngày hoàn thành", "Kết quả, văn bản", "Khó khăn"),
)
IN_TIME = (
    "1",
    "Ban hành quy chế",
    "Sở Tài chính",
    "Quý I/2026",
    "Quy chế",
    "Hoàn thành",
    1.0,
    "15/3/2026",
    "12/QĐ-UBND",
    "",
)
LATE = (
    "2",
    "Rà soát thủ tục",
    "Sở Y tế",
    "28/02/2026",
    "Báo cáo",
    "Đã hoàn thành",
    "100%",
    "15/3/2026",
    "Báo cáo 5/BC-SYT",
    "",
)
UNDER_WAY = ("3", "Xây dựng đề án", "Sở Tài chính", "Quý IV/2026", "Đề án", "Đang thực hiện", 0.6, "", "", "Thiếu vốn")
NOT_BEGUN = ("4", "Mở cổng dịch vụ", "Sở Xây dựng", "Tháng 8/2026", "Cổng", "Chưa thực hiện", "", "", "", "")
SILENT = ("5", "Tổng kết", "Sở Xây dựng", "Tháng 12/2026", "Báo cáo", "", "", "", "", "")
UNCLEAR = ("6", "Sắp xếp trụ sở", "Sở Y tế", "Quý III/2026", "Đề án", "Cơ bản xong", "", "", "", "")
ROWS = (IN_TIME, LATE, UNDER_WAY, NOT_BEGUN, SILENT)
OPENED = {"publish": True, "published_on": "2026-01-05", "opening": True}


def sheet(*rows: tuple[Any, ...]) -> bytes:
    """Shares as a spreadsheet keeps them: numbers shown in percent."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
        page.write(0, 0, "BẢNG THEO DÕI NHIỆM VỤ NĂM 2026")
        for at, row in enumerate((TITLES, *rows), start=2):
            for column, value in enumerate(row):
                page.write(at, column, value, percent if isinstance(value, float) else None)
    return made.getvalue()


async def previewed(callers: Callers, *rows: tuple[Any, ...], **fields: str) -> dict[str, Any]:
    answer = await send(callers.office, sheet(*rows), "theo-doi.xlsx", **fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def reports(callers: Callers) -> list[dict[str, Any]]:
    listed = await callers.viewer.get("/v1/reports", params={"plan": CODE})
    found: list[dict[str, Any]] = listed.json()["items"]
    return found


async def test_a_sheet_of_the_office_makes_a_plan_and_its_state(callers: Callers, clock: StoppedClock) -> None:
    clock.set(DAY)
    made = await previewed(callers, *ROWS)
    done = await commit(callers.office, made, **OPENED)
    assert (done.status_code, done.json()["plan"]["status"]) == (200, "published"), done.text
    rows = {row["number"]: row for row in await tasks(callers.viewer)}
    assert {number: (row["status"], row["cell"]) for number, row in rows.items()} == {
        "1": ("completed", "completed_on_time"),
        "2": ("completed", "completed_late"),
        "3": ("in_progress", "in_term"),
        "4": ("not_started", "overdue"),
        "5": ("not_started", "in_term"),
    }
    assert [rows[number]["percent_complete"] for number in ("1", "2", "3")] == [100, 100, 60]
    told = {one["task"]["number"]: one for one in await reports(callers)}
    assert set(told) == {"1", "2", "3"}
    assert {(one["source"], one["source_digest"]) for one in told.values()} == {("opening", made["file"]["sha256"])}
    assert (told["1"]["review"]["counted_on"], told["3"]["difficulties"]) == ("2026-03-15", "Thiếu vốn")
    assert [one["number"] for one in told["1"]["result_documents"]] == ["12/QĐ-UBND"]
    await _is_given_once(callers)


async def _is_given_once(callers: Callers) -> None:
    again = await previewed(callers, *ROWS[:4], (*SILENT[:5], "Đang thực hiện", "10%", "", "", ""))
    refused = await commit(callers.office, again, opening=True)
    assert refusal(refused) == (409, "already-opened")
    assert len(await reports(callers)) == 3


async def test_what_is_not_clear_is_told_before_anything_is_written(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    clock.set(DAY)
    made = await previewed(callers, *ROWS, UNCLEAR)
    before = await database.counts()
    refused = await commit(callers.office, made, **OPENED)
    assert refusal(refused) == (409, "opening-unclear")
    assert _left_out(refused) == [(5, "opening-unknown-status")]
    assert await database.counts() == before
    done = await commit(callers.office, made, **OPENED, leave_out=True)
    assert done.status_code == 200, done.text
    assert _left_out(done) == [(5, "opening-unknown-status")]
    # What was left out is told of the import from then on, to each in its language.
    english = await callers.office.get(f"/v1/plan-imports/{made['id']}", headers={"accept-language": "en"})
    assert _left_out(english) == _left_out(done)
    assert english.json()["left_out"][0]["message"] != done.json()["left_out"][0]["message"]
    assert (await tasks(callers.viewer))[5]["status"] == "not_started"
    assert len(await reports(callers)) == 3


def _left_out(refused: httpx.Response) -> list[tuple[int, str]]:
    return [(one["row"], one["code"]) for one in refused.json()["left_out"]]


async def test_a_draft_has_no_state_to_open_with(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    clock.set(DAY)
    made = await previewed(callers, *ROWS)
    before = await database.counts()
    assert refusal(await commit(callers.office, made, opening=True)) == (409, "plan-state-refuses")
    assert await database.counts() == before
