"""What each kind of caller can move past the service: an answer, an end, a day, a pair, its history, who stands where; and the rows
that it can lock.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, select, text, update

from app.obligations.models import EventOccurrence, ExtensionRequest, Obligation, ObligationStateChange
from app.plans.models import PlanAgency
from app.tasks.models import Assignment, TaskAgencyState, TaskAgencyStateChange
from tests.access.owed_rows import (
    ACCEPTED,
    ASKED,
    CANCELLED,
    CONDITION,
    CONDITIONAL,
    COUNTERED,
    DATED,
    DEADLINE,
    DUE,
    ENDED_BESIDE,
    ENDED_OWING,
    ENDED_WAITS,
    FOREIGN_CONDITIONAL,
    FOREIGN_WAITS,
    IDLE,
    IN_FORCE,
    LAPSED,
    LATER,
    LEAD,
    NEW,
    OF_ENDED,
    OF_OTHERS_WAITS,
    OFFERED,
    OFFERED_DAY,
    OFFICE,
    OPENED_LATE,
    OTHER_AGENCY,
    OWN,
    OWN_ASSIGNMENT,
    OWN_PAIR,
    OWN_TASK,
    REJECTED,
    REPORTS_PAIR,
    RETURNED,
    SECOND_ASSIGNMENT,
    SELF,
    SELF_PAIR,
    SELF_PLAN,
    SETTLED,
    SHARED,
    SUCCESSOR,
    SUSPENDED_PAIR,
    VOIDED,
    WAITING_PAIR,
    WAITING_TASK,
    WAITS,
)
from tests.access.probes import NO_GRANT, NOW, ROW_SECURITY, SUPERUSER, TODAY, Probe, adding, each, rows, trigger
from tests.callers import Tokens
from tests.make import world
from tests.make.tasks import task_agency_row


def moved_probes(tokens: Tokens) -> list[Probe]:
    return [
        *_answers_and_ends(),
        *_days(),
        *_pairs(),
        *_histories(tokens),
        *_successions(),
        *_locks(),
        *_by_a_migration(),
    ]


def _moving(which: UUID, **values: Any) -> Executable:
    return update(Obligation).where(Obligation.id == which).values(**values)


def _answers_and_ends() -> list[Probe]:
    """Of obligations: who says that one is answered, settled, returned, lapsed or cancelled."""
    review, lapse = trigger("decided_by_office"), trigger("lapsed_by_office")
    answer, cancel = trigger("answered_by_agency_or_office"), trigger("cancelled_by_office_or_admin")
    office, dating, dating_lead = ("office",), ("other_office",), ("office that is the lead",)
    to_successor = {"agency_id": SUCCESSOR, "pair_id": IDLE}
    answers = {"answered_by": NEW, "answered_on": LATER, "settled_by": NEW, "settled_on": LATER, "state": "answered"}
    answer_of = {name: _moving(FOREIGN_WAITS, **{name: one}) for name, one in answers.items()}
    return [
        *each(
            ("lead", "submitter", "office", "lead of the plan"),
            "answers what is owed",
            _moving(DATED, state="answered"),
            rows(1),
        ),
        *each(("lead", "submitter", "office"), "settles a report", _moving(RETURNED, state="settled"), rows(1)),
        *each(("lead", "office"), "says a report is owed again", _moving(RETURNED, state="open"), rows(1)),
        *each(("lead", "submitter"), "settles its completion itself", _moving(DATED, state="settled"), review),
        *each(("lead",), "takes back that it is completed", _moving(SETTLED, state="open"), review),
        *each(office, "settles a completion", _moving(DATED, state="settled"), rows(1)),
        *each(office, "takes back a confirmation", _moving(SETTLED, state="open"), rows(1)),
        *each(office, "settles a completion of its own agency", _moving(OWN, state="settled"), review),
        *each(office, "settles its own where the plan lets it", _moving(SELF, state="settled"), rows(1)),
        *each(("lead", "submitter"), "puts off the day to respond by", _moving(RETURNED, respond_by=LATER), review),
        *each(office, "says by when to respond", _moving(RETURNED, respond_by=LATER), rows(1)),
        *each(office, "gives its own agency a day to respond by", _moving(OWN, respond_by=LATER), review),
        *each(("admin",), "says by when to respond in its place", _moving(RETURNED, respond_by=LATER), review),
        *each(("lead",), "lapses what it owes", _moving(RETURNED, state="lapsed"), lapse),
        *each(("lead",), "takes up what has lapsed", _moving(LAPSED, state="settled"), lapse),
        *each(office, "lapses a report", _moving(RETURNED, state="lapsed"), rows(1)),
        *each(office, "takes up a lapsed report", _moving(LAPSED, state="open"), rows(1)),
        *each(("lead", "submitter"), "cancels what it owes", _moving(DATED, state="cancelled"), cancel),
        *each(("lead",), "takes up what was cancelled", _moving(CANCELLED, state="open"), cancel),
        *each(("office", "admin"), "cancels what the lead owes", _moving(DATED, state="cancelled"), rows(1)),
        *each(office, "takes up what was cancelled", _moving(CANCELLED, state="open"), rows(1)),
        *each(office, "cancels what its own agency owes", _moving(OWN, state="cancelled"), cancel),
        *each(office, "cancels its own where the plan lets it", _moving(SELF, state="cancelled"), rows(1)),
        *each(("admin",), "settles a report", _moving(RETURNED, state="settled"), answer),
        *each(("admin",), "opens a returned report again", _moving(RETURNED, state="open"), answer),
        *each(dating_lead, "settles what it dates for the lead", _moving(WAITS, state="settled"), answer),
        *each(("admin",), "takes up what was cancelled", _moving(CANCELLED, state="settled"), answer),
        *each(office, "settles what another's plan owes", _moving(FOREIGN_WAITS, state="settled"), answer),
        *each(dating, "settles what the office's plan owes", _moving(WAITS, state="settled"), answer),
        *each(dating, "cancels what the office's plan owes", _moving(WAITS, state="cancelled"), cancel),
        *(
            Probe(f"office answers for another's plan: {name}", "office", statement, answer)
            for name, statement in answer_of.items()
        ),
        *each(("lead of another plan",), "answers in a plan it is not for", _moving(DATED, state="answered"), answer),
        *each(
            ("office of another plan",),
            "moves what a plan owes that it is not for",
            _moving(DATED, state="settled"),
            rows(0),
        ),
        *each(
            ("lead",),
            "hands over what it owes",
            _moving(DATED, agency_id=OTHER_AGENCY),
            trigger("handed_over_to_successor"),
        ),
        *each(
            ("gateway",),
            "moves what is owed to another pair",
            _moving(DATED, pair_id=OWN_PAIR),
            trigger("handed_over_to_successor"),
        ),
        *each(
            office,
            "hands over what a lead owes",
            _moving(DATED, agency_id=OTHER_AGENCY),
            trigger("handed_over_to_successor"),
        ),
        *each(
            ("admin",), "hands over what a lead owes", _moving(DATED, agency_id=OTHER_AGENCY, pair_id=OWN_PAIR), rows(1)
        ),
        *each(office, "hands over to the successor", _moving(OF_ENDED, **to_successor), rows(1)),
        *(
            Probe(f"{who} hands over {what}", who, statement, trigger("handed_over_to_successor"))
            for who, what, statement in (
                ("office", "what an ended agency owes to another", _moving(OF_ENDED, agency_id=OTHER_AGENCY)),
                ("office", "what a lead owes to another's successor", _moving(DATED, agency_id=SUCCESSOR)),
                ("office", "to the pair of another", _moving(OF_ENDED, **to_successor | {"pair_id": world.PAIR})),
                (
                    "office",
                    "to the pair of another task",
                    _moving(OF_ENDED, **to_successor | {"pair_id": ENDED_BESIDE}),
                ),
                ("office", "to another task's other pair", _moving(OF_ENDED, **to_successor | {"pair_id": OWN_PAIR})),
                ("other_office", "in another's plan what it may date", _moving(ENDED_WAITS, **to_successor)),
            )
        ),
        *each(
            ("lead", "office", "admin"), "makes a report a completion", _moving(RETURNED, kind="completion"), NO_GRANT
        ),
        *each(
            ("office",),
            "says another request opened it",
            _moving(RETURNED, report_request_id=world.uid(1841)),
            NO_GRANT,
        ),
    ]


def _to(which: UUID, day: date, **more: Any) -> Executable:
    return _moving(which, **{"effective_due_date": day, "nominal_due_date": day, "sort_day": day} | more)


def _days() -> list[Probe]:
    """Of obligations: who moves a day, and what else of a date."""
    moved, first, reread = trigger("day_moved_by_office"), trigger("first_day_kept"), trigger("reread_by_office")
    parts = {"nominal_due_date": LATER, "effective_due_date": LATER, "sort_day": LATER}
    kept = {
        "original_due_date": LATER,
        "opened_late": True,
        "window_from": LATER,
        "not_yet": True,
        "trigger": {"text": "x"},
    }
    read = {"deadline_id": DEADLINE, "awaited_event_id": SHARED, "condition": "x"}
    offered = _to(OFFERED, OFFERED_DAY)
    fair = {"opened_late": False, "original_due_date": OFFERED_DAY}
    return [
        *(
            Probe(f"lead moves the day it owes: {name}", "lead", _moving(DATED, **{name: one}), moved)
            for name, one in parts.items()
        ),
        *(
            Probe(f"lead moves the first day: {name}", "lead", _moving(DATED, **{name: one}), first)
            for name, one in kept.items()
        ),
        *(
            Probe(f"lead reads its deadline anew: {name}", "lead", _moving(DATED, **{name: one}), reread)
            for name, one in read.items()
        ),
        *each(("submitter", "gateway"), "puts off the day it owes", _to(DATED, LATER), moved),
        *each(("office", "admin"), "moves a day", _to(DATED, LATER, original_due_date=LATER), rows(1)),
        *each(("office",), "reads a deadline anew", _moving(DATED, **read), rows(1)),
        *each(("admin",), "reads a deadline anew", _moving(DATED, condition="x"), reread),
        *each(("office",), "puts off the day of its own agency", _to(OWN, LATER), moved),
        *each(("office",), "moves the first day of its own agency", _moving(OWN, original_due_date=LATER), first),
        *each(("office",), "reads the deadline of its own agency anew", _moving(OWN, condition="x"), reread),
        *each(("office",), "puts off its own day where the plan lets it", _to(SELF, LATER), rows(1)),
        # What an event dates, in every plan that waits for it.
        *each(("office", "other_office"), "dates what its plan owes", _dated(WAITS, FOREIGN_WAITS), rows(2)),
        *each(("office",), "reads anew what another's plan owes", _moving(FOREIGN_WAITS, condition="x"), reread),
        *each(
            ("office",),
            "lets another's plan wait for something else",
            _moving(FOREIGN_WAITS, awaited_event_id=CONDITION),
            reread,
        ),
        *each(("office",), "dates what waits for no event of its", _to(OF_OTHERS_WAITS, DUE), rows(0)),
        *each(("office",), "says that its condition is not met yet", _moving(CONDITIONAL, not_yet=True), rows(1)),
        *each(
            ("office",),
            "says that a foreign condition is not met yet",
            _moving(FOREIGN_CONDITIONAL, not_yet=True),
            rows(0),
        ),
        *each(("lead",), "says that its condition is not met yet", _moving(CONDITIONAL, not_yet=True), first),
        *each(("lead",), "dates what it waits for", _dated(WAITS), moved),
        *each(("office of another plan",), "dates in a plan it is not for", _dated(WAITS), rows(0)),
        # The day that was offered, and no other.
        *each(("lead", "gateway"), "moves its day to the one it was offered", offered, rows(1)),
        *each(
            ("lead",),
            "leaves the nominal day when it accepts",
            _to(OFFERED, OFFERED_DAY, nominal_due_date=DUE),
            rows(1),
        ),
        Probe("lead accepts, and moves its day", "lead", offered, rows(1), first=_answering("accepted")),
        Probe("lead declines, and moves its day", "lead", offered, moved, first=_answering("declined")),
        *each(("lead",), "moves its day beyond the offer", _to(OFFERED, LATER), moved),
        *each(
            ("lead",),
            "names another day beside the offered one",
            _to(OFFERED, OFFERED_DAY, nominal_due_date=LATER),
            moved,
        ),
        *each(
            ("lead",),
            "stands elsewhere in lists than on the offered day",
            _to(OFFERED, OFFERED_DAY, sort_day=LATER),
            moved,
        ),
        *each(
            ("lead",),
            "takes the offered day for its first",
            _to(OFFERED, OFFERED_DAY, original_due_date=OFFERED_DAY),
            first,
        ),
        # Of what was opened too late it is the first by which it could be done, and nothing else changes.
        *each(("lead", "gateway"), "accepts its first fair day", _to(OPENED_LATE, OFFERED_DAY, **fair), rows(1)),
        *(
            Probe(
                f"lead takes more than its first fair day: {name}",
                "lead",
                _to(OPENED_LATE, OFFERED_DAY, **fair | {name: one}),
                first,
            )
            for name, one in kept.items()
        ),
        *each(
            ("lead",),
            "says that it was not opened too late",
            _moving(OPENED_LATE, opened_late=False, original_due_date=DUE),
            first,
        ),
        *each(("lead",), "takes the offered day for another obligation", _to(DATED, OFFERED_DAY), moved),
        *each(("submitter", "lead of another plan"), "takes the day offered to the lead", offered, moved),
        *each(("lead",), "comes back to a day it once accepted", _to(ACCEPTED, OFFERED_DAY), moved),
    ]


def _answering(state: str) -> Executable:
    return update(ExtensionRequest).where(ExtensionRequest.id == COUNTERED).values(state=state)


def _dated(*which: UUID) -> Executable:
    dated = {"nominal_due_date": DUE, "effective_due_date": DUE, "sort_day": DUE, "original_due_date": DUE}
    return update(Obligation).where(Obligation.id.in_(which)).values(**dated, window_from=TODAY, state="open")


def _pair(which: UUID, **values: Any) -> Executable:
    return update(TaskAgencyState).where(TaskAgencyState.id == which).values(**values)


def _pairs() -> list[Probe]:
    said: dict[str, Any] = {
        "blocked": True,
        "percent": 90,
        "waiting_report_id": NEW,
        "last_report_id": NEW,
        "last_reported_at": NOW,
        "last_happened_at": NOW,
        "waiting_since": NOW,
        "status": "in_progress",
    }
    answer, cancel = trigger("moved_by_lead_or_office"), trigger("cancelled_by_office_or_admin")
    suspend, complete, hand = (
        trigger("suspended_by_office"),
        trigger("completed_by_office"),
        trigger("handed_over_to_successor"),
    )
    follows = trigger("status_follows_answers")
    sums = {"dated": 1, "awaiting": 0, "open_due_on": DUE, "version": 2}
    return [
        *(
            Probe(f"{who} says of a pair that is not its: {name}", who, _pair(pair, **{name: one}), expected)
            for who, pair in {"admin": WAITING_PAIR, "other_office": WAITING_PAIR, "office": world.FOREIGN_PAIR}.items()
            for name, one in said.items()
            for expected in (follows if name in {"status", "waiting_since"} else answer,)
        ),
        *each(("admin",), "completes a pair of who goes on", _pair(REPORTS_PAIR, status="completed"), follows),
        *each(("admin",), "completes what still owes", _pair(ENDED_OWING, status="completed"), follows),
        *each(("admin",), "opens a successor's pair that owes nothing", _pair(IDLE, status="in_progress"), follows),
        *each(("lead", "submitter", "office"), "says how far it is", _pair(world.PAIR, **said), rows(1)),
        *each(
            ("lead of another plan",), "says how far it is in a plan it is not for", _pair(world.PAIR, **said), answer
        ),
        *each(("office", "other_office", "admin"), "sums up what an event dates", _pair(WAITING_PAIR, **sums), rows(1)),
        *each(("office",), "sums up what an event dates elsewhere", _pair(world.FOREIGN_PAIR, **sums), rows(1)),
        *each(("coordinator", "viewer", ""), "sums up a foreign pair", _pair(world.PAIR, **sums), rows(0)),
        *each(("other_office",), "sums up a pair that waits for no event of its", _pair(OWN_PAIR, **sums), rows(0)),
        *each(("lead", "submitter"), "completes its pair itself", _pair(world.PAIR, status="completed"), complete),
        *each(("lead",), "says that it owes no completion", _pair(world.PAIR, owes_completion=False), complete),
        *each(("office",), "completes a pair", _pair(world.PAIR, status="completed", owes_completion=False), rows(1)),
        *each(
            ("other_office",),
            "says that a pair owes no completion",
            _pair(WAITING_PAIR, owes_completion=False),
            complete,
        ),
        *each(("admin",), "says that a pair owes no completion", _pair(world.PAIR, owes_completion=False), rows(1)),
        *each(("lead",), "completes a pair that owes reports only", _pair(REPORTS_PAIR, status="completed"), rows(1)),
        *each(("office that is the lead",), "says how far the lead is", _pair(world.PAIR, percent=90), rows(0)),
        *each(("lead",), "resumes its pair", _pair(SUSPENDED_PAIR, status="in_progress"), suspend),
        *each(("admin",), "cancels a suspended pair", _pair(SUSPENDED_PAIR, status="cancelled"), rows(1)),
        *each(("lead",), "suspends its pair", _pair(world.PAIR, status="suspended"), suspend),
        *each(("office",), "suspends a pair", _pair(world.PAIR, status="suspended"), rows(1)),
        *each(("office",), "suspends the pair of its own agency", _pair(OWN_PAIR, status="suspended"), suspend),
        *each(("office",), "suspends its own where the plan lets it", _pair(SELF_PAIR, status="suspended"), rows(1)),
        *each(("lead", "submitter"), "cancels its pair", _pair(world.PAIR, status="cancelled"), cancel),
        *each(("other_office",), "cancels a pair of another's plan", _pair(WAITING_PAIR, status="cancelled"), cancel),
        *each(("office", "admin"), "cancels a pair", _pair(world.PAIR, status="cancelled", waiting_since=NOW), rows(1)),
        *each(("office",), "cancels the pair of its own agency", _pair(OWN_PAIR, status="cancelled"), cancel),
        *each(("lead", "office"), "hands over a pair", _pair(world.PAIR, agency_id=OTHER_AGENCY), hand),
        *each(("admin",), "hands over a pair", _pair(world.PAIR, agency_id=world.COORDINATOR), rows(1)),
        *each(("office",), "hands a pair over to the successor", _pair(ENDED_BESIDE, agency_id=SUCCESSOR), rows(1)),
    ]


def _histories(tokens: Tokens) -> list[Probe]:
    def of_pair(who: str, *place: UUID, **more: Any) -> Executable:
        pair, task, plan, agency = place
        named = {"pair_id": pair, "task_id": task, "plan_id": plan, "agency_id": agency, "action": "record_event"}
        token = {"token_id": tokens.made[who][0], "on_day": TODAY, "recorded_at": NOW}
        return adding(
            TaskAgencyStateChange(**named | token | {"status": "not_started", "blocked": False, "percent": 0} | more)
        )

    def of_owed(who: str, which: UUID, plan: UUID, agency: UUID, **more: Any) -> Executable:
        named = {"obligation_id": which, "plan_id": plan, "agency_id": agency, "action": "record_event"}
        token = {"token_id": tokens.made[who][0], "on_day": TODAY, "recorded_at": NOW}
        return adding(ObligationStateChange(**named | token | {"state": "awaiting_event"} | more))

    own_pair = (world.PAIR, world.TASK, world.PLAN, LEAD)
    lead_pair = (WAITING_PAIR, WAITING_TASK, world.PLAN, LEAD)
    foreign_pair = (world.FOREIGN_PAIR, world.FOREIGN_TASK, world.OTHER_PLAN, OTHER_AGENCY)
    waits, foreign = (WAITS, world.PLAN, LEAD), (FOREIGN_WAITS, world.OTHER_PLAN, OTHER_AGENCY)
    others = (OF_OTHERS_WAITS, world.OTHER_PLAN, OTHER_AGENCY)
    lies: dict[str, Any] = {"status": "completed", "blocked": True, "percent": 100}
    false: dict[str, Any] = {"state": "settled", "answered_on": TODAY, "agency_id": world.COORDINATOR}
    owned: dict[str, Any] = {
        "pair_id": world.OTHER_PAIR,
        "task_id": world.OTHER_TASK,
        "plan_id": world.OTHER_PLAN,
        "agency_id": OTHER_AGENCY,
    }
    return [
        Probe("office writes that an event dated a foreign pair", "office", of_pair("office", *foreign_pair), rows(1)),
        *(
            Probe(
                f"{who} writes its history under another {name}",
                who,
                of_pair(who, *_put(own_pair, name, one)),
                ROW_SECURITY,
            )
            for who, name, one in (
                ("lead", "pair_id", world.OTHER_PAIR),
                ("lead", "task_id", WAITING_TASK),
                ("lead", "plan_id", SELF_PLAN),
                ("gateway", "agency_id", OTHER_AGENCY),
            )
        ),
        Probe(
            "lead writes what it owes under another plan", "lead", of_owed("lead", DATED, SELF_PLAN, LEAD), ROW_SECURITY
        ),
        Probe("admin writes that it moved a pair", "admin", of_pair("admin", *lead_pair), rows(1)),
        Probe(
            "office writes that an event dated what is owed elsewhere", "office", of_owed("office", *foreign), rows(1)
        ),
        Probe("admin writes that it moved what is owed", "admin", of_owed("admin", *waits), rows(1)),
        Probe(
            "office writes the history of what waits for no event of its",
            "office",
            of_owed("office", *others),
            ROW_SECURITY,
        ),
        *(
            Probe(
                f"{who} writes what a pair does not say: {name}", who, of_pair(who, *pair, **{name: one}), ROW_SECURITY
            )
            for who, pair in {"admin": lead_pair, "office": foreign_pair}.items()
            for name, one in lies.items()
        ),
        *(
            Probe(
                f"{who} writes what is not so of what is owed: {name}",
                who,
                of_owed(who, *owed, **{name: one}),
                ROW_SECURITY,
            )
            for who, owed in {"admin": waits, "office": foreign}.items()
            for name, one in false.items()
        ),
        *(
            Probe(
                f"admin writes a pair's history under another {name}",
                "admin",
                of_pair("admin", *_put(lead_pair, name, one)),
                ROW_SECURITY,
            )
            for name, one in owned.items()
        ),
        Probe(
            "admin writes the history under another plan",
            "admin",
            of_owed("admin", WAITS, world.OTHER_PLAN, LEAD),
            ROW_SECURITY,
        ),
        *(
            Probe(
                f"{who} writes the history of what the lead owes as another's",
                who,
                of_owed(who, WAITS, world.PLAN, OTHER_AGENCY),
                ROW_SECURITY,
            )
            for who in ("lead", "office")
        ),
        *(
            Probe(f"{who} writes history as another token: {name}", who, statement, ROW_SECURITY)
            for who in ("admin", "office")
            for name, statement in {"pair": of_pair("lead", *foreign_pair), "owed": of_owed("lead", *foreign)}.items()
        ),
    ]


def _put(named: tuple[UUID, UUID, UUID, UUID], column: str, one: UUID) -> tuple[UUID, ...]:
    columns = dict(zip(("pair_id", "task_id", "plan_id", "agency_id"), named, strict=True))
    return tuple((columns | {column: one}).values())


def _successions() -> list[Probe]:
    coordinating: dict[str, Any] = {
        "task_id": world.OTHER_TASK,
        "plan_id": world.PLAN,
        "agency_id": SUCCESSOR,
        "assignment_id": SECOND_ASSIGNMENT,
        "role": "coordinating",
    }
    elsewhere: dict[str, Any] = {
        "agency_id": LEAD,
        "task_id": world.TASK,
        "plan_id": world.OTHER_PLAN,
        "role": "lead",
        "assignment_id": world.DRAFT_ASSIGNMENT,
    }
    beside = coordinating | {"task_id": OWN_TASK, "role": "lead", "assignment_id": OWN_ASSIGNMENT}
    named = adding(PlanAgency(plan_id=SELF_PLAN, agency_id=SUCCESSOR))
    return [
        *each(("admin",), "puts a successor in its place", adding(task_agency_row(**coordinating)), rows(1)),
        *each(
            ("lead", "other_office", ""),
            "puts a successor in its place",
            adding(task_agency_row(**coordinating)),
            ROW_SECURITY,
        ),
        *(
            Probe(
                f"admin puts one where it does not follow: {name}",
                "admin",
                adding(task_agency_row(**coordinating | {name: one})),
                ROW_SECURITY,
            )
            for name, one in elsewhere.items()
        ),
        *each(
            ("admin",), "puts one where its predecessor does not stand", adding(task_agency_row(**beside)), ROW_SECURITY
        ),
        *each(("admin",), "names a successor in its plan", named, rows(1)),
        *each(("lead", "other_office"), "names a successor in its plan", named, ROW_SECURITY),
        *each(
            ("admin",),
            "names in the plan whom no task names",
            adding(PlanAgency(plan_id=world.PLAN, agency_id=SUCCESSOR)),
            ROW_SECURITY,
        ),
        *each(
            ("admin",),
            "names in the plan who follows nobody",
            adding(PlanAgency(plan_id=SELF_PLAN, agency_id=OFFICE)),
            ROW_SECURITY,
        ),
        *each(
            ("office",),
            "ends an assignment",
            update(Assignment).where(Assignment.id == SECOND_ASSIGNMENT).values(ended_on=TODAY),
            rows(1),
        ),
        *each(
            ("admin", "lead", "other_office"),
            "ends an assignment",
            update(Assignment).where(Assignment.id == SECOND_ASSIGNMENT).values(ended_on=TODAY),
            rows(0),
        ),
    ]


def _locks() -> list[Probe]:
    """Whoever could lock a row that is not its to move would stop those whose it is."""
    locked = {
        "a pair": (select(TaskAgencyState.id).where(TaskAgencyState.id == world.PAIR), ("lead", "office", "admin")),
        "what is owed": (select(Obligation.id).where(Obligation.id == DATED), ("lead", "office", "admin")),
        "a request": (select(ExtensionRequest.id).where(ExtensionRequest.id == ASKED), ("lead", "office")),
        "an occurrence": (select(EventOccurrence.id).where(EventOccurrence.id == IN_FORCE), ("office",)),
        "an assignment": (select(Assignment.id).where(Assignment.id == SECOND_ASSIGNMENT), ("office",)),
    }
    callers = ("admin", "office", "other_office", "lead", "coordinator", "other_agency", "viewer", "")
    return [
        *(
            Probe(f"{who or 'nobody'} locks {name}", who, wanted.with_for_update(), rows(int(who in holders)))
            for name, (wanted, holders) in locked.items()
            for who in callers
        ),
        *(
            Probe(
                f"lead locks the table {table}",
                "lead",
                text(f"lock table {table} in share row exclusive mode"),
                NO_GRANT,
            )
            for table in (
                "obligations",
                "task_agency_state",
                "extension_requests",
                "event_occurrences",
                "report_reviews",
            )
        ),
    ]


def _by_a_migration() -> list[Probe]:
    """Which moves rows for nobody in particular: the triggers are for those who serve."""
    everything = {
        "what is owed": _to(
            DATED,
            LATER,
            original_due_date=LATER,
            respond_by=LATER,
            state="settled",
            condition="x",
            agency_id=OTHER_AGENCY,
        ),
        "what has lapsed": _moving(LAPSED, state="cancelled"),
        "a pair": _pair(world.PAIR, status="completed", percent=90, agency_id=world.COORDINATOR),
        "another pair": _pair(SUSPENDED_PAIR, status="cancelled"),
        "a third pair": _pair(WAITING_PAIR, status="suspended"),
        "a request": update(ExtensionRequest).where(ExtensionRequest.id == REJECTED).values(state="approved"),
        "an open request": update(ExtensionRequest).where(ExtensionRequest.id == ASKED).values(state="withdrawn"),
        "a request to approve": update(ExtensionRequest).where(ExtensionRequest.id == ASKED).values(state="approved"),
        "an occurrence": update(EventOccurrence).where(EventOccurrence.id == VOIDED).values(void_reason="x"),
    }
    return [
        Probe(f"a migration moves {name}", "", statement, rows(1), role=SUPERUSER)
        for name, statement in everything.items()
    ]
