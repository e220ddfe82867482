"""The year month by month: what the table of fates does not say, and what a day looked like on that day.

Each function moves the clock through its month; what is routine is done on its day while the clock passes (`Acts.day`).
"""

from collections import Counter
from datetime import date, timedelta
from functools import partial

from tests.make.calendar import calendar_day_body
from tests.make.reports import report_body
from tests.make.seeded import CONCLUSIONS, PROGRAMME, every
from tests.year.acts import LETTER, Act, Acts, taken
from tests.year.fates import LEADS, CommuneFate, communes

VPDP, STC, SNNMT, SXD, BCD, BQL = (LEADS[one] for one in ("VPĐP", "STC", "SNNMT", "SXD", "BCĐ", "BQL"))
TTPTQD, SDTTG = LEADS["TTPTQĐ"], LEADS["SDTTG"]
GRDP_II, GRDP_III = "quý II năm", "quý III năm"
MERGED, INTO = "xa-ngoc-to", "xa-gia-hoa"
COMMUNES_JUNE, COMMUNES_DECEMBER = date(2026, 6, 15), date(2026, 12, 15)
# Wednesdays that are days off: the second from December on only.
DAYS_OFF = (date(2026, 9, 2), date(2026, 12, 16))
FORGOTTEN = date(2026, 11, 4)


async def january(acts: Acts) -> None:
    """The programme is published on the 2nd; the conclusions are a draft that nobody outside the office sees."""
    await acts.day("2026-01-02")
    await acts.publish(PROGRAMME)
    tasks = await every(acts.viewer, "/v1/tasks")
    assert Counter(one["cell"] for one in tasks) == {"in_term": 32}
    assert (await acts.viewer.get(f"/v1/plans/{CONCLUSIONS}")).status_code == 404


async def march(acts: Acts) -> None:
    """A return that is answered in time is no delay, nor is a review that takes till April."""
    await acts.day("2026-03-27")
    await acts.hand_in("I.9", VPDP)
    await acts.day("2026-03-30")
    await acts.send_back("I.9", VPDP, "2026-04-06")
    await acts.day("2026-03-31T23:59:59")
    assert [await acts.cell("II.13", lead) for lead in (VPDP, STC)] == ["in_term", "in_term"]
    await acts.day("2026-04-01T00:00:00")
    assert [await acts.cell("II.13", lead) for lead in (VPDP, STC)] == ["in_term", "overdue"]
    assert await acts.cell("I.9") == "in_term", "returned, and respond_by is not over"


async def april(acts: Acts) -> None:
    """The returned one comes back within its days; a slow review of what came on 29 April begins."""
    await acts.day("2026-04-03")
    await acts.hand_in("I.9", VPDP)
    await acts.day("2026-04-07")
    await acts.confirm("I.9", VPDP)
    assert await acts.cell("I.9") == "completed_on_time"
    await acts.day("2026-04-30")
    assert [await acts.cell(row) for row in ("I.1", "I.2", "I.5")] == ["in_term"] * 3


async def may(acts: Acts) -> None:
    """Eight days late for an objective cause, which the office confirms with a document: excused, and late all the same."""
    await acts.day("2026-05-08")
    await acts.hand_in("I.5", VPDP, difficulties="Trung ương chậm giao vốn", cause="objective")
    assert (await acts.task("I.5"))["days_overdue"] == 8
    await acts.day("2026-05-12")
    await acts.confirm("I.5", VPDP, excused_document="Thông báo 88/TB-UBND", note="Nguyên nhân khách quan")
    assert [await acts.cell(row) for row in ("I.1", "I.2", "I.5")] == [
        "completed_on_time",
        "in_term",
        "completed_late",
    ]


async def june(acts: Acts) -> None:
    """The conclusions are published on the 1st, and most of what the year asks for falls due on the 30th."""
    await acts.day("2026-06-01")
    await acts.publish(CONCLUSIONS)
    acts.add_routine(*await _june_of_communes(acts))
    await acts.day("2026-06-15")
    await acts.mark_not_yet(await acts.awaited_event("II.1"))
    assert await acts.cell("II.1") == "awaiting_event"
    await acts.amend("K11", "change_lead", agency=TTPTQD, new_lead=SNNMT)
    await acts.day("2026-06-16T23:59:59")
    for lead in (VPDP, BCD):
        await acts.report("III.2", lead)
    assert (await acts.task("III.3"))["coverage"] == {"expected": 103, "reported": 100, "confirmed": 0, "missing": 3}
    await acts.day("2026-06-18")
    await acts.report("K1", STC)
    assert await acts.cell("K1") == "undated"
    await acts.day("2026-06-19")
    assert await acts.cell("K7") == "overdue", "nobody in particular owes 3, 10 and 17 June"
    await acts.day("2026-06-20")
    await acts.name_members("K7", BQL, SXD)
    acts.add_routine(*_wednesdays(acts))
    assert {one["effective_due_date"] for one in await acts.owed("K7", BQL)} >= {"2026-06-24", "2026-12-30"}
    assert len(await acts.owed("K7", BQL)) == 28
    assert await acts.cell("K7") == "in_term"
    await acts.amend("K13", "set_deadline", deadline_text="30/9/2026")
    await _end_of_june(acts)


