"""412: whoever comes too late is told who came first and when, as far as it may know that."""

from typing import Any
from uuid import UUID

import pytest

from app.access.caller import Caller
from app.access.roles import ROLE_PERMISSIONS, Role
from app.access.versions import shown_to
from tests.callers import Callers
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.imports import annex

OFFICE = {"id": str(world.OFFICE), "code": "van-phong-ubnd", "name": "Văn phòng UBND thành phố"}
PLAN, TASK, AGENCY = "/v1/plans/kh-01-2026", f"/v1/tasks/{world.TASK}", "/v1/agencies/so-tai-chinh"
DRAFT, GROUP = "/v1/plans/kh-02-2026", "/v1/agency-groups/cac-co-quan-neu-ten"
MEMBERS = f"{TASK}/assignments/{world.uid(770)}/members"
CHANGES: dict[str, dict[str, Any]] = {
    PLAN: {"document_number": "01/KH-UBND"},
    TASK: {"starred": True},
    AGENCY: {"name": "X"},
    GROUP: {"name": "X"},
}
EN = {"Accept-Language": "en"}


@pytest.mark.parametrize("url", CHANGES)
async def test_it_says_who_and_when(callers: Callers, clock: StoppedClock, url: str) -> None:
    who = callers.admin if "agenc" in url else callers.office
    read = (await who.get(url)).headers["etag"]
    clock.set("2026-03-02T14:30:00")
    await who.patch(url, CHANGES[url], if_match=read)
    clock.set("2026-03-05")
    stale = await who.patch(url, CHANGES[url], if_match=read)
    said = stale.json()
    assert (stale.status_code, said["type"], said["version"]) == (412, "/problems/stale", 2)
    assert said["updated_at"] == "2026-03-02T07:30:00+00:00"
    agency = OFFICE if who is callers.office else None
    assert said["updated_by"] == {"role": who.name, "agency": agency, "token": who.name}
    assert who.name in said["detail"]
    assert "2026-03-02T14:30:00+07:00" in said["detail"]
    assert "since you read it" in (await who.patch(url, CHANGES[url], if_match=read, headers=EN)).json()["detail"]


async def test_of_an_import_as_well(callers: Callers) -> None:
    form = {"files": {"file": ("kh.txt", annex("1\tViệc\tSở Tài chính\t\t\t"))}, "data": {"plan_code": "kh-51-2026"}}
    made = await callers.office.post("/v1/plan-imports", **form)
    url, patch = made.headers["location"], {"plan": {"title": "Khác"}}
    await callers.office.patch(url, patch, if_match=made.headers["etag"])
    stale = await callers.office.patch(url, patch, if_match=made.headers["etag"])
    assert (stale.status_code, stale.json()["updated_by"]["token"]) == (412, "office")


async def test_what_nobody_has_journaled_was_changed_by_somebody(callers: Callers) -> None:
    said = (await callers.office.patch(PLAN, CHANGES[PLAN], if_match='"9.00000000"')).json()
    assert said["updated_by"] is None


MALFORMED = ("", "3", '"1.00000000', "W/", 'w/"1.00000000"', '"1.00000000" "2.00000000"', '*, "1.00000000"', '"a b"')
OF_ANOTHER = ('"9.00000000"', '"x"', '""', 'W/"1.00000000"', ', "a,b" ,, "9.00000000",')


async def test_what_is_no_tag_is_a_fault_of_the_header_and_of_nobody(callers: Callers) -> None:
    """RFC 9110 §13.1.1: `*`, or a list of entity tags (§8.8.3), of which some may be empty (§5.6.1)."""
    for sent in MALFORMED:
        answer = await callers.office.patch(PLAN, CHANGES[PLAN], if_match=sent)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "If-Match"), sent
    for sent in OF_ANOTHER:
        assert (await callers.office.patch(PLAN, CHANGES[PLAN], if_match=sent)).status_code == 412, sent
    assert (await callers.office.patch(PLAN, CHANGES[PLAN], if_match=' "x", "1.00000000"')).status_code == 200


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [("DELETE", DRAFT, None), ("PUT", f"{GROUP}/members", {"agencies": []}), ("PUT", MEMBERS, {"agencies": ["H13.5"]})],
)
async def test_where_it_may_be_left_out_it_holds_when_it_is_sent(
    callers: Callers, method: str, url: str, body: Any
) -> None:
    who = callers.admin if "agenc" in url.split("/")[2] else callers.office
    sent = {} if body is None else {"json": body}
    assert (await who.request(method, url, if_match='"9.00000000"', **sent)).status_code == 412
    assert (await who.request(method, url, if_match='"1.00000000"', **sent)).status_code != 412


def caller(role: Role, *agencies: UUID, credential: int = 1) -> Caller:
    id_ = world.uid(credential)
    return Caller(id_, id_, role, frozenset(agencies), None, ROLE_PERMISSIONS[role])


@pytest.mark.parametrize(
    ("who", "token"),
    [
        (caller(Role.office, world.OTHER_OFFICE), None),
        (caller(Role.agency, world.LEAD), None),
        (caller(Role.viewer), None),
        (caller(Role.office, world.OFFICE, world.OTHER_OFFICE), "Máy 3"),
        (caller(Role.admin), "Máy 3"),
        (caller(Role.auditor), "Máy 3"),
        (caller(Role.viewer, credential=2), "Máy 3"),
    ],
    ids=lambda one: one.role.value if isinstance(one, Caller) else str(one),
)
def test_the_name_of_a_token_is_for_colleagues_and_who_reads_tokens(who: Caller, token: str | None) -> None:
    editor = {
        "role": "office",
        "credential_id": world.uid(2),
        "token_name": "Máy 3",
        "agency_ids": [world.OFFICE],
        "agency_id": world.OFFICE,
        "agency_code": "van-phong-ubnd",
        "agency_name": "Văn phòng UBND thành phố",
    }
    assert shown_to(who, editor) == {"role": "office", "agency": OFFICE, "token": token}
