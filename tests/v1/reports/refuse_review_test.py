"""Who may review or withdraw a report, what a review has to say, and that `may` tells it beforehand. What is refused leaves nothing."""

from typing import Any

import httpx
import pytest

from app.access.tokens import new_token
from app.reports.models import ReportReview
from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.access import token_row
from tests.v1.reports.published import DOCUMENT, complete, published, refusal, submitted
from tests.v1.reports.refuse_test import RANDOM, RESTRICTED_TASK, restricted_task
from tests.v1.reports.reviewing import SENT_BACK, confirm, send_back, taken, withdraw

FIRST_QUARTER = "Quý I/2026"
TWO_EVENTS = "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026"
BACK = SENT_BACK | {"respond_by": "2026-03-09"}
ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "confirm": ("review", {"action": "confirm"}),
    "return": ("review", BACK),
    "withdraw": ("withdraw", {}),
}
CALLERS = ("admin", "office", "other_office", "lead", "coordinator", "other_agency", "gateway", "submitter", "viewer")
REFUSED = {
    "admin": {"review": "permission-missing", "withdraw": "permission-missing"},
    "office": {"withdraw": "permission-missing"},
    "other_office": {"review": "not-your-plan", "withdraw": "permission-missing"},
    "lead": {"review": "permission-missing"},
    "coordinator": {"review": "permission-missing", "withdraw": "not-your-report"},
    "other_agency": {"review": "permission-missing", "withdraw": "not-your-report"},
    "gateway": {"review": "permission-missing"},
    "submitter": {"review": "permission-missing", "withdraw": "not-your-report"},
    "viewer": {"review": "permission-missing", "withdraw": "permission-missing"},
}


REVIEWED_AS = {"withdraw": "withdrawn", "confirm": "confirmed", "return": "returned"}


async def moves(caller: Caller, report: Any) -> list[str]:
    """What `may` lists beside `attach`, which is told in its own place."""
    may = (await caller.get(f"/v1/reports/{report['id']}")).json()["may"]
    return [one for one in may if one != "attach"]


async def act(caller: Caller, report: Any, name: str) -> httpx.Response:
    path, body = ACTS[name]
    return await caller.post(f"/v1/reports/{report['id']}/{path}", body)


async def test_may_tells_who_may_what(callers: Callers, database: Clone) -> None:
    """Each listed action is accepted and each unlisted one refused, with the reason."""
    report = (await complete(callers.lead)).json()
    counts = await database.counts()
    for name in CALLERS:
        caller = getattr(callers, name)
        may = await moves(caller, report)
        expected = {one: REFUSED[name].get(path) for one, (path, _) in ACTS.items()}
        assert may == [one for one in ("withdraw", "confirm", "return") if expected[one] is None], name
        for action in ACTS.keys() - set(may):
            assert refusal(await act(caller, report, action)) == (403, expected[action]), (name, action)
    assert await database.counts() == counts
    for name, caller in (("withdraw", callers.gateway), ("confirm", callers.office), ("return", callers.office)):
        report = (await complete(callers.lead)).json()
        taken(await act(caller, report, name))
        assert await moves(caller, report) == []
        for action, own in (("withdraw", callers.lead), ("confirm", callers.office), ("return", callers.office)):
            answer = await act(own, report, action)
            assert refusal(answer) == (409, "already-reviewed")
            assert answer.json()["review_state"] == REVIEWED_AS[name]
        if name == "confirm":
            break


async def test_what_is_not_seen_is_not_there(callers: Callers, database: Clone) -> None:
    await database.store(*restricted_task())
    hidden = await submitted(callers.other_agency, RESTRICTED_TASK)
    for report in (hidden, {"id": RANDOM}):
        assert refusal(await confirm(callers.office, report)) == (404, "not-found")
        assert refusal(await withdraw(callers.lead, report)) == (404, "not-found")


async def test_nobody_reviews_its_own_agency(
    callers: Callers, clock: StoppedClock, database: Clone, http: ContractClient
) -> None:
    """Unless the plan says so; then it is marked."""
    new = new_token("agency", world.uid(964))
    await database.store(token_row(new, id=world.uid(964), role="agency", agency_ids=[world.OFFICE]))
    desk = Caller("desk", http, new.token)
    for code, policy in (("kh-20-2026", {}), ("kh-21-2026", {"self_review": True})):
        (task,) = await published(callers, clock, FIRST_QUARTER, leads=(world.OFFICE,), code=code, policy=policy)
        report = (await complete(desk, task)).json()
        may = await moves(callers.office, report)
        if policy:
            assert may == ["confirm", "return"]
            assert taken(await confirm(callers.office, report))["review"]["self_review"] is True
        else:
            assert may == []
            assert refusal(await confirm(callers.office, report)) == (403, "own-agency")
            assert refusal(await send_back(callers.office, report, "2026-03-09")) == (403, "own-agency")


