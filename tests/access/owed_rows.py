"""The rows on which the probes of what is owed are tried, beside those of `make.world` and `probes.more_rows`, and each row that a
probe may add, as the service would write it.
"""

from datetime import date
from typing import Any
from uuid import UUID

from app.access.tokens import new_token
from app.kernel.db import Base
from app.obligations.models import (
    Amendment,
    AwaitedEvent,
    EventOccurrence,
    ExtensionDecision,
    ExtensionRequest,
    ReportRequest,
)
from app.reports.models import Attachment, ReportReview
from app.tasks.models import Comment
from tests.access.more_rows import ENDED, ENDED_PAIR
from tests.access.probe import NOW, TODAY
from tests.callers import Tokens
from tests.make import world
from tests.make.access import token_row
from tests.make.agencies import agency_row
from tests.make.obligations import obligation_row
from tests.make.plans import annex_row, plan_row
from tests.make.reports import report_row
from tests.make.tasks import assignment_row, deadline_row, pair_row, task_agency_row, task_row

uid = world.uid
OFFICE, LEAD, OTHER_AGENCY = world.OFFICE, world.LEAD, world.OTHER_AGENCY
DUE, LATER, OFFERED_DAY = date(2026, 6, 30), date(2026, 8, 31), date(2026, 7, 31)

PREDECESSOR, SUCCESSOR, SECOND_ASSIGNMENT, OWN_ASSIGNMENT = uid(6), uid(7), uid(1452), uid(1453)
# Where the office may review itself, and where everything is over.
SELF_PLAN, SELF_ANNEX, CLOSED_PLAN, CLOSED_ANNEX = uid(1101), uid(1201), uid(1102), uid(1202)
# Led by the office's own agency; by the lead and waiting for what another plan waits for too; owing reports only; suspended;
# led by the lead and the other agency once, and by neither now; of a closed plan.
TASKS = tuple(uid(number) for number in range(1401, 1408))
OWN_TASK, SELF_TASK, WAITING_TASK, REPORTS_TASK, SUSPENDED_TASK, FORMER_TASK, CLOSED_TASK = TASKS
PAIRS = tuple(uid(number) for number in range(1501, 1513))
(
    OWN_PAIR,
    SELF_PAIR,
    WAITING_PAIR,
    REPORTS_PAIR,
    SUSPENDED_PAIR,
    FORMER_PAIR,
    CLOSED_PAIR,
    BESIDE_OWN,
    BESIDE_REPORTS,
    ENDED_OWING,
    IDLE,
    ENDED_BESIDE,
) = PAIRS
# What the ended agency owes on the task that its successor leads too; the second waits for what another plan waits for.
OF_ENDED, ENDED_WAITS = uid(1622), uid(1623)

# Callers beside the cast: for one plan only, the right one and another; and agencies held under a role that is not theirs.
MORE_CALLERS: dict[str, tuple[str, list[UUID], list[UUID] | None]] = {
    "lead of the plan": ("agency", [LEAD], [world.PLAN]),
    "lead of another plan": ("agency", [LEAD], [world.OTHER_PLAN]),
    "submitter of another plan": ("submitter", [LEAD], [world.OTHER_PLAN]),
    "office of the plan": ("office", [OFFICE], [world.PLAN]),
    "office of another plan": ("office", [OFFICE], [world.DRAFT]),
    "office that is the lead": ("office", [world.OTHER_OFFICE, LEAD], None),
    "lead that is the office": ("agency", [OFFICE], None),
}

DEADLINE, FOREIGN_DEADLINE = uid(1301), uid(1302)
SHARED, CONDITION, FOREIGN_CONDITION, OF_OTHERS, RECORDED = (uid(number) for number in range(1651, 1656))
DATED, OFFERED, RETURNED, SETTLED, LAPSED, CANCELLED, WAITS, ACCEPTED = (uid(number) for number in range(1601, 1609))
FOREIGN_WAITS, FOREIGN_CONDITIONAL, HIJACKED, CONDITIONAL, OF_OTHERS_WAITS = (
    uid(number) for number in range(1611, 1616)
)
OWN, SELF, HAPPENED, OPENED_LATE = (uid(number) for number in range(1616, 1620))

