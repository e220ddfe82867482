"""What each kind of caller can add past the service: reviews, requests for more time and the answers to them, amendments, events,
requests for reports, attachments, comments.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import update

from app.kernel.db import Base
from app.obligations.models import Amendment, EventOccurrence, ExtensionDecision, ExtensionRequest, ReportRequest
from app.reports.models import Attachment, ReportReview
from app.tasks.models import Comment
from tests.access.owed_rows import (
    ACCEPTED_ONCE,
    ASKED,
    CONDITION,
    CONFIRMED_REPORT,
    COUNTERED,
    DUE,
    FOREIGN_ASKED,
    FOREIGN_CONDITION,
    FOREIGN_REPORT,
    HIJACKED,
    IN_FORCE,
    LATER,
    LEAD,
    OF_OTHER_OFFICE,
    OF_OTHERS,
    OFFERED_DAY,
    OFFICE,
    OTHER_AGENCY,
    OWN_ASKED,
    OWN_REPORT,
    OWN_TASK,
    REJECTED,
    RETURNED_REPORT,
    SELF_PLAN,
    SELF_REPORT,
    SELF_TASK,
    VOIDED,
    WAITING_PAIR,
    WAITING_TASK,
    WAITS,
    amendment,
    asking,
    attachment,
    comment,
    decision,
    occurrence,
    request,
    review,
)
from tests.access.probe import NO_GRANT, NOW, ROW_SECURITY, Probe, adding, each, rows, trigger
from tests.callers import Tokens
from tests.make import world


def act_probes(tokens: Tokens) -> list[Probe]:
    return [
        *_reviews(tokens),
        *_extension_requests(tokens),
        *_extension_decisions(tokens),
        *_amendments(tokens),
        *_occurrences(tokens),
        *_report_requests(tokens),
        *_attachments(tokens),
        *_comments(tokens),
        *_append_only(),
    ]


def _added(
    tokens: Tokens,
    row: Callable[..., Base],
    who: str,
    does: str,
    expected: str,
    *,
    token: str = "",
    **overrides: Any,
) -> Probe:
    """`token`: as whose it is written when that is not the caller's own."""
    return Probe(f"{who} {does}", who, adding(row(tokens, token or who, **overrides)), expected)


def _reviews(tokens: Tokens) -> list[Probe]:
    adds = partial(_added, tokens, review)

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


def _extension_requests(tokens: Tokens) -> list[Probe]:
    adds = partial(_added, tokens, request)

    def moves(callers: Sequence[str], does: str, which: UUID, expected: str, **values: Any) -> list[Probe]:
        return each(
            callers, does, update(ExtensionRequest).where(ExtensionRequest.id == which).values(**values), expected
        )

    foreign: dict[str, Any] = {"task_id": world.OTHER_TASK, "pair_id": world.OTHER_PAIR, "agency_id": OTHER_AGENCY}
    waiting: dict[str, Any] = {"obligation_id": WAITS, "pair_id": WAITING_PAIR, "task_id": WAITING_TASK}
    offer, decided = {"state": "countered", "counter_due_on": OFFERED_DAY}, trigger("decided_by_office")
    answered, ended = trigger("answered_by_lead"), trigger("ended_once")
    strangers = (
        "admin",
        "submitter",
        "coordinator",
        "other_agency",
        "other_office",
        "viewer",
        "lead of another plan",
        "",
    )
    return [
        *(adds(who, "asks for a later day", rows(1)) for who in ("lead", "gateway")),
        *(
            adds(who, "asks for a later day in the lead's name", ROW_SECURITY)
            for who in ("submitter", "coordinator", "other_agency", "office", "admin", "viewer", "lead of another plan")
        ),
        adds("lead", "asks as another token", ROW_SECURITY, token="submitter"),  # noqa: S106  a caller
        adds("lead", "asks for a foreign lead", ROW_SECURITY, obligation_id=world.OTHER_OBLIGATION, **foreign),
        adds("lead", "asks for what another owes", ROW_SECURITY, obligation_id=HIJACKED),
        adds("gateway", "asks for what its other agency owes", ROW_SECURITY, obligation_id=HIJACKED),
        adds("gateway", "asks under a pair of its other agency", ROW_SECURITY, pair_id=world.OTHER_PAIR),
        adds("gateway", "asks in the name of the other lead", ROW_SECURITY, **waiting | {"agency_id": OTHER_AGENCY}),
        adds("lead", "asks for what it waits for", rows(1), **waiting),
        adds("lead", "asks under another task that it leads", ROW_SECURITY, task_id=WAITING_TASK),
        adds("lead", "asks under another plan", ROW_SECURITY, plan_id=world.OTHER_PLAN),
        adds("lead", "asks and approves at once", ROW_SECURITY, state="approved"),
        *moves(("office",), "approves a request", ASKED, rows(1), state="approved", version=2),
        *moves(("office",), "rejects a request", ASKED, rows(1), state="rejected"),
        *moves(("office",), "offers another day", ASKED, rows(1), **offer),
        *moves(("office",), "offers a second time", COUNTERED, rows(1), counter_due_on=LATER),
        *moves(("office",), "approves after it has offered", COUNTERED, rows(1), state="approved", counter_due_on=None),
        *moves(("lead", "gateway"), "approves its own request", ASKED, decided, state="approved"),
        *moves(("lead",), "rejects its own request", ASKED, decided, state="rejected"),
        *moves(("lead",), "offers itself a day", ASKED, decided, **offer),
        *moves(("lead",), "offers itself a better day", COUNTERED, decided, counter_due_on=LATER),
        *moves(("lead",), "accepts a day it was not offered", ASKED, answered, state="accepted", counter_due_on=LATER),
        *moves(
            ("lead",), "accepts a better day than offered", COUNTERED, answered, state="accepted", counter_due_on=LATER
        ),
        *moves(("lead", "gateway"), "accepts the day it was offered", COUNTERED, rows(1), state="accepted"),
        *moves(("lead",), "declines the day it was offered", COUNTERED, rows(1), state="declined"),
        *moves(("lead",), "withdraws its request", ASKED, rows(1), state="withdrawn"),
        *moves(("lead",), "withdraws after an offer", COUNTERED, rows(1), state="withdrawn", counter_due_on=None),
        *moves(("office",), "accepts its offer for the lead", COUNTERED, answered, state="accepted"),
        *moves(("office",), "accepts what it never offered", ASKED, answered, state="accepted", counter_due_on=LATER),
        *moves(("office",), "declines its offer for the lead", COUNTERED, answered, state="declined"),
        *moves(("office",), "withdraws the lead's request", ASKED, answered, state="withdrawn"),
        *moves(("lead",), "asks again with a rejected request", REJECTED, ended, state="open"),
        *moves(("office",), "approves a rejected request", REJECTED, ended, state="approved"),
        *moves(("lead",), "touches an accepted request", ACCEPTED_ONCE, ended, version=2),
        *moves(("office",), "makes its offer a request again", COUNTERED, ended, state="open", counter_due_on=None),
        *moves(("lead",), "counts a version of its request", ASKED, rows(1), version=2),
        *moves(("lead",), "counts a version of its request with an offer", COUNTERED, rows(1), version=2),
        *moves(("lead that is the office",), "moves a request of the lead", ASKED, rows(0), version=2),
        *moves(strangers, "moves a request of the lead", ASKED, rows(0), version=2),
        *moves(("office of another plan",), "moves a request of a plan it is not for", ASKED, rows(0), version=2),
        *moves(("lead",), "moves a request of another", FOREIGN_ASKED, rows(0), version=2),
        *moves(("office",), "approves a request of its own agency", OWN_ASKED, rows(0), state="approved"),
        *moves(("lead",), "asks for more in its request", ASKED, NO_GRANT, requested_due_on=LATER),
    ]


