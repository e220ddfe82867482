"""Who states the opening of a plan past the service, and the entries of it: its office, once, for others than itself, and before they
have reported. And no agency's report passes for one.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from app.kernel.db import Base
from app.reports.models import PlanOpening
from tests.access.more_rows import report_of
from tests.access.owed_rows import CLOSED_PLAN, DATED
from tests.access.probe import NO_GRANT, NOW, ROW_SECURITY, TODAY, Probe, adding, rows
from tests.callers import Tokens
from tests.make import world
from tests.make.plans import annex_row, plan_row
from tests.make.tasks import assignment_row, pair_row, task_agency_row, task_row

uid = world.uid
DIGEST, ANOTHER_DIGEST = bytes(32), bytes([1] * 32)
# Opened, with an entry of the lead; and not opened.
OPEN_PLAN, FRESH_PLAN = uid(1103), uid(1104)
STATED, UNSTATED, OWN, FRESH = (
    {"task_id": uid(1421 + place), "pair_id": uid(1521 + place), "plan_id": plan, "agency_id": agency}
    for place, (plan, agency) in enumerate(
        [
            (OPEN_PLAN, world.LEAD),
            (OPEN_PLAN, world.OTHER_AGENCY),
            (OPEN_PLAN, world.OFFICE),
            (FRESH_PLAN, world.LEAD),
        ]
    )
)


def state_rows(tokens: Tokens) -> list[Base]:
    plans = [*_plan(OPEN_PLAN, uid(1203), "kh-92-2026"), *_plan(FRESH_PLAN, uid(1204), "kh-93-2026")]
    led = [
        *(row for place, lead in enumerate((STATED, UNSTATED, OWN), 1) for row in _led(uid(1203), place, **lead)),
        *_led(uid(1204), 1, **FRESH),
    ]
    return [*plans, *led, _opening(tokens, "office", plan_id=OPEN_PLAN), _entry(tokens, "office", STATED, id=uid(1721))]


def state_probes(tokens: Tokens) -> list[Probe]:
    return [*_openings(tokens), *_entries(tokens)]


def _openings(tokens: Tokens) -> list[Probe]:
    def opens(who: str, does: str, expected: str, token: str = "", **overrides: Any) -> Probe:
        row = _opening(tokens, token or who, **{"plan_id": FRESH_PLAN} | overrides)
        return Probe(f"{who} opens {does}", who, adding(row), expected)

    others = ("admin", "other_office", "lead", "viewer", "expired", "office of another plan")
    return [
        opens("office", "its plan with a state", rows(1)),
        *(opens(other, "the office's plan with a state", ROW_SECURITY) for other in others),
        opens("office", "it as another token", ROW_SECURITY, token="other_office"),  # noqa: S106  a caller
        opens("office", "it as another office", ROW_SECURITY, opened_by=world.OTHER_OFFICE),
        opens("office", "a plan that is closed", ROW_SECURITY, plan_id=CLOSED_PLAN),
        opens("office", "a plan that has reports", ROW_SECURITY, plan_id=world.PLAN),
        Probe("office rewrites an opening", "office", update(PlanOpening).values(digest=DIGEST), NO_GRANT),
        Probe("office drops an opening", "office", delete(PlanOpening), NO_GRANT),
    ]


def _entries(tokens: Tokens) -> list[Probe]:
    def states(who: str, does: str, expected: str, token: str = "", **overrides: Any) -> Probe:
        return Probe(f"{who} states {does}", who, adding(_entry(tokens, token or who, **overrides)), expected)

    return [
        states("office", "where a lead is", rows(1)),
        *(
            states(other, "where a lead is", ROW_SECURITY)
            for other in ("admin", "other_office", "lead", "viewer", "expired", "office of another plan")
        ),
        states("other_agency", "itself what its office would", ROW_SECURITY),
        states("office", "it as another token", ROW_SECURITY, token="other_office"),  # noqa: S106  a caller
        states("office", "what was stated", ROW_SECURITY, lead=STATED),
        states("office", "for its own agency", ROW_SECURITY, lead=OWN),
        states("office", "what another file says", ROW_SECURITY, source_digest=ANOTHER_DIGEST),
        states("office", "in a plan that was not opened", ROW_SECURITY, lead=FRESH),
        states("office", "it as a report of the agency", ROW_SECURITY, source="agency"),
        states("office", "it for an obligation", ROW_SECURITY, obligation_id=DATED),
        states("office", "it under another task", ROW_SECURITY, task_id=STATED["task_id"]),
        states("office", "it in another pair", ROW_SECURITY, pair_id=FRESH["pair_id"]),
        states("office", "it for who does not lead", ROW_SECURITY, agency_id=world.LEAD),
        states("office", "under this plan what is another's", ROW_SECURITY, lead=FRESH, plan_id=OPEN_PLAN),
    ]


def _plan(plan: UUID, annex: UUID, code: str) -> list[Base]:
    row = plan_row(id=plan, code=code, monitoring_agency_id=world.OFFICE, status="published")
    return [row, annex_row(id=annex, plan_id=plan)]


def _led(annex: UUID, place: int, *, task_id: UUID, pair_id: UUID, plan_id: UUID, agency_id: UUID) -> list[Base]:
    named = {"task_id": task_id, "plan_id": plan_id, "agency_id": agency_id, "role": "lead"}
    assignment = assignment_row(**named)
    return [
        task_row(id=task_id, plan_id=plan_id, annex_id=annex, number=str(place), position=place),
        assignment,
        task_agency_row(assignment_id=assignment.id, **named),
        pair_row(id=pair_id, task_id=task_id, plan_id=plan_id, agency_id=agency_id),
    ]


def _opening(tokens: Tokens, who: str, **overrides: Any) -> PlanOpening:
    given = {"digest": DIGEST, "opened_by": world.OFFICE, "token_id": tokens.made[who][0]}
    return PlanOpening(**given | {"opened_at": NOW, "opened_on": TODAY} | overrides)


def _entry(tokens: Tokens, who: str, lead: dict[str, UUID] = UNSTATED, **overrides: Any) -> Base:
    given: dict[str, Any] = {"id": uid(1999), "source": "opening", "source_digest": DIGEST, **lead} | overrides
    return report_of(given.pop("id"), tokens, who, given.pop("agency_id"), **given)