REPORT = uid(705)  # of `more_rows`: the lead's, on which nobody has decided
CONFIRMED_REPORT, RETURNED_REPORT, FOREIGN_REPORT, OWN_REPORT, SELF_REPORT = (
    uid(number) for number in range(1701, 1706)
)
ASKED, COUNTERED, REJECTED, FOREIGN_ASKED, OWN_ASKED, ACCEPTED_ONCE = (uid(number) for number in range(1801, 1807))
IN_FORCE, VOIDED, OF_OTHER_OFFICE = (uid(number) for number in range(1831, 1834))
NEW = uid(1999)


def with_more_callers(tokens: Tokens) -> Tokens:
    ids = {name: uid(950 + place) for place, name in enumerate(MORE_CALLERS)}
    made = {name: (ids[name], new_token(role, ids[name])) for name, (role, _, _) in MORE_CALLERS.items()}
    return Tokens(tokens.made | made, tokens.of_nobody)


def owed_rows(tokens: Tokens) -> list[Base]:
    return [
        *(_token(tokens, name) for name in MORE_CALLERS),
        *_succession(),
        *_tasks(),
        *_events(),
        *_obligations(),
        *_reports(tokens),
        *_acts(tokens),
    ]


def _token(tokens: Tokens, name: str) -> Base:
    role, agencies, plans = MORE_CALLERS[name]
    id_, new = tokens.made[name]
    return token_row(new, id=id_, credential_id=id_, name=name, role=role, agency_ids=agencies, plan_ids=plans)


def _succession() -> list[Base]:
    named = {"task_id": world.OTHER_TASK, "plan_id": world.PLAN, "agency_id": PREDECESSOR}
    return [
        agency_row(id=SUCCESSOR, code="so-xay-dung-moi", name="Sở Xây dựng mới"),
        agency_row(id=PREDECESSOR, code="so-giao-thong", name="Sở Giao thông", successor_id=SUCCESSOR),
        assignment_row(id=SECOND_ASSIGNMENT, role="coordinating", **named),
        task_agency_row(role="coordinating", assignment_id=SECOND_ASSIGNMENT, **named),
    ]


def _tasks() -> list[Base]:
    own = (world.PLAN, world.ANNEX)
    more = {"position": 2, "is_primary": False}
    return [
        plan_row(id=SELF_PLAN, code="kh-90-2026", monitoring_agency_id=OFFICE, status="published", self_review=True),
        plan_row(id=CLOSED_PLAN, code="kh-91-2026", monitoring_agency_id=OFFICE, status="closed"),
        annex_row(id=SELF_ANNEX, plan_id=SELF_PLAN),
        annex_row(id=CLOSED_ANNEX, plan_id=CLOSED_PLAN),
        *_led(SELF_TASK, SELF_PAIR, SELF_PLAN, SELF_ANNEX, OFFICE, 1),
        *_led(CLOSED_TASK, CLOSED_PAIR, CLOSED_PLAN, CLOSED_ANNEX, LEAD, 1),
        *_led(OWN_TASK, OWN_PAIR, *own, OFFICE, 11, assignment_id=OWN_ASSIGNMENT),
        pair_row(id=BESIDE_OWN, task_id=OWN_TASK, plan_id=world.PLAN, agency_id=LEAD, **more),
        *_led(WAITING_TASK, WAITING_PAIR, *own, LEAD, 12),
        *_named(WAITING_TASK, world.PLAN, OTHER_AGENCY, position=2),
        *_led(REPORTS_TASK, REPORTS_PAIR, *own, LEAD, 13, owes_completion=False),
        pair_row(id=BESIDE_REPORTS, task_id=REPORTS_TASK, plan_id=world.PLAN, agency_id=OTHER_AGENCY, **more),
        *_led(SUSPENDED_TASK, SUSPENDED_PAIR, *own, LEAD, 14, status="suspended"),
        *_led(FORMER_TASK, FORMER_PAIR, *own, LEAD, 15, role="coordinating"),
        *_named(SELF_TASK, SELF_PLAN, SUCCESSOR, role="coordinating"),
        pair_row(id=ENDED_OWING, task_id=world.TASK, plan_id=world.PLAN, agency_id=PREDECESSOR, **more),
        pair_row(id=IDLE, task_id=world.TASK, plan_id=world.PLAN, agency_id=SUCCESSOR, **more),
        pair_row(id=ENDED_BESIDE, task_id=WAITING_TASK, plan_id=world.PLAN, agency_id=PREDECESSOR, **more),
    ]


