"""What each kind of caller can do to the database itself, past the service: one statement each, in the context that the
service would have set, and what became of it.

The rows a probe finds are those of `make.world` and of `more_rows`; every probe is rolled back.
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Executable, delete, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from app.access.models import AccessToken
from app.access.tokens import new_token
from app.access.writing import OPENING
from app.agencies.models import Agency, AgencyGroup, GroupMember
from app.calendar.models import CalendarDay
from app.kernel import roles
from app.kernel.db import Base
from app.kernel.idempotency import StoredAnswer
from app.kernel.journal import JournalEntry
from app.obligations.models import (
    AwaitedEvent,
    ExtensionDecision,
    ExtensionRequest,
    Obligation,
    ObligationStateChange,
)
from app.plans.models import Annex, Plan, PlanAgency, PlanRelation, Section
from app.reports.attach import storage_key
from app.reports.models import Attachment, ProgressReport, ReportReview
from app.tasks.models import (
    Assignment,
    Comment,
    LegalCitation,
    Task,
    TaskAgency,
    TaskAgencyState,
    TaskAgencyStateChange,
    TaskDeadline,
)
from tests.callers import Tokens
from tests.clones import Clone
from tests.make import world
from tests.make.access import token_row
from tests.make.agencies import agency_row, group_row
from tests.make.obligations import obligation_row
from tests.make.plans import annex_row, plan_agency_row, plan_row, section_row
from tests.make.reports import report_row
from tests.make.tasks import assignment_row, deadline_row, pair_row, task_agency_row, task_row

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
EVIDENCE = "Biên bản nghiệm thu".encode()
ROW_SECURITY, NO_GRANT = "row security", "no grant"
SUPERUSER = "superuser"
ALL_TABLES = [mapper.class_ for mapper in Base.registry.mappers]
# The serving role writes these and cannot read them back.
UNREADABLE = (JournalEntry, StoredAnswer)
# The lead's, and one of the office itself, which has been reviewed.
LEADS_REPORT, OFFICES_REPORT = world.uid(705), world.uid(720)
ENDED, ENDED_PAIR, ASKED_BY_ENDED, ASKED_BY_LEAD = (world.uid(number) for number in range(761, 765))
TAKEN_NUMBER = text("insert into journal (sequence) overriding system value values (1000000)")


@dataclass(frozen=True, slots=True)
class Probe:
    """`caller`: whose digest the transaction carries, of `callers.CAST`, or "" for none; `role`: None is a bare login; `first`:
    what the caller does before, in the same transaction.
    """

    name: str
    caller: str
    statement: Executable
    expected: str
    role: str | None = roles.SERVING
    first: Executable | None = None


# One line of a table: a caller, or several; what they do, and how; what becomes of it.
Line = tuple[str | tuple[str, ...], str, Executable, str]
Lines = tuple[Line, ...]


def rows(count: int) -> str:
    return f"{count} rows"


def trigger(name: str) -> str:
    return f"trigger {name}"


def each(callers: Iterable[str], does: str, statement: Executable, expected: str) -> list[Probe]:
    return [Probe(f"{who or 'nobody'} {does}", who, statement, expected) for who in callers]


def listed(*lines: Line) -> list[Probe]:
    """The probes of a table."""
    return [
        probe
        for callers, does, statement, expected in lines
        for probe in each((callers,) if isinstance(callers, str) else callers, does, statement, expected)
    ]


def adding(row: Base) -> Executable:
    given = {name: one for name, one in vars(row).items() if not name.startswith("_")}
    return insert(type(row)).values(given).inline()


def more_rows(tokens: Tokens) -> list[Base]:
    """One row at least for each table that the small city leaves empty."""
    lead = tokens.made["lead"][0]
    return [
        GroupMember(group_id=world.GROUP, agency_id=world.OTHER_AGENCY),
        _holiday(date(2026, 9, 2)),
        PlanRelation(id=world.uid(701), plan_id=world.PLAN, related_plan_id=world.OTHER_PLAN, kind="amends"),
        deadline_row(task_id=world.TASK, plan_id=world.PLAN),
        _citation(world.uid(703), world.TASK, world.PLAN),
        AwaitedEvent(id=world.uid(704), key="grdp", text="Công bố GRDP", created_at=NOW),
        report_of(LEADS_REPORT, tokens, "lead", world.LEAD),
        report_of(OFFICES_REPORT, tokens, "lead", world.OFFICE),
        _review(tokens, "office", OFFICES_REPORT, agency_id=world.OFFICE),
        _attachment(world.uid(707), tokens, "lead", world.LEAD),
        _comment(world.uid(708), tokens, "lead", world.LEAD),
        # Of nobody yet: its members can be named.
        pair_row(id=world.uid(771), task_id=world.OTHER_TASK, plan_id=world.PLAN, is_primary=False, position=2),
        _pair_change(tokens, "lead", world.LEAD),
        _obligation_change(tokens, "lead", world.OBLIGATION),
        _journal_row(tokens, "lead"),
        StoredAnswer(**_answer(lead, "kept")),
        *_of_an_ended_agency(tokens),
    ]


def probes(tokens: Tokens) -> list[Probe]:
    return [
        *_reads(),
        *_register(),
        *_tokens(tokens),
        *_plans(),
        *_what_hangs_on_plans(),
        *_pairs_and_obligations(tokens),
        *_reports(tokens),
        *_reviews(tokens),
        *_keeping(tokens),
        *_handing_over(tokens),
    ]


def _reads() -> list[Probe]:
    """A bare login reads everything but secrets, the journal and kept answers."""
    open_tables = [one for one in ALL_TABLES if one not in {AccessToken, *UNREADABLE}]
    seen = [Probe(f"a login reads {one.__tablename__}", "", _some(one), rows(1), None) for one in open_tables]
    hidden = [Probe(f"a login reads {one.__tablename__}", "", _some(one), NO_GRANT, None) for one in UNREADABLE]
    return [
        *seen,
        *hidden,
        Probe("a login reads the names of tokens", "", select(AccessToken.name).limit(1), rows(1), None),
        Probe("a login reads digests", "", select(AccessToken.digest), NO_GRANT, None),
        Probe("the serving role reads digests", "admin", select(AccessToken.digest), NO_GRANT),
        Probe("the serving role reads the journal", "admin", _some(JournalEntry), NO_GRANT),
        Probe("the serving role reads kept answers", "lead", _some(StoredAnswer), NO_GRANT),
        Probe("the owner reads the journal", "", _some(JournalEntry), rows(1), roles.OWNER),
    ]


def _some(table: type[Base]) -> Executable:
    return select(*inspect(table).primary_key).limit(1)


def _register() -> list[Probe]:
    drafts: dict[str, Base] = {
        "an agency": agency_row(),
        "a group": group_row(),
        "a member": GroupMember(group_id=world.GROUP, agency_id=world.LEAD),
        "a day off": _holiday(date(2026, 9, 1)),
    }
    others = ("office", "lead", "submitter", "viewer", "auditor", "expired", "revoked", "")
    renamed = update(Agency).where(Agency.id == world.LEAD).values(name="x")
    return [
        *(Probe(f"admin adds {name}", "admin", adding(row), rows(1)) for name, row in drafts.items()),
        *(
            Probe(f"{other or 'nobody'} adds {name}", other, adding(row), ROW_SECURITY)
            for name, row in drafts.items()
            for other in others
        ),
        Probe("admin renames an agency", "admin", renamed, rows(1)),
        Probe("office renames an agency", "office", renamed, rows(0)),
        Probe("office renames a group", "office", update(AgencyGroup).values(name="x"), rows(0)),
        Probe("lead drops a member", "lead", delete(GroupMember), rows(0)),
        Probe("office drops a day off", "office", delete(CalendarDay), rows(0)),
        Probe("admin drops an agency", "admin", delete(Agency), NO_GRANT),
    ]


def _tokens(tokens: Tokens) -> list[Probe]:
    issued = adding(
        token_row(new_token("admin", world.uid(998)), id=world.uid(998), expires_at=datetime(2027, 1, 1, tzinfo=UTC))
    )
    revoking = update(AccessToken).where(AccessToken.id == tokens.made["viewer"][0]).values(revoked_at=NOW)
    widening = update(AccessToken).values(role="admin")
    return [
        Probe("admin issues a token", "admin", issued, rows(1)),
        Probe("admin revokes a token", "admin", revoking, rows(1)),
        # The operator's commands work as the owner.
        Probe("the owner issues a token", "", issued, rows(1), roles.OWNER),
        Probe("the owner revokes a token", "", revoking, rows(1), roles.OWNER),
        *(
            Probe(f"{other or 'nobody'} issues a token", other, issued, ROW_SECURITY)
            for other in ("office", "lead", "auditor", "expired", "revoked", "")
        ),
        *(Probe(f"{other} revokes a token", other, revoking, rows(0)) for other in ("office", "lead", "auditor")),
        Probe("admin widens a token", "admin", widening, NO_GRANT),
        Probe("admin drops tokens", "admin", delete(AccessToken), NO_GRANT),
    ]


def _plans() -> list[Probe]:
    made = adding(plan_row(monitoring_agency_id=world.OFFICE))
    retitled = update(Plan).where(Plan.id == world.PLAN).values(title="x")
    given_away = update(Plan).where(Plan.id == world.PLAN).values(monitoring_agency_id=world.OTHER_OFFICE)
    return [
        Probe("office makes a plan", "office", made, rows(1)),
        *(
            Probe(f"{other or 'nobody'} makes a plan of the office", other, made, ROW_SECURITY)
            for other in ("admin", "other_office", "lead", "expired", "")
        ),
        Probe("office changes its plan", "office", retitled, rows(1)),
        *(
            Probe(f"{other or 'nobody'} changes the plan of the office", other, retitled, rows(0))
            for other in ("admin", "other_office", "lead", "auditor", "")
        ),
        Probe("office gives its plan to another", "office", given_away, NO_GRANT),
        Probe("office drops its draft", "office", delete(Plan).where(Plan.id == world.DRAFT), rows(1)),
        Probe("other office drops the draft", "other_office", delete(Plan).where(Plan.id == world.DRAFT), rows(0)),
        Probe("office drops a published plan", "office", delete(Plan).where(Plan.id == world.PLAN), rows(0)),
    ]


def _what_hangs_on_plans() -> list[Probe]:
    draft: dict[str, Any] = {"plan_id": world.DRAFT}
    parts: dict[str, Base] = {
        "a relation": PlanRelation(id=world.uid(801), related_plan_id=world.PLAN, kind="amends", **draft),
        "a named agency": plan_agency_row(agency_id=world.LEAD, **draft),
        "an annex": annex_row(position=2, **draft),
        "a section": section_row(annex_id=world.DRAFT_ANNEX, position=2, **draft),
        "a task": task_row(annex_id=world.DRAFT_ANNEX, number="2", position=2, **draft),
        **_of_task(world.DRAFT_TASK),
    }
    others = ("admin", "other_office", "lead", "")
    foreign: dict[str, Base] = {
        "a section": section_row(annex_id=world.OTHER_ANNEX, position=2, **draft),
        "a task": task_row(annex_id=world.OTHER_ANNEX, number="2", position=2, **draft),
        **_of_task(world.FOREIGN_TASK),
    }
    retitled = update(Task).where(Task.id == world.TASK).values(title="x")
    led = adding(
        task_agency_row(
            plan_id=world.PLAN,
            task_id=world.OTHER_TASK,
            agency_id=world.LEAD,
            assignment_id=world.DRAFT_ASSIGNMENT,
        )
    )
    return [
        *(Probe(f"office adds {name}", "office", adding(row), rows(1)) for name, row in parts.items()),
        *(
            Probe(f"{other or 'nobody'} adds {name}", other, adding(row), ROW_SECURITY)
            for name, row in parts.items()
            for other in others
        ),
        *(
            Probe(f"office adds {name} to what is not its", "office", adding(row), ROW_SECURITY)
            for name, row in foreign.items()
        ),
        Probe("lead makes itself lead of another task", "lead", led, ROW_SECURITY),
        Probe("lead renames its task", "lead", retitled, rows(0)),
        Probe("office renames its task", "office", retitled, rows(1)),
        Probe("lead renames an annex", "lead", update(Annex).values(title="x"), rows(0)),
        Probe("lead renames a section", "lead", update(Section).values(title="x"), rows(0)),
        Probe("office rewrites a deadline", "office", update(TaskDeadline).values(text="x"), NO_GRANT),
        Probe("lead drops who is named", "lead", delete(PlanAgency), rows(0)),
        Probe("office drops a lead", "office", delete(TaskAgency), NO_GRANT),
        Probe("office rewrites an assignment", "office", update(Assignment).values(text="x"), NO_GRANT),
        Probe(
            "office drops citations",
            "office",
            delete(LegalCitation).where(LegalCitation.plan_id == world.PLAN),
            rows(0),
        ),
    ]


def _of_task(task: Any) -> dict[str, Base]:
    """As parts of the draft, to whose office they are refused when the task is another's."""
    named: dict[str, Any] = {"plan_id": world.DRAFT, "task_id": task}
    coordinator = {"agency_id": world.COORDINATOR, **named}
    return {
        "a deadline": deadline_row(**named),
        "a citation": _citation(world.uid(803), task, world.DRAFT),
        "an assignment": assignment_row(position=2, **coordinator),
        "an agency of a task": task_agency_row(assignment_id=world.DRAFT_ASSIGNMENT, **coordinator),
    }


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
        return adding(_review(tokens, who, report, **{"id": world.uid(722), "action": action} | overrides))

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


