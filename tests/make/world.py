"""The small city that every test finds: a register of five agencies, and four plans of two offices.

    kh-01-2026   published by the office: task 1 led by LEAD with COORDINATOR, task 2 led by OTHER_AGENCY
    kh-02-2026   a draft of the office with an annex and a section
    kh-03-2026   published by the other office: a task led by OTHER_AGENCY
    kh-04-2026   restricted, published by the other office, naming OTHER_AGENCY only

Identifiers are fixed, so that a failure reads the same twice.
"""

from uuid import UUID

from app.kernel.db import Base
from tests.make.agencies import agency_row, group_row
from tests.make.obligations import obligation_row
from tests.make.plans import annex_row, plan_agency_row, plan_row, section_row
from tests.make.tasks import assignment_row, pair_row, task_agency_row, task_row


def uid(number: int) -> UUID:
    """An identifier of version 7, the same each time."""
    return UUID(f"01900000-0000-7000-8000-{number:012d}")


OFFICE, OTHER_OFFICE, LEAD, COORDINATOR, OTHER_AGENCY = (uid(number) for number in range(1, 6))
GROUP = uid(10)
PLAN, DRAFT, OTHER_PLAN, RESTRICTED = (uid(number) for number in range(101, 105))
ANNEX, DRAFT_ANNEX, OTHER_ANNEX, RESTRICTED_ANNEX = (uid(number) for number in range(201, 205))
DRAFT_SECTION = uid(301)
TASK, OTHER_TASK, FOREIGN_TASK, DRAFT_TASK = (uid(number) for number in range(401, 405))
DRAFT_ASSIGNMENT = uid(451)
PAIR, OTHER_PAIR, FOREIGN_PAIR = (uid(number) for number in range(501, 504))
OBLIGATION, OTHER_OBLIGATION, FOREIGN_OBLIGATION = (uid(number) for number in range(601, 604))

CODES = {
    OFFICE: "van-phong-ubnd",
    OTHER_OFFICE: "so-noi-vu",
    LEAD: "so-tai-chinh",
    COORDINATOR: "so-xay-dung",
    OTHER_AGENCY: "so-y-te",
}


def rows() -> list[Base]:
    """In the order of their foreign keys."""
    return [*_register(), *_plan(), *_draft(), *_plans_of_the_other_office()]


def _register() -> list[Base]:
    return [
        agency_row(id=OFFICE, code="van-phong-ubnd", name="Văn phòng UBND thành phố", kind="office"),
        agency_row(id=OTHER_OFFICE, code="so-noi-vu", name="Sở Nội vụ"),
        agency_row(id=LEAD, code="so-tai-chinh", name="Sở Tài chính", e_identifier="H13.5"),
        agency_row(id=COORDINATOR, code="so-xay-dung", name="Sở Xây dựng"),
        agency_row(id=OTHER_AGENCY, code="so-y-te", name="Sở Y tế"),
        group_row(id=GROUP, code="cac-co-quan-neu-ten", name="Các cơ quan nêu tên", rule="members", rule_kinds=[]),
    ]


def _plan() -> list[Base]:
    return [
        plan_row(id=PLAN, code="kh-01-2026", monitoring_agency_id=OFFICE, status="published"),
        *(plan_agency_row(plan_id=PLAN, agency_id=agency) for agency in (LEAD, COORDINATOR, OTHER_AGENCY)),
        annex_row(id=ANNEX, plan_id=PLAN),
        *_led_task(TASK, PAIR, OBLIGATION, plan=PLAN, annex=ANNEX, agency=LEAD, position=1),
        *_named(TASK, PLAN, COORDINATOR, role="coordinating"),
        *_led_task(OTHER_TASK, OTHER_PAIR, OTHER_OBLIGATION, plan=PLAN, annex=ANNEX, agency=OTHER_AGENCY, position=2),
    ]


def _draft() -> list[Base]:
    return [
        plan_row(id=DRAFT, code="kh-02-2026", monitoring_agency_id=OFFICE),
        annex_row(id=DRAFT_ANNEX, plan_id=DRAFT),
        section_row(id=DRAFT_SECTION, plan_id=DRAFT, annex_id=DRAFT_ANNEX),
        task_row(id=DRAFT_TASK, plan_id=DRAFT, annex_id=DRAFT_ANNEX, section_id=DRAFT_SECTION),
        *_named(DRAFT_TASK, DRAFT, LEAD, role="lead", id=DRAFT_ASSIGNMENT),
    ]


def _plans_of_the_other_office() -> list[Base]:
    return [
        plan_row(id=OTHER_PLAN, code="kh-03-2026", monitoring_agency_id=OTHER_OFFICE, status="published"),
        plan_agency_row(plan_id=OTHER_PLAN, agency_id=OTHER_AGENCY),
        annex_row(id=OTHER_ANNEX, plan_id=OTHER_PLAN),
        *_led_task(
            FOREIGN_TASK,
            FOREIGN_PAIR,
            FOREIGN_OBLIGATION,
            plan=OTHER_PLAN,
            annex=OTHER_ANNEX,
            agency=OTHER_AGENCY,
            position=1,
        ),
        plan_row(
            id=RESTRICTED, code="kh-04-2026", monitoring_agency_id=OTHER_OFFICE, status="published", restricted=True
        ),
        plan_agency_row(plan_id=RESTRICTED, agency_id=OTHER_AGENCY),
        annex_row(id=RESTRICTED_ANNEX, plan_id=RESTRICTED),
    ]


def _led_task(
    task: UUID, pair: UUID, obligation: UUID, *, plan: UUID, annex: UUID, agency: UUID, position: int
) -> list[Base]:
    return [
        task_row(id=task, plan_id=plan, annex_id=annex, number=str(position), position=position),
        *_named(task, plan, agency, role="lead"),
        pair_row(id=pair, task_id=task, plan_id=plan, agency_id=agency),
        obligation_row(id=obligation, pair_id=pair, task_id=task, plan_id=plan, agency_id=agency),
    ]


def _named(task: UUID, plan: UUID, agency: UUID, *, role: str, **overrides: UUID) -> list[Base]:
    named = {"task_id": task, "plan_id": plan, "agency_id": agency}
    assignment = assignment_row(**named, role=role, is_primary=role == "lead", **overrides)
    return [
        assignment,
        task_agency_row(task_id=task, plan_id=plan, agency_id=agency, role=role, assignment_id=assignment.id),
    ]
