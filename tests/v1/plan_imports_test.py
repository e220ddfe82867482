"""`/v1/plan-imports`: a file becomes a draft, a draft is brought to a file, a published plan is amended by one."""

import asyncio
import hashlib
from typing import Any

import httpx
import pytest

from app.documents.imports.aside import Aside
from app.kernel.problems import Unavailable
from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.imports import annex, import_row
from tests.v1.reports.published import refusal, submit

CODE, IMPORTS = "kh-9-2026", "/v1/plan-imports"
ROWS = (
    "I\tXÂY DỰNG THỂ CHẾ",
    "1\tBan hành kế hoạch chuyển đổi số\tSở Tài chính\tSở Xây dựng\tQuý II/2026\tKế hoạch",
    "2\tRà soát quy trình tiếp dân\tSở Y tế\t\tTháng 9/2026\tBáo cáo",
)
UNSURE = (
    "1\tLập quy hoạch, hoàn thành trong tháng 6 năm 2026\tSở Tài chính\t\tQuý III/2026\tĐề án",
    "2\tXây dựng trường học\tBan Quản lý dự án một\tHội Khuyến học\tQuý III/2026\tĐề án",
    "3\tSửa chữa cầu\tBan Quản lý dự án hai/ Sở Xây dựng\t\tsớm nhất có thể\tĐề án",
    "3\tNạo vét kênh\t\t\tQuý IV/2026\tĐề án",
)


UNNUMBERED = (
    "\tViệc hai\tSở Tài chính\t\tQuý II/2026\tX",
    "\tViệc ba\tSở Tài chính\t\tQuý II/2026\tX",
)


async def send(caller: Caller, data: bytes, name: str = "phu-luc.txt", **fields: str) -> httpx.Response:
    form = {"plan_code": CODE, "year": "2026"} | fields
    given = {name: one for name, one in form.items() if one}
    return await caller.post(IMPORTS, files={"file": (name, data)}, data=given)


async def sent(caller: Caller, *rows: str, **fields: str) -> dict[str, Any]:
    answer = await send(caller, annex(*rows), **fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def commit(caller: Caller, made: dict[str, Any], **given: Any) -> httpx.Response:
    """What is answered is what the import says of its plan from then on, though a commit does not read back what it has written."""
    place = f"{IMPORTS}/{made['id']}"
    answer = await caller.post(f"{place}/commit", given)
    if answer.status_code == httpx.codes.OK:
        assert (await caller.get(place)).json() == answer.json()
    return answer


async def committed(caller: Caller, *rows: str, **given: Any) -> dict[str, Any]:
    answer = await commit(caller, await sent(caller, *rows), **given)
    assert answer.status_code == 200, answer.text
    done: dict[str, Any] = answer.json()
    return done


async def settle(caller: Caller, made: dict[str, Any], *answers: tuple[str, ...], **more: Any) -> httpx.Response:
    named = ({"id": one[0], "resolution": one[1]} | ({"value": one[2]} if one[2:] else {}) for one in answers)
    return await caller.patch(f"{IMPORTS}/{made['id']}", {"findings": list(named), **more}, if_match="*")


async def tasks(caller: Caller, plan: str = CODE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await caller.get("/v1/tasks", params={"plan": plan})).json()["items"]
    return found


def codes(task: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["text"], one["agency"] and one["agency"]["code"]) for one in task["assignments"]]


def diff(made: dict[str, Any]) -> dict[str, int]:
    """The counts that are not nought."""
    return {name: one for name, one in made["diff"].items() if name != "items" and one}


def finding_ids(made: dict[str, Any], severity: str | None = None) -> list[str]:
    return [one["id"] for one in made["findings"] if severity in {None, one["severity"]}]