def _keeping(tokens: Tokens) -> list[Probe]:
    lead, other = tokens.made["lead"][0], tokens.made["other_agency"][0]
    kept = text("select request_digest from opening(:digest, 'kept') where request_digest is not null")
    other_key = text("select request_digest from opening(:digest, 'other') where request_digest is not null")
    opening = text("select token_id from opening(:digest, null)")
    return [
        Probe("lead finds its kept answer", "lead", kept.bindparams(digest=tokens.digest("lead")), rows(1)),
        Probe("lead finds none under another key", "lead", other_key.bindparams(digest=tokens.digest("lead")), rows(0)),
        *(
            Probe(f"{who} opens a transaction", who, opening.bindparams(digest=tokens.digest(who)), rows(found))
            for who, found in {"lead": 1, "expired": 0, "revoked": 0}.items()
        ),
        Probe("another finds it not", "other_agency", kept.bindparams(digest=tokens.digest("other_agency")), rows(0)),
        Probe("lead keeps an answer", "lead", adding(StoredAnswer(**_answer(lead, "new"))), rows(1)),
        Probe("lead keeps one for another", "lead", adding(StoredAnswer(**_answer(other, "new"))), ROW_SECURITY),
        Probe("nobody keeps an answer", "", adding(StoredAnswer(**_answer(lead, "new"))), ROW_SECURITY),
        Probe("lead rewrites a kept answer", "lead", update(StoredAnswer).values(body="x"), NO_GRANT),
        Probe("lead drops a kept answer", "lead", delete(StoredAnswer), NO_GRANT),
        Probe("lead writes the journal", "lead", adding(_journal_row(tokens, "lead")), rows(1)),
        Probe("lead takes a number of the journal", "lead", TAKEN_NUMBER, NO_GRANT),
        Probe("lead writes the journal as the office", "lead", adding(_journal_row(tokens, "office")), ROW_SECURITY),
        Probe("nobody writes the journal", "", adding(_journal_row(tokens, "lead")), ROW_SECURITY),
        *_editors(),
        Probe("admin rewrites the journal", "admin", update(JournalEntry).values(action="x"), NO_GRANT),
        Probe("admin drops from the journal", "admin", delete(JournalEntry), NO_GRANT),
    ]