def _led(
    task: UUID,
    pair: UUID,
    plan: UUID,
    annex: UUID,
    agency: UUID,
    position: int,
    role: str = "lead",
    assignment_id: UUID | None = None,
    **of_pair: Any,
) -> list[Base]:
    named = {"id": assignment_id} if assignment_id else {}
    return [
        task_row(id=task, plan_id=plan, annex_id=annex, number=str(position), position=position),
        *_named(task, plan, agency, role=role, **named),
        pair_row(id=pair, task_id=task, plan_id=plan, agency_id=agency, **of_pair),
    ]


def _named(task: UUID, plan: UUID, agency: UUID, role: str = "lead", **of_assignment: Any) -> list[Base]:
    named = {"task_id": task, "plan_id": plan, "agency_id": agency, "role": role}
    assignment = assignment_row(**named | of_assignment)
    return [assignment, task_agency_row(assignment_id=assignment.id, **named)]


def _events() -> list[Base]:
    names = {
        SHARED: ("cong bo grdp", "trigger"),
        CONDITION: (f"condition {DEADLINE}", "condition"),
        FOREIGN_CONDITION: (f"condition {FOREIGN_DEADLINE}", "condition"),
        OF_OTHERS: ("sau khi luat duoc ban hanh", "trigger"),
        RECORDED: ("sau khi co ket luan", "trigger"),
    }
    return [
        deadline_row(id=DEADLINE, task_id=world.TASK, plan_id=world.PLAN, position=2),
        deadline_row(id=FOREIGN_DEADLINE, task_id=world.FOREIGN_TASK, plan_id=world.OTHER_PLAN),
        *(AwaitedEvent(id=id_, key=key, kind=kind, text=key, created_at=NOW) for id_, (key, kind) in names.items()),
    ]


def _obligations() -> list[Base]:
    of_lead = (world.PAIR, world.TASK, world.PLAN, LEAD)
    waits = (WAITING_PAIR, WAITING_TASK, world.PLAN, LEAD)
    of_other = (world.OTHER_PAIR, world.OTHER_TASK, world.PLAN, OTHER_AGENCY)
    foreign = (world.FOREIGN_PAIR, world.FOREIGN_TASK, world.OTHER_PLAN, OTHER_AGENCY)
    report: dict[str, Any] = {"kind": "progress_report"}
    waiting: dict[str, Any] = {"state": "awaiting_event"}
    return [
        _owed(DATED, *of_lead, due=DUE),
        _owed(OFFERED, *of_lead, due=DUE),
        _owed(OPENED_LATE, *of_lead, due=DUE, opened_late=True),
        _owed(RETURNED, *of_lead, due=DUE, state="returned", answered_on=TODAY, respond_by=DUE, **report),
        _owed(SETTLED, *of_lead, state="settled", answered_on=TODAY),
        _owed(LAPSED, *of_lead, state="lapsed", **report),
        _owed(CANCELLED, *of_lead, state="cancelled", **report),
        _owed(WAITS, *waits, awaited_event_id=SHARED, **waiting),
        _owed(ACCEPTED, *of_lead, due=LATER),
        _owed(CONDITIONAL, *waits, due=DUE, awaited_event_id=CONDITION, deadline_id=DEADLINE),
        _owed(HAPPENED, *waits, due=DUE, awaited_event_id=RECORDED),
        _owed(FOREIGN_WAITS, *foreign, awaited_event_id=SHARED, **waiting),
        _owed(FOREIGN_CONDITIONAL, *foreign, due=DUE, awaited_event_id=FOREIGN_CONDITION, deadline_id=FOREIGN_DEADLINE),
        _owed(OF_OTHERS_WAITS, *foreign, awaited_event_id=OF_OTHERS, **waiting),
        # As an office would open it that would like to decide on the condition of another's plan.
        _owed(HIJACKED, *of_other, due=DUE, awaited_event_id=FOREIGN_CONDITION, deadline_id=FOREIGN_DEADLINE),
        _owed(OWN, OWN_PAIR, OWN_TASK, world.PLAN, OFFICE, due=DUE),
        _owed(uid(1621), ENDED_PAIR, world.OTHER_TASK, world.PLAN, ENDED, state="settled"),
        _owed(OF_ENDED, ENDED_OWING, world.TASK, world.PLAN, PREDECESSOR),
        _owed(ENDED_WAITS, ENDED_OWING, world.TASK, world.PLAN, PREDECESSOR, awaited_event_id=SHARED, **waiting),
        _owed(SELF, SELF_PAIR, SELF_TASK, SELF_PLAN, OFFICE, due=DUE),
    ]


