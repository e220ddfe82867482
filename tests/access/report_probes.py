"""Who opens and moves pairs and obligations, writes their histories, reports and reviews."""

from typing import Any

from sqlalchemy import Executable, delete, update

from app.kernel.db import Base
from app.obligations.models import AwaitedEvent, Obligation, ObligationStateChange
from app.reports.models import ProgressReport, ReportReview
from app.tasks.models import TaskAgencyState, TaskAgencyStateChange
from tests.access.more_rows import LEADS_REPORT, OFFICES_REPORT, obligation_change, pair_change, report_of, review_of
from tests.access.probe import NO_GRANT, NOW, ROW_SECURITY, TODAY, Probe, adding, rows
from tests.callers import Tokens
from tests.make import world
from tests.make.obligations import obligation_row
from tests.make.tasks import pair_row


def report_probes(tokens: Tokens) -> list[Probe]:
    return [*_pairs_and_obligations(tokens), *_reports(tokens), *_reviews(tokens)]


def _pairs_and_obligations(tokens: Tokens) -> list[Probe]:
    pair = pair_row(plan_id=world.PLAN, task_id=world.TASK, agency_id=world.COORDINATOR)
    owed = obligation_row(plan_id=world.PLAN, task_id=world.TASK, pair_id=world.PAIR, agency_id=world.LEAD)
    awaited = AwaitedEvent(id=world.uid(804), key="khac", text="Khác", created_at=NOW)
    pair_moved = update(TaskAgencyState).where(TaskAgencyState.id == world.PAIR).values(percent=90)
    moved = update(Obligation).where(Obligation.id == world.OBLIGATION).values(state="answered")
    strangers = ("other_office", "coordinator", "other_agency", "viewer", "expired", "")
    return [
        *(
            Probe(f"{who} opens {name}", who, adding(row), expected)
            for name, row in {"a pair": pair, "an obligation": owed}.items()
            for who, expected in {"office": rows(1), "lead": ROW_SECURITY, "other_office": ROW_SECURITY}.items()
        ),
        Probe("office awaits an event", "office", adding(awaited), rows(1)),
        Probe("lead awaits an event", "lead", adding(awaited), ROW_SECURITY),
        *(
            Probe(f"{who} moves {name}", who, statement, rows(1))
            for name, statement in {"its pair": pair_moved, "its obligation": moved}.items()
            for who in ("lead", "submitter", "gateway", "office")
        ),
        *(
            Probe(f"{who or 'nobody'} moves {name}", who, statement, rows(0))
            for name, statement in {"a foreign pair": pair_moved, "a foreign obligation": moved}.items()
            for who in strangers
        ),
        *(
            Probe(f"{who} writes the history of its {name}", who, adding(row), rows(1))
            for who in ("lead", "submitter", "gateway", "office")
            for name, row in _changes(tokens, who).items()
        ),
        *(
            Probe(f"{who} writes the history of a foreign {name}", who, adding(row), ROW_SECURITY)
            for who in ("other_office", "coordinator", "other_agency", "viewer")
            for name, row in _changes(tokens, who).items()
        ),
        *(
            Probe(f"lead writes the history of its {name} as another token", "lead", adding(row), ROW_SECURITY)
            for name, row in _changes(tokens, "office").items()
        ),
        *(
            Probe(f"office rewrites {one.__tablename__}", "office", update(one).values(on_day=TODAY), NO_GRANT)
            for one in (TaskAgencyStateChange, ObligationStateChange)
        ),
        *(
            Probe(f"office drops from {one.__tablename__}", "office", delete(one), NO_GRANT)
            for one in (TaskAgencyState, TaskAgencyStateChange, Obligation, ObligationStateChange, AwaitedEvent)
        ),
    ]


def _changes(tokens: Tokens, who: str) -> dict[str, Base]:
    return {
        "pair": pair_change(tokens, who, world.LEAD),
        "obligation": obligation_change(tokens, who, world.OBLIGATION),
    }


