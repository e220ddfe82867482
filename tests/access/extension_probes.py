"""Who asks for more time, who decides on it and answers an offer: the requests, and the steps that are kept of each."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, update

from app.obligations.models import ExtensionRequest
from tests.access.owed_rows import (
    ACCEPTED_ONCE,
    ASKED,
    COUNTERED,
    FOREIGN_ASKED,
    HIJACKED,
    LATER,
    LEAD,
    OFFERED_DAY,
    OFFICE,
    OTHER_AGENCY,
    OWN_ASKED,
    REJECTED,
    SELF_PLAN,
    WAITING_PAIR,
    WAITING_TASK,
    WAITS,
    decision,
    request,
)
from tests.access.probe import NO_GRANT, ROW_SECURITY, Lines, Probe, added, listed, rows, trigger
from tests.callers import Tokens
from tests.make import world

OFFER = {"state": "countered", "counter_due_on": OFFERED_DAY}
DECIDED, ANSWERED, ENDED = trigger("decided_by_office"), trigger("answered_by_lead"), trigger("ended_once")
STRANGERS = (
    "admin",
    "submitter",
    "coordinator",
    "other_agency",
    "other_office",
    "viewer",
    "lead of another plan",
    "",
)


def moving(which: UUID, **values: Any) -> Executable:
    return update(ExtensionRequest).where(ExtensionRequest.id == which).values(**values)


MOVED: Lines = (
    ("office", "approves a request", moving(ASKED, state="approved", version=2), rows(1)),
    ("office", "rejects a request", moving(ASKED, state="rejected"), rows(1)),
    ("office", "offers another day", moving(ASKED, **OFFER), rows(1)),
    ("office", "offers a second time", moving(COUNTERED, counter_due_on=LATER), rows(1)),
    ("office", "approves after it has offered", moving(COUNTERED, state="approved", counter_due_on=None), rows(1)),
    (("lead", "gateway"), "approves its own request", moving(ASKED, state="approved"), DECIDED),
    ("lead", "rejects its own request", moving(ASKED, state="rejected"), DECIDED),
    ("lead", "offers itself a day", moving(ASKED, **OFFER), DECIDED),
    ("lead", "offers itself a better day", moving(COUNTERED, counter_due_on=LATER), DECIDED),
    ("lead", "accepts a day it was not offered", moving(ASKED, state="accepted", counter_due_on=LATER), ANSWERED),
    ("lead", "accepts a better day than offered", moving(COUNTERED, state="accepted", counter_due_on=LATER), ANSWERED),
    (("lead", "gateway"), "accepts the day it was offered", moving(COUNTERED, state="accepted"), rows(1)),
    ("lead", "declines the day it was offered", moving(COUNTERED, state="declined"), rows(1)),
    ("lead", "withdraws its request", moving(ASKED, state="withdrawn"), rows(1)),
    ("lead", "withdraws after an offer", moving(COUNTERED, state="withdrawn", counter_due_on=None), rows(1)),
    ("office", "accepts its offer for the lead", moving(COUNTERED, state="accepted"), ANSWERED),
    ("office", "accepts what it never offered", moving(ASKED, state="accepted", counter_due_on=LATER), ANSWERED),
    ("office", "declines its offer for the lead", moving(COUNTERED, state="declined"), ANSWERED),
    ("office", "withdraws the lead's request", moving(ASKED, state="withdrawn"), ANSWERED),
    ("lead", "asks again with a rejected request", moving(REJECTED, state="open"), ENDED),
    ("office", "approves a rejected request", moving(REJECTED, state="approved"), ENDED),
    ("lead", "touches an accepted request", moving(ACCEPTED_ONCE, version=2), ENDED),
    ("office", "makes its offer a request again", moving(COUNTERED, state="open", counter_due_on=None), ENDED),
    ("lead", "counts a version of its request", moving(ASKED, version=2), rows(1)),
    ("lead", "counts a version of its request with an offer", moving(COUNTERED, version=2), rows(1)),
    ("lead that is the office", "moves a request of the lead", moving(ASKED, version=2), rows(0)),
    (STRANGERS, "moves a request of the lead", moving(ASKED, version=2), rows(0)),
    ("office of another plan", "moves a request of a plan it is not for", moving(ASKED, version=2), rows(0)),
    ("lead", "moves a request of another", moving(FOREIGN_ASKED, version=2), rows(0)),
    ("office", "approves a request of its own agency", moving(OWN_ASKED, state="approved"), rows(0)),
    ("lead", "asks for more in its request", moving(ASKED, requested_due_on=LATER), NO_GRANT),
)


def extension_probes(tokens: Tokens) -> list[Probe]:
    return [*_asked(tokens), *listed(*MOVED), *_decisions(tokens)]


def _asked(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, request)

    foreign: dict[str, Any] = {"task_id": world.OTHER_TASK, "pair_id": world.OTHER_PAIR, "agency_id": OTHER_AGENCY}
    waiting: dict[str, Any] = {"obligation_id": WAITS, "pair_id": WAITING_PAIR, "task_id": WAITING_TASK}
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
    ]


def _decisions(tokens: Tokens) -> list[Probe]:
    adds = partial(added, tokens, decision)

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