def _owed(id_: UUID, pair: UUID, task: UUID, plan: UUID, agency: UUID, due: date | None = None, **more: Any) -> Base:
    dated = (
        dict.fromkeys(("nominal_due_date", "effective_due_date", "original_due_date", "sort_day"), due) if due else {}
    )
    return obligation_row(id=id_, pair_id=pair, task_id=task, plan_id=plan, agency_id=agency, **dated | more)


def _reports(tokens: Tokens) -> list[Base]:
    places = {
        CONFIRMED_REPORT: (world.PAIR, world.TASK, world.PLAN, LEAD),
        RETURNED_REPORT: (world.PAIR, world.TASK, world.PLAN, LEAD),
        FOREIGN_REPORT: (world.OTHER_PAIR, world.OTHER_TASK, world.PLAN, OTHER_AGENCY),
        OWN_REPORT: (OWN_PAIR, OWN_TASK, world.PLAN, OFFICE),
        SELF_REPORT: (SELF_PAIR, SELF_TASK, SELF_PLAN, OFFICE),
    }
    lead = tokens.made["lead"][0]
    return [
        report_row(id=id_, pair_id=pair, task_id=task, plan_id=plan, agency_id=agency, token_id=lead)
        for id_, (pair, task, plan, agency) in places.items()
    ]


def _acts(tokens: Tokens) -> list[Base]:
    return [
        review(tokens, "office", id=uid(1711), report_id=CONFIRMED_REPORT),
        review(tokens, "office", id=uid(1712), report_id=RETURNED_REPORT, action="return", respond_by=DUE),
        request(tokens, "lead", id=ASKED, obligation_id=DATED),
        request(tokens, "lead", id=COUNTERED, obligation_id=OFFERED, state="countered", counter_due_on=OFFERED_DAY),
        request(tokens, "lead", id=uid(1807), obligation_id=OPENED_LATE, state="countered", counter_due_on=OFFERED_DAY),
        request(tokens, "lead", id=REJECTED, obligation_id=RETURNED, state="rejected"),
        request(tokens, "lead", id=ACCEPTED_ONCE, obligation_id=ACCEPTED, state="accepted", counter_due_on=OFFERED_DAY),
        request(
            tokens,
            "other_agency",
            id=FOREIGN_ASKED,
            obligation_id=HIJACKED,
            pair_id=world.OTHER_PAIR,
            task_id=world.OTHER_TASK,
            agency_id=OTHER_AGENCY,
        ),
        request(tokens, "lead", id=OWN_ASKED, obligation_id=OWN, pair_id=OWN_PAIR, task_id=OWN_TASK, agency_id=OFFICE),
        decision(tokens, "office", id=uid(1811)),
        amendment(tokens, "office", id=uid(1821)),
        occurrence(tokens, "office", id=VOIDED, awaited_event_id=RECORDED, voided_at=NOW),
        occurrence(tokens, "office", id=IN_FORCE, awaited_event_id=RECORDED),
        occurrence(
            tokens, "other_office", id=OF_OTHER_OFFICE, awaited_event_id=OF_OTHERS, recorded_by=world.OTHER_OFFICE
        ),
        asking(tokens, "office", id=uid(1841)),
        attachment(tokens, "lead", id=uid(1851), storage_key="kept"),
        comment(tokens, "lead", id=uid(1861)),
    ]


