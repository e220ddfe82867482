"""What is exported comes back as nothing new: of a plan that has lived, with and without its progress, and of a draft, in each format."""

import csv
import io
import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.amendments import amendment_body
from tests.make.plans import annex_body, plan_body, section_body
from tests.make.seeded import City
from tests.make.tasks import task_body
from tests.v1.reports.published import complete

LIVING, DRAFT = "kh-song-2026", "kh-thao-2026"
FORMS = ("docx", "xlsx", "csv")
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
)


def file_of(*rows: tuple[str, ...]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([TITLES, *rows])
    return made.getvalue().encode()


async def done(answer: Any) -> Any:
    answer = await answer
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def previewed(city: City, plan: str, data: bytes, name: str, **more: str) -> dict[str, Any]:
    made: dict[str, Any] = await done(
        city["office"].post("/v1/plan-imports", files={"file": (name, data)}, data={"plan_code": plan} | more)
    )
    return made


async def exported(city: City, plan: str, **asked: Any) -> bytes:
    answer = await city["office"].get(f"/v1/plans/{plan}/export", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    clock = StoppedClock()
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        await live(opened)
        clock.set("2026-06-22")
        await typed(opened)
        yield opened


async def live(city: City) -> None:
    office = city["office"]
    made = await previewed(city, LIVING, file_of(*ROWS), "a.csv", year="2026")
    accepted = [
        {"id": one["id"], "resolution": "accepted"} for one in made["findings"] if one["code"] == "date-in-title"
    ]
    assert len(accepted) == 1, made["findings"]
    await done(office.patch(f"/v1/plan-imports/{made['id']}", {"findings": accepted}, if_match="*"))
    await done(office.post(f"/v1/plan-imports/{made['id']}/commit", {"publish": True}))
    tasks = {one["title"][:6]: one["id"] for one in await city.tasks(plan=LIVING)}

    async def amend(task: str, **what: Any) -> None:
        await done(office.post(f"/v1/tasks/{tasks[task]}/amendments", amendment_body(**what)))

    asked = await done(
        city["finance"].post(
            f"/v1/tasks/{tasks['Ban hà']}/extension-requests", {"due_on": "2026-11-15", "reason": "Chờ ý kiến"}
        )
    )
    await done(
        office.post(f"/v1/extension-requests/{asked['id']}/decision", {"action": "approve", "document": "9/QĐ-UBND"})
    )
    await done(complete(city["finance"], tasks["Rà soá"], difficulties="=1+1"))
    await amend("Rà soá", kind="change_lead", agency="so-xay-dung", new_lead="so-tu-phap")
    await amend("Lập qu", kind="set_deadline", deadline_text="trước ngày 31/10/2026")
    await amend("Mở cổn", kind="change_text", title="Mở cổng dịch vụ công trực tuyến", deliverable="Cổng; hướng dẫn")
    await amend("Sắp xế", kind="set_deadline", deadline_text="Tháng 11/2026", additional=True)
    await done(office.patch(f"/v1/tasks/{tasks['Mở cổn']}", {"starred": True}, if_match="*"))
    await done(city["ward"].post(f"/v1/tasks/{tasks['Kiểm t']}/comments", {"text": "Đã nhận"}))


async def typed(city: City) -> None:
    office = city["office"]
    await done(office.post("/v1/plans", plan_body(code=DRAFT, monitoring_agency="vp-ubnd")))
    for label in ("Phụ lục I", "Phụ lục II"):
        annex = (await done(office.post(f"/v1/plans/{DRAFT}/annexes", annex_body(label=label))))["id"]
        for title in ("Nhiệm vụ chung", "VIỆC RIÊNG"):
            section = section_body(annex=annex, label=None if title[1].islower() else "II", title=title)
            of = {"annex": annex, "section": (await done(office.post(f"/v1/plans/{DRAFT}/sections", section)))["id"]}
            lead = {"assignments": [{"role": "lead", "agency": "so-tai-chinh"}], "deadline_text": "Quý II/2026"}
            for place, text in enumerate(HOSTILE):
                number = None if place % 3 == 2 else str(place + 1)
                await done(
                    office.post(
                        f"/v1/plans/{DRAFT}/tasks", task_body(number=number, title=text, deliverable=text, **lead, **of)
                    )
                )


HOSTILE = (
    "=HYPERLINK(1)",
    "'= 1 + 1",
    "Ban hành quy chế\ngồm hai phần\n- một;\n- hai",
    "Rà soát <b>toàn bộ</b> & <phần> còn lại",
    'Thu | chi "ngân sách"; a,b\tc',
    "Đề án " + "dài " * 2000 + "hết",
    "@lệnh \\0 \\x00 %00",
)
WAYS = [(form, progress) for form in FORMS for progress in ("true", "false")]


@pytest.mark.parametrize(("form", "progress"), WAYS)
async def test_a_plan_that_has_lived_comes_back_as_it_stands(city: City, form: str, progress: str) -> None:
    data = await exported(city, LIVING, format=form, progress=progress)
    made = await previewed(city, LIVING, data, f"a.{form}")
    print({k: v for k, v in made["diff"].items()})
    print([(f["code"], f["row"], f["read"]) for f in made["findings"] if f["severity"] != "info"])
    assert [one for one in made["diff"]["items"]] == []
    assert [one for one in made["findings"] if one["severity"] == "error"] == []


@pytest.mark.parametrize(("form", "label"), [*itertools.product(FORMS, ("Phụ lục I", "Phụ lục II"))])
async def test_a_draft_comes_back_annex_by_annex(city: City, form: str, label: str) -> None:
    annexes = (await city["office"].get(f"/v1/plans/{DRAFT}/annexes")).json()["items"]
    annex = next(one["id"] for one in annexes if one["label"] == label)
    data = await exported(city, DRAFT, format=form, annex=annex)
    made = await previewed(city, DRAFT, data, f"a.{form}")
    print([(f["code"], f["row"], f["read"]) for f in made["findings"] if f["severity"] != "info"])
    assert [one for one in made["diff"]["items"]] == []
