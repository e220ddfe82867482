"""`GET /v1/agencies/{agency}/calendar.ics`: what a phone that has subscribed gets, and what its address may carry."""

from datetime import date
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import DOCUMENT, HALF_YEARLY, complete, published, refusal, submitted

PATH = "/v1/agencies/so-tai-chinh/calendar.ics"
FEED_ONLY = ["calendar:feed"]


async def token_for(admin: Caller, agency: str = "so-tai-chinh", **overrides: Any) -> str:
    body = {"name": "Điện thoại", "role": "agency", "agencies": [agency], "permissions": FEED_ONLY} | overrides
    made = await admin.post("/v1/tokens", body)
    assert made.status_code == 201, made.text
    token: str = made.json()["token"]
    return token


async def subscribed(callers: Callers, path: str = PATH, headers: dict[str, str] | None = None) -> httpx.Response:
    return await callers.anyone.get(path, params={"token": await token_for(callers.admin)}, headers=headers)


def entries(answer: httpx.Response) -> list[dict[str, Any]]:
    """The entries by the names of their properties, as another program reads them."""
    read = Calendar.from_ical(answer.content)
    names = ("UID", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP", "SEQUENCE")
    return [
        {name: str(one[name]) for name in names if name in one}
        | {"DTSTART": one.decoded("DTSTART"), "DTSTAMP": one.decoded("DTSTAMP").isoformat()}
        for one in read.walk("VEVENT")
    ]


async def test_a_phone_gets_the_dated_obligations_that_live(callers: Callers, clock: StoppedClock) -> None:
    dated, _, recurring = await published(callers, clock, "Trước ngày 20/6/2026", "Khi có hướng dẫn", HALF_YEARLY)
    clock.set("2026-03-02")
    answer = await subscribed(callers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    found = entries(answer)
    owed = (await callers.lead.get("/v1/obligations", params={"task": str(dated)})).json()["items"][0]
    assert [one["DTSTART"] for one in found] == [date(2026, 6, 16), date(2026, 6, 19), date(2026, 12, 16)]
    assert found[1] == {
        "UID": owed["id"],
        "SUMMARY": "1 – Nhiệm vụ 1 (kh-20-2026)",
        "DESCRIPTION": f"Hoàn thành nhiệm vụ\nThời hạn: Trước ngày 20/6/2026\n/v1/obligations/{owed['id']}",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "SEQUENCE": "0",
        "DTSTART": date(2026, 6, 19),
        "DTSTAMP": "2026-01-02T02:00:00+00:00",
    }
    assert found[0]["DESCRIPTION"].startswith("Báo cáo tiến độ: ")
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    clock.set("2026-06-14")
    await submitted(callers.lead, recurring)
    await complete(callers.lead, dated, result_documents=[DOCUMENT])
    later = entries(await subscribed(callers))
    assert [one["DTSTART"] for one in later] == [date(2026, 6, 19), date(2026, 12, 16)]
    assert "Đã báo cáo, chờ xác nhận" in later[0]["DESCRIPTION"]
    assert (later[0]["DTSTAMP"], later[0]["SEQUENCE"]) == ("2026-06-14T02:00:00+00:00", "1")


async def test_who_asks_again_gets_nothing_new_until_something_is(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    first = await subscribed(callers)
    clock.set("2026-03-02")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"older", {tag}'):
        again = await subscribed(callers, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    clock.set("2026-06-15")
    await submitted(callers.lead, task)
    changed = await subscribed(callers, headers={"If-None-Match": tag})
    assert (changed.status_code, len(entries(changed))) == (200, 1)
    assert (await callers.lead.get(PATH)).headers["etag"] == changed.headers["etag"]


async def test_an_agency_that_owes_nothing_on_a_day_has_an_empty_calendar(callers: Callers) -> None:
    answer = await callers.lead.get("/v1/agencies/H13.5/calendar.ics", headers={"Accept": "text/calendar"})
    assert (answer.status_code, entries(answer)) == (200, [])
    for line in ("NAME:Thời hạn – Sở Tài chính", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"):
        assert line in answer.text.splitlines()
    assert refusal(await callers.lead.get(PATH, headers={"Accept": "text/html"})) == (406, "not-acceptable")


async def test_what_an_address_may_carry(callers: Callers) -> None:
    narrow = await token_for(callers.admin)
    good = [
        narrow,
        await token_for(callers.admin, role="submitter"),
        await token_for(callers.admin, role="office"),
        await token_for(callers.admin, agencies=["so-tai-chinh", "so-y-te"]),
    ]
    wide = [callers.lead.token, callers.admin.token, callers.viewer.token, callers.submitter.token]
    wide += [await token_for(callers.admin, permissions=["calendar:feed", "obligation:read"])]
    wide += [await token_for(callers.admin, permissions=["obligation:read"])]
    for token in good:
        assert (await callers.anyone.get(PATH, params={"token": token})).status_code == 200
    for too_wide in wide:
        answer = await callers.anyone.get(PATH, params={"token": too_wide})
        assert (refusal(answer), answer.json()["permission"]) == ((403, "token-too-wide"), "calendar:feed")
    for of_nobody in (callers.revoked.token, callers.expired.token, callers.bad_token.token, "x", "é"):
        assert refusal(await callers.anyone.get(PATH, params={"token": of_nobody})) == (401, "token-invalid")
    assert refusal(await callers.anyone.get(PATH)) == (401, "token-required")
    assert refusal(await callers.lead.get(PATH, params={"token": narrow})) == (422, "invalid-request")
    assert refusal(await callers.anyone.get("/v1/obligations", params={"token": narrow}))[0] in {401, 422}


async def test_the_narrow_token_is_good_for_its_own_calendar_and_nothing_else(callers: Callers) -> None:
    phone = Caller("phone", callers.lead.http, await token_for(callers.admin))
    assert (await phone.get(PATH)).status_code == 200
    answers = [
        await phone.get(f"/v1/agencies/{one}/calendar.ics") for one in ("so-y-te", "so-khong-co", "van-phong-ubnd")
    ]
    assert [one.status_code for one in answers] == [404] * 3
    for path in ("/v1/obligations", "/v1/tasks", "/v1/agencies", f"/v1/obligations/{world.OBLIGATION}"):
        assert refusal(await phone.get(path)) == (403, "permission-missing")
    me = (await phone.get("/v1/me")).json()
    assert me["permissions"] == FEED_ONLY


async def test_in_the_header_whoever_reads_obligations_reads_the_calendar(callers: Callers) -> None:
    foreign = "/v1/agencies/so-y-te/calendar.ics"
    for one in (callers.lead, callers.viewer, callers.auditor, callers.admin, callers.other_office):
        assert (await one.get(foreign)).status_code == 200
    assert (await callers.submitter.get(PATH)).status_code == 200
    assert (await callers.submitter.get(foreign)).status_code == 404
    blind = Caller("blind", callers.lead.http, await token_for(callers.admin, permissions=["task:read"]))
    answer = await blind.get(PATH)
    assert (refusal(answer), answer.json()["permission"]) == ((403, "permission-missing"), "obligation:read")


@pytest.mark.parametrize("role", ["admin", "viewer", "auditor"])
async def test_it_is_given_to_those_of_an_agency_only(callers: Callers, role: str) -> None:
    body = {"name": "Điện thoại", "role": role, "permissions": FEED_ONLY}
    assert refusal(await callers.admin.post("/v1/tokens", body)) == (422, "permissions-of-role")


async def test_only_what_the_caller_sees_is_in_it(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await published(callers, clock, "Trước ngày 20/6/2026", "Trước ngày 21/6/2026")
    assert len(entries(await callers.other_agency.get(PATH))) == 2
    await database.execute("update plans set restricted = true where code = 'kh-20-2026'")
    assert len(entries(await callers.lead.get(PATH))) == 2
    assert entries(await callers.other_agency.get(PATH)) == []
    held = await token_for(callers.admin, plans=["kh-01-2026"])
    assert entries(await callers.anyone.get(PATH, params={"token": held})) == []


async def test_the_token_of_an_address_reaches_no_log(callers: Callers, capsys: pytest.CaptureFixture[str]) -> None:
    narrow = await token_for(callers.admin)
    tokens = [narrow, callers.lead.token or "", "bi-mat", "x" * 201]
    for token in tokens:
        await callers.anyone.get(PATH, params={"token": token})
        await callers.lead.get(PATH, params={"token": token})
    logged = "".join(capsys.readouterr())
    assert "/v1/agencies/{agency}/calendar.ics" in logged
    assert [token for token in tokens if token in logged] == []
    assert "so-tai-chinh" not in logged