def _reports(tokens: Tokens) -> list[Probe]:
    def on_task(who: str, agency: Any, **overrides: Any) -> Executable:
        return adding(report_of(world.uid(805), tokens, who, agency, **overrides))

    foreign_task: dict[str, Any] = {"task_id": world.OTHER_TASK, "pair_id": world.OTHER_PAIR}
    draft_task: dict[str, Any] = {"task_id": world.DRAFT_TASK, "plan_id": world.DRAFT}
    lead, coordinator, other = world.LEAD, world.COORDINATOR, world.OTHER_AGENCY
    return [
        *(
            Probe(f"{who} reports on the task it leads", who, on_task(who, lead), rows(1))
            for who in ("lead", "submitter", "gateway")
        ),
        Probe("gateway reports for its other agency", "gateway", on_task("gateway", other, **foreign_task), rows(1)),
        Probe("lead reports on a foreign task", "lead", on_task("lead", lead, **foreign_task), ROW_SECURITY),
        Probe("lead reports for a foreign lead", "lead", on_task("lead", other, **foreign_task), ROW_SECURITY),
        Probe("lead reports on a draft", "lead", on_task("lead", lead, **draft_task), ROW_SECURITY),
        Probe("lead reports as another token", "lead", on_task("submitter", lead), ROW_SECURITY),
        Probe("coordinator reports for itself", "coordinator", on_task("coordinator", coordinator), ROW_SECURITY),
        *(
            Probe(f"{who} reports for the lead", who, on_task(who, lead), ROW_SECURITY)
            for who in ("admin", "office", "other_office", "coordinator", "other_agency", "viewer", "auditor")
        ),
        *(
            Probe(f"{who} reports for the lead whose it was", who, on_task(who, lead), ROW_SECURITY)
            for who in ("expired", "revoked")
        ),
        Probe("nobody reports for the lead", "", on_task("lead", lead), ROW_SECURITY),
        Probe(
            "lead reports in a pair of another", "lead", on_task("lead", lead, pair_id=world.OTHER_PAIR), ROW_SECURITY
        ),
        Probe(
            "lead answers an obligation of another",
            "lead",
            on_task("lead", lead, obligation_id=world.OTHER_OBLIGATION),
            ROW_SECURITY,
        ),
        Probe(
            "lead moves its pair to another task",
            "lead",
            update(TaskAgencyState).values(task_id=world.OTHER_TASK),
            NO_GRANT,
        ),
        Probe("lead rewrites its report", "lead", update(ProgressReport).values(summary="x"), NO_GRANT),
        Probe("lead drops its report", "lead", delete(ProgressReport), NO_GRANT),
        Probe("office rewrites a report", "office", update(ProgressReport).values(status="completed"), NO_GRANT),
    ]


def _reviews(tokens: Tokens) -> list[Probe]:
    def on_report(who: str, action: str = "confirm", report: Any = LEADS_REPORT, **overrides: Any) -> Executable:
        return adding(review_of(tokens, who, report, **{"id": world.uid(722), "action": action} | overrides))

    withdrawing: dict[str, Any] = {"action": "withdraw", "reviewed_by": world.LEAD}
    return [
        Probe("office confirms a report", "office", on_report("office"), rows(1)),
        Probe("office returns one", "office", on_report("office", "return", respond_by=TODAY), rows(1)),
        *(
            Probe(f"{who} confirms a report", who, on_report(who), ROW_SECURITY)
            for who in ("admin", "other_office", "lead", "submitter", "viewer", "auditor", "expired", "revoked")
        ),
        Probe("nobody confirms a report", "", on_report("office"), ROW_SECURITY),
        Probe("office reviews as another token", "office", on_report("other_office"), ROW_SECURITY),
        Probe(
            "office reviews as another office",
            "office",
            on_report("office", reviewed_by=world.OTHER_OFFICE),
            ROW_SECURITY,
        ),
        Probe(
            "office reviews its own agency",
            "office",
            on_report("office", report=OFFICES_REPORT, agency_id=world.OFFICE),
            ROW_SECURITY,
        ),
        Probe(
            "office reviews a report as another task's",
            "office",
            on_report("office", task_id=world.OTHER_TASK),
            ROW_SECURITY,
        ),
        *(
            Probe(f"{who} withdraws the lead's report", who, on_report(who, **withdrawing), expected)
            for who, expected in {
                "lead": rows(1),
                "gateway": rows(1),
                "submitter": ROW_SECURITY,
                "other_agency": ROW_SECURITY,
                "office": ROW_SECURITY,
                "admin": ROW_SECURITY,
            }.items()
        ),
        Probe(
            "lead withdraws as its office",
            "lead",
            on_report("lead", "withdraw", reviewed_by=world.OFFICE),
            ROW_SECURITY,
        ),
        Probe("office rewrites a review", "office", update(ReportReview).values(note="x"), NO_GRANT),
        Probe("office drops a review", "office", delete(ReportReview), NO_GRANT),
    ]
