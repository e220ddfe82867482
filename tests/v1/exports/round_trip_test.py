"""What is exported comes back as nothing new: of a plan that has lived, with and without its progress, of a draft with two annexes,
and of the seed, in each format; and what is not the whole of an annex is never taken for it.
"""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import fields
from typing import Any

import pytest

from app.documents.imports.draft import Draft
from app.documents.imports.reading import read_draft
from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.amendments import amendment_body
from tests.make.plans import annex_body, plan_body, section_body
from tests.make.seeded import CONCLUSIONS, PROGRAMME, SEED, City, every
from tests.make.tasks import task_body
from tests.rules.documents import make
from tests.v1.exports.imported import IMPORTS, SendBack, differences, done, exported, imported, imported_here
from tests.v1.reports.published import complete, refusal

LIVING, DRAFT = "kh-song-2026", "kh-thao-2026"
LABELS = ("Phụ lục I", "Phụ lục II")
FILES = {PROGRAMME: make.NTM, CONCLUSIONS: make.CONCLUSIONS}
TITLES = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú")
ROWS = (
    ("I", "XÂY DỰNG THỂ CHẾ", "", "", "", "", ""),
    ("1", "Ban hành quy chế dùng chung", "Sở Tài chính", "Sở Xây dựng", "Quý III/2026", "Quy chế", "Ưu tiên"),
    ("2", "Rà soát quy trình tiếp dân", "Sở Xây dựng, Sở Tài chính", "", "Tháng 9/2026", "Báo cáo", ""),
    ("3", "Sắp xếp trụ sở, hoàn thành trước ngày 15/8/2026", "Sở Tài chính", "", "Quý IV/2026", "Đề án", ""),
    ("4", "Chuyển đổi số", "", "", "", "", ""),
    ("4.1", "Mở cổng dịch vụ công", "Sở Tư pháp", "", "Quý III/2026", "- Cổng;\n- Hướng dẫn", ""),
    ("II", "KIỂM TRA", "", "", "", "", ""),
    ("1", "Kiểm tra theo địa phương", "Ủy ban nhân dân cấp xã", "", "06 tháng/ năm", "Báo cáo", ""),
    ("2", "Lập quy hoạch phân khu", "Sở Xây dựng", "Sở Tài chính", "trước ngày 30/9/2026", "Quy hoạch", ""),
    ("", "Việc không mang số", "Sở Xây dựng", "", "trước ngày 30/9/2026", "", ""),
)
# Texts that some format might take for something else.
HOSTILE = (
    "=HYPERLINK(1)",
    "'= 1 + 1",
    "Ban hành quy chế\ngồm hai phần\n- một;\n- hai",
    "Rà soát <b>toàn bộ</b> & <phần> còn lại",
    'Thu | chi "ngân sách"; a,b\tc',
    "Đề án " + "dài " * 2000 + "hết",
    "@lệnh \\0 \\x00 %00",
)


