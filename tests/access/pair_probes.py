"""Of pairs: who says how far one is, completes, suspends, cancels it or hands it over."""

from typing import Any

from tests.access.moves import moving_pair
from tests.access.owed_rows import (
    DUE,
    ENDED_BESIDE,
    ENDED_OWING,
    IDLE,
    NEW,
    OTHER_AGENCY,
    OWN_PAIR,
    REPORTS_PAIR,
    SELF_PAIR,
    SUCCESSOR,
    SUSPENDED_PAIR,
    WAITING_PAIR,
)
from tests.access.probe import NOW, Lines, Probe, listed, rows, trigger
from tests.make import world

ANSWER, CANCEL = trigger("moved_by_lead_or_office"), trigger("cancelled_by_office_or_admin")
SUSPEND, COMPLETE = trigger("suspended_by_office"), trigger("completed_by_office")
HAND, FOLLOWS = trigger("handed_over_to_successor"), trigger("status_follows_answers")
SAID: dict[str, Any] = {
    "blocked": True,
    "percent": 90,
    "waiting_report_id": NEW,
    "last_report_id": NEW,
    "last_reported_at": NOW,
    "last_happened_at": NOW,
    "waiting_since": NOW,
    "status": "in_progress",
}
SUMS = {"dated": 1, "awaiting": 0, "open_due_on": DUE, "version": 2}

SAID_OF_IT: Lines = (
    (("lead", "submitter", "office"), "says how far it is", moving_pair(world.PAIR, **SAID), rows(1)),
    ("lead of another plan", "says how far it is in a plan it is not for", moving_pair(world.PAIR, **SAID), ANSWER),
    ("office that is the lead", "says how far the lead is", moving_pair(world.PAIR, percent=90), rows(0)),
)

SUMMED_UP: Lines = (
    (("office", "other_office", "admin"), "sums up what an event dates", moving_pair(WAITING_PAIR, **SUMS), rows(1)),
    ("office", "sums up what an event dates elsewhere", moving_pair(world.FOREIGN_PAIR, **SUMS), rows(1)),
    (("coordinator", "viewer", ""), "sums up a foreign pair", moving_pair(world.PAIR, **SUMS), rows(0)),
    ("other_office", "sums up a pair that waits for no event of its", moving_pair(OWN_PAIR, **SUMS), rows(0)),
)

COMPLETED: Lines = (
    ("admin", "completes a pair of who goes on", moving_pair(REPORTS_PAIR, status="completed"), FOLLOWS),
    ("admin", "completes what still owes", moving_pair(ENDED_OWING, status="completed"), FOLLOWS),
    ("admin", "opens a successor's pair that owes nothing", moving_pair(IDLE, status="in_progress"), FOLLOWS),
    (("lead", "submitter"), "completes its pair itself", moving_pair(world.PAIR, status="completed"), COMPLETE),
    ("lead", "says that it owes no completion", moving_pair(world.PAIR, owes_completion=False), COMPLETE),
    ("office", "completes a pair", moving_pair(world.PAIR, status="completed", owes_completion=False), rows(1)),
    ("other_office", "says that a pair owes no completion", moving_pair(WAITING_PAIR, owes_completion=False), COMPLETE),
    ("admin", "says that a pair owes no completion", moving_pair(world.PAIR, owes_completion=False), rows(1)),
    ("lead", "completes a pair that owes reports only", moving_pair(REPORTS_PAIR, status="completed"), rows(1)),
)

SUSPENDED: Lines = (
    ("lead", "resumes its pair", moving_pair(SUSPENDED_PAIR, status="in_progress"), SUSPEND),
    ("admin", "cancels a suspended pair", moving_pair(SUSPENDED_PAIR, status="cancelled"), rows(1)),
    ("lead", "suspends its pair", moving_pair(world.PAIR, status="suspended"), SUSPEND),
    ("office", "suspends a pair", moving_pair(world.PAIR, status="suspended"), rows(1)),
    ("office", "suspends the pair of its own agency", moving_pair(OWN_PAIR, status="suspended"), SUSPEND),
    ("office", "suspends its own where the plan lets it", moving_pair(SELF_PAIR, status="suspended"), rows(1)),
)

CANCELLED_PAIRS: Lines = (
    (("lead", "submitter"), "cancels its pair", moving_pair(world.PAIR, status="cancelled"), CANCEL),
    ("other_office", "cancels a pair of another's plan", moving_pair(WAITING_PAIR, status="cancelled"), CANCEL),
    (("office", "admin"), "cancels a pair", moving_pair(world.PAIR, status="cancelled", waiting_since=NOW), rows(1)),
    ("office", "cancels the pair of its own agency", moving_pair(OWN_PAIR, status="cancelled"), CANCEL),
)

HANDED_OVER: Lines = (
    (("lead", "office"), "hands over a pair", moving_pair(world.PAIR, agency_id=OTHER_AGENCY), HAND),
    ("admin", "hands over a pair", moving_pair(world.PAIR, agency_id=world.COORDINATOR), rows(1)),
    ("office", "hands a pair over to the successor", moving_pair(ENDED_BESIDE, agency_id=SUCCESSOR), rows(1)),
)


def pair_probes() -> list[Probe]:
    return [
        *(
            Probe(f"{who} says of a pair that is not its: {name}", who, moving_pair(pair, **{name: one}), expected)
            for who, pair in {"admin": WAITING_PAIR, "other_office": WAITING_PAIR, "office": world.FOREIGN_PAIR}.items()
            for name, one in SAID.items()
            for expected in (FOLLOWS if name in {"status", "waiting_since"} else ANSWER,)
        ),
        *listed(*SAID_OF_IT, *SUMMED_UP, *COMPLETED, *SUSPENDED, *CANCELLED_PAIRS, *HANDED_OVER),
    ]
