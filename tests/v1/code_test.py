"""A code never takes the place of an id or an e-identifier: whoever may name things could else name one after another."""

import pytest

from tests.callers import Callers
from tests.make import world


@pytest.mark.parametrize("code", [str(world.PLAN), str(world.LEAD).lower(), "123", "12-34"])
async def test_a_code_that_looks_like_another_reference_is_refused(callers: Callers, code: str) -> None:
    agency = {"code": code, "name": "Sở Bản sao", "kind": "department"}
    group = {"code": code, "name": "Nhóm bản sao", "rule": "members"}
    days = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    plan = {"code": code, "title": "Kế hoạch bản sao", "monitoring_agency": str(world.OFFICE), "year": 2026, **days}
    answers = [
        await callers.admin.post("/v1/agencies", agency),
        await callers.admin.post("/v1/agency-groups", group),
        await callers.office.post("/v1/plans", plan),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert [answer.json()["errors"][0]["pointer"] for answer in answers] == ["/code", "/code", "/code"]


async def test_a_plan_lasts_ten_years_at_most(callers: Callers) -> None:
    days = {"starts_on": "2026-01-01", "ends_on": "2036-12-31"}
    plan = {"code": "long", "title": "Kế hoạch dài", "monitoring_agency": str(world.OFFICE), "year": 2026, **days}
    answer = await callers.office.post("/v1/plans", plan)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/plan-too-long")
