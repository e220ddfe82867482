"""`/v1/plans/{plan}/export`, `/v1/tasks/export` and `/v1/summary/agencies/export`: one document in three formats, for signing and for
reading in again.
"""

import hashlib
import io
import json
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import ClientDisconnect

from app.access.tokens import digest_of
from app.cli.asking import Asking
from app.documents.annex.read import read_annex
from app.documents.annex.titles import PROGRESS_TITLES
from app.documents.as_written import cell
from app.documents.exports.task_rows import pages
from app.documents.readers.txt import read_txt
from app.documents.tables import Document, Table
from app.kernel.clock import local_day
from app.kernel.db import open_database
from app.kernel.downloads import passing
from app.tasks.parameters import Asked, TasksAsked
from app.tasks.views import NOW
from tests.make.seeded import CONCLUSIONS, LOADED_AT, PROGRAMME, SEED, City, every
from tests.rules.documents import make
from tests.v1.exports.conftest import FORMULA
from tests.v1.exports.opened import csv_rows, part, parts, sheet_rows, word, word_rows

FILES = {PROGRAMME: make.NTM, CONCLUSIONS: make.CONCLUSIONS}
OWN = len(make.seed(make.CONCLUSIONS).column_titles)
# What a row says of the plan; of the columns of ours it says nothing.
OF_THE_PLAN = attrgetter(
    *(
        "number",
        "position",
        "section",
        "parent",
        "is_heading",
        "title",
        "lead_text",
        "coordinating_text",
        "deadline_text",
    ),
    *("deliverable", "assignments", "citations", "title_deadlines", "notes"),
)
NUMBER, STATUS, TIMELINESS, DONE = 0, OWN, OWN + 1, OWN + 7


async def export(city: City, path: str = f"plans/{CONCLUSIONS}", name: str = "viewer", **asked: Any) -> httpx.Response:
    answer = await city[name].get(f"/v1/{path}/export", params={"format": "csv"} | asked)
    assert answer.status_code == 200, answer.text
    return answer


def row_of(rows: list[list[str]], number: str) -> list[str]:
    return next(row for row in rows if row[NUMBER] == number)


async def test_the_three_formats_hold_the_same_rows(city: City) -> None:
    answers = {form: await export(city, format=form) for form in ("csv", "docx", "xlsx")}
    rows = csv_rows(answers["csv"].content)
    assert rows[0] == [*make.seed(make.CONCLUSIONS).column_titles, *PROGRESS_TITLES]
    assert word_rows(answers["docx"].content) == rows
    sheet = sheet_rows(answers["xlsx"].content)
    assert sheet[sheet.index(rows[0]) : -1] == rows
    canonical = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows[1:]]
    digest = hashlib.sha256("".join(canonical).encode()).hexdigest()
    assert {one.headers["tiendo-rows"] for one in answers.values()} == {f"26; sha-256={digest}"}
    foot = f"Tổng số dòng: 26 · SHA-256: {digest}"
    assert sheet[-1][0] == foot
    assert word(answers["docx"].content).paragraphs[-1].text.startswith(foot)


async def test_it_is_a_document_to_be_signed(city: City) -> None:
    body = (await export(city, f"plans/{PROGRAMME}", format="docx")).content
    opened = word(body)
    assert [one.text for one in opened.paragraphs[:4]] == [
        "Phụ lục số 01",
        "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026 CỦA BAN CHỈ ĐẠO THÀNH PHỐ",
        "(Kèm theo Chương trình số … ngày … tháng … năm 2026 của Ủy ban nhân dân thành phố Cần Thơ)",
        "Số liệu đến ngày 22/06/2026",
    ]
    section = opened.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert {opened.styles[name].font.name for name in ("Normal", "CellText", "CellTitle")} == {"Times New Roman"}
    assert part(body, "word/document.xml").count("<w:tblHeader/>") == 1
    bands = [row[0] for row in word_rows(body) if len(row) == 1]
    assert (bands[0], len(bands)) == ("I. CÔNG TÁC QUẢN LÝ ĐIỀU HÀNH", 5)
    assert "THỦ TRƯỞNG CƠ QUAN" in opened.paragraphs[-1].text


async def test_a_workbook_is_frozen_filtered_and_fits_its_paper(city: City) -> None:
    body = (await export(city, format="xlsx")).content
    sheet, book = part(body, "xl/worksheets/sheet1.xml"), part(body, "xl/workbook.xml")
    assert '<pane xSplit="2" ySplit="5"' in sheet
    assert '<autoFilter ref="A5:Q31"/>' in sheet
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert "Print_Titles" in book
    assert "<f>" not in sheet


async def test_a_cell_is_never_a_formula(city: City) -> None:
    body = (await export(city)).content
    assert f'"\'{FORMULA.replace(chr(34), chr(34) * 2)}"'.encode() in body
    row = row_of(csv_rows(body), "10")
    assert (row[STATUS], row[DONE]) == ("Chờ xác nhận", FORMULA)


async def test_it_holds_what_the_list_holds(city: City) -> None:
    asked: dict[str, Any] = {"agency": "so-tai-chinh", "role": "lead", "due_to": "2026-07-31", "q": "quy hoạch"}
    listed = await every(city["viewer"], "/v1/tasks", plan=CONCLUSIONS, **asked)
    rows = csv_rows((await export(city, **asked)).content)
    assert [row[NUMBER] for row in rows[1:]] == [one["number"] for one in listed]
    assert rows[1:]
    head = word((await export(city, format="docx", **asked)).content).paragraphs[3].text
    said = "Cơ quan: Sở Tài chính · vai trò: chủ trì · đến hạn đến hết 31/07/2026 · tìm “quy hoạch”"
    assert head == f"Số liệu đến ngày 22/06/2026 · Trích: {said}"
    annex = listed[0]["annex"]["id"]
    assert "Phụ lục: Phụ lục I" in word((await export(city, format="docx", annex=annex)).content).paragraphs[3].text


