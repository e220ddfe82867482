"""Who opens a pair, an obligation or a report under something that is not its: what is one thing with another has to be so in each
of its columns. And who a token is when it is for some plans only, or holds agencies under another role.
"""

from typing import Any

from sqlalchemy import update

from app.obligations.models import Obligation
from app.plans.models import Plan
from tests.access.more_rows import report_of
from tests.access.owed_rows import (
    BESIDE_REPORTS,
    CLOSED_PAIR,
    CLOSED_PLAN,
    CLOSED_TASK,
    DATED,
    FORMER_PAIR,
    FORMER_TASK,
    REPORTS_TASK,
    SELF_PLAN,
    WAITING_PAIR,
    WAITING_TASK,
)
from tests.access.probe import ROW_SECURITY, Probe, adding, rows
from tests.callers import Tokens
from tests.make import world
from tests.make.obligations import obligation_row
from tests.make.plans import plan_row
from tests.make.tasks import pair_row

OF_LEAD: dict[str, Any] = {
    "pair_id": world.PAIR,
    "task_id": world.TASK,
    "plan_id": world.PLAN,
    "agency_id": world.LEAD,
}


def opened_probes(tokens: Tokens) -> list[Probe]:
    return [*_opened(), *_reports(tokens), *_plans()]


def _opened() -> list[Probe]:
    elsewhere = {
        "pair_id": world.OTHER_PAIR,
        "task_id": world.OTHER_TASK,
        "plan_id": SELF_PLAN,
        "agency_id": world.OTHER_AGENCY,
    }
    foreign = pair_row(plan_id=world.PLAN, task_id=world.FOREIGN_TASK, agency_id=world.COORDINATOR)
    return [
        Probe("office opens a pair under a foreign task", "office", adding(foreign), ROW_SECURITY),
        *(
            Probe(f"office opens an obligation under another {name}", "office", adding(row), ROW_SECURITY)
            for name, row in ((name, obligation_row(**OF_LEAD | {name: one})) for name, one in elsewhere.items())
        ),
    ]


def _reports(tokens: Tokens) -> list[Probe]:
    def reports(who: str, does: str, expected: str, **overrides: Any) -> Probe:
        row = report_of(world.uid(805), tokens, who, overrides.pop("agency_id", world.LEAD), **overrides)
        return Probe(f"{who} reports {does}", who, adding(row), expected)

    waiting = {"pair_id": WAITING_PAIR, "task_id": WAITING_TASK}
    beside = {"pair_id": BESIDE_REPORTS, "task_id": REPORTS_TASK, "agency_id": world.OTHER_AGENCY}
    closed = {"pair_id": CLOSED_PAIR, "task_id": CLOSED_TASK, "plan_id": CLOSED_PLAN}
    return [
        reports("lead", "on what it names", rows(1), obligation_id=DATED),
        reports("lead of the plan", "in its plan", rows(1)),
        reports("lead of another plan", "in a plan it is not for", ROW_SECURITY),
        reports("office that is the lead", "for the lead", ROW_SECURITY),
        reports("lead", "in the pair of another task it leads", ROW_SECURITY, task_id=WAITING_TASK),
        reports("lead", "under another plan", ROW_SECURITY, plan_id=SELF_PLAN),
        reports(
            "gateway", "for the other lead in its pair", ROW_SECURITY, **waiting | {"agency_id": world.OTHER_AGENCY}
        ),
        reports("gateway", "for the agency that leads no more", ROW_SECURITY, **beside),
        reports("lead", "where it leads no more", ROW_SECURITY, pair_id=FORMER_PAIR, task_id=FORMER_TASK),
        reports("lead", "in a closed plan", ROW_SECURITY, **closed),
    ]


def _plans() -> list[Probe]:
    retitled = update(Plan).where(Plan.id == world.PLAN).values(title="x")
    made = adding(plan_row(monitoring_agency_id=world.OFFICE))
    answered = update(Obligation).where(Obligation.id == DATED).values(state="answered")
    return [
        Probe("office of the plan changes it", "office of the plan", retitled, rows(1)),
        Probe("office of another plan changes it", "office of another plan", retitled, rows(0)),
        Probe("lead that is the office changes its plan", "lead that is the office", retitled, rows(0)),
        Probe("lead that is the office makes a plan", "lead that is the office", made, ROW_SECURITY),
        Probe("office that is the lead answers for it", "office that is the lead", answered, rows(0)),
    ]
