"""`POST /v1/tasks/{id}/reports`: what is taken, what it must say, and what the rows are afterwards. `settle_test` has what a
report settles, `refuse_test` who may not send one, `retry_test` what a second sending does.
"""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from app.tasks.progress import PAIR_COLUMNS
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import (
    DOCUMENT,
    PLAN,
    changed,
    complete,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    refusal,
    submit,
    submitted,
)

# Of the clock at which the tests stand.
NOW, TODAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC), date(2026, 3, 2)
HALF_PAST_MIDNIGHT = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
LEAD = {"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"}
WAITING = {
    "state": "waiting",
    "by": None,
    "at": None,
    "note": None,
    "respond_by": None,
    "counted_on": None,
    "counted_reason": None,
    "excused_document": None,
    "self_review": False,
}
SUBMISSION = DOCUMENT | {"kind": "submission", "number": "45/TTr-STC"}
EVERYTHING: dict[str, Any] = {
    "status": "blocked",
    "percent_complete": 40,
    "percent_reason": "Đo lại theo nghiệm thu",
    "summary": "Đã trình dự thảo lần hai",
    "difficulties": "Chờ hướng dẫn của Trung ương",
    "cause": "objective",
    "proposals": "Đề nghị lùi thời hạn",
    "next_steps": "Họp liên ngành tuần sau",
    "no_change": False,
    "result_documents": [SUBMISSION, DOCUMENT | {"url": "https://example.test/12"}],
    "no_document_reason": "Bản ký số gửi sau",
    "captured_at": "2026-03-02T08:59:59.25+07:00",
    "reported_by": {"name": "Trần Thị B", "title": "Chuyên viên"},
}
BODIES: dict[str, dict[str, Any]] = {
    "in progress": {},
    "without a figure": {"percent_complete": None},
    "blocked": {"status": "blocked", "summary": None, "difficulties": "Chờ hướng dẫn của Trung ương"},
    "completed": {"status": "completed", "result_documents": [DOCUMENT]},
    "no change": {"no_change": True, "percent_complete": None, "summary": None},
    "everything": EVERYTHING,
}