async def test_a_file_is_previewed_and_becomes_a_draft(callers: Callers, database: Clone) -> None:
    answer = await send(callers.office, annex(*ROWS))
    made = answer.json()
    place = f"{IMPORTS}/{made['id']}"
    assert (answer.status_code, answer.headers["location"]) == (201, place)
    assert made["file"] == {
        "name": "phu-luc.txt",
        "size": len(annex(*ROWS)),
        "sha256": hashlib.sha256(annex(*ROWS)).hexdigest(),
        "format": "txt",
    }
    assert (made["status"], made["plan"]["id"], made["plan"]["title"]) == ("previewed", None, "NHIỆM VỤ CHUYỂN ĐỔI SỐ")
    assert (diff(made), made["findings"], made["may"]) == ({"added": 2}, [], ["settle", "commit"])
    assert (made["rows"][0]["section"], made["rows"][1]["deadline"]["reading"]["due_on"]) == (
        "I. XÂY DỰNG THỂ CHẾ",
        "2026-09-30",
    )
    assert (await callers.office.get(place)).json() == made
    again = await send(callers.office, annex(*ROWS))
    assert (again.status_code, again.json()) == (200, made)
    done = await commit(callers.office, made)
    assert (done.status_code, done.json()["status"], done.json()["may"]) == (200, "committed", [])
    assert (done.json()["plan"]["status"], diff(done.json())) == ("draft", {"unchanged": 2})
    assert [(row["number"], row["title"], row["section"]["label"]) for row in await tasks(callers.office)] == [
        ("1", "Ban hành kế hoạch chuyển đổi số", "I"),
        ("2", "Rà soát quy trình tiếp dân", "I"),
    ]
    # Committed once, and what is sent again then changes nothing.
    assert refusal(await commit(callers.office, made)) == (409, "import-committed")
    assert refusal(await settle(callers.office, made)) == (409, "import-committed")
    third = await send(callers.office, annex(*ROWS))
    assert (third.status_code, third.json()["id"], third.json()["diff"]["items"]) == (200, made["id"], [])
    listed = (await callers.office.get(IMPORTS, params={"status": "committed", "plan": CODE})).json()["items"]
    assert [(one["id"], one["plan_code"], one["version"]) for one in listed] == [(made["id"], CODE, 2)]
    assert (await callers.other_office.get(IMPORTS)).json()["items"] == []
    journaled = await database.fetch("select entity, action from journal order by sequence")
    assert [f"{row['entity']} {row['action']}" for row in journaled] == [
        "plan_import create",
        "plan create",
        "annex create",
        "section create",
        "task create",
        "task create",
        "plan_import commit",
    ]


async def test_what_is_not_sure_is_settled_before_it_is_committed(callers: Callers, database: Clone) -> None:
    made = await sent(callers.office, *UNSURE)
    assert finding_ids(made, "error") == [
        "unknown-agency-2-lead-1",
        "unknown-agency-3-lead-1",
        "duplicate-number-4-number-1",
    ]
    assert made["may"] == ["settle"]
    held = await commit(callers.office, made)
    assert refusal(held) == (409, "findings-open")
    assert [one["id"] for one in held.json()["findings"]] == finding_ids(made, "error")
    assert [row["code"] for row in await database.fetch("select code from plans where code = $1", CODE)] == []
    settled = await settle(
        callers.office,
        made,
        ("date-in-title-1-title-1", "accepted"),
        ("unknown-agency-2-lead-1", "accepted"),
        ("unknown-agency-2-coordinating-1", "rejected"),
        ("unknown-agency-3-lead-1", "replaced", "so-noi-vu"),
        ("joint-or-either-3-lead-1", "replaced", "any"),
        ("unread-deadline-3-deadline-1", "replaced", "Tháng 10/2026"),
        ("duplicate-number-4-number-1", "replaced", "4"),
        ("missing-lead-4-lead-1", "replaced", "cac-co-quan-neu-ten"),
        plan={"title": "Kế hoạch đầu tư", "document_number": "9/KH-UBND"},
    )
    assert (settled.status_code, settled.json()["may"]) == (200, ["settle", "commit"]), settled.text
    answered = {one["id"]: (one["resolution"], one["value"]) for one in settled.json()["findings"]}
    assert answered["unknown-agency-3-lead-1"] == ("replaced", "so-noi-vu")
    done = await commit(callers.office, made, publish=True)
    assert done.status_code == 200, done.text
    assert (done.json()["plan"]["title"], done.json()["plan"]["status"]) == ("Kế hoạch đầu tư", "published")
    first, second, third, fourth = await tasks(callers.office)
    assert [(one["source"], one["effective_due_date"]) for one in first["deadlines"]] == [
        ("cell", "2026-09-30"),
        ("title", "2026-06-30"),
    ]
    assert codes(second) == [("Ban Quản lý dự án một", "ban-quan-ly-du-an-mot"), ("Hội Khuyến học", None)]
    assert codes(third) == [("Ban Quản lý dự án hai", "so-noi-vu"), ("Sở Xây dựng", "so-xay-dung")]
    assert (third["completion_rule"], third["deadline"]["text"]) == ("any", "Tháng 10/2026")
    assert (fourth["number"], fourth["assignments"][0]["group"]["code"]) == ("4", "cac-co-quan-neu-ten")
    assert diff(done.json()) == {"unchanged": 4}
    enrolled = (await callers.viewer.get("/v1/agencies/ban-quan-ly-du-an-mot")).json()
    assert (enrolled["kind"], enrolled["e_identifier"], enrolled["aliases"]) == ("other", None, [])


