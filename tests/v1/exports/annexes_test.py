"""A plan that was typed in, with two annexes: usual titles, and a table each."""

from typing import Any

from tests.callers import Callers
from tests.make.plans import annex_body, plan_body, section_body
from tests.make.tasks import task_body
from tests.v1.exports.opened import csv_rows, part, sheet_rows, word

PLAN = "kh-100-2026"
USUAL = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
FIRST = ["1", "Ban hành quy chế dùng chung", "Sở Tài chính", "", "Quý II/2026", ""]
HEADING = ["14", "Chuyển đổi số", "", "", "", ""]


async def test_each_annex_is_a_table(callers: Callers) -> None:
    office = callers.office
    numbered = {"document_number": "12/KH-UBND", "issued_on": "2026-03-05", "issuer": "UBND thành phố"}
    assert (await office.post("/v1/plans", plan_body(code=PLAN, **numbered))).status_code == 201
    for label in ("Phụ lục I", "Phụ lục II"):
        annex = (await office.post(f"/v1/plans/{PLAN}/annexes", annex_body(label=label))).json()["id"]
        section = section_body(annex=annex, label=None, title="Nhiệm vụ chung")
        of = {"annex": annex, "section": (await office.post(f"/v1/plans/{PLAN}/sections", section)).json()["id"]}
        assert (await office.post(f"/v1/plans/{PLAN}/tasks", task_body(number="1", **of))).status_code == 201
        heading: dict[str, Any] = {"number": "14", "title": "Chuyển đổi số", "deadline_text": None, "assignments": []}
        assert (await office.post(f"/v1/plans/{PLAN}/tasks", task_body(**heading, **of))).status_code == 201

    made = {}
    for form in ("csv", "docx", "xlsx"):
        answer = await office.get(f"/v1/plans/{PLAN}/export?format={form}&progress=false")
        assert answer.status_code == 200, answer.text
        made[form] = answer.content
    # No column bears a label, and a title in small letters is no section by itself: its row is one text.
    rows = [USUAL, ["Nhiệm vụ chung"] * 6, FIRST, HEADING]
    assert csv_rows(made["csv"]) == [*rows, ["Phụ lục II"], ["Danh mục nhiệm vụ"], *rows]
    opened = word(made["docx"])
    assert len(opened.tables) == 2
    note = "(Kèm theo Kế hoạch số 12/KH-UBND ngày 5 tháng 3 năm 2026 của UBND thành phố)"
    assert [one.text for one in opened.paragraphs[:3]] == ["Phụ lục I", "Danh mục nhiệm vụ", note]
    # As published, and so without a foot.
    assert "SHA-256" not in part(made["docx"], "word/document.xml")
    assert [row[:2] for row in sheet_rows(made["xlsx"], 1)[-2:]] == [FIRST[:2], HEADING[:2]]
    assert 'name="Phụ lục II"' in part(made["xlsx"], "xl/workbook.xml")

    rest = await office.get(f"/v1/plans/{PLAN}/export?format=csv&progress=false&q=quy%20che&annex={annex}")
    # No line stands above this table: that it is a part of an annex is told in the title of a column of its own.
    titles, *found = csv_rows(rest.content)
    assert titles == [*USUAL, "Trích: Phụ lục: Phụ lục II · tìm “quy che”"]
    assert found == [[*rows[1], ""], [*FIRST, ""]]