def file_of(*rows: tuple[str, ...]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([TITLES, *rows])
    return made.getvalue().encode()


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    clock = StoppedClock()
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        await _publish(opened)
        clock.set("2026-06-22")
        await _live(opened)
        await _type_in(opened)
        yield opened


async def _publish(city: City) -> None:
    """With the date in a title accepted as a second deadline."""
    made = await imported(city, LIVING, file_of(*ROWS), "a.csv", year="2026")
    of_title = [one["id"] for one in made["findings"] if one["code"] == "date-in-title"]
    accepted = [{"id": one, "resolution": "accepted"} for one in of_title]
    assert len(accepted) == 1
    await done(city["office"].patch(f"{IMPORTS}/{made['id']}", {"findings": accepted}, if_match="*"))
    await done(city["office"].post(f"{IMPORTS}/{made['id']}/commit", {"publish": True}))


async def _live(city: City) -> None:
    office, tasks = city["office"], {one["title"]: one["id"] for one in await city.tasks(plan=LIVING)}

    async def amend(place: int, **what: Any) -> None:
        await done(office.post(f"/v1/tasks/{tasks[ROWS[place][1]]}/amendments", amendment_body(**what)))

    request = {"due_on": "2026-11-15", "reason": "Chờ ý kiến"}
    asked = await done(city["finance"].post(f"/v1/tasks/{tasks[ROWS[1][1]]}/extension-requests", request))
    decision = {"action": "approve", "document": "9/QĐ-UBND"}
    await done(office.post(f"/v1/extension-requests/{asked['id']}/decision", decision))
    await done(complete(city["finance"], tasks[ROWS[2][1]], difficulties="=1+1"))
    await amend(2, kind="change_lead", agency="so-xay-dung", new_lead="so-tu-phap")
    await amend(3, kind="set_deadline", deadline_text="Tháng 11/2026", additional=True)
    await done(office.patch(f"/v1/tasks/{tasks[ROWS[5][1]]}", {"starred": True}, if_match="*"))
    await amend(5, kind="change_text", title="Mở cổng dịch vụ công trực tuyến", deliverable="Cổng; hướng dẫn")
    await done(city["ward"].post(f"/v1/tasks/{tasks[ROWS[7][1]]}/comments", {"text": "Đã nhận"}))
    await amend(8, kind="set_deadline", deadline_text="trước ngày 15/10/2026")
    await amend(8, kind="set_deadline", deadline_text="trước ngày 31/10/2026")


async def _type_in(city: City) -> None:
    await done(city["office"].post("/v1/plans", plan_body(code=DRAFT, monitoring_agency="vp-ubnd")))
    for label in LABELS:
        annex = (await done(city["office"].post(f"/v1/plans/{DRAFT}/annexes", annex_body(label=label))))["id"]
        for number, title in ((None, "Nhiệm vụ chung"), ("II", "VIỆC RIÊNG")):
            section = section_body(annex=annex, label=number, title=title)
            of = {
                "annex": annex,
                "section": (await done(city["office"].post(f"/v1/plans/{DRAFT}/sections", section)))["id"],
            }
            for place, text in enumerate(HOSTILE[:: 1 if number else 3], 1):
                # Each third bears no number.
                body = task_body(number=str(place) if place % 3 else None, title=text, deliverable=text, **of)
                await done(city["office"].post(f"/v1/plans/{DRAFT}/tasks", body))


@pytest.mark.parametrize(
    ("form", "progress", "send_back"),
    [
        ("docx", True, imported),
        ("docx", False, imported_here),
        ("xlsx", True, imported_here),
        ("xlsx", False, imported_here),
        ("csv", True, imported_here),
        ("csv", False, imported_here),
    ],
)
async def test_a_plan_that_has_lived_comes_back_as_it_stands(
    city: City, form: str, progress: bool, send_back: SendBack
) -> None:
    data = await exported(city, LIVING, format=form, progress=progress)
    made = await send_back(city, LIVING, data, f"a.{form}")
    assert (differences(made), made["diff"]["unchanged"]) == ({}, 8), made["diff"]["items"]


async def test_it_says_what_stands_today_and_what_stood_then(city: City) -> None:
    then, now = [
        (await exported(city, LIVING, format="csv", progress=False, **day)).decode()
        for day in ({"as_of": "2026-06-21"}, {})
    ]
    for was, is_now in (
        ("trước ngày 30/9/2026", "trước ngày 31/10/2026"),
        ("Sở Xây dựng, Sở Tài chính", "Sở Tư pháp; Sở Tài chính"),
    ):
        assert (was in then, is_now in then, is_now in now) == (True, False, True)


async def test_a_draft_comes_back_annex_by_annex(city: City) -> None:
    annexes = {one["label"]: one["id"] for one in await every(city["office"], f"/v1/plans/{DRAFT}/annexes")}
    for form, label in (("docx", LABELS[0]), ("xlsx", LABELS[1]), ("csv", LABELS[1])):
        data = await exported(city, DRAFT, format=form, annex=annexes[label])
        # A .csv begins with its titles; whose they are a person writes above them.
        named = f"{label}\r\n".encode() + data.removeprefix(b"\xef\xbb\xbf") if form == "csv" else data
        made = await imported_here(city, DRAFT, named, f"a.{form}")
        assert (differences(made), made["diff"]["unchanged"]) == ({}, 10), made["diff"]["items"]


async def test_of_several_annexes_each_is_sent_by_itself(city: City) -> None:
    """Or the rows of the second would be added to the first."""
    data = await exported(city, DRAFT, format="docx")
    sent = {"files": {"file": ("a.docx", data)}, "data": {"plan_code": DRAFT}}
    assert refusal(await city["office"].post(IMPORTS, **sent)) == (409, "several-annexes")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        (f"plans/{LIVING}", {"format": "docx", "agency": "so-tai-chinh", "progress": False}),
        (f"plans/{LIVING}", {"format": "xlsx", "agency": "so-tai-chinh"}),
        (f"plans/{LIVING}", {"format": "csv", "agency": "so-tai-chinh", "progress": False}),
        ("tasks", {"format": "csv", "plan": LIVING}),
        ("tasks", {"format": "docx"}),
    ],
)
async def test_a_part_of_an_annex_removes_nothing(city: City, path: str, asked: dict[str, Any]) -> None:
    answer = await city["office"].get(f"/v1/{path}/export", params=asked)
    made = differences(await imported_here(city, LIVING, answer.content, f"a.{asked['format']}"))
    assert ("removed" in made, "partial-export-0-annex-1" in made) == (False, True)