async def test_it_tells_of_the_day_that_is_asked_for(city: City) -> None:
    before, now = [csv_rows((await export(city, **day)).content) for day in ({"as_of": "2026-06-19"}, {})]
    assert (row_of(before, "10")[STATUS], row_of(before, "10")[DONE]) == ("Chưa thực hiện", "")
    # As written until an amendment put another in the place of the lead.
    assert (row_of(before, "2")[2], row_of(now, "2")[2]) == ("Sở Xây dựng", "Sở Tư pháp")
    by_first = word((await export(city, format="docx", basis="original")).content).paragraphs[3].text
    assert by_first == "Số liệu đến ngày 22/06/2026 · tính theo thời hạn ban đầu"
    absent = await city["viewer"].get(f"/v1/plans/{CONCLUSIONS}/export?format=docx&as_of=2026-05-31")
    assert absent.status_code == 404


async def test_what_was_exported_reads_as_what_was_imported(city: City) -> None:
    for plan, file in FILES.items():
        asked = {"as_of": "2026-06-19"} if plan == CONCLUSIONS else {}
        rows = csv_rows((await export(city, f"plans/{plan}", **asked)).content)
        made = Document((Table(tuple(tuple(map(cell, row)) for row in rows)),))
        imported = read_annex(read_txt((SEED / file).read_bytes()), make.register(), year=2026)
        again = read_annex(made, make.register(), year=2026)
        assert list(map(OF_THE_PLAN, again.rows)) == list(map(OF_THE_PLAN, imported.rows))
        assert again.sections == imported.sections


@pytest.mark.parametrize("plan", FILES)
async def test_the_documents_of_the_seed_are_its_own(city: City, plan: str) -> None:
    """`make seed-documents` makes them anew."""
    for form in ("docx", "xlsx"):
        made = (await export(city, f"plans/{plan}", format=form, progress="false", as_of="2026-06-19")).content
        kept = (SEED / Path(FILES[plan]).with_suffix(f".{form}")).read_bytes()
        assert parts(made) == parts(kept)


async def test_the_tasks_of_all_plans_are_one_table(city: City) -> None:
    answer = await export(city, "tasks", cell="overdue")
    listed = await every(city["viewer"], "/v1/tasks", cell="overdue")
    rows = csv_rows(answer.content)
    assert [row[:3] for row in rows[1:]] == [
        [one["plan"]["code"], (one["section"] or {}).get("label") or "", one["number"]] for one in listed
    ]
    assert answer.headers["content-disposition"].startswith('attachment; filename="Tien do nhiem vu 2026-06-22.csv"; ')
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_small_pages_give_the_same_rows(city: City) -> None:
    async with open_database(city.database.serving_url) as database, database.snapshot() as snapshot:
        ask = Asking(snapshot, digest_of((city["viewer"].token or "").encode()), local_day(LOADED_AT)).rows
        of = TasksAsked(Asked(NOW, local_day(LOADED_AT)), {})
        found = [
            [row["item"] for page in [one async for one in pages(ask, of, progress=True, size=size)] for row in page]
            for size in (7, 200)
        ]
    assert found[0] == found[1]
    assert len(found[0]) == 58


async def test_the_league_table_has_the_numbers_of_its_list(city: City) -> None:
    listed = await every(city["viewer"], "/v1/summary/agencies", plan=CONCLUSIONS)
    sheet = sheet_rows((await export(city, "summary/agencies", format="xlsx", plan=CONCLUSIONS)).content)
    header = next(at for at, row in enumerate(sheet) if row[0] == "TT")
    for row, one in zip(sheet[header + 1 : -1], listed, strict=True):
        named = dict(zip(sheet[header], row, strict=True))
        assert named["Cơ quan"] == one["agency"]["name"]
        assert named["Tổng số"] == str(one["total"])
        assert named["Quá hạn"] == str(one["cells"]["overdue"])
        assert named["Số lần chậm"] == str(one["delays"])
        rate = one["rates"]["reporting"]["rate"]
        assert named["Tỷ lệ báo cáo đúng hạn (%)"] == ("–" if rate is None else f"{round(100 * rate, 1):g}")


async def test_who_may_not_read_reports_gets_no_document_that_quotes_them(city: City) -> None:
    body = {"name": "Chỉ xem nhiệm vụ", "role": "viewer", "permissions": ["task:read"]}
    token = (await city["admin"].post("/v1/tokens", body)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    refused = await city.http.get("/v1/tasks/export?format=csv", headers=headers)
    assert (refused.status_code, refused.json()["permission"]) == (403, "report:read")


async def test_a_format_has_to_be_named_and_known(city: City) -> None:
    for query in ("", "?format=pdf", "?format=csv&formats=csv"):
        assert (await city["viewer"].get(f"/v1/tasks/export{query}")).status_code == 422


async def test_nothing_is_left_of_a_document_whose_client_has_gone() -> None:
    file = io.BytesIO(b"a" * 1000)

    async def gone(_: Any) -> None:
        raise OSError

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    answer: Any = passing(file, 1000, "a.csv", "text/csv", {})
    with pytest.raises(ClientDisconnect):
        await answer({"type": "http", "asgi": {"spec_version": "2.4"}}, receive, gone)
    assert file.closed