def _editors() -> list[Probe]:
    """Of the journal, whoever serves is told whose the last entry about one thing is."""
    asked = text("select role from last_editor(:entity, :id)")
    journaled = asked.bindparams(entity="report", id=world.uid(806))
    return [
        Probe("lead asks who wrote last", "lead", journaled, rows(1)),
        Probe("a login asks who wrote last", "", journaled, NO_GRANT, None),
        Probe("lead asks it of another thing", "lead", asked.bindparams(entity="report", id=world.uid(1)), rows(0)),
        Probe("lead asks it of another kind", "lead", asked.bindparams(entity="plan", id=world.uid(806)), rows(0)),
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


def _handing_over(tokens: Tokens) -> list[Probe]:
    """What an admin moves for a successor, and that this is no way to decide or to confirm anything else."""

    def request(id_: Any, **values: Any) -> Executable:
        return update(ExtensionRequest).where(ExtensionRequest.id == id_).values(values)

    def step(id_: Any, agency: Any, action: str, who: str = "admin", plan: Any = world.PLAN) -> Executable:
        given = {"id": world.uid(809), "plan_id": plan, "decided_at": NOW, "token_id": tokens.made[who][0]}
        return adding(ExtensionDecision(request_id=id_, decided_by=agency, action=action, **given))

    def status(pair: Any, named: str) -> Executable:
        return update(TaskAgencyState).where(TaskAgencyState.id == pair).values(status=named)

    refused = trigger("status_follows_answers")
    return [
        Probe("admin ends a request of who has ended", "admin", request(ASKED_BY_ENDED, state="withdrawn"), rows(1)),
        Probe("admin ends a request of who goes on", "admin", request(ASKED_BY_LEAD, state="withdrawn"), rows(0)),
        Probe("admin keeps a request of who has ended", "admin", request(ASKED_BY_ENDED, version=9), ROW_SECURITY),
        Probe("admin says that it ended", "admin", step(ASKED_BY_ENDED, ENDED, "withdraw"), rows(1)),
        Probe("admin says so as another token", "admin", step(ASKED_BY_ENDED, ENDED, "withdraw", "lead"), ROW_SECURITY),
        Probe("admin says it for who goes on", "admin", step(ASKED_BY_LEAD, world.LEAD, "withdraw"), ROW_SECURITY),
        Probe("admin says it of another's request", "admin", step(ASKED_BY_LEAD, ENDED, "withdraw"), ROW_SECURITY),
        Probe(
            "admin says it under another plan",
            "admin",
            step(ASKED_BY_ENDED, ENDED, "withdraw", plan=world.DRAFT),
            ROW_SECURITY,
        ),
        Probe("admin approves what it asked", "admin", step(ASKED_BY_ENDED, ENDED, "approve"), ROW_SECURITY),
        Probe("lead says that it ended", "lead", step(ASKED_BY_ENDED, ENDED, "withdraw", "lead"), ROW_SECURITY),
        Probe("admin completes what has ended", "admin", status(ENDED_PAIR, "completed"), rows(1)),
        Probe("admin opens what has ended", "admin", status(ENDED_PAIR, "in_progress"), refused),
        Probe("admin opens a successor's pair", "admin", status(world.OTHER_PAIR, "in_progress"), rows(1)),
        Probe("admin completes a successor's pair", "admin", status(world.OTHER_PAIR, "completed"), refused),
        Probe("admin completes another's pair", "admin", status(world.PAIR, "completed"), refused),
        Probe("admin opens another's pair", "admin", status(world.PAIR, "in_progress"), refused),
    ]


def _asked(tokens: Tokens, id_: Any, **named: Any) -> ExtensionRequest:
    """The obligation it is about does not matter here."""
    days = {"present_due_on": date(2026, 6, 30), "requested_due_on": date(2026, 9, 30), "requested_on": TODAY}
    made = {"reason": "Chờ hướng dẫn", "token_id": tokens.made["lead"][0], "requested_at": NOW}
    owed = world.OBLIGATION if named["agency_id"] == world.LEAD else world.OTHER_OBLIGATION
    return ExtensionRequest(id=id_, obligation_id=owed, **days, **made, **named)


def _changes(tokens: Tokens, who: str) -> dict[str, Base]:
    return {
        "pair": _pair_change(tokens, who, world.LEAD),
        "obligation": _obligation_change(tokens, who, world.OBLIGATION),
    }


def _holiday(day: date) -> CalendarDay:
    return CalendarDay(day=day, kind="holiday", name="Quốc khánh", decision=None, provisional=False)


def _citation(id_: Any, task: Any, plan: Any) -> LegalCitation:
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


def _review(tokens: Tokens, who: str, report: Any, **overrides: Any) -> ReportReview:
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


def _pair_change(tokens: Tokens, who: str, agency: Any) -> TaskAgencyStateChange:
    named = {"pair_id": world.PAIR, "task_id": world.TASK, "plan_id": world.PLAN, "agency_id": agency}
    token = tokens.made[who][0]
    return TaskAgencyStateChange(**named, action="report_progress", token_id=token, on_day=TODAY, recorded_at=NOW)


def _obligation_change(tokens: Tokens, who: str, obligation: Any) -> ObligationStateChange:
    named = {
        "obligation_id": obligation,
        "plan_id": world.PLAN,
        "agency_id": world.LEAD,
        "token_id": tokens.made[who][0],
    }
    return ObligationStateChange(**named, action="report_completed", state="answered", on_day=TODAY, recorded_at=NOW)


def _journal_row(tokens: Tokens, who: str) -> JournalEntry:
    id_ = world.uid(806)
    named = {"token_id": tokens.made[who][0], "request_id": id_, "entity": "report", "entity_id": id_}
    return JournalEntry(**named, recorded_at=NOW, action="create")


def _answer(credential: Any, key: str) -> dict[str, Any]:
    stored = {"status": 201, "location": "/v1/reports/x", "body": "{}", "created_at": NOW}
    return {"credential_id": credential, "key": key, "request_digest": bytes(32)} | stored


async def outcomes(clone: Clone, tokens: Tokens, wanted: list[Probe]) -> Mapping[str, str]:
    """What became of each probe, by its name."""
    urls = {roles.OWNER: clone.owner_url, SUPERUSER: clone.superuser_url, roles.SERVING: clone.serving_url}
    async with AsyncExitStack() as stack:
        opened = {role: await stack.enter_async_context(_engine(url).connect()) for role, url in urls.items()}
        return {one.name: await _outcome(opened[one.role or roles.SERVING], tokens, one) for one in wanted}


def _engine(url: str) -> AsyncEngine:
    return create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)


async def _outcome(connection: AsyncConnection, tokens: Tokens, probe: Probe) -> str:
    async with connection.begin() as transaction:
        if probe.role == roles.SERVING:
            await connection.execute(text(f"set local role {roles.SERVING}"))
        if probe.caller:
            digest = tokens.digest(probe.caller)
            await connection.execute(OPENING, {"digest": digest})
        try:
            return await what_became_of(connection, probe)
        finally:
            await transaction.rollback()


async def what_became_of(connection: AsyncConnection, probe: Probe) -> str:
    try:
        if probe.first is not None:
            await connection.execute(probe.first)
        result = await connection.execute(probe.statement)
        return rows(len(result.all()) if result.returns_rows else result.rowcount)
    except DBAPIError as error:
        return refusal(error.orig)


def refusal(error: BaseException | None) -> str:
    cause = error.__cause__ if error is not None else None
    if not isinstance(cause, asyncpg.InsufficientPrivilegeError):
        return f"{type(cause).__name__}: {cause}"
    said = str(cause)
    if said.startswith("trigger "):
        return said.partition(" refuses")[0]
    return ROW_SECURITY if "row-level security" in said else NO_GRANT