async def test_a_plan_that_nobody_has_named_is_told_until_somebody_does(callers: Callers) -> None:
    data = annex(*ROWS).replace("NHIỆM VỤ CHUYỂN ĐỔI SỐ".encode(), b"")
    named = await send(callers.office, data, title="Kế hoạch đầu tư")
    assert finding_ids(named.json()) == []
    made = (await send(callers.office, data, plan_code="khong-ten")).json()
    assert (made["plan"]["title"], finding_ids(made, "warning")) == ("khong-ten", ["absent-title-plan"])
    done = await settle(callers.office, made, ("absent-title-plan", "accepted"), plan={"title": "Kế hoạch đầu tư"})
    assert (done.status_code, finding_ids(done.json())) == (200, []), done.text


async def test_an_answer_that_its_finding_does_not_take_is_refused_by_name(callers: Callers) -> None:
    made = await sent(callers.office, *UNSURE)

    async def refused(*answer: str) -> tuple[int, str, list[str]]:
        said = await settle(callers.office, made, answer)
        return (*refusal(said), [one["pointer"] for one in said.json()["errors"]])

    assert await refused("no-such-finding", "accepted") == (422, "unknown-finding", ["/findings/0/id"])
    expected = {
        ("duplicate-number-4-number-1", "accepted"): "resolution",
        ("date-in-title-1-title-1", "replaced", "Quý I"): "resolution",
        ("missing-lead-4-lead-1", "replaced"): "value",
        ("missing-lead-4-lead-1", "accepted", "so-y-te"): "value",
        ("duplicate-number-4-number-1", "replaced", "3"): "value",
        ("joint-or-either-3-lead-1", "replaced", "some"): "value",
    }
    for answer, name in expected.items():
        assert await refused(*answer) == (422, "invalid-request", [f"/findings/0/{name}"]), answer
    asked = await refused("unread-deadline-3-deadline-1", "replaced", "sớm nhất có thể")
    assert asked[:2] == (422, "deadline-not-read")
    assert (await refused("unknown-agency-2-lead-1", "replaced", "so-khong-co"))[1] == "unknown-agency"
    unconditional = await callers.office.patch(f"{IMPORTS}/{made['id']}", {})
    assert refusal(unconditional) == (428, "precondition-required")
    stale = await callers.office.patch(f"{IMPORTS}/{made['id']}", {}, if_match='"7.00000000"')
    assert refusal(stale) == (412, "stale")
    reopened = await settle(
        callers.office, made, ("missing-lead-4-lead-1", "accepted"), ("missing-lead-4-lead-1", "open")
    )
    assert {one["resolution"] for one in reopened.json()["findings"]} == {"open"}


