"""What an admin moves for a successor, and that this is no way to decide or to confirm anything else."""

from typing import Any

from sqlalchemy import Executable, update

from app.obligations.models import ExtensionDecision, ExtensionRequest
from app.tasks.models import TaskAgencyState
from tests.access.more_rows import ASKED_BY_ENDED, ASKED_BY_LEAD, ENDED, ENDED_PAIR
from tests.access.probe import NOW, ROW_SECURITY, Probe, adding, rows, trigger
from tests.callers import Tokens
from tests.make import world


def hand_over_probes(tokens: Tokens) -> list[Probe]:
    def request(id_: Any, **values: Any) -> Executable:
        return update(ExtensionRequest).where(ExtensionRequest.id == id_).values(values)

    def step(id_: Any, agency: Any, action: str, who: str = "admin", plan: Any = world.PLAN) -> Executable:
        given = {"id": world.uid(809), "plan_id": plan, "decided_at": NOW, "token_id": tokens.made[who][0]}
        return adding(ExtensionDecision(request_id=id_, decided_by=agency, action=action, **given))

    def status(pair: Any, named: str) -> Executable:
        return update(TaskAgencyState).where(TaskAgencyState.id == pair).values(status=named)

    refused = trigger("status_follows_answers")
    return [
        Probe("admin ends a request of who has ended", "admin", request(ASKED_BY_ENDED, state="withdrawn"), rows(1)),
        Probe("admin ends a request of who goes on", "admin", request(ASKED_BY_LEAD, state="withdrawn"), rows(0)),
        Probe("admin keeps a request of who has ended", "admin", request(ASKED_BY_ENDED, version=9), ROW_SECURITY),
        Probe("admin says that it ended", "admin", step(ASKED_BY_ENDED, ENDED, "withdraw"), rows(1)),
        Probe("admin says so as another token", "admin", step(ASKED_BY_ENDED, ENDED, "withdraw", "lead"), ROW_SECURITY),
        Probe("admin says it for who goes on", "admin", step(ASKED_BY_LEAD, world.LEAD, "withdraw"), ROW_SECURITY),
        Probe("admin says it of another's request", "admin", step(ASKED_BY_LEAD, ENDED, "withdraw"), ROW_SECURITY),
        Probe(
            "admin says it under another plan",
            "admin",
            step(ASKED_BY_ENDED, ENDED, "withdraw", plan=world.DRAFT),
            ROW_SECURITY,
        ),
        Probe("admin approves what it asked", "admin", step(ASKED_BY_ENDED, ENDED, "approve"), ROW_SECURITY),
        Probe("lead says that it ended", "lead", step(ASKED_BY_ENDED, ENDED, "withdraw", "lead"), ROW_SECURITY),
        Probe("admin completes what has ended", "admin", status(ENDED_PAIR, "completed"), rows(1)),
        Probe("admin opens what has ended", "admin", status(ENDED_PAIR, "in_progress"), refused),
        Probe("admin opens a successor's pair", "admin", status(world.OTHER_PAIR, "in_progress"), rows(1)),
        Probe("admin completes a successor's pair", "admin", status(world.OTHER_PAIR, "completed"), refused),
        Probe("admin completes another's pair", "admin", status(world.PAIR, "completed"), refused),
        Probe("admin opens another's pair", "admin", status(world.PAIR, "in_progress"), refused),
    ]