@pytest.mark.parametrize("instant", ["2026-03-02T09:00:00", "2026-03-02T23:59:59.120300"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_the_answer_is_what_is_read_back(
    callers: Callers, clock: StoppedClock, body: dict[str, Any], instant: str
) -> None:
    clock.set(instant)
    answer = await submit(callers.lead, **body)
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/reports/{answer.json()['id']}"
    assert "idempotency-replayed" not in answer.headers
    shown = await callers.lead.get(answer.headers["location"])
    listed = await callers.viewer.get(f"/v1/tasks/{world.TASK}/reports")
    assert shown.json() == answer.json()
    assert listed.json()["items"] == [answer.json() | {"may": []}]


async def test_the_answer_says_everything(callers: Callers) -> None:
    report = await submitted(callers.lead, **EVERYTHING)
    assert UUID(report["id"]).version == 7
    assert report == EVERYTHING | {
        "id": report["id"],
        "task": {
            "id": str(world.TASK),
            "plan": "kh-01-2026",
            "section": None,
            "number": "1",
            "title": "Xây dựng cơ sở dữ liệu dùng chung",
        },
        "agency": LEAD,
        "obligation_id": None,
        "captured_at": "2026-03-02T01:59:59.25+00:00",
        "submitted_at": "2026-03-02T02:00:00+00:00",
        "submitted_on": "2026-03-02",
        "supersedes_id": None,
        "out_of_order": False,
        "captured_at_implausible": False,
        "source": "agency",
        "source_digest": None,
        "settled": [],
        "review": None,
        "may": ["withdraw", "attach"],
        "version": 1,
    }


async def test_what_is_left_out_is_null(callers: Callers) -> None:
    report = await submitted(callers.lead)
    given = {"status", "percent_complete", "summary"}
    assert {name: report[name] for name in EVERYTHING.keys() - given} == {
        name: {"no_change": False, "result_documents": []}.get(name) for name in EVERYTHING.keys() - given
    }


async def test_texts_are_kept_composed_and_stripped(callers: Callers) -> None:
    report = await submitted(callers.lead, summary="  Đã tri\u0300nh dự thảo \n")
    assert report["summary"] == "Đã trình dự thảo"


async def test_a_day_is_that_of_can_tho(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2026-03-03T00:30:00")
    report = await submitted(callers.lead)
    assert (report["submitted_at"], report["submitted_on"]) == ("2026-03-02T17:30:00+00:00", "2026-03-03")


async def test_a_progress_report_moves_the_pair_and_nothing_else(callers: Callers, database: Clone) -> None:
    before, owed_before = await pair(database), await owed(database)
    report = await submitted(callers.lead, percent_complete=30)
    assert changed(before, await pair(database)) == {
        "status": "in_progress",
        "percent": 30,
        "open_obligation_id": world.OBLIGATION,
        "last_report_id": UUID(report["id"]),
        "last_reported_at": NOW,
        "last_happened_at": NOW,
        "version": 2,
    }
    assert (await owed(database), await owed_history(database)) == (owed_before, [])


async def test_a_completion_is_answered_and_waits(callers: Callers, database: Clone) -> None:
    before, (owed_before,) = await pair(database), await owed(database)
    answer = await complete(callers.lead)
    report = UUID(answer.json()["id"])
    assert answer.json()["review"] == WAITING
    assert answer.json()["settled"] == [
        {
            "obligation_id": str(world.OBLIGATION),
            "kind": "completion",
            "state": "answered",
            "period": None,
            "late": False,
        }
    ]
    assert changed(before, await pair(database)) == {
        "status": "awaiting_confirmation",
        "percent": 100,
        "waiting_report_id": report,
        "last_report_id": report,
        "last_reported_at": NOW,
        "last_happened_at": NOW,
        "waiting_since": NOW,
        "version": 2,
    }
    (owed_after,) = await owed(database)
    assert changed(owed_before, owed_after) == {
        "state": "answered",
        "answered_by": report,
        "answered_on": TODAY,
        "version": 2,
    }


async def test_the_history_holds_what_the_rows_have_become(
    callers: Callers, database: Clone, clock: StoppedClock
) -> None:
    reports = [await submitted(callers.lead)]
    first = await pair(database)
    clock.set("2026-03-03T00:30:00")  # still the day before in UTC
    reports.append((await complete(callers.lead)).json())
    rows = await pair_history(database)
    of_pair = {"pair_id": world.PAIR, "task_id": world.TASK, "plan_id": world.PLAN, "agency_id": world.LEAD}
    acts = [("report_progress", TODAY, NOW), ("report_completed", date(2026, 3, 3), HALF_PAST_MIDNIGHT)]
    for row, mirror, (action, day, at) in zip(rows, (first, await pair(database)), acts, strict=True):
        assert dict(row) == {
            **{name: mirror[name] for name in PAIR_COLUMNS},
            **of_pair,
            "sequence": row["sequence"],
            "action": action,
            "token_id": callers.lead.token_id,
            "on_day": day,
            "recorded_at": at,
        }
    (of_obligation,) = await owed_history(database)
    assert dict(of_obligation) == {
        "sequence": of_obligation["sequence"],
        "obligation_id": world.OBLIGATION,
        "plan_id": world.PLAN,
        "agency_id": world.LEAD,
        "action": "report_completed",
        "state": "answered",
        "nominal_due_date": None,
        "effective_due_date": None,
        "original_due_date": None,
        "answered_on": date(2026, 3, 3),
        "settled_on": None,
        "respond_by": None,
        "not_yet": False,
        "opened_late": False,
        "token_id": callers.lead.token_id,
        "on_day": date(2026, 3, 3),
        "recorded_at": HALF_PAST_MIDNIGHT,
    }


async def test_the_journal_holds_the_answer_in_the_same_transaction(callers: Callers, database: Clone) -> None:
    answer = await complete(callers.lead, headers={"Idempotency-Key": "k"})
    (entry,) = await database.fetch("select *, xid::text as xid from journal")
    assert dict(entry) == {
        "sequence": entry["sequence"],
        "xid": entry["xid"],
        "recorded_at": NOW,
        "token_id": callers.lead.token_id,
        "agency_id": world.LEAD,
        "request_id": UUID(answer.headers["x-request-id"]),
        "entity": "progress_report",
        "entity_id": UUID(answer.json()["id"]),
        "action": "submit",
        "plan_id": world.PLAN,
        "before": None,
        "after": answer.text,
    }
    wrote = await database.fetch(
        "select xmin::text from progress_reports union all select xmin::text from journal"
        " union all select xmin::text from task_agency_state where id = $1 union all select xmin::text from idempotency_keys"
        " union all select xmin::text from task_agency_states union all select xmin::text from obligation_states"
        " union all select xmin::text from obligations where id = $2",
        world.PAIR,
        world.OBLIGATION,
    )
    assert [one["xmin"] for one in wrote] == [entry["xid"]] * 7


async def test_the_row_says_who_sent_it_and_what_exactly(callers: Callers, database: Clone) -> None:
    await submitted(callers.submitter)
    (row,) = await database.fetch(
        "select token_id, pair_id, agency_id, length(request_digest) as bytes from progress_reports"
    )
    assert tuple(row.values()) == (callers.submitter.token_id, world.PAIR, world.LEAD, 32)


async def test_the_task_shows_what_was_reported(callers: Callers) -> None:
    before = (await callers.lead.get(f"/v1/tasks/{world.TASK}")).json()
    await submitted(callers.lead, percent_complete=35)
    after = (await callers.lead.get(f"/v1/tasks/{world.TASK}")).json()
    lead = changed(before.pop("leads")[0], after.pop("leads")[0])
    of_pair = {"status": "in_progress", "percent_complete": 35, "last_reported_at": "2026-03-02T02:00:00+00:00"}
    assert lead == of_pair | {"open_obligation_id": str(world.OBLIGATION)}
    assert changed(before, after) == of_pair | {"coverage": before["coverage"] | {"reported": 1, "missing": 0}}


@pytest.mark.parametrize(
    ("second", "percent", "refused"),
    [
        ({"percent_complete": 60}, 60, None),
        ({"percent_complete": 50}, 50, None),
        ({"percent_complete": None}, 50, None),
        ({"percent_complete": 49}, 50, "report-incomplete"),
        ({"percent_complete": 49, "percent_reason": "Đo lại"}, 49, None),
        ({"percent_complete": 0, "percent_reason": "Làm lại từ đầu"}, 0, None),
        ({"percent_complete": 100}, 50, "result-document-needed"),
        ({"percent_complete": 100, "result_documents": [DOCUMENT]}, 100, None),
        ({"percent_complete": 100, "no_document_reason": "Ký số tuần sau"}, 100, None),
        ({"status": "completed", "percent_complete": None, "result_documents": [DOCUMENT]}, 100, None),
        ({"status": "completed", "percent_complete": 90, "result_documents": [DOCUMENT]}, 100, None),
    ],
    ids=str,
)
async def test_the_percent_falls_with_a_reason_and_is_whole_with_a_document(
    callers: Callers, database: Clone, second: dict[str, Any], percent: int, refused: str | None
) -> None:
    await submitted(callers.lead, percent_complete=50)
    answer = await submit(callers.lead, **second)
    assert (answer.status_code == 201) == (refused is None)
    assert refused is None or refusal(answer)[1] == refused
    assert (await pair(database))["percent"] == percent


@pytest.mark.parametrize(
    ("counts", "documents", "reason", "taken"),
    [
        ("submitted", [DOCUMENT], None, True),
        ("submitted", [SUBMISSION], None, True),
        ("submitted", [], None, False),
        ("submitted", [], "Ký số tuần sau", True),
        ("issued", [DOCUMENT], None, True),
        ("issued", [SUBMISSION], None, False),
        ("issued", [SUBMISSION, DOCUMENT], None, True),
        ("issued", [SUBMISSION], "Chờ ký ban hành", True),
    ],
)
async def test_what_completes_is_a_document_that_counts_or_a_reason(
    callers: Callers, clock: StoppedClock, counts: str, documents: list[Any], reason: str | None, taken: bool
) -> None:
    (task,) = await published(callers, clock, "Quý II/2026", policy={"completion_counts": counts})
    answer = await complete(callers.lead, task, result_documents=documents, no_document_reason=reason)
    if taken:
        assert answer.status_code == 201
    else:
        assert refusal(answer) == (409, "result-document-needed")
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/result_documents"]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"summary": None}, ["/summary"]),
        ({"status": "blocked", "summary": "Đang chờ"}, ["/difficulties"]),
        ({"summary": None, "percent_complete": 10}, ["/percent_reason", "/summary"]),
    ],
    ids=str,
)
async def test_what_is_missing_is_said_at_once(callers: Callers, body: dict[str, Any], pointers: list[str]) -> None:
    await submitted(callers.lead, percent_complete=30)
    answer = await submit(callers.lead, **body)
    assert refusal(answer) == (422, "report-incomplete")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == pointers


OUT_OF_SHAPE: list[tuple[dict[str, Any], str]] = [
    ({"status": "done"}, "/status"),
    ({"status": None}, "/status"),
    ({"percent_complete": 101}, "/percent_complete"),
    ({"percent_complete": -1}, "/percent_complete"),
    ({"percent_complete": "30"}, "/percent_complete"),
    ({"percent_complete": 30.5}, "/percent_complete"),
    ({"summary": " "}, "/summary"),
    ({"summary": "x" * 10_001}, "/summary"),
    ({"summary": "MẬT"}, "/summary"),
    ({"no_change": 1}, "/no_change"),
    ({"cause": "weather"}, "/cause"),
    ({"captured_at": "2026-03-02T08:00:00"}, "/captured_at"),
    ({"captured_at": "2201-01-01T00:00:00+07:00"}, "/captured_at"),
    ({"reported_by": {"title": "Chuyên viên"}}, "/reported_by/name"),
    ({"result_documents": [{"number": "12"}]}, "/result_documents/0/kind"),
    ({"result_documents": [DOCUMENT | {"issued_on": "27/02/2026"}]}, "/result_documents/0/issued_on"),
    ({"result_documents": [DOCUMENT | {"url": "javascript:alert(1)"}]}, "/result_documents/0/url"),
    ({"result_documents": [DOCUMENT] * 51}, "/result_documents"),
    ({"obligation_id": "1"}, "/obligation_id"),
    ({"percent": 30}, "/percent"),
    ({"submitted_at": "2026-01-01T00:00:00Z"}, "/submitted_at"),
]


async def test_a_value_out_of_shape_is_named_and_leaves_nothing(callers: Callers, database: Clone) -> None:
    before, told = await database.counts(), []
    for overrides, _ in OUT_OF_SHAPE:
        answer = await submit(callers.lead, **overrides)
        assert refusal(answer) == (422, "invalid-request")
        told += [(overrides, fault["pointer"]) for fault in answer.json()["errors"]]
    assert told == OUT_OF_SHAPE
    assert await database.counts() == before


@pytest.mark.parametrize(
    ("captured_at", "flagged", "happened_at"),
    [
        ("2026-03-01T09:00:00+07:00", False, "2026-03-01T02:00:00"),
        ("2026-03-02T09:05:00+07:00", False, "2026-03-02T02:00:00"),
        ("2026-03-02T09:05:01+07:00", True, "2026-03-02T02:00:00"),
        ("2030-01-01T00:00:00Z", True, "2026-03-02T02:00:00"),
        ("2026-01-01T00:00:00+07:00", False, "2025-12-31T17:00:00"),
        ("2025-12-31T23:59:59+07:00", True, "2026-03-02T02:00:00"),
    ],
)
async def test_a_phone_with_a_wrong_clock_is_flagged_and_orders_nothing(
    callers: Callers, database: Clone, captured_at: str, flagged: bool, happened_at: str
) -> None:
    report = await submitted(callers.lead, captured_at=captured_at)
    assert (report["captured_at_implausible"], report["out_of_order"]) == (flagged, False)
    assert datetime.fromisoformat(report["captured_at"]) == datetime.fromisoformat(captured_at)
    assert (await pair(database))["last_happened_at"] == datetime.fromisoformat(happened_at).replace(tzinfo=UTC)


async def test_one_captured_before_the_newest_is_kept_and_changes_neither_status_nor_percent(
    callers: Callers, database: Clone, clock: StoppedClock
) -> None:
    await submitted(callers.lead, percent_complete=50, captured_at="2026-03-02T08:00:00+07:00")
    before = await pair(database)
    clock.set("2026-03-03")
    blocked: dict[str, Any] = {"status": "blocked", "difficulties": "Mất sóng", "percent_complete": 20}
    late = await submitted(callers.lead, captured_at="2026-03-02T07:00:00+07:00", **blocked)
    assert (late["out_of_order"], late["percent_complete"], late["status"]) == (True, 20, "blocked")
    assert changed(before, await pair(database)) == {"last_reported_at": NOW.replace(day=3), "version": 3}


async def test_one_without_a_clock_is_never_out_of_order(
    callers: Callers, database: Clone, clock: StoppedClock
) -> None:
    """The clock of this machine may stand behind that of the one that took the newest."""
    await submitted(callers.lead)
    clock.set("2026-03-02T08:59:58")
    answer = (await complete(callers.lead)).json()
    assert (answer["out_of_order"], [one["state"] for one in answer["settled"]]) == (False, ["answered"])
    assert (await pair(database))["last_happened_at"] == NOW


async def test_blocked_is_lifted_by_the_next_report(callers: Callers, database: Clone) -> None:
    await submitted(callers.lead, status="blocked", difficulties="Chờ hướng dẫn")
    before = await pair(database)
    assert (before["status"], before["blocked"]) == ("in_progress", True)
    await submitted(callers.lead)
    after = await pair(database)
    assert (after["status"], after["blocked"]) == ("in_progress", False)


async def test_a_correction_names_an_own_report_of_the_same_task(callers: Callers) -> None:
    first = await submitted(callers.lead)
    second = await submitted(callers.lead, supersedes_id=first["id"], summary="Sửa số liệu")
    assert second["supersedes_id"] == first["id"]
    assert (await callers.lead.get(f"/v1/reports/{first['id']}")).json() == first


async def test_a_correction_names_nothing_else(callers: Callers, database: Clone) -> None:
    foreign = await submitted(callers.other_agency, world.OTHER_TASK)
    own_elsewhere = await submitted(callers.gateway, world.OTHER_TASK, agency="so-y-te")
    before = await database.counts()
    itself = str(world.uid(7002))
    for named in (foreign["id"], own_elsewhere["id"], str(world.uid(7003)), itself):
        answer = await submit(callers.gateway, agency="so-tai-chinh", supersedes_id=named, id=itself)
        assert refusal(answer) == (422, "unknown-superseded-report")
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/supersedes_id"]
    assert await database.counts() == before


@pytest.mark.parametrize("agency", ["so-y-te", str(world.OTHER_AGENCY), "H13.9"])
async def test_a_gateway_reports_for_the_agency_it_names(callers: Callers, database: Clone, agency: str) -> None:
    await database.execute("update agencies set e_identifier = 'H13.9' where id = $1", world.OTHER_AGENCY)
    report = await submitted(callers.gateway, world.OTHER_TASK, agency=agency)
    assert report["agency"] == {"id": str(world.OTHER_AGENCY), "code": "so-y-te", "name": "Sở Y tế"}


async def test_the_section_of_the_task_is_shown(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, None)
    await database.execute(
        "insert into sections (id, plan_id, annex_id, label, title, position)"
        " select $1, plan_id, annex_id, 'III', 'Kiểm tra', 1 from tasks where id = $2",
        world.uid(302),
        task,
    )
    await database.execute("update tasks set section_id = $1 where id = $2", world.uid(302), task)
    report = await submitted(callers.lead, task)
    assert report["task"] == {"id": str(task), "plan": PLAN, "section": "III", "number": "1", "title": "Nhiệm vụ 1"}
    assert (await callers.lead.get(f"/v1/reports/{report['id']}")).json() == report


async def test_the_stored_documents_are_those_that_were_shown(callers: Callers, database: Clone) -> None:
    report = await submitted(callers.lead, **EVERYTHING)
    (row,) = await database.fetch("select result_documents, reported_by, settled from progress_reports")
    assert [json.loads(one) for one in row.values()] == [
        report["result_documents"],
        report["reported_by"],
        report["settled"],
    ]
