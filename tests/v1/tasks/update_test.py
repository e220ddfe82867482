"""`PATCH /v1/tasks/{id}`: anything of a draft's row, two things of a published one, nothing of a closed plan's."""

import asyncio
import json
from typing import Any

import pytest

from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.make import world
from tests.make.seeded import every

DRAFT, PUBLISHED = f"/v1/tasks/{world.DRAFT_TASK}", f"/v1/tasks/{world.TASK}"


async def tag(caller: Caller, path: str) -> str:
    etag: str = (await caller.get(path)).headers["etag"]
    return etag


async def patched(callers: Callers, path: str, **changes: Any) -> tuple[int, dict[str, Any]]:
    answer = await callers.office.patch(path, changes, if_match=await tag(callers.office, path))
    return answer.status_code, answer.json()


async def test_what_is_absent_stays_and_what_is_null_is_cleared(callers: Callers) -> None:
    _, first = await patched(callers, DRAFT, deliverable="Quyết định", completion_rule="any")
    status, second = await patched(callers, DRAFT, deliverable=None, title="Tên mới của nhiệm vụ")
    assert status == 200
    assert (first["deliverable"], second["deliverable"], second["title"]) == (
        "Quyết định",
        None,
        "Tên mới của nhiệm vụ",
    )
    assert second["completion_rule"] == "any"
    assert (first["version"], second["version"]) == (2, 3)
    assert second == (await callers.office.get(DRAFT)).json()


async def test_a_new_title_is_found_and_the_old_one_is_not(callers: Callers) -> None:
    await patched(callers, DRAFT, title="Số hóa hồ sơ đất đai")
    found = [
        len(await every(callers.office, "/v1/tasks", plan="kh-02-2026", q=q)) for q in ("ho so dat dai", "dung chung")
    ]
    assert found == [1, 0]
    assert len(await every(callers.office, "/v1/tasks", plan="kh-02-2026", q="Sở Tài chính")) == 1


async def test_of_a_published_plan_two_things_may_change(callers: Callers) -> None:
    refs = [{"system": "iOffice", "id": "VB-1"}]
    status, task = await patched(callers, PUBLISHED, starred=True, external_refs=refs)
    assert (status, task["starred"], task["external_refs"], task["version"]) == (200, True, refs, 2)
    assert [one["id"] for one in await every(callers.lead, "/v1/tasks", starred="true")] == [str(world.TASK)]


@pytest.mark.parametrize(
    "changes",
    [{"title": "Tên khác"}, {"deliverable": None}, {"completion_rule": "any"}, {"starred": True, "title": "A"}],
)
async def test_and_nothing_else(callers: Callers, database: Clone, changes: dict[str, Any]) -> None:
    before = await database.counts()
    status, problem = await patched(callers, PUBLISHED, **changes)
    assert (status, problem["type"]) == (409, "/problems/not-a-draft")
    assert problem["changeable"] == ["external_refs", "starred"]
    assert await database.counts() == before
    assert (await callers.office.get(PUBLISHED)).json()["version"] == 1


async def test_without_if_match_and_with_an_old_one(callers: Callers) -> None:
    old = await tag(callers.office, DRAFT)
    without = await callers.office.patch(DRAFT, {"starred": True})
    assert (without.status_code, without.json()["type"]) == (428, "/problems/precondition-required")
    assert (await callers.office.patch(DRAFT, {"starred": True}, if_match=old)).status_code == 200
    stale = await callers.office.patch(DRAFT, {"starred": False}, if_match=old)
    assert (stale.status_code, stale.json()["type"]) == (412, "/problems/stale")
    assert (stale.json()["version"], stale.json()["updated_at"]) == (2, "2026-03-02T02:00:00+00:00")
    assert (await callers.office.patch(DRAFT, {"starred": False}, if_match="*")).status_code == 200
    assert (await callers.office.get(DRAFT)).json()["starred"] is False


@pytest.mark.parametrize("if_match", ['"1"', 'W/"1.00000000"', '"x.00000000"', '"99999999999.00000000"'])
async def test_a_tag_that_is_none_of_ours_is_stale(callers: Callers, if_match: str) -> None:
    assert (await callers.office.patch(DRAFT, {"starred": True}, if_match=if_match)).status_code == 412


async def test_the_day_and_the_language_do_not_make_a_tag_stale(callers: Callers) -> None:
    english = await callers.office.get(DRAFT, headers={"Accept-Language": "en"})
    assert (await callers.office.patch(DRAFT, {"starred": True}, if_match=english.headers["etag"])).status_code == 200


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": None}, "/title"),
        ({"title": ""}, "/title"),
        ({"starred": "yes"}, "/starred"),
        ({"external_refs": [{"system": "a"}]}, "/external_refs/0/id"),
        ({"number": "7"}, "/number"),
        ({"deadline_text": "Quý II"}, "/deadline_text"),
    ],
    ids=str,
)
async def test_a_refusal_names_the_field(callers: Callers, changes: dict[str, Any], pointer: str) -> None:
    status, problem = await patched(callers, DRAFT, **changes)
    assert (status, [fault["pointer"] for fault in problem["errors"]]) == (422, [pointer])


async def test_only_its_office_may(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answers = {
        caller.name: [
            (await caller.patch(path, {"starred": True}, if_match="*")).status_code for path in (DRAFT, PUBLISHED)
        ]
        for caller in callers.all()
        if caller.name != "office"
    }
    others = ("admin", "auditor", "viewer", "lead", "coordinator", "other_agency", "gateway", "submitter")
    assert answers == {
        **{name: [401, 401] for name in ("anyone", "bad_token", "expired", "revoked")},
        **{name: [403, 403] for name in others},
        "other_office": [404, 403],
    }
    assert await database.counts() == before


async def test_the_journal_tells_it_before_and_after(callers: Callers, database: Clone) -> None:
    await patched(callers, PUBLISHED, starred=True)
    [entry] = await database.fetch(
        "select action, before::json ->> 'starred' as was, after::json ->> 'starred' as is from journal"
    )
    assert tuple(entry) == ("change", "false", "true")


async def test_the_journal_keeps_nothing_that_another_day_or_reader_changes(callers: Callers, database: Clone) -> None:
    await patched(callers, PUBLISHED, starred=True)
    shown = (await callers.office.get(PUBLISHED)).json()
    [entry] = await database.fetch("select before, after from journal")
    kept = json.loads(entry["after"])
    assert set(shown) - set(kept) == {"may", "cell", "due_soon", "days_overdue", "coverage"}
    assert set(shown["leads"][0]) - set(kept["leads"][0]) == {"cell", "due_soon", "days_overdue"}
    assert {name: shown[name] for name in kept if name != "leads"} == {
        name: one for name, one in kept.items() if name != "leads"
    }
    assert set(json.loads(entry["before"])) == set(kept)


async def test_two_who_change_it_at_once_do_not_both_win(callers: Callers) -> None:
    held = await tag(callers.office, DRAFT)
    answers = await asyncio.gather(
        *(callers.office.patch(DRAFT, {"title": f"Tên {number}"}, if_match=held) for number in range(3))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]
