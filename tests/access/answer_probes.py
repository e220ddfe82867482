"""Of obligations: who says that one is answered, settled, returned, lapsed or cancelled, and who hands it over."""

from tests.access.moves import moving
from tests.access.owed_rows import (
    CANCELLED,
    DATED,
    ENDED_BESIDE,
    ENDED_WAITS,
    FOREIGN_WAITS,
    IDLE,
    LAPSED,
    LATER,
    NEW,
    OF_ENDED,
    OTHER_AGENCY,
    OWN,
    OWN_PAIR,
    RETURNED,
    SELF,
    SETTLED,
    SUCCESSOR,
    WAITS,
)
from tests.access.probe import NO_GRANT, Lines, Probe, listed, rows, trigger
from tests.make import world

REVIEW, LAPSE = trigger("decided_by_office"), trigger("lapsed_by_office")
ANSWER, CANCEL = trigger("answered_by_agency_or_office"), trigger("cancelled_by_office_or_admin")
HAND = trigger("handed_over_to_successor")
TO_SUCCESSOR = {"agency_id": SUCCESSOR, "pair_id": IDLE}

ANSWERED: Lines = (
    (
        ("lead", "submitter", "office", "lead of the plan"),
        "answers what is owed",
        moving(DATED, state="answered"),
        rows(1),
    ),
    (("lead", "submitter", "office"), "settles a report", moving(RETURNED, state="settled"), rows(1)),
    (("lead", "office"), "says a report is owed again", moving(RETURNED, state="open"), rows(1)),
    (("lead", "submitter"), "settles its completion itself", moving(DATED, state="settled"), REVIEW),
    ("lead", "takes back that it is completed", moving(SETTLED, state="open"), REVIEW),
    ("office", "settles a completion", moving(DATED, state="settled"), rows(1)),
    ("office", "takes back a confirmation", moving(SETTLED, state="open"), rows(1)),
    ("office", "settles a completion of its own agency", moving(OWN, state="settled"), REVIEW),
    ("office", "settles its own where the plan lets it", moving(SELF, state="settled"), rows(1)),
    ("admin", "settles a report", moving(RETURNED, state="settled"), ANSWER),
    ("admin", "opens a returned report again", moving(RETURNED, state="open"), ANSWER),
    ("office that is the lead", "settles what it dates for the lead", moving(WAITS, state="settled"), ANSWER),
    ("admin", "takes up what was cancelled", moving(CANCELLED, state="settled"), ANSWER),
    ("office", "settles what another's plan owes", moving(FOREIGN_WAITS, state="settled"), ANSWER),
    ("other_office", "settles what the office's plan owes", moving(WAITS, state="settled"), ANSWER),
    ("lead of another plan", "answers in a plan it is not for", moving(DATED, state="answered"), ANSWER),
    ("office of another plan", "moves what a plan owes that it is not for", moving(DATED, state="settled"), rows(0)),
)

TO_RESPOND_BY: Lines = (
    (("lead", "submitter"), "puts off the day to respond by", moving(RETURNED, respond_by=LATER), REVIEW),
    ("office", "says by when to respond", moving(RETURNED, respond_by=LATER), rows(1)),
    ("office", "gives its own agency a day to respond by", moving(OWN, respond_by=LATER), REVIEW),
    ("admin", "says by when to respond in its place", moving(RETURNED, respond_by=LATER), REVIEW),
)

ENDED: Lines = (
    ("lead", "lapses what it owes", moving(RETURNED, state="lapsed"), LAPSE),
    ("lead", "takes up what has lapsed", moving(LAPSED, state="settled"), LAPSE),
    ("office", "lapses a report", moving(RETURNED, state="lapsed"), rows(1)),
    ("office", "takes up a lapsed report", moving(LAPSED, state="open"), rows(1)),
    (("lead", "submitter"), "cancels what it owes", moving(DATED, state="cancelled"), CANCEL),
    ("lead", "takes up what was cancelled", moving(CANCELLED, state="open"), CANCEL),
    (("office", "admin"), "cancels what the lead owes", moving(DATED, state="cancelled"), rows(1)),
    ("office", "takes up what was cancelled", moving(CANCELLED, state="open"), rows(1)),
    ("office", "cancels what its own agency owes", moving(OWN, state="cancelled"), CANCEL),
    ("office", "cancels its own where the plan lets it", moving(SELF, state="cancelled"), rows(1)),
    ("other_office", "cancels what the office's plan owes", moving(WAITS, state="cancelled"), CANCEL),
)

HANDED_OVER: Lines = (
    ("lead", "hands over what it owes", moving(DATED, agency_id=OTHER_AGENCY), HAND),
    ("gateway", "moves what is owed to another pair", moving(DATED, pair_id=OWN_PAIR), HAND),
    ("office", "hands over what a lead owes", moving(DATED, agency_id=OTHER_AGENCY), HAND),
    ("admin", "hands over what a lead owes", moving(DATED, agency_id=OTHER_AGENCY, pair_id=OWN_PAIR), rows(1)),
    ("office", "hands over to the successor", moving(OF_ENDED, **TO_SUCCESSOR), rows(1)),
    ("office", "hands over what an ended agency owes to another", moving(OF_ENDED, agency_id=OTHER_AGENCY), HAND),
    ("office", "hands over what a lead owes to another's successor", moving(DATED, agency_id=SUCCESSOR), HAND),
    ("office", "hands over to the pair of another", moving(OF_ENDED, **TO_SUCCESSOR | {"pair_id": world.PAIR}), HAND),
    ("office", "hands over to another task's pair", moving(OF_ENDED, **TO_SUCCESSOR | {"pair_id": ENDED_BESIDE}), HAND),
    ("office", "hands over to its own pair", moving(OF_ENDED, **TO_SUCCESSOR | {"pair_id": OWN_PAIR}), HAND),
    ("other_office", "hands over in another's plan what it may date", moving(ENDED_WAITS, **TO_SUCCESSOR), HAND),
)

NEVER_MOVED: Lines = (
    (("lead", "office", "admin"), "makes a report a completion", moving(RETURNED, kind="completion"), NO_GRANT),
    ("office", "says another request opened it", moving(RETURNED, report_request_id=world.uid(1841)), NO_GRANT),
)


def answer_probes() -> list[Probe]:
    answers = {"answered_by": NEW, "answered_on": LATER, "settled_by": NEW, "settled_on": LATER, "state": "answered"}
    return [
        *listed(*ANSWERED, *TO_RESPOND_BY, *ENDED, *HANDED_OVER, *NEVER_MOVED),
        *(
            Probe(f"office answers for another's plan: {name}", "office", moving(FOREIGN_WAITS, **{name: one}), ANSWER)
            for name, one in answers.items()
        ),
    ]
