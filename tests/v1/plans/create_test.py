"""`POST /v1/plans`: a draft of the office that will monitor it."""

from typing import Any

import pytest
from uuid_utils.compat import uuid7

from app.access.tokens import new_token
from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.make import world
from tests.make.access import token_row
from tests.make.plans import plan_body
from tests.make.seeded import every

DEFAULT_POLICY = {
    "before_is_inclusive": False,
    "roll_over": ["event", "recurring"],
    "cutoffs": "nd09",
    "submission_lag_working_days": 2,
    "due_soon_days": 7,
    "reporting": "none",
    "completion_counts": "submitted",
    "return_keeps_date": True,
    "self_review": False,
}


async def holder(database: Clone, http: ContractClient, *plans: object) -> Caller:
    """An office whose token is held to these plans."""
    id_ = uuid7()
    new = new_token("office", id_)
    held = token_row(new, id=id_, credential_id=id_, role="office", agency_ids=[world.OFFICE], plan_ids=list(plans))
    await database.store(held)
    return Caller("held", http, new.token, id_)


async def test_a_draft_with_the_policy_of_the_design(callers: Callers) -> None:
    answer = await callers.office.post("/v1/plans", plan_body())
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == "/v1/plans/kh-100-2026"
    assert (await callers.office.get(answer.headers["location"])).json() == made
    assert (made["status"], made["published_on"], made["closed_on"], made["version"]) == ("draft", None, None, 1)
    assert (made["document_number"], made["issued_on"], made["issuer"]) == (None, None, None)
    assert made["monitoring_agency"] == {
        "id": str(world.OFFICE),
        "code": "van-phong-ubnd",
        "name": "Văn phòng UBND thành phố",
    }
    assert made["policy"] == DEFAULT_POLICY
    assert made["may"] == ["patch", "delete", "publish"]


async def test_every_name_of_the_policy_may_be_decided(callers: Callers) -> None:
    policy = {
        "before_is_inclusive": True,
        "roll_over": ["date"],
        "cutoffs": "calendar",
        "submission_lag_working_days": 0,
        "due_soon_days": 30,
        "reporting": "weekly",
        "completion_counts": "issued",
        "return_keeps_date": False,
        "self_review": True,
    }
    made = (await callers.office.post("/v1/plans", plan_body(policy=policy))).json()
    assert made["policy"] == policy
    some = (await callers.office.post("/v1/plans", plan_body(code="khac", policy={"due_soon_days": 3}))).json()
    assert some["policy"] == DEFAULT_POLICY | {"due_soon_days": 3}


async def test_the_office_by_its_id(callers: Callers) -> None:
    made = await callers.office.post("/v1/plans", plan_body(monitoring_agency=str(world.OFFICE)))
    assert made.json()["monitoring_agency"]["code"] == "van-phong-ubnd"


@pytest.mark.parametrize(
    ("overrides", "slug", "pointers"),
    [
        ({"monitoring_agency": "so-khong-co"}, "unknown-agency", ["/monitoring_agency"]),
        ({"ends_on": "2025-12-31"}, "plan-days-reversed", []),
        ({"code": "KH 1"}, "invalid-request", ["/code"]),
        ({"title": "MẬT"}, "invalid-request", ["/title"]),
        ({"year": "2026"}, "invalid-request", ["/year"]),
        ({"starts_on": "01/01/2026"}, "invalid-request", ["/starts_on"]),
        ({"type": "memo"}, "invalid-request", ["/type"]),
        ({"status": "published"}, "invalid-request", ["/status"]),
        ({"policy": {"due_soon_day": 3}}, "invalid-request", ["/policy/due_soon_day"]),
        ({"policy": {"submission_lag_working_days": 61}}, "invalid-request", ["/policy/submission_lag_working_days"]),
        ({"policy": None}, "invalid-request", ["/policy"]),
    ],
    ids=str,
)
async def test_a_refusal_names_what_is_wrong_and_leaves_nothing(
    callers: Callers, database: Clone, overrides: dict[str, Any], slug: str, pointers: list[str]
) -> None:
    before = await database.counts()
    answer = await callers.office.post("/v1/plans", plan_body(**overrides))
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == pointers
    assert await database.counts() == before


async def test_every_missing_field_is_named(callers: Callers) -> None:
    answer = await callers.office.post("/v1/plans", {})
    named = {fault["pointer"] for fault in answer.json()["errors"]}
    assert named == {"/code", "/title", "/monitoring_agency", "/year", "/starts_on", "/ends_on"}


@pytest.mark.parametrize(
    ("overrides", "taken"),
    [
        ({"code": "kh-01-2026"}, "/code"),
        ({"code": "kh-03-2026"}, "/code"),
        ({"id": str(world.RESTRICTED)}, "/id"),
    ],
    ids=str,
)
async def test_what_is_taken_is_refused_by_name_even_when_it_is_not_seen(
    callers: Callers, overrides: dict[str, str], taken: str
) -> None:
    answer = await callers.office.post("/v1/plans", plan_body(**overrides))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/plan-exists")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [taken]


async def test_a_number_counts_once_for_an_issuer_and_a_year(callers: Callers) -> None:
    issued = {"document_number": "15/KH-UBND", "issuer": "UBND thành phố"}
    bodies = [
        plan_body(code="a", **issued),
        plan_body(code="b", **issued),
        plan_body(code="c", **issued | {"issuer": "Thành ủy"}),
        plan_body(code="d", **issued, year=2027),
        plan_body(code="e", **issued | {"document_number": None}),
        plan_body(code="f", **issued | {"document_number": None}),
    ]
    answers = [(await callers.office.post("/v1/plans", body)).status_code for body in bodies]
    assert answers == [201, 409, 201, 201, 201, 201]


async def test_an_id_that_the_client_makes(callers: Callers) -> None:
    mine = str(world.uid(190))
    assert (await callers.office.post("/v1/plans", plan_body(id=mine))).json()["id"] == mine
    assert (await callers.office.post("/v1/plans", plan_body(id=mine, code="khac"))).status_code == 409


async def test_only_an_office_and_only_for_itself(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answers = {
        caller.name: (await caller.post("/v1/plans", plan_body())).status_code
        for caller in callers.all()
        if caller.token and caller.name not in {"office", "expired", "revoked", "bad_token"}
    }
    assert set(answers.values()) == {403}
    assert await database.counts() == before
    own = await callers.other_office.post("/v1/plans", plan_body(monitoring_agency="so-noi-vu"))
    assert own.status_code == 201


async def test_a_token_held_to_some_plans_makes_no_other(database: Clone, http: ContractClient) -> None:
    before = await database.counts()
    held = await holder(database, http, world.PLAN)
    answer = await held.post("/v1/plans", plan_body())
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-your-plan")
    assert await database.counts() == before | {"access_tokens": before["access_tokens"] + 1}
    assert [plan["code"] for plan in await every(held, "/v1/plans")] == ["kh-01-2026"]
    assert (await held.get("/v1/plans/kh-02-2026")).status_code == 404
    assert (await held.patch("/v1/plans/kh-02-2026", {"title": "Khác"}, if_match="*")).status_code == 404


async def test_the_journal_keeps_the_plan_as_it_was_made(callers: Callers, database: Clone) -> None:
    made = (await callers.office.post("/v1/plans", plan_body())).json()
    [entry] = await database.fetch(
        "select entity, entity_id::text, action, plan_id::text, agency_id, before, after::json ->> 'code' as code from journal"
    )
    assert tuple(entry) == ("plan", made["id"], "create", made["id"], world.OFFICE, None, "kh-100-2026")
