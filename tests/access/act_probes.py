"""What each kind of caller can add past the service: reviews, amendments, events, requests for reports, attachments, comments."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import update

from app.kernel.db import Base
from app.obligations.models import Amendment, EventOccurrence, ExtensionDecision, ReportRequest
from app.reports.models import Attachment, ReportReview
from app.tasks.models import Comment
from tests.access.owed_rows import (
    CONDITION,
    CONFIRMED_REPORT,
    DUE,
    FOREIGN_CONDITION,
    FOREIGN_REPORT,
    IN_FORCE,
    LATER,
    LEAD,
    OF_OTHER_OFFICE,
    OF_OTHERS,
    OFFICE,
    OTHER_AGENCY,
    OWN_REPORT,
    OWN_TASK,
    RETURNED_REPORT,
    SELF_PLAN,
    SELF_REPORT,
    SELF_TASK,
    VOIDED,
    amendment,
    asking,
    attachment,
    comment,
    occurrence,
    review,
)
from tests.access.probe import NO_GRANT, NOW, ROW_SECURITY, Probe, added, each, rows, trigger
from tests.callers import Tokens
from tests.make import world


def act_probes(tokens: Tokens) -> list[Probe]:
    return [
        *_reviews(tokens),
        *_amendments(tokens),
        *_occurrences(tokens),
        *_report_requests(tokens),
        *_attachments(tokens),
        *_comments(tokens),
        *_append_only(),
    ]


def _reviews(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, review)

    others = ("admin", "other_office", "lead", "coordinator", "submitter", "viewer", "office of another plan")
    own: dict[str, Any] = {"report_id": OWN_REPORT, "task_id": OWN_TASK, "agency_id": OFFICE}
    allowed: dict[str, Any] = {
        "report_id": SELF_REPORT,
        "task_id": SELF_TASK,
        "agency_id": OFFICE,
        "plan_id": SELF_PLAN,
    }
    foreign: dict[str, Any] = {"report_id": FOREIGN_REPORT, "task_id": world.OTHER_TASK, "agency_id": OTHER_AGENCY}
    withdrawal: dict[str, Any] = {"action": "withdraw", "reviewed_by": LEAD}
    returning: dict[str, Any] = {"action": "return", "respond_by": DUE}
    return [
        adds("office", "confirms a report of its plan", rows(1)),
        adds("office", "returns a report of its plan", rows(1), **returning),
        adds("office of the plan", "confirms a report of its plan", rows(1)),
        adds("lead that is the office", "confirms a report in the office's name", ROW_SECURITY),
        *(adds(other, "confirms a report in the office's name", ROW_SECURITY) for other in others),
        adds("lead", "confirms its own report", ROW_SECURITY, reviewed_by=LEAD),
        adds("other_office", "confirms a report of another's plan", ROW_SECURITY, reviewed_by=world.OTHER_OFFICE),
        adds("office", "confirms in the name of the other office", ROW_SECURITY, reviewed_by=world.OTHER_OFFICE),
        adds("office", "confirms as another token", ROW_SECURITY, token="other_office"),  # noqa: S106  a caller
        adds("office", "confirms a report of its own agency", ROW_SECURITY, **own),
        adds("office", "confirms its own where the plan lets it", rows(1), **allowed),
        adds("office", "confirms its own as another agency's", ROW_SECURITY, **own | {"agency_id": LEAD}),
        adds("office", "confirms a report under another task", ROW_SECURITY, task_id=world.OTHER_TASK),
        adds("office", "confirms a report under another plan of its", ROW_SECURITY, plan_id=SELF_PLAN),
        adds("office", "confirms a foreign report as the lead's", ROW_SECURITY, report_id=FOREIGN_REPORT),
        adds(
            "office",
            "confirms a foreign plan's report as its plan's",
            ROW_SECURITY,
            **allowed | {"plan_id": world.PLAN},
        ),
        adds("office", "withdraws a report", ROW_SECURITY, **withdrawal),
        *(adds(who, "withdraws its report", rows(1), **withdrawal) for who in ("lead", "gateway", "lead of the plan")),
        *(
            adds(who, "withdraws a foreign report", ROW_SECURITY, **withdrawal)
            for who in ("other_agency", "coordinator", "admin", "expired", "lead of another plan")
        ),
        adds("lead", "withdraws a report of another as its own", ROW_SECURITY, **withdrawal, **foreign),
        adds("lead", "withdraws its report in the office's name", ROW_SECURITY, action="withdraw"),
        adds("lead", "withdraws as another token", ROW_SECURITY, token="office", **withdrawal),  # noqa: S106  a caller
    ]


def _amendments(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, amendment)

    own: dict[str, Any] = {"task_id": OWN_TASK, "agency_id": OFFICE}
    allowed: dict[str, Any] = {"task_id": SELF_TASK, "agency_id": OFFICE, "plan_id": SELF_PLAN}
    return [
        adds("office", "amends for a lead", rows(1)),
        adds("office", "amends for all leads", rows(1), agency_id=None),
        *(
            adds(who, "amends in the office's name", ROW_SECURITY)
            for who in ("admin", "other_office", "lead", "coordinator", "submitter", "viewer", "office of another plan")
        ),
        adds("lead", "amends its own task", ROW_SECURITY, amended_by=LEAD),
        adds("other_office", "amends a task of another's plan", ROW_SECURITY, amended_by=world.OTHER_OFFICE),
        adds("office", "amends as another token", ROW_SECURITY, token="lead"),  # noqa: S106  a caller
        adds("office", "amends in another's name", ROW_SECURITY, amended_by=world.OTHER_OFFICE),
        adds("office", "amends for its own agency", ROW_SECURITY, **own),
        adds("office", "amends for another lead of a task it leads too", rows(1), **own | {"agency_id": LEAD}),
        adds("office", "amends for all leads, itself among them", ROW_SECURITY, **own | {"agency_id": None}),
        adds("office", "amends for itself where the plan lets it", rows(1), **allowed),
        adds(
            "office",
            "amends for all, itself among them, where the plan lets it",
            rows(1),
            **allowed | {"agency_id": None},
        ),
        adds("office", "amends a foreign task as its plan's", ROW_SECURITY, task_id=world.FOREIGN_TASK),
    ]


def _occurrences(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, occurrence)

    def voids(callers: Sequence[str], does: str, which: UUID, expected: str, **values: Any) -> list[Probe]:
        return each(
            callers, does, update(EventOccurrence).where(EventOccurrence.id == which).values(**values), expected
        )

    other: dict[str, Any] = {"recorded_by": world.OTHER_OFFICE}
    once = trigger("voided_once")
    return [
        adds("office", "records an event its plan waits for", rows(1)),
        adds("other_office", "records the same event, for which its plan waits too", rows(1), **other),
        *(
            adds(who, "records an event in the office's name", ROW_SECURITY)
            for who in ("admin", "other_office", "lead", "viewer", "office of another plan")
        ),
        adds("lead", "records the event it waits for", ROW_SECURITY, recorded_by=LEAD),
        adds("office", "records as another token", ROW_SECURITY, token="lead"),  # noqa: S106  a caller
        adds("office", "records an event no plan of it waits for", ROW_SECURITY, awaited_event_id=OF_OTHERS),
        adds("office", "records that its condition is met", rows(1), awaited_event_id=CONDITION),
        adds("office", "records that a foreign condition is met", ROW_SECURITY, awaited_event_id=FOREIGN_CONDITION),
        adds("other_office", "records that its condition is met", rows(1), awaited_event_id=FOREIGN_CONDITION, **other),
        adds(
            "other_office", "records that a foreign condition is met", ROW_SECURITY, awaited_event_id=CONDITION, **other
        ),
        *voids(("office",), "voids what it has recorded", IN_FORCE, rows(1), voided_at=NOW, void_reason="Nhầm"),
        *voids(
            ("admin", "other_office", "lead", ""),
            "voids what the office has recorded",
            IN_FORCE,
            rows(0),
            voided_at=NOW,
        ),
        *voids(("office",), "voids what the other has recorded", OF_OTHER_OFFICE, rows(0), voided_at=NOW),
        *voids(("office",), "takes back that it was void", VOIDED, once, voided_at=None),
        *voids(("office",), "voids a second time", VOIDED, once, void_reason="Khác"),
        *voids(("office",), "gives a reason and voids nothing", IN_FORCE, once, void_reason="Khác"),
        *voids(("office",), "moves the day of what it recorded", IN_FORCE, NO_GRANT, occurred_on=LATER),
    ]


def _report_requests(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, asking)

    return [
        adds("office", "asks for reports", rows(1)),
        *(
            adds(who, "asks for reports in the office's name", ROW_SECURITY)
            for who in ("admin", "other_office", "lead", "viewer", "office of another plan")
        ),
        adds("other_office", "asks for reports under another's plan", ROW_SECURITY, requested_by=world.OTHER_OFFICE),
        adds("office", "asks for reports under another's plan", ROW_SECURITY, plan_id=world.OTHER_PLAN),
        adds("office", "asks for reports in another's name", ROW_SECURITY, requested_by=world.OTHER_OFFICE),
        adds("office", "asks for reports as another token", ROW_SECURITY, token="lead"),  # noqa: S106  a caller
    ]


def _attachments(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, attachment)

    foreign: dict[str, Any] = {"report_id": FOREIGN_REPORT, "task_id": world.OTHER_TASK, "agency_id": OTHER_AGENCY}
    return [
        *(adds(who, "attaches to its report", rows(1)) for who in ("lead", "submitter", "gateway", "lead of the plan")),
        *(
            adds(who, "attaches to the lead's report", ROW_SECURITY)
            for who in (
                "admin",
                "office",
                "coordinator",
                "other_agency",
                "viewer",
                "lead of another plan",
                "submitter of another plan",
                "office that is the lead",
            )
        ),
        adds("lead", "attaches to a foreign report", ROW_SECURITY, **foreign),
        adds("lead", "attaches to a foreign report as its own", ROW_SECURITY, report_id=FOREIGN_REPORT),
        adds("gateway", "attaches in the name of its other agency", ROW_SECURITY, agency_id=OTHER_AGENCY),
        adds("lead", "attaches under another task", ROW_SECURITY, task_id=world.OTHER_TASK),
        adds("lead", "attaches under another plan", ROW_SECURITY, plan_id=world.OTHER_PLAN),
        adds("lead", "attaches as another token", ROW_SECURITY, token="submitter"),  # noqa: S106  a caller
        adds("lead", "attaches to what was returned", rows(1), report_id=RETURNED_REPORT),
        adds("lead", "attaches to what is confirmed", ROW_SECURITY, report_id=CONFIRMED_REPORT),
    ]


def _comments(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, comment)

    on_draft: dict[str, Any] = {"task_id": world.DRAFT_TASK, "plan_id": world.DRAFT}
    voices = {
        "office": OFFICE,
        "lead": LEAD,
        "lead of the plan": LEAD,
        "gateway": LEAD,
        "coordinator": world.COORDINATOR,
    }
    return [
        *(adds(who, "comments in its own name", rows(1), agency_id=voice) for who, voice in voices.items()),
        adds("gateway", "comments for the agency that has no part", ROW_SECURITY, agency_id=OTHER_AGENCY),
        adds("other_agency", "comments on a foreign task", ROW_SECURITY, agency_id=OTHER_AGENCY),
        adds("other_office", "comments on a task of another's plan", ROW_SECURITY, agency_id=world.OTHER_OFFICE),
        adds(
            "office",
            "comments on a foreign task as its plan's",
            ROW_SECURITY,
            agency_id=OFFICE,
            task_id=world.FOREIGN_TASK,
        ),
        adds("office", "comments under another plan of its", ROW_SECURITY, agency_id=OFFICE, plan_id=SELF_PLAN),
        adds("lead", "comments under another plan", ROW_SECURITY, plan_id=world.OTHER_PLAN),
        *(
            adds(who, "comments in the lead's name", ROW_SECURITY)
            for who in (
                "admin",
                "office",
                "submitter",
                "coordinator",
                "viewer",
                "expired",
                "lead of another plan",
                "office of another plan",
            )
        ),
        adds("office of another plan", "comments in a plan it is not for", ROW_SECURITY, agency_id=OFFICE),
        adds("lead", "comments on a draft", ROW_SECURITY, **on_draft),
        adds("office", "comments on its draft", rows(1), agency_id=OFFICE, **on_draft),
        adds("lead", "comments as another token", ROW_SECURITY, token="office"),  # noqa: S106  a caller
    ]


def _append_only() -> list[Probe]:
    tables: dict[type[Base], dict[str, Any]] = {
        ReportReview: {"action": "confirm"},
        ExtensionDecision: {"action": "approve"},
        Amendment: {"reason": "x"},
        ReportRequest: {"due_on": LATER},
        Attachment: {"sha256": bytes(32)},
        Comment: {"text": "x"},
    }
    return [
        Probe(f"{who} rewrites {one.__tablename__}", who, update(one).values(**values), NO_GRANT)
        for one, values in tables.items()
        for who in ("admin", "office", "lead")
    ]