async def test_nobody_can_say_that_a_part_is_the_whole(city: City) -> None:
    data = await exported(city, LIVING, format="csv", progress=False, q="cổng")
    made = await imported(city, LIVING, data, "a.csv")
    assert (made["may"], len(made["rows"])) == (["settle"], 1)
    answer = {"id": "partial-export-0-annex-1", "resolution": "accepted"}
    settled = await city["office"].patch(f"{IMPORTS}/{made['id']}", {"findings": [answer]}, if_match="*")
    assert refusal(settled) == (422, "invalid-request")
    committed = await city["office"].post(f"{IMPORTS}/{made['id']}/commit", {"document": "1/QĐ-UBND"})
    assert refusal(committed) == (409, "findings-open")
    # What was picked out may still become a plan of its own.
    other = await imported(city, "kh-trich-2026", data, "a.csv", year="2026")
    assert (other["may"], [one["severity"] for one in other["findings"] if one["code"] == "partial-export"]) == (
        ["settle", "commit"],
        ["warning"],
    )


# What an export prints instead: a .csv has no head; and a plan bears the whole name of its issuer, its annex a shorter one.
ABSENT = {
    "csv": {"label", "title", "document_number", "issued_on", "issuer", "year"},
    "docx": {"issuer"},
    "xlsx": {"issuer"},
}


def read(data: bytes, name: str) -> Draft:
    return read_draft(data, name, make.register(), year=2026, issued_on=None)


@pytest.mark.parametrize("plan", FILES)
async def test_the_seed_is_the_same_plan_in_four_formats_field_by_field(city: City, plan: str) -> None:
    typed = SEED / FILES[plan]
    expected = read(typed.read_bytes(), typed.name)
    files = {form: typed.with_suffix(f".{form}").read_bytes() for form in ("docx", "xlsx")}
    files["csv"] = await exported(city, plan, format="csv", progress=False)
    for form, data in files.items():
        draft = read(data, f"a.{form}")
        differing = {one.name for one in fields(Draft) if getattr(draft, one.name) != getattr(expected, one.name)}
        assert differing - ABSENT[form] == {"format"}
        assert (draft.format, draft.issuer in {None, "Ủy ban nhân dân thành phố Cần Thơ"}) == (form, True)


OF_ONE_PLAN = {"id", "plan", "annex", "created_at", "updated_at"}


async def test_the_seed_committed_from_word_is_the_plan_of_its_text(city: City) -> None:
    again = "chuong-trinh-tu-word"
    data = (SEED / FILES[PROGRAMME]).with_suffix(".docx").read_bytes()
    made = await imported(city, again, data, "phu-luc.docx", year="2026")
    await done(city["office"].post(f"{IMPORTS}/{made['id']}/commit", {"publish": True, "published_on": "2026-01-01"}))
    plans = [await every(city["office"], f"/v1/plans/{plan}/tasks") for plan in (PROGRAMME, again)]

    assert without_ids(plans[1]) == without_ids(plans[0])
    assert len(plans[0]) == 32


def without_ids(one: Any) -> Any:
    if isinstance(one, dict):
        return {
            name: without_ids(value)
            for name, value in one.items()
            if name not in OF_ONE_PLAN and not name.endswith("_id")
        }
    return [without_ids(value) for value in one] if isinstance(one, list) else one