async def test_a_draft_is_brought_to_the_next_version_and_its_rows_stay_themselves(callers: Callers) -> None:
    await committed(callers.office, *ROWS, "3\tViệc bị bỏ\tSở Y tế\t\tQuý II/2026\t")
    first, second, dropped = await tasks(callers.office)
    await callers.office.patch(f"/v1/tasks/{second['id']}", {"starred": True}, if_match="*")
    version = (
        "I\tVIỆC MỚI",
        "1\tMở cổng dịch vụ công\tSở Nội vụ\t\tQuý I/2026\tCổng",
        "II\tXÂY DỰNG THỂ CHẾ",
        "1\tRà soát quy trình tiếp dân\tSở Y tế\t\tTháng 10/2026\tBáo cáo",
        "2\tBan hành kế hoạch chuyển đổi số\tSở Tài chính\tSở Xây dựng\tQuý II/2026\tKế hoạch",
    )
    made = await sent(callers.office, *version)
    assert diff(made) == {"added": 1, "removed": 1, "changed": 1, "renumbered": 1}
    (changed,) = (one for one in made["diff"]["items"] if one["change"] == "changed")
    assert {one["field"]: (one["before"], one["after"]) for one in changed["fields"]} == {
        "number": ("2", "1"),
        "section": ("I. XÂY DỰNG THỂ CHẾ", "II. XÂY DỰNG THỂ CHẾ"),
        "deadline": ("Tháng 9/2026", "Tháng 10/2026"),
    }
    assert [one["code"] for one in made["findings"]] == ["renumbered", "renumbered"]
    assert (await commit(callers.office, made)).status_code == 200
    new, now_first, now_second = await tasks(callers.office)
    assert (now_first["id"], now_second["id"]) == (second["id"], first["id"])
    assert (now_first["starred"], now_first["deadline"]["text"]) == (True, "Tháng 10/2026")
    assert [(one["section"]["label"], one["number"]) for one in (new, now_first, now_second)] == [
        ("I", "1"),
        ("II", "1"),
        ("II", "2"),
    ]
    assert (await callers.office.get(f"/v1/tasks/{dropped['id']}")).status_code == 404
    # A comment is nothing that a new version takes away; nor does the first version come back as if it were known.
    await callers.office.post(f"/v1/tasks/{new['id']}/comments", {"text": "Giữ lại"})
    back = await sent(callers.office, *ROWS)
    assert finding_ids(back, "error") == [f"has-reports-{new['id']}"]
    await settle(callers.office, back, (f"has-reports-{new['id']}", "accepted"))
    assert (await commit(callers.office, back)).status_code == 200
    assert [(one["number"], one["title"][:3]) for one in await tasks(callers.office)] == [
        ("1", "Ban"),
        ("2", "Rà "),
        ("1", "Mở "),
    ]


async def test_a_published_plan_is_amended_row_by_row_with_its_document(callers: Callers, clock: StoppedClock) -> None:
    await committed(callers.office, *ROWS, "3\tViệc bị bỏ\tSở Y tế\t\tQuý II/2026\t", publish=True)
    first, second, dropped = await tasks(callers.office)
    clock.set("2026-03-10")
    version = (
        "I\tXÂY DỰNG THỂ CHẾ",
        "1\tRà soát quy trình tiếp dân\tSở Nội vụ\t\tTháng 10/2026\tBáo cáo",
        "2\tMở cổng dịch vụ công\tSở Tài chính\t\tQuý II/2026\tCổng",
        "3\tBan hành kế hoạch chuyển đổi số\tSở Tài chính\tSở Xây dựng\tQuý II/2026\tKế hoạch, lộ trình",
    )
    made = await sent(callers.office, *version)
    assert diff(made) == {"added": 1, "removed": 1, "changed": 2}
    assert refusal(await commit(callers.office, made)) == (422, "invalid-request")
    done = await commit(callers.office, made, document="Quyết định 15/QĐ-UBND")
    assert (done.status_code, diff(done.json())) == (200, {"unchanged": 4}), done.text
    rows = {row["id"]: row for row in await tasks(callers.office)}
    assert [(row["number"], row["status"]) for row in rows.values()] == [
        ("1", "not_started"),
        ("2", "not_started"),
        ("3", "not_started"),
        (None, "cancelled"),
    ]
    (new,) = rows.keys() - {first["id"], second["id"], dropped["id"]}
    assert [one["agency"]["code"] for one in rows[second["id"]]["leads"] if one["status"] != "cancelled"] == [
        "so-noi-vu"
    ]
    assert (rows[new]["effective_due_date"], rows[new]["cell"]) == ("2026-06-30", "in_term")
    kinds = {
        id_: [
            (one["kind"], one["document"])
            for one in (await callers.viewer.get(f"/v1/tasks/{id_}/amendments")).json()["items"]
        ]
        for id_ in rows
    }
    document = "Quyết định 15/QĐ-UBND"
    assert {id_: {kind for kind, _ in of_task} for id_, of_task in kinds.items()} == {
        first["id"]: {"renumber", "change_text"},
        second["id"]: {"renumber", "set_deadline", "change_lead"},
        new: {"add_task"},
        dropped["id"]: {"cancel", "renumber"},
    }
    assert {named for of_task in kinds.values() for _, named in of_task} == {document}
    history = (await callers.viewer.get(f"/v1/tasks/{new}/history")).json()["items"]
    assert [(one["action"], one["on_day"], one["document"]) for one in history] == [
        ("add_task", "2026-03-10", document)
    ]