def review(tokens: Tokens, who: str, **overrides: Any) -> ReportReview:
    given: dict[str, Any] = {
        "id": NEW,
        "report_id": REPORT,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": LEAD,
        "reviewed_by": OFFICE,
        "action": "confirm",
        "is_self_review": False,
        "settled": [],
        "token_id": tokens.made[who][0],
        "reviewed_at": NOW,
        "reviewed_on": TODAY,
    }
    return ReportReview(**given | overrides)


def request(tokens: Tokens, who: str, **overrides: Any) -> ExtensionRequest:
    given: dict[str, Any] = {
        "id": NEW,
        "obligation_id": ACCEPTED,
        "pair_id": world.PAIR,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": LEAD,
        "present_due_on": DUE,
        "requested_due_on": LATER,
        "reason": "Chờ hướng dẫn",
        "state": "open",
        "token_id": tokens.made[who][0],
        "requested_at": NOW,
        "requested_on": TODAY,
        "version": 1,
    }
    return ExtensionRequest(**given | overrides)


def decision(tokens: Tokens, who: str, **overrides: Any) -> ExtensionDecision:
    given: dict[str, Any] = {
        "id": NEW,
        "request_id": ASKED,
        "plan_id": world.PLAN,
        "action": "reject",
        "decided_by": OFFICE,
        "token_id": tokens.made[who][0],
        "decided_at": NOW,
    }
    return ExtensionDecision(**given | overrides)


def amendment(tokens: Tokens, who: str, **overrides: Any) -> Amendment:
    given: dict[str, Any] = {
        "id": NEW,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "kind": "suspend",
        "agency_id": LEAD,
        "document": "12/QĐ-UBND",
        "reason": "Chờ hướng dẫn",
        "before": {},
        "after": {},
        "amended_by": OFFICE,
        "token_id": tokens.made[who][0],
        "amended_at": NOW,
        "amended_on": TODAY,
    }
    return Amendment(**given | overrides)


def occurrence(tokens: Tokens, who: str, **overrides: Any) -> EventOccurrence:
    given: dict[str, Any] = {
        "id": NEW,
        "awaited_event_id": SHARED,
        "occurred_on": TODAY,
        "recorded_by": OFFICE,
        "token_id": tokens.made[who][0],
        "recorded_at": NOW,
    }
    return EventOccurrence(**given | overrides)


def asking(tokens: Tokens, who: str, **overrides: Any) -> ReportRequest:
    given: dict[str, Any] = {
        "id": NEW,
        "plan_id": world.PLAN,
        "due_on": DUE,
        "text": "Báo cáo tình hình",
        "skipped": 0,
        "requested_by": OFFICE,
        "token_id": tokens.made[who][0],
        "requested_at": NOW,
    }
    return ReportRequest(**given | overrides)


def attachment(tokens: Tokens, who: str, **overrides: Any) -> Attachment:
    given: dict[str, Any] = {
        "id": NEW,
        "report_id": REPORT,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": LEAD,
        "file_name": "quyet-dinh.pdf",
        "media_type": "application/pdf",
        "size_bytes": 1,
        "sha256": bytes(32),
        "storage_key": "new",
        "token_id": tokens.made[who][0],
        "attached_at": NOW,
    }
    return Attachment(**given | overrides)


def comment(tokens: Tokens, who: str, **overrides: Any) -> Comment:
    given: dict[str, Any] = {
        "id": NEW,
        "task_id": world.TASK,
        "plan_id": world.PLAN,
        "agency_id": LEAD,
        "text": "Đề nghị khẩn trương",
        "token_id": tokens.made[who][0],
        "created_at": NOW,
    }
    return Comment(**given | overrides)
