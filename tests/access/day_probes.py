"""Of obligations: who moves a day, and what else of a date."""

from uuid import UUID

from sqlalchemy import Executable, update

from app.obligations.models import ExtensionRequest, Obligation
from tests.access.moves import moving, moving_day
from tests.access.owed_rows import (
    ACCEPTED,
    CONDITION,
    CONDITIONAL,
    COUNTERED,
    DATED,
    DEADLINE,
    DUE,
    FOREIGN_CONDITIONAL,
    FOREIGN_WAITS,
    LATER,
    OF_OTHERS_WAITS,
    OFFERED,
    OFFERED_DAY,
    OPENED_LATE,
    OWN,
    SELF,
    SHARED,
    WAITS,
)
from tests.access.probe import TODAY, Lines, Probe, listed, rows, trigger

MOVED, FIRST, REREAD = trigger("day_moved_by_office"), trigger("first_day_kept"), trigger("reread_by_office")
READ = {"deadline_id": DEADLINE, "awaited_event_id": SHARED, "condition": "x"}
KEPT = {
    "original_due_date": LATER,
    "opened_late": True,
    "window_from": LATER,
    "not_yet": True,
    "trigger": {"text": "x"},
}
FAIR = {"opened_late": False, "original_due_date": OFFERED_DAY}


def _dated(*which: UUID) -> Executable:
    dated = {"nominal_due_date": DUE, "effective_due_date": DUE, "sort_day": DUE, "original_due_date": DUE}
    return update(Obligation).where(Obligation.id.in_(which)).values(**dated, window_from=TODAY, state="open")


def _answering(state: str) -> Executable:
    return update(ExtensionRequest).where(ExtensionRequest.id == COUNTERED).values(state=state)


TO_THE_OFFERED_DAY = moving_day(OFFERED, OFFERED_DAY)

DAYS: Lines = (
    (("submitter", "gateway"), "puts off the day it owes", moving_day(DATED, LATER), MOVED),
    (("office", "admin"), "moves a day", moving_day(DATED, LATER, original_due_date=LATER), rows(1)),
    ("office", "reads a deadline anew", moving(DATED, **READ), rows(1)),
    ("admin", "reads a deadline anew", moving(DATED, condition="x"), REREAD),
    ("office", "puts off the day of its own agency", moving_day(OWN, LATER), MOVED),
    ("office", "moves the first day of its own agency", moving(OWN, original_due_date=LATER), FIRST),
    ("office", "reads the deadline of its own agency anew", moving(OWN, condition="x"), REREAD),
    ("office", "puts off its own day where the plan lets it", moving_day(SELF, LATER), rows(1)),
)

# What an event dates, in every plan that waits for it.
DATED_BY_EVENTS: Lines = (
    (("office", "other_office"), "dates what its plan owes", _dated(WAITS, FOREIGN_WAITS), rows(2)),
    ("office", "reads anew what another's plan owes", moving(FOREIGN_WAITS, condition="x"), REREAD),
    (
        "office",
        "lets another's plan wait for something else",
        moving(FOREIGN_WAITS, awaited_event_id=CONDITION),
        REREAD,
    ),
    ("office", "dates what waits for no event of its", moving_day(OF_OTHERS_WAITS, DUE), rows(0)),
    ("office", "says that its condition is not met yet", moving(CONDITIONAL, not_yet=True), rows(1)),
    ("office", "says that a foreign condition is not met yet", moving(FOREIGN_CONDITIONAL, not_yet=True), rows(0)),
    ("lead", "says that its condition is not met yet", moving(CONDITIONAL, not_yet=True), FIRST),
    ("lead", "dates what it waits for", _dated(WAITS), MOVED),
    ("office of another plan", "dates in a plan it is not for", _dated(WAITS), rows(0)),
)

# The day that was offered, and no other.
BY_THE_OFFER: Lines = (
    (("lead", "gateway"), "moves its day to the one it was offered", TO_THE_OFFERED_DAY, rows(1)),
    ("lead", "leaves the nominal day when it accepts", moving_day(OFFERED, OFFERED_DAY, nominal_due_date=DUE), rows(1)),
    ("lead", "moves its day beyond the offer", moving_day(OFFERED, LATER), MOVED),
    (
        "lead",
        "names another day beside the offered one",
        moving_day(OFFERED, OFFERED_DAY, nominal_due_date=LATER),
        MOVED,
    ),
    (
        "lead",
        "stands elsewhere in lists than on the offered day",
        moving_day(OFFERED, OFFERED_DAY, sort_day=LATER),
        MOVED,
    ),
    (
        "lead",
        "takes the offered day for its first",
        moving_day(OFFERED, OFFERED_DAY, original_due_date=OFFERED_DAY),
        FIRST,
    ),
    ("lead", "takes the offered day for another obligation", moving_day(DATED, OFFERED_DAY), MOVED),
    (("submitter", "lead of another plan"), "takes the day offered to the lead", TO_THE_OFFERED_DAY, MOVED),
    ("lead", "comes back to a day it once accepted", moving_day(ACCEPTED, OFFERED_DAY), MOVED),
)

# Of what was opened too late it is the first by which it could be done, and nothing else changes.
FIRST_FAIR_DAY: Lines = (
    (("lead", "gateway"), "accepts its first fair day", moving_day(OPENED_LATE, OFFERED_DAY, **FAIR), rows(1)),
    (
        "lead",
        "says that it was not opened too late",
        moving(OPENED_LATE, opened_late=False, original_due_date=DUE),
        FIRST,
    ),
)


def day_probes() -> list[Probe]:
    parts = {"nominal_due_date": LATER, "effective_due_date": LATER, "sort_day": LATER}
    return [
        *(
            Probe(f"lead moves the day it owes: {name}", "lead", moving(DATED, **{name: one}), MOVED)
            for name, one in parts.items()
        ),
        *(
            Probe(f"lead moves the first day: {name}", "lead", moving(DATED, **{name: one}), FIRST)
            for name, one in KEPT.items()
        ),
        *(
            Probe(f"lead reads its deadline anew: {name}", "lead", moving(DATED, **{name: one}), REREAD)
            for name, one in READ.items()
        ),
        *listed(*DAYS, *DATED_BY_EVENTS, *BY_THE_OFFER, *FIRST_FAIR_DAY),
        Probe("lead accepts, and moves its day", "lead", TO_THE_OFFERED_DAY, rows(1), first=_answering("accepted")),
        Probe("lead declines, and moves its day", "lead", TO_THE_OFFERED_DAY, MOVED, first=_answering("declined")),
        *(
            Probe(
                f"lead takes more than its first fair day: {name}",
                "lead",
                moving_day(OPENED_LATE, OFFERED_DAY, **FAIR | {name: one}),
                FIRST,
            )
            for name, one in KEPT.items()
        ),
    ]