async def test_what_has_reports_is_neither_taken_for_another_row_nor_removed(callers: Callers) -> None:
    await committed(callers.office, *ROWS, publish=True)
    first, second = await tasks(callers.office)
    assert (await submit(callers.lead, first["id"])).status_code == 201
    made = await sent(
        callers.office,
        "I\tXÂY DỰNG THỂ CHẾ",
        "1\tTổ chức hội thi sáng tạo\tSở Nội vụ\t\tQuý II/2026\t",
        "2\tRà soát quy trình tiếp dân\tSở Y tế\tSở Nội vụ\tTháng 9/2026\tBáo cáo",
    )
    assert diff(made) == {"added": 1, "removed": 1, "changed": 1}
    errors = ["not-amendable-2", f"has-reports-{first['id']}"]
    assert finding_ids(made, "error") == errors
    assert refusal(await commit(callers.office, made, document="15/QĐ-UBND")) == (409, "findings-open")
    settled = (await settle(callers.office, made, *((one, "accepted") for one in errors))).json()
    assert diff(settled) == {"added": 1, "unchanged": 2}
    assert (await commit(callers.office, made, document="15/QĐ-UBND")).status_code == 200
    rows = await tasks(callers.office)
    assert [(row["number"], row["status"]) for row in rows] == [
        ("1", "not_started"),
        ("2", "not_started"),
        (None, "in_progress"),
    ]
    assert (rows[2]["id"], codes(rows[1])) == (first["id"], codes(second))


REFUSED: dict[str, tuple[int, str, bytes, dict[str, str]]] = {
    "a classified one": (422, "classified-document", "MẬT\n".encode() + annex(*ROWS), {}),
    "no text": (422, "unreadable-file", bytes(range(256)), {}),
    "no table": (422, "no-table", "Kính gửi các sở\n".encode(), {}),
    "too many rows": (413, "file-too-large", annex(*["1\tx"] * 20_001), {}),
    "a cell without end": (413, "file-too-large", annex("1\t" + "x" * 10_001), {}),
    "nothing": (422, "unreadable-file", b"\n", {}),
    "no code": (422, "invalid-request", annex(*ROWS), {"plan_code": ""}),
    "a code that is none": (422, "invalid-request", annex(*ROWS), {"plan_code": "KH 1"}),
    "a field that is none": (422, "invalid-request", annex(*ROWS), {"plan": "x"}),
    "a day that is none": (422, "invalid-request", annex(*ROWS), {"starts_on": "1/1/2026"}),
    "days the wrong way": (422, "invalid-request", annex(*ROWS), {"ends_on": "2025-01-01"}),
    "another year than the plan's": (422, "invalid-request", annex(*ROWS), {"plan_code": "kh-02-2026", "year": "2025"}),
    "another office's plan": (403, "not-your-plan", annex(*ROWS), {"plan_code": "kh-03-2026"}),
    "one that nobody sees": (409, "plan-exists", annex(*ROWS), {"plan_code": "kh-04-2026"}),
    "another office": (403, "not-your-plan", annex(*ROWS), {"office": "so-noi-vu"}),
    "a name that is none": (422, "invalid-request", annex(*ROWS), {"name": ".."}),
}