def _extension_decisions(tokens: Tokens) -> list[Probe]:
    adds = partial(_added, tokens, decision)

    by_lead: dict[str, Any] = {"action": "accept", "decided_by": LEAD, "request_id": COUNTERED}
    own: dict[str, Any] = {"request_id": OWN_ASKED}
    return [
        *(
            adds("office", f"writes that it would {one}", rows(1), action=one)
            for one in ("approve", "reject", "counter")
        ),
        *(
            adds(who, "writes a decision in the office's name", ROW_SECURITY)
            for who in ("admin", "other_office", "lead", "coordinator", "submitter", "viewer", "office of another plan")
        ),
        adds("lead", "writes that it approves its request", ROW_SECURITY, action="approve", decided_by=LEAD),
        adds("other_office", "writes a decision of its own", ROW_SECURITY, decided_by=world.OTHER_OFFICE),
        adds("office", "decides in another's name", ROW_SECURITY, decided_by=world.OTHER_OFFICE),
        adds("office", "decides as another token", ROW_SECURITY, token="lead"),  # noqa: S106  a caller
        adds("office", "decides under another plan", ROW_SECURITY, plan_id=SELF_PLAN),
        adds("office", "decides on a request of its own agency", ROW_SECURITY, **own),
        *(
            adds("lead", f"writes that it would {one}", rows(1), **by_lead | {"action": one})
            for one in ("accept", "decline", "withdraw")
        ),
        adds("lead", "answers in the name of another", ROW_SECURITY, **by_lead | {"decided_by": OTHER_AGENCY}),
        adds(
            "gateway", "answers in the name of its other agency", ROW_SECURITY, **by_lead | {"decided_by": OTHER_AGENCY}
        ),
        *(
            adds(who, "answers an offer to the lead", ROW_SECURITY, **by_lead)
            for who in ("submitter", "other_agency", "office", "admin", "lead of another plan")
        ),
        adds("office", "answers its own offer", ROW_SECURITY, **by_lead | {"decided_by": OFFICE}),
    ]


def _amendments(tokens: Tokens) -> list[Probe]:
    adds = partial(_added, tokens, amendment)

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
    adds = partial(_added, tokens, occurrence)

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
    adds = partial(_added, tokens, asking)

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
    adds = partial(_added, tokens, attachment)

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
    adds = partial(_added, tokens, comment)

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
