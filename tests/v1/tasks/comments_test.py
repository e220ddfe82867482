"""`/v1/tasks/{id}/comments`: who says what about a task, once, and without moving anything."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import pair, refusal

PATH = f"/v1/tasks/{world.TASK}/comments"
MINTED = str(world.uid(720))


def body(**overrides: Any) -> dict[str, Any]:
    return {"text": "Đề nghị nêu rõ vướng mắc về mặt bằng"} | overrides


async def listed(callers: Callers, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await callers.viewer.get(PATH, params=query)).json()["items"]
    return items


async def test_office_lead_and_coordinator_talk_and_nothing_moves(
    callers: Callers, database: Clone, clock: StoppedClock
) -> None:
    before = await pair(database)
    author = {"name": "Nguyễn Văn A", "title": "Phó Giám đốc"}
    asked = await callers.office.post(PATH, body(author={"name": "Trần Thị B"}))
    clock.set("2026-03-03")
    answered = [
        await callers.lead.post(PATH, body(text="  Đã họp với phường \n\nNgày mai gửi biên bản ", author=author)),
        await callers.coordinator.post(PATH, body(text="Sở Xây dựng thống nhất")),
        await callers.gateway.post(PATH, body(text="Qua trục liên thông", agency="so-tai-chinh")),
    ]
    assert [one.status_code for one in (asked, *answered)] == [201] * 4
    assert (asked.headers["location"], answered[0].json()) == (
        PATH,
        {
            "id": answered[0].json()["id"],
            "agency": {"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"},
            "text": "Đã họp với phường \n\nNgày mai gửi biên bản",
            "author": author,
            "created_at": "2026-03-03T02:00:00+00:00",
        },
    )
    assert asked.json()["author"] == {"name": "Trần Thị B", "title": None}
    said = await listed(callers)
    assert said[0] == asked.json()
    assert "Trần Thị B" in (await callers.viewer.get(PATH)).text, (
        "as it was written, for whoever reads it in a terminal"
    )
    assert sorted(one["agency"]["code"] for one in said) == [
        "so-tai-chinh",
        "so-tai-chinh",
        "so-xay-dung",
        "van-phong-ubnd",
    ]
    assert await pair(database) == before
    journaled = await database.fetch("select entity, action, plan_id, after from journal order by sequence")
    assert [(row["entity"], row["action"], row["plan_id"]) for row in journaled] == [
        ("comment", "create", world.PLAN)
    ] * 4


async def test_they_come_in_pages_oldest_first(callers: Callers) -> None:
    for number in range(3):
        await callers.lead.post(PATH, body(text=f"Ý kiến {number}"))
    first = (await callers.viewer.get(PATH, params={"limit": 2})).json()
    rest = await listed(callers, limit=2, cursor=first["next_cursor"])
    assert [one["text"] for one in [*first["items"], *rest]] == ["Ý kiến 0", "Ý kiến 1", "Ý kiến 2"]


async def test_the_same_id_is_the_same_comment_or_a_conflict(callers: Callers) -> None:
    once = await callers.lead.post(PATH, body(id=MINTED))
    again = await callers.lead.post(PATH, body(id=MINTED))
    assert (once.status_code, again.status_code, again.json()) == (201, 200, once.json())
    foreign = f"/v1/tasks/{world.OTHER_TASK}/comments"
    others = [
        await callers.lead.post(PATH, body(id=MINTED, text="Khác")),
        await callers.lead.post(PATH, body(id=MINTED, author={"name": "Khác"})),
        await callers.coordinator.post(PATH, body(id=MINTED)),
        await callers.other_agency.post(foreign, body(id=MINTED)),
    ]
    assert [refusal(one) for one in others] == [(409, "comment-id-taken")] * 4
    assert len(await listed(callers)) == 1


async def test_the_same_comment_sent_many_times_at_once_is_one(callers: Callers, database: Clone) -> None:
    async def send() -> httpx.Response:
        return await callers.lead.post(PATH, body(id=MINTED))

    answers = await asyncio.gather(*(send() for _ in range(8)))
    assert sorted(one.status_code for one in answers) == [200] * 7 + [201]
    assert (await database.counts())["journal"] == 1


async def test_who_is_not_concerned_is_told_why(callers: Callers) -> None:
    given = {
        "for another": await callers.lead.post(PATH, body(agency="so-xay-dung")),
        "for nobody": await callers.lead.post(PATH, body(agency="so-khong-co")),
        "other agency": await callers.other_agency.post(PATH, body()),
        "other office": await callers.other_office.post(PATH, body()),
        "gateway's other": await callers.gateway.post(PATH, body(agency="so-y-te")),
    }
    assert {refusal(one) for one in given.values()} == {(403, "may-not-comment")}
    assert {name: one.json()["reason"] for name, one in given.items()} == {
        "for another": "other-agency",
        "for nobody": "other-agency",
        "other agency": "not-concerned",
        "other office": "not-concerned",
        "gateway's other": "not-concerned",
    }
    unnamed = await callers.gateway.post(PATH, body())
    assert refusal(unnamed) == (422, "invalid-request")
    assert [fault["pointer"] for fault in unnamed.json()["errors"]] == ["/agency"]
    assert await listed(callers) == []


async def test_a_draft_is_its_offices_alone_and_absent_for_the_rest(callers: Callers) -> None:
    draft = f"/v1/tasks/{world.DRAFT_TASK}/comments"
    answers = [await one.post(draft, body()) for one in (callers.office, callers.lead, callers.other_office)]
    assert [one.status_code for one in answers] == [201, 404, 404]
    assert [(await one.get(draft)).status_code for one in (callers.office, callers.lead)] == [200, 404]


@pytest.mark.parametrize("text", ["", " \u200b\n", "MẬT", "Độ mật: Tối mật", "a\x00b", "x" * 10_001])
async def test_what_may_not_be_said(callers: Callers, text: str) -> None:
    assert refusal(await callers.lead.post(PATH, body(text=text))) == (422, "invalid-request")


async def test_comment_is_among_what_they_may(callers: Callers) -> None:
    every = (callers.office, callers.lead, callers.coordinator, callers.gateway, callers.other_agency, callers.viewer)
    may = [(await one.get(f"/v1/tasks/{world.TASK}")).json()["may"] for one in every]
    assert ["comment" in one for one in may] == [True, True, True, True, False, False]