async def _end_of_june(acts: Acts) -> None:
    """An extension granted, a task cancelled, a report withdrawn, and the quarter's growth published."""
    await acts.day("2026-06-25")
    await acts.amend("K10", "cancel")
    request = await acts.ask_to_extend("II.5", VPDP, "2026-08-31")
    await acts.day("2026-06-26")
    await acts.hand_in("II.8", STC)
    await acts.day("2026-06-28")
    await acts.hand_in("K14.2", BQL)
    await acts.day("2026-06-29")
    await acts.decide(request, action="approve", document=LETTER)
    await acts.withdraw("K14.2", BQL)
    await acts.send_back("II.8", STC, "2026-07-06")
    await acts.day("2026-06-30")
    await acts.hand_in("K14.2", BQL)
    event = await acts.awaited_event("K3", GRDP_II)
    wrong = await acts.record_event(event, "2026-06-28")
    await acts.void_event(event, wrong)
    await acts.record_event(event, "2026-06-29")
    await acts.day("2026-06-30T23:59:59")
    await acts.hand_in("II.7", STC)
    assert {await acts.cell(row) for row in ("II.5", "II.7", "K9", "K16", "K14.5")} == {"in_term"}


async def july(acts: Acts) -> None:
    """Late or not: what came on paper on the last day, what was sent back and came too late, what the extension covers."""
    await acts.day("2026-07-01")
    assert await acts.cell("II.5") == "in_term"
    assert await acts.cell("II.5", basis="original") == "overdue"
    assert [await acts.cell(row) for row in ("II.7", "K9", "K16")] == ["in_term", "in_term", "overdue"]
    await acts.amend("IV.1", "set_deadline", deadline_text="30/9/2026")
    await acts.day("2026-07-02")
    await acts.confirm("K14.2", BQL)
    await acts.day("2026-07-03")
    await acts.hand_in("K5", STC)
    assert await acts.cell("K5") == "overdue"
    await acts.day("2026-07-06T23:59:59")
    assert await acts.cell("II.8") == "in_term", "sent back, with time till the 6th"
    await acts.day("2026-07-07")
    assert ((await acts.task("II.8"))["cell"], (await acts.task("II.8"))["days_overdue"]) == ("overdue", 7)
    await acts.day("2026-07-08")
    await acts.confirm("K5", STC, counted_on="2026-06-30", counted_reason="Bản giấy đã đến Văn phòng ngày 30/6")
    # Ten days after 29 June, the day of the event not counted.
    assert [one["effective_due_date"] for one in await acts.owed("K3")] == ["2026-07-09", None]
    await acts.hand_in("K3", STC)
    await acts.day("2026-07-13")
    await acts.confirm("K3", STC)
    assert await acts.cell("K3") == "awaiting_event", "quý III is still to come"
    await acts.hand_in("II.8", STC)
    await acts.day("2026-07-16")
    await acts.confirm("II.8", STC)
    await acts.day("2026-07-20")
    await acts.confirm("II.7", STC)


async def august(acts: Acts) -> None:
    """A task rests for two months; the guidance from the centre has come, and with it another day."""
    await acts.day("2026-08-01")
    await acts.amend("IV.2", "suspend")
    assert await acts.cell("IV.2") == "suspended"
    await acts.day("2026-08-10")
    await acts.record_event(await acts.awaited_event("II.1"), "2026-08-10", due_on="2026-09-30")
    assert await acts.cell("II.1") == "in_term"
    await acts.day("2026-08-31")
    assert await acts.cell("II.5") == "completed_on_time"


async def september(acts: Acts) -> None:
    """Two communes become one; one lead is refused a later day, the other is offered half of what it asks and takes it."""
    await acts.day("2026-09-15")
    body = {"successor": INTO, "document": "Nghị quyết 31/2026/NQ-HĐND", "on": "2026-09-15"}
    taken(await acts.callers["admin"].post(f"/v1/agencies/{MERGED}/succession", body))
    assert [one["state"] for one in await acts.owed("III.3", MERGED)] == ["settled", "cancelled"]
    assert [one["state"] for one in await acts.owed("III.3", INTO)] == ["settled", "open"]
    await acts.day("2026-09-20")
    refused = await acts.ask_to_extend("II.14", STC, "2026-12-31")
    countered = await acts.ask_to_extend("II.14", VPDP, "2026-12-31")
    await acts.day("2026-09-24")
    await acts.decide(refused, action="reject", reason="Vốn đã được giao từ tháng 7")
    await acts.decide(countered, action="counter", due_on="2026-10-31", document=LETTER)
    await acts.day("2026-09-25")
    await acts.accept(VPDP, countered)
    await acts.day("2026-09-30T23:59:59")
    await acts.hand_in("II.2", VPDP)