async def test_what_is_refused_leaves_nothing_behind(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    seen = {}
    for what, (_, _, data, fields) in REFUSED.items():
        answer = await send(callers.office, data, **fields)
        seen[what] = refusal(answer)
    assert seen == {what: (status, slug) for what, (status, slug, _, _) in REFUSED.items()}
    tried = await send(callers.office, annex(*ROWS), dry_run="true")
    assert (tried.status_code, tried.json()["id"], tried.json()["may"]) == (200, None, [])
    assert await database.counts() == before


BOUNDARY = "b0undary"
FILE = ('name="file"; filename="a.txt"', annex(*ROWS).decode())
CODE_FIELD, YEAR_FIELD = ('name="plan_code"', CODE), ('name="year"', "2026")
# parts of a form → what becomes of it, and where
FORMS: dict[str, tuple[list[tuple[str, str]], int, str | None]] = {
    "fields after the file": ([FILE, CODE_FIELD, YEAR_FIELD], 201, None),
    "a field twice": ([CODE_FIELD, FILE, CODE_FIELD], 422, "/plan_code"),
    "two files": ([CODE_FIELD, FILE, FILE], 422, "/file"),
    "no file": ([CODE_FIELD], 422, "/file"),
    "a field that is a file": ([FILE, ('name="plan_code"; filename="x"', CODE)], 422, "/file"),
    "a field that goes on and on": ([FILE, ('name="plan_code"', "x" * 5000)], 422, ""),
    "a field without a name": ([FILE, ("x=y", CODE)], 422, "/"),
}


@pytest.mark.parametrize(("parts", "status", "pointer"), FORMS.values(), ids=FORMS)
async def test_a_form_is_one_file_and_fields_that_are_known(
    callers: Callers, parts: list[tuple[str, str]], status: int, pointer: str | None
) -> None:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
    body = "".join(f"{head}{named}\r\n\r\n{said}\r\n" for named, said in parts) + f"--{BOUNDARY}--\r\n"
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    answer = await callers.office.post(IMPORTS, content=body.encode(), headers=headers)
    assert (answer.status_code, [one["pointer"] for one in answer.json().get("errors", [])]) == (
        status,
        [] if pointer is None else [pointer],
    )


async def test_a_commit_that_fails_at_its_end_has_done_nothing(callers: Callers, database: Clone) -> None:
    made = await sent(callers.office, *ROWS)
    before = await database.counts()
    late = await commit(callers.office, made, publish=True, published_on="2026-12-01")
    assert refusal(late) == (422, "future-publication")
    assert await database.counts() == before
    assert (await callers.office.get(f"{IMPORTS}/{made['id']}")).json() == made


async def test_of_several_annexes_the_label_tells_which(callers: Callers) -> None:
    await callers.office.post("/v1/plans/kh-02-2026/annexes", {"label": "Phụ lục II"})
    made = await sent(callers.office, *ROWS, plan_code="kh-02-2026")
    assert diff(made) == {"added": 2, "removed": 1}
    other = annex(*ROWS).replace("Phụ lục I\n".encode(), "Phụ lục IX\n".encode())
    said = await send(callers.office, other, plan_code="kh-02-2026")
    assert (refusal(said), said.json()["labels"]) == ((409, "several-annexes"), ["Phụ lục I", "Phụ lục II"])


async def test_the_service_answers_while_a_large_file_is_read(callers: Callers) -> None:
    rows = [f"{n}\tXây dựng kế hoạch số {n}\tSở Tài chính\tSở Xây dựng\tQuý II/2026\tKế hoạch" for n in range(1, 1001)]
    reading, answers = asyncio.ensure_future(send(callers.office, annex(*rows), dry_run="true")), 0
    while not reading.done():
        assert (await callers.anyone.get("/healthz")).status_code == 200
        answers += 1
        await asyncio.sleep(0.002)  # /healthz waits for nothing: the reading is to have its turns as well
    assert (await reading).json()["diff"]["added"] == 1000
    assert answers > 10


async def test_imports_of_a_plan_go_with_it_and_those_of_one_office_are_its_own(
    callers: Callers, database: Clone, tokens: Any
) -> None:
    place = f"{IMPORTS}/{world.uid(790)}"
    await database.store(import_row(id=world.uid(790), office_id=world.OFFICE, token_id=tokens.made["office"][0]))
    assert (await callers.other_office.get(place)).status_code == 404
    assert refusal(await callers.admin.get(place)) == (403, "permission-missing")
    done = await commit(callers.office, {"id": str(world.uid(790))})
    assert (done.status_code, done.json()["plan"]["code"]) == (200, "kh-50-2026")
    assert (await callers.office.delete("/v1/plans/kh-50-2026")).status_code == 204
    assert (await callers.office.get(place)).status_code == 404


async def test_a_token_for_some_plans_imports_into_these(callers: Callers) -> None:
    body = {"name": "Văn thư", "role": "office", "agencies": ["van-phong-ubnd"], "plans": ["kh-02-2026"]}
    token = (await callers.admin.post("/v1/tokens", body)).json()["token"]
    clerk = Caller("clerk", callers.office.http, token)
    made = await sent(clerk, *ROWS, plan_code="kh-02-2026")
    assert (await clerk.get(f"{IMPORTS}/{made['id']}")).json() == made
    assert [one["id"] for one in (await clerk.get(IMPORTS)).json()["items"]] == [made["id"]]
    assert refusal(await send(clerk, annex(*ROWS))) == (403, "not-your-plan")


async def test_a_token_of_several_offices_names_the_one(callers: Callers) -> None:
    body = {"name": "Trung tâm", "role": "office", "agencies": ["van-phong-ubnd", "so-noi-vu"]}
    token = (await callers.admin.post("/v1/tokens", body)).json()["token"]
    centre = Caller("centre", callers.office.http, token)
    unnamed = await send(centre, annex(*ROWS))
    assert (refusal(unnamed), unnamed.json()["errors"][0]["pointer"]) == ((422, "invalid-request"), "/office")
    made = await sent(centre, *ROWS, office="so-noi-vu")
    assert made["plan"]["monitoring_agency"]["code"] == "so-noi-vu"


async def test_one_request_gives_no_number_twice(callers: Callers) -> None:
    made = await sent(callers.office, "1\tViệc một\tSở Tài chính\t\tQuý II/2026\tX", *UNNUMBERED)
    first, second = (one["id"] for one in made["findings"] if one["code"] == "missing-number")
    both = await settle(callers.office, made, (first, "replaced", "7"), (second, "replaced", "7"))
    assert (both.status_code, both.json()["errors"][0]["pointer"]) == (422, "/findings/1/value")
    one_each = await settle(callers.office, made, (first, "replaced", "7"), (second, "replaced", "8"))
    swapped = await settle(callers.office, made, (first, "replaced", "9"), (second, "replaced", "7"))
    assert (one_each.status_code, swapped.status_code) == (200, 200)


@pytest.mark.parametrize("name", ["部门", "Sở Tài \u0441hính", "019b1e5c-0000-7000-8000-000000000001"])
async def test_a_new_agency_has_a_code_whatever_its_name_is_written_in(callers: Callers, name: str) -> None:
    made = await sent(callers.office, f"1\tXây dựng trường học\t{name}\t\tQuý III/2026\tĐề án")
    await settle(callers.office, made, *((id_, "accepted") for id_ in finding_ids(made, "error")))
    assert (await commit(callers.office, made)).status_code == 200
    [[(text, code)]] = [codes(one) for one in await tasks(callers.office)]
    assert (text, (code or "").partition("-")[0]) == (name, "so" if name.startswith("Sở") else "co")


def test_files_that_wait_hold_no_more_than_there_is_room_for() -> None:
    aside = Aside(held=10)
    with aside.holding() as first, aside.holding() as second:
        first(6)
        second(4)
        with pytest.raises(Unavailable) as refused:
            second(1)
        assert refused.value.headers["Retry-After"]
    with aside.holding() as third:
        third(10)


async def test_an_accepted_name_is_whom_the_reader_suggests_and_a_new_agency_only_by_its_word(callers: Callers) -> None:
    """Accepting a slip of the pen made a second Sở Tài chính in everybody's register."""
    rows = ("1\tViệc một\tSở Tài Chinhh\t\tQuý IV/2026\tX", "2\tViệc hai\tSở Xây dựngg\t\tQuý IV/2026\tX")
    made = await sent(callers.office, *rows)
    first, second = [one for one in made["findings"] if one["code"] == "unknown-agency"]
    assert (first["suggestion"], second["suggestion"]) == ("so-tai-chinh", "so-xay-dung")
    settled = await settle(callers.office, made, (first["id"], "accepted"), (second["id"], "replaced", "new"))
    assert settled.status_code == 200, settled.text
    assert (await commit(callers.office, made)).status_code == 200
    assert [codes(one) for one in await tasks(callers.office)] == [
        [("Sở Tài Chinhh", "so-tai-chinh")],
        [("Sở Xây dựngg", "so-xay-dungg")],
    ]


async def test_a_day_among_the_agencies_becomes_no_agency(callers: Callers) -> None:
    made = await sent(callers.office, "1\tViệc một\t30/6/2026\t\tQuý IV/2026\tX")
    days = [one["id"] for one in made["findings"] if one["code"] == "unknown-agency"]
    for resolution in (("accepted",), ("replaced", "new")):
        refused = await settle(callers.office, made, (days[0], *resolution))
        assert refusal(refused) == (422, "invalid-request"), refused.text
    assert (await settle(callers.office, made, (days[0], "rejected"))).status_code == 200


async def test_under_a_key_the_answer_comes_again_when_the_plan_takes_no_more(callers: Callers) -> None:
    data, form = annex(*ROWS), {"plan_code": "kh-01-2026"}

    async def keyed(content: bytes, **fields: str) -> httpx.Response:
        given = {"files": {"file": ("phu-luc.txt", content)}, "data": form | fields}
        return await callers.office.post(IMPORTS, headers={"Idempotency-Key": "phu-luc"}, **given)

    first = await keyed(data)
    await callers.office.post("/v1/plans/kh-01-2026/close")
    again = await keyed(data)
    assert (again.status_code, again.content, again.headers["idempotency-replayed"]) == (201, first.content, "true")
    assert refusal(await keyed(data, title="Khác")) == (422, "idempotency-key-reused")
    assert refusal(await keyed(data + b" ")) == (422, "idempotency-key-reused")
    assert refusal(await send(callers.office, data, plan_code="kh-01-2026", year="")) == (409, "plan-state-refuses")


async def test_a_preview_tells_that_publishing_today_comes_after_some_deadlines(
    callers: Callers, clock: StoppedClock
) -> None:
    clock.set("2026-07-01")
    made = await sent(callers.office, *ROWS)
    [told] = [one["message"] for one in made["findings"] if one["code"] == "past-deadlines"]
    assert told.startswith("1 nhiệm vụ có thời hạn đã qua. Nếu ban hành khi nhập mà không nêu published_on")
    assert (await settle(callers.office, made, ("past-deadlines-annex", "accepted"))).status_code == 200
    done = await commit(callers.office, made, publish=True)
    assert (done.status_code, finding_ids(done.json(), "warning")) == (200, [])


async def test_what_was_answered_to_the_file_before_stays_answered_where_a_row_says_the_same(callers: Callers) -> None:
    first = await sent(callers.office, *UNSURE[1:])
    answered = {
        "unknown-agency-1-lead-1": "so-noi-vu",
        "unknown-agency-2-lead-1": "so-noi-vu",
        "unread-deadline-2-deadline-1": "Tháng 10/2026",
        "duplicate-number-3-number-1": "4",
    }
    answers = [(id_, "replaced", value) for id_, value in answered.items()]
    assert (await settle(callers.office, first, *answers)).status_code == 200
    # One row before the others, one that says something else, and one that bears the number given to another.
    moved = (UNSURE[0], UNSURE[1].replace("Ban Quản lý dự án một", "Ban Quản lý dự án ba"), *UNSURE[2:])
    taken = await sent(callers.office, *moved, "4\tViệc bốn\tSở Y tế\t\tQuý II/2026\tX")
    assert _replaced(taken) == {
        "unknown-agency-3-lead-1": "so-noi-vu",
        "unread-deadline-3-deadline-1": "Tháng 10/2026",
    }
    second = await sent(callers.office, *UNSURE)
    assert _replaced(second) == _replaced(taken)
    rest = (("unknown-agency-2-lead-1", "rejected"), ("duplicate-number-4-number-1", "replaced", "5"))
    await settle(callers.office, second, *rest)
    assert (await commit(callers.office, second)).status_code == 200
    # Once committed, whom a refused name left out is for the plan to say; who was meant, and the day that nobody could read, stay.
    third = await sent(callers.office, *UNSURE, "6\tViệc sáu\tSở Y tế\t\tQuý II/2026\tX")
    assert (diff(third), third["may"]) == ({"added": 1, "unchanged": 4}, ["settle", "commit"])
    assert _replaced(third) == _replaced(taken) | {"duplicate-number-4-number-1": "5"}
    assert third["rows"][2]["deadline"]["text"] == "Tháng 10/2026"


def _replaced(made: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: one["value"] for one in made["findings"] if one["resolution"] == "replaced"}
