"""The rows that a probe finds beside those of `make.world`: one at least for each table that the small city leaves empty."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from app.agencies.models import GroupMember
from app.calendar.models import CalendarDay
from app.kernel.db import Base
from app.kernel.idempotency import StoredAnswer
from app.kernel.journal import JournalEntry
from app.obligations.models import AwaitedEvent, ExtensionRequest, ObligationStateChange
from app.plans.models import PlanRelation
from app.reports.attach import storage_key
from app.reports.models import Attachment, ProgressReport, ReportReview
from app.tasks.models import Comment, LegalCitation, TaskAgencyStateChange
from tests.access.probe import NOW, TODAY
from tests.callers import Tokens
from tests.make import world
from tests.make.agencies import agency_row
from tests.make.reports import report_row
from tests.make.tasks import deadline_row, pair_row

EVIDENCE = "Biên bản nghiệm thu".encode()
# The lead's, and one of the office itself, which has been reviewed.
LEADS_REPORT, OFFICES_REPORT = world.uid(705), world.uid(720)
ENDED, ENDED_PAIR, ASKED_BY_ENDED, ASKED_BY_LEAD = (world.uid(number) for number in range(761, 765))


def more_rows(tokens: Tokens) -> list[Base]:
    """One row at least for each table that the small city leaves empty."""
    lead = tokens.made["lead"][0]
    return [
        GroupMember(group_id=world.GROUP, agency_id=world.OTHER_AGENCY),
        holiday(date(2026, 9, 2)),
        PlanRelation(id=world.uid(701), plan_id=world.PLAN, related_plan_id=world.OTHER_PLAN, kind="amends"),
        deadline_row(task_id=world.TASK, plan_id=world.PLAN),
        citation(world.uid(703), world.TASK, world.PLAN),
        AwaitedEvent(id=world.uid(704), key="grdp", text="Công bố GRDP", created_at=NOW),
        report_of(LEADS_REPORT, tokens, "lead", world.LEAD),
        report_of(OFFICES_REPORT, tokens, "lead", world.OFFICE),
        review_of(tokens, "office", OFFICES_REPORT, agency_id=world.OFFICE),
        _attachment(world.uid(707), tokens, "lead", world.LEAD),
        _comment(world.uid(708), tokens, "lead", world.LEAD),
        # Of nobody yet: its members can be named.
        pair_row(id=world.uid(771), task_id=world.OTHER_TASK, plan_id=world.PLAN, is_primary=False, position=2),
        pair_change(tokens, "lead", world.LEAD),
        obligation_change(tokens, "lead", world.OBLIGATION),
        journal_row(tokens, "lead"),
        StoredAnswer(**answer_kept(lead, "kept")),
        *_of_an_ended_agency(tokens),
    ]


def _of_an_ended_agency(tokens: Tokens) -> list[Base]:
    """Succeeded by the other agency, it has asked for a later day; so has the lead, which goes on."""
    ended = agency_row(id=ENDED, code="so-y-te-cu", name="Sở Y tế cũ", successor_id=world.OTHER_AGENCY)
    pair: dict[str, Any] = {"task_id": world.OTHER_TASK, "plan_id": world.PLAN}
    return [
        ended,
        pair_row(
            id=ENDED_PAIR, agency_id=ENDED, position=2, is_primary=False, undated=0, owes_completion=False, **pair
        ),
        _asked(tokens, ASKED_BY_ENDED, agency_id=ENDED, pair_id=ENDED_PAIR, **pair),
        _asked(tokens, ASKED_BY_LEAD, agency_id=world.LEAD, pair_id=world.PAIR, task_id=world.TASK, plan_id=world.PLAN),
    ]


def _asked(tokens: Tokens, id_: Any, **named: Any) -> ExtensionRequest:
    """The obligation it is about does not matter here."""
    days = {"present_due_on": date(2026, 6, 30), "requested_due_on": date(2026, 9, 30), "requested_on": TODAY}
    made = {"reason": "Chờ hướng dẫn", "token_id": tokens.made["lead"][0], "requested_at": NOW}
    owed = world.OBLIGATION if named["agency_id"] == world.LEAD else world.OTHER_OBLIGATION
    return ExtensionRequest(id=id_, obligation_id=owed, **days, **made, **named)


def holiday(day: date) -> CalendarDay:
    return CalendarDay(day=day, kind="holiday", name="Quốc khánh", decision=None, provisional=False)


def citation(id_: Any, task: Any, plan: Any) -> LegalCitation:
    given = {"position": 1, "text": "Nghị định 09/2019/NĐ-CP", "instrument": "Nghị định", "number": "09/2019/NĐ-CP"}
    return LegalCitation(id=id_, task_id=task, plan_id=plan, **given)


def report_of(id_: Any, tokens: Tokens, who: str, agency: Any, **overrides: Any) -> ProgressReport:
    given: dict[str, Any] = {
        "id": id_,
        "pair_id": world.PAIR,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": agency,
        "token_id": tokens.made[who][0],
    }
    return report_row(**given | overrides)


def review_of(tokens: Tokens, who: str, report: Any, **overrides: Any) -> ReportReview:
    given: dict[str, Any] = {
        "id": world.uid(721),
        "report_id": report,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": world.LEAD,
        "reviewed_by": world.OFFICE,
        "action": "confirm",
        "is_self_review": False,
        "settled": [],
        "token_id": tokens.made[who][0],
        "reviewed_at": NOW,
        "reviewed_on": TODAY,
    }
    return ReportReview(**given | overrides)


def _attachment(id_: Any, tokens: Tokens, who: str, agency: Any, **overrides: Any) -> Attachment:
    given: dict[str, Any] = {
        "id": id_,
        "report_id": world.uid(705),
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": agency,
        "file_name": "minh-chung.txt",
        "media_type": "text/plain",
        "size_bytes": len(EVIDENCE),
        "sha256": hashlib.sha256(EVIDENCE).digest(),
        "storage_key": storage_key(id_),
        "token_id": tokens.made[who][0],
        "attached_at": NOW,
    }
    return Attachment(**given | overrides)


def store_evidence(data_dir: Path) -> None:
    """The bytes of the attachment among `more_rows`, where an application with this folder looks for them."""
    file = data_dir / "attachments" / storage_key(world.uid(707))
    file.parent.mkdir()
    file.write_bytes(EVIDENCE)


def _comment(id_: Any, tokens: Tokens, who: str, agency: Any, **overrides: Any) -> Comment:
    given: dict[str, Any] = {"task_id": world.TASK, "plan_id": world.PLAN, "agency_id": agency}
    token = tokens.made[who][0]
    return Comment(id=id_, text="Đã họp", author=None, token_id=token, created_at=NOW, **given | overrides)


def pair_change(tokens: Tokens, who: str, agency: Any) -> TaskAgencyStateChange:
    named = {"pair_id": world.PAIR, "task_id": world.TASK, "plan_id": world.PLAN, "agency_id": agency}
    token = tokens.made[who][0]
    return TaskAgencyStateChange(**named, action="report_progress", token_id=token, on_day=TODAY, recorded_at=NOW)


def obligation_change(tokens: Tokens, who: str, obligation: Any) -> ObligationStateChange:
    named = {
        "obligation_id": obligation,
        "plan_id": world.PLAN,
        "agency_id": world.LEAD,
        "token_id": tokens.made[who][0],
    }
    return ObligationStateChange(**named, action="report_completed", state="answered", on_day=TODAY, recorded_at=NOW)


def journal_row(tokens: Tokens, who: str) -> JournalEntry:
    id_ = world.uid(806)
    named = {"token_id": tokens.made[who][0], "request_id": id_, "entity": "report", "entity_id": id_}
    return JournalEntry(**named, recorded_at=NOW, action="create")


def answer_kept(credential: Any, key: str) -> dict[str, Any]:
    stored = {"status": 201, "location": "/v1/reports/x", "body": "{}", "created_at": NOW}
    return {"credential_id": credential, "key": key, "request_digest": bytes(32)} | stored