async def october(acts: Acts) -> None:
    """The growth of quý III gives ten days that end on a Saturday; two leads are asked for a report of their own."""
    await acts.day("2026-10-01")
    assert [await acts.cell("II.14", lead) for lead in (VPDP, STC)] == ["in_term", "overdue"]
    await acts.amend("IV.2", "resume")
    asked = {"plan": CONCLUSIONS, "tasks": [acts.rows[row] for row in ("K2", "K12")], "due_on": "2026-10-15"}
    request = {"text": "Báo cáo tình hình thực hiện", "document": LETTER}
    taken(await acts.office.post("/v1/report-requests", asked | request), 201)
    await acts.record_event(await acts.awaited_event("K3", GRDP_III), "2026-09-30")
    third = (await acts.owed("K3"))[1]
    assert (third["nominal_due_date"], third["effective_due_date"]) == ("2026-10-10", "2026-10-12")
    await acts.day("2026-10-05")
    await acts.confirm("II.2", VPDP)
    await acts.day("2026-10-12T23:59:59")
    await acts.hand_in("K3", STC)
    await acts.day("2026-10-14")
    await acts.report("K12", STC)
    await acts.day("2026-10-15")
    await acts.confirm("K3", STC)
    await acts.day("2026-10-19")
    await acts.report("K2", SXD)


async def november(acts: Acts) -> None:
    """One week is forgotten and made good; a task rests until further notice; one is blocked, and stays so."""
    await acts.day("2026-11-05")
    assert await acts.cell("K7", SXD) == "overdue"
    await acts.day("2026-11-06")
    forgotten = next(one for one in await acts.owed("K7", SXD) if one["effective_due_date"] == "2026-11-04")
    await acts.report("K7", SXD, obligation_id=forgotten["id"])
    await acts.day("2026-11-15")
    await acts.amend("V.1", "suspend")
    await acts.day("2026-11-20")
    await acts.report("I.8", SDTTG, status="blocked", difficulties="Chưa có hướng dẫn của bộ")


async def december(acts: Acts) -> None:
    """The 16th becomes a day off, and what was due on it is due on the 17th; on the evening of the 31st the programme closes."""
    await acts.day("2026-12-01")
    days = await every(acts.viewer, "/v1/calendar/days", year=2026)
    off = calendar_day_body(day="2026-12-16", name="Ngày hội của thành phố")
    changed = taken(await acts.callers["admin"].put("/v1/calendar/days", {"year": 2026, "days": [*days, off]}))
    # III.1, both leads of III.2, the 102 communes left, and of both investors the Wednesday and the window of the next.
    assert changed["moved"] == 1 + 2 + 102 + 4
    acts.add_routine(*await _december_of_communes(acts))
    await acts.day("2026-12-16")
    await acts.report("III.2", VPDP)
    await acts.day("2026-12-17T23:59:59")
    assert await acts.cell("III.2", BCD) == "in_term"
    await acts.day("2026-12-22")
    assert await acts.cell("III.2", BCD) == "overdue"
    await acts.report("III.2", BCD)
    await acts.day("2026-12-31T20:00:00")
    taken(await acts.office.post(f"/v1/plans/{PROGRAMME}/close"))
    refused = await acts.callers[VPDP].post(f"/v1/tasks/{acts.rows['II.6']}/reports", report_body())
    assert refused.status_code == 409, "what is closed takes no report any more"


async def _communes(acts: Acts) -> list[CommuneFate]:
    """Of all 103: those that the table does not name are in time both times."""
    told = {one.code: one for one in communes()}
    leads = await every(acts.viewer, f"/v1/tasks/{acts.rows['III.3']}/leads")
    codes = [one["agency"]["code"] for one in leads]
    return [
        told.get(code) or CommuneFate(code, COMMUNES_JUNE, COMMUNES_DECEMBER, "completed_on_time") for code in codes
    ]


async def _june_of_communes(acts: Acts) -> list[tuple[date, Act]]:
    return [(one.june, partial(acts.report, "III.3", one.code)) for one in await _communes(acts) if one.june]


async def _december_of_communes(acts: Acts) -> list[tuple[date, Act]]:
    """By name: of some, June is still open as well."""
    fates = {one.code: one.december for one in await _communes(acts)}
    owed = await every(acts.viewer, "/v1/obligations", task=acts.rows["III.3"], state="open", due_from="2026-12-01")
    owing = [(fates[one["agency"]["code"]], one["agency"]["code"], one["id"]) for one in owed]
    return [(day, partial(acts.report, "III.3", code, obligation_id=id_)) for day, code, id_ in owing if day]


def _wednesdays(acts: Acts) -> list[tuple[date, Act]]:
    """Each Wednesday from 24 June on, or the day after when it is a day off; SXD forgets that of 4 November."""
    wednesdays = (date(2026, 6, 24) + timedelta(weeks=week) for week in range(28))
    due = [one + timedelta(days=one in DAYS_OFF) for one in wednesdays]
    return [
        (on, partial(acts.report, "K7", lead)) for on in due for lead in (BQL, SXD) if (on, lead) != (FORGOTTEN, SXD)
    ]