async def test_nobody_frees_its_own_agency_by_confirming_who_decides_for_all(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    for code, policy in (("kh-20-2026", {}), ("kh-21-2026", {"self_review": True})):
        leads = (world.LEAD, world.OFFICE)
        (task,) = await published(callers, clock, TWO_EVENTS, leads=leads, code=code, policy=policy)
        await database.execute("update tasks set completion_rule = 'any' where id = $1", task)
        first, last = [(await complete(callers.lead, task)).json() for _ in range(2)]
        taken(await confirm(callers.office, first))
        answer = await confirm(callers.office, last)
        assert answer.is_success if policy else refusal(answer) == (403, "own-agency")


async def test_a_closed_plan_has_its_counts(callers: Callers) -> None:
    report = (await complete(callers.lead)).json()
    assert (await callers.office.post("/v1/plans/kh-01-2026/close")).status_code == 200
    for caller, name in ((callers.office, "confirm"), (callers.office, "return"), (callers.lead, "withdraw")):
        assert await moves(caller, report) == []
        assert refusal(await act(caller, report, name)) == (409, "plan-state-refuses")


async def test_a_suspended_pair_waits_for_its_document(callers: Callers, database: Clone) -> None:
    report = (await complete(callers.lead)).json()
    await database.execute("update task_agency_state set status = 'suspended' where id = $1", world.PAIR)
    for caller, name in ((callers.office, "confirm"), (callers.office, "return"), (callers.lead, "withdraw")):
        assert await moves(caller, report) == []
        answer = await act(caller, report, name)
        assert refusal(answer) == (409, "status-refuses")
        assert answer.json()["allowed_actions"] == ["resume", "cancel"]


async def test_one_whose_place_a_newer_report_has_taken_is_not_reviewed(callers: Callers) -> None:
    """But may be withdrawn: its day is then no longer the first."""
    first = (await complete(callers.lead)).json()
    second = (await complete(callers.lead)).json()
    assert await moves(callers.office, first) == []
    assert await moves(callers.lead, first) == ["withdraw"]
    for name in ("confirm", "return"):
        answer = await act(callers.office, first, name)
        assert refusal(answer) == (409, "superseded-report")
        assert answer.json()["superseded_by"] == [second["id"]]
    taken(await withdraw(callers.lead, second))
    taken(await confirm(callers.office, first))


async def test_an_agency_that_another_has_succeeded_takes_nothing_back(callers: Callers, database: Clone) -> None:
    report = (await complete(callers.lead)).json()
    await database.execute("update task_agency_state set agency_id = $1 where id = $2", world.OTHER_AGENCY, world.PAIR)
    for caller in (callers.lead, callers.other_agency):
        assert await moves(caller, report) == []
        assert refusal(await withdraw(caller, report)) == (403, "not-your-report")
    taken(await confirm(callers.office, report))


LACKING: list[tuple[dict[str, Any], list[str]]] = [
    ({"action": "return"}, ["/note", "/respond_by"]),
    ({"action": "return", "note": "Thiếu"}, ["/respond_by"]),
    (SENT_BACK | {"respond_by": "2026-03-01"}, ["/respond_by"]),
    (SENT_BACK | {"respond_by": "2200-12-31"}, ["/respond_by"]),
    (BACK | {"counted_on": "2026-03-02", "counted_reason": "Mất mạng"}, ["/counted_on"]),
    (BACK | {"excused_document": "45/TB-UBND"}, ["/excused_document"]),
    ({"action": "confirm", "respond_by": "2026-03-09"}, ["/respond_by"]),
    ({"action": "confirm", "counted_on": "2026-03-01"}, ["/counted_reason"]),
    ({"action": "confirm", "counted_reason": "Mất mạng"}, ["/counted_on"]),
    ({"action": "confirm", "counted_on": "2026-02-26", "counted_reason": "Mất mạng"}, ["/counted_on"]),
    ({"action": "confirm", "counted_on": "2026-03-03", "counted_reason": "Mất mạng"}, ["/counted_on"]),
    ({"action": "confirm", "excused_document": "45/TB-UBND"}, ["/excused_document"]),
]
OUT_OF_SHAPE: list[tuple[dict[str, Any], str]] = [
    ({}, "/action"),
    ({"action": "approve"}, "/action"),
    ({"action": "confirm", "note": " "}, "/note"),
    ({"action": "confirm", "note": "MẬT"}, "/note"),
    (BACK | {"respond_by": "09/3/2026"}, "/respond_by"),
    ({"action": "confirm", "state": "confirmed"}, "/state"),
]


async def test_a_review_that_lacks_something_is_told_what(callers: Callers, database: Clone) -> None:
    report = (await complete(callers.lead)).json()
    before = await database.counts()
    path = f"/v1/reports/{report['id']}/review"
    told = [(said, await callers.office.post(path, said)) for said, _ in LACKING]
    assert {refusal(answer) for _, answer in told} == {(422, "review-incomplete")}
    assert [(said, [one["pointer"] for one in answer.json()["errors"]]) for said, answer in told] == LACKING
    shaped = [(said, await callers.office.post(path, said)) for said, _ in OUT_OF_SHAPE]
    assert {refusal(answer) for _, answer in shaped} == {(422, "invalid-request")}
    assert [(said, answer.json()["errors"][0]["pointer"]) for said, answer in shaped] == OUT_OF_SHAPE
    assert await database.counts() == before


@pytest.mark.parametrize("reason", [None, "Họp trực tuyến, không ra văn bản"])
async def test_where_only_what_is_issued_counts_a_submission_waits_for_it(
    callers: Callers, database: Clone, reason: str | None
) -> None:
    """A report that came while a submission was enough."""
    submission = [DOCUMENT | {"kind": "submission"}]
    report = (await complete(callers.lead, result_documents=submission, no_document_reason=reason)).json()
    await database.execute("update plans set completion_counts = 'issued' where id = $1", world.PLAN)
    answer = await confirm(callers.office, report)
    if reason is None:
        assert refusal(answer) == (409, "issued-document-needed")
        taken(await send_back(callers.office, report, "2026-03-09"))
    else:
        taken(answer)


async def test_the_database_refuses_it_too(callers: Callers, database: Clone) -> None:
    """Constraints hold what the verb decides under its lock: one review for a report."""
    report = (await complete(callers.lead)).json()
    taken(await confirm(callers.office, report))
    (row,) = await database.fetch("select * from report_reviews")
    twice = ReportReview(**dict(row) | {"id": world.uid(990), "settled": []})
    with pytest.raises(Exception, match="report_reviews_report_id_key"):
        await database.store(twice)
