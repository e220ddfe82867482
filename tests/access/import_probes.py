"""Whose an import is, what it enrols and when, and that an office takes things out of its drafts only."""

from datetime import date
from typing import Any

from sqlalchemy import delete, update

from app.documents.imports.models import PlanImport
from app.kernel.db import Base
from app.plans.models import Section
from app.tasks.models import Assignment, LegalCitation, Task, TaskDeadline
from tests.access.probe import NO_GRANT, NOW, ROW_SECURITY, Probe, adding, each, rows
from tests.callers import Tokens
from tests.make import world
from tests.make.agencies import agency_row
from tests.make.imports import import_row
from tests.make.plans import section_row
from tests.make.tasks import deadline_row

WAITING, COMMITTED, OF_OTHERS = (world.uid(number) for number in range(781, 784))
ACCEPTED, ACCEPTED_BEFORE = "Ban Quản lý dự án mới", "Ban Quản lý dự án cũ"
# What an agency that an import enrols says of itself beyond its name.
MORE: dict[str, Any] = {
    "kind": "department",
    "e_identifier": "H13.99",
    "admin_unit_code": "92",
    "short_name": "BQL",
    "aliases": ["BQLDA"],
    "parent_id": world.OFFICE,
    "valid_from": date(2026, 1, 1),
    "valid_to": date(2026, 12, 31),
    "successor_id": world.LEAD,
}
IN_DRAFT: dict[str, Any] = {"plan_id": world.DRAFT}
PARTS: tuple[type[Any], ...] = (Task, Section, TaskDeadline, LegalCitation, Assignment)


def import_rows(tokens: Tokens) -> list[Base]:
    """And parts of a draft and of a published plan that could be taken away."""
    mine = {"office_id": world.OFFICE, "token_id": tokens.made["office"][0]}
    others = {"office_id": world.OTHER_OFFICE, "token_id": tokens.made["other_office"][0]}
    named = {"position": 2, "text": "Nghị định 1/2026/NĐ-CP", "instrument": "decree", "number": "1/2026/NĐ-CP"}
    before = {"status": "committed", "plan_id": world.DRAFT, "new_agencies": [ACCEPTED_BEFORE]}
    return [
        import_row(id=WAITING, new_agencies=[ACCEPTED], **mine),
        import_row(id=COMMITTED, **before, **mine),
        import_row(id=OF_OTHERS, **others),
        section_row(plan_id=world.PLAN, annex_id=world.ANNEX),
        deadline_row(task_id=world.DRAFT_TASK, position=2, **IN_DRAFT),
        LegalCitation(id=world.uid(784), task_id=world.DRAFT_TASK, **IN_DRAFT, **named),
    ]


def import_probes(tokens: Tokens) -> list[Probe]:
    return [*_sent(tokens), *_settled(), *_enrolled(), *_dropped()]


def _sent(tokens: Tokens) -> list[Probe]:
    def sent(who: str, **overrides: Any) -> Any:
        token = tokens.made[who][0]
        given = {"office_id": world.OFFICE, "token_id": token, "plan_code": "kh-51-2026"} | overrides
        return adding(import_row(id=world.uid(785), **given))

    done = {"status": "committed", "plan_id": world.DRAFT}
    return [
        Probe("office sends a file", "office", sent("office"), rows(1)),
        Probe("office sends one as another token", "office", sent("other_office"), ROW_SECURITY),
        Probe("office sends one that is committed", "office", sent("office", **done), ROW_SECURITY),
        *(
            Probe(f"{who} sends a file for the office", who, sent(who), ROW_SECURITY)
            for who in ("admin", "other_office", "lead", "lead that is the office", "auditor", "expired")
        ),
    ]


def _settled() -> list[Probe]:
    def settled(id_: Any, **values: Any) -> Any:
        return update(PlanImport).where(PlanImport.id == id_).values(values or {"answers": {}})

    others = ("admin", "other_office", "lead", "lead that is the office", "auditor", "")
    return [
        Probe("office settles its import", "office", settled(WAITING), rows(1)),
        *each(others, "settles the office's import", settled(WAITING), rows(0)),
        Probe("office settles another's import", "office", settled(OF_OTHERS), rows(0)),
        Probe("office settles what is committed", "office", settled(COMMITTED), rows(0)),
        Probe("office commits its import", "office", _committing(), rows(1)),
        Probe("office tells what it left out", "office", settled(WAITING, left_out=[]), rows(1), first=_committing()),
        Probe("office commits into another's plan", "office", _committing(world.OTHER_PLAN), ROW_SECURITY),
        Probe("office rewrites what was read", "office", settled(WAITING, draft="{}"), NO_GRANT),
        Probe("office gives an import to another", "office", settled(WAITING, office_id=world.LEAD), NO_GRANT),
        Probe("office drops an import", "office", delete(PlanImport), NO_GRANT),
    ]


def _committing(plan: Any = world.DRAFT) -> Any:
    values = {"status": "committed", "plan_id": plan, "committed_at": NOW}
    return update(PlanImport).where(PlanImport.id == WAITING).values(values)


def _enrolled() -> list[Probe]:
    def enrolling(name: str = ACCEPTED, **overrides: Any) -> Any:
        return adding(agency_row(**{"code": "ban-moi", "name": name, "kind": "other"} | overrides))

    touched = update(PlanImport).where(PlanImport.id == WAITING).values(version=2)
    return [
        Probe("office enrols with its commit", "office", enrolling(), rows(1), first=_committing()),
        Probe("office enrols before its commit", "office", enrolling(), ROW_SECURITY, first=touched),
        Probe("office enrols after its commit", "office", enrolling(ACCEPTED_BEFORE), ROW_SECURITY),
        Probe("office enrols another name", "office", enrolling("Sở khác"), ROW_SECURITY, first=_committing()),
        Probe("other office enrols", "other_office", enrolling(), ROW_SECURITY, first=_committing()),
        Probe("lead enrols", "lead", enrolling(), ROW_SECURITY, first=_committing()),
        *(
            Probe(f"office enrols with {name}", "office", enrolling(**{name: given}), ROW_SECURITY, first=_committing())
            for name, given in MORE.items()
        ),
    ]


def _dropped() -> list[Probe]:
    return [
        probe
        for table in PARTS
        for probe in (
            _dropping(table, "office", world.DRAFT, rows(1)),
            _dropping(table, "office", world.PLAN, rows(0)),
            _dropping(table, "other_office", world.DRAFT, rows(0)),
            _dropping(table, "lead", world.DRAFT, rows(0)),
        )
    ]


def _dropping(table: type[Any], who: str, plan: Any, expected: str) -> Probe:
    of = "draft" if plan == world.DRAFT else "published plan"
    return Probe(
        f"{who} drops {table.__tablename__} of a {of}", who, delete(table).where(table.plan_id == plan), expected
    )
