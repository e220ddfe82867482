"""Query parameters that lists of tasks, obligations, reports and counts share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.schema import Day, Line, Name, Reference, Searched
from app.kernel.text import fold
from app.kernel.words import Words
from app.tasks.cell_rules import Basis, Cell, OverdueDays
from app.tasks.rules import Status
from app.tasks.schemas import AssignmentRole, WaitedFor
from app.tasks.views import View, asked_view

ReferenceFilter = Annotated[
    Reference | SkipJsonSchema[None], Query(description="Id or code; 422 for what is not there, or not for the caller.")
]
AgencyFilter = Annotated[
    Reference | SkipJsonSchema[None],
    Query(
        description="Id or code; `me`: the agencies of the token. 422 for none that is there, and for a token without any."
    ),
]
IdFilter = Annotated[UUID | SkipJsonSchema[None], Query()]
DayFilter = Annotated[Day | SkipJsonSchema[None], Query()]
FlagFilter = Annotated[bool | SkipJsonSchema[None], Query()]
UnresolvedFilter = Annotated[
    bool | SkipJsonSchema[None],
    Query(description="Whether a lead of it is still nobody in particular: a name, or a group."),
]
MissingFilter = Annotated[bool | SkipJsonSchema[None], Query(description="Whether a report is due from it.")]
DueFromFilter = Annotated[Day | SkipJsonSchema[None], Query(description="Its day is this one or later.")]
DueToFilter = Annotated[Day | SkipJsonSchema[None], Query(description="Its day is this one or earlier.")]
InSectionFilter = Annotated[
    bool | SkipJsonSchema[None], Query(description="Whether it stands in a section of its annex at all.")
]
LeadFilter = Annotated[
    Reference | SkipJsonSchema[None], Query(description="An agency that has its part in it as a lead, not cancelled.")
]
NumberFilter = Annotated[
    Name | SkipJsonSchema[None], Query(description="As it stands in the plan (TT, STT), exactly: `14.2`.")
]
SectionLabelFilter = Annotated[
    Line | SkipJsonSchema[None],
    Query(description="Label of its section (`III`), or its title where it has none, in the place of an id."),
]
SearchFilter = Annotated[
    Searched | SkipJsonSchema[None],
    Query(description="Words of the task, or any name of an agency named in it, with or without accents."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The view that a request asks for, and the day by which it is answered."""

    view: View
    today: date


async def _asked(
    reader: Reading,
    as_of: Annotated[
        Day | SkipJsonSchema[None],
        Query(description="As it was known at 24:00 of this day, which is not in the future; now unless said."),
    ] = None,
    basis: Annotated[
        Basis,
        Query(description="Judged by the present days, or by the first that were fixed: those no extension has moved."),
    ] = Basis.current,
) -> Asked:
    return Asked(asked_view(as_of, basis, reader.today), as_of or reader.today)


AskedView = Annotated[Asked, Depends(_asked)]


async def _told(
    status: Annotated[Status | SkipJsonSchema[None], Query()] = None,
    cell: Annotated[Cell | SkipJsonSchema[None], Query()] = None,
    counted: Annotated[
        bool | SkipJsonSchema[None], Query(description="In any of the eight cells, as the total of a summary.")
    ] = None,
    completed: Annotated[bool | SkipJsonSchema[None], Query(description="In one of the three completed cells.")] = None,
    timed: Annotated[
        bool | SkipJsonSchema[None], Query(description="Overdue, or completed by a day or after it: the on-time rate.")
    ] = None,
    overdue_days: Annotated[OverdueDays | SkipJsonSchema[None], Query()] = None,
    due_soon: Annotated[
        FlagFilter, Query(description="In term, with its last day within `due_soon_days` of the plan.")
    ] = None,
    waiting_for: Annotated[WaitedFor | SkipJsonSchema[None], Query()] = None,
    opened_late: Annotated[FlagFilter, Query(description="Its day was over when it was assigned.")] = None,
    conditional: Annotated[FlagFilter, Query(description="Its deadline hangs on a condition.")] = None,
    dated: Annotated[bool | SkipJsonSchema[None], Query(description="Whether it shows a day.")] = None,
    due_from: DueFromFilter = None,
    due_to: DueToFilter = None,
) -> dict[str, Any]:
    return {
        "status": status,
        "cell": cell,
        "counted": counted,
        "completed": completed,
        "timed": timed,
        "overdue_days": overdue_days,
        "due_soon": due_soon,
        "waiting_for": waiting_for,
        "opened_late": opened_late,
        "conditional": conditional,
        "dated": dated,
        "due_from": due_from,
        "due_to": due_to,
    }


# What lists of tasks and of leads are asked by what their cells tell (`filters.told_filters`).
ToldFilters = Annotated[dict[str, Any], Depends(_told)]


class CellBefore(StrEnum):
    overdue = "overdue"
    in_term = "in_term"
    awaiting_event = "awaiting_event"
    undated = "undated"
    suspended = "suspended"
    completed_late = "completed_late"
    completed_on_time = "completed_on_time"
    completed_undated = "completed_undated"
    none = "none"


TOGETHER = Words("before và cell_before đi cùng nhau", "before and cell_before go together")


async def _earlier(
    before: Annotated[Day | SkipJsonSchema[None], Query(description="The earlier day of `cell_before`.")] = None,
    cell_before: Annotated[
        CellBefore | SkipJsonSchema[None],
        Query(
            description="The cell it was in at 24:00 of the day `before`; none: its plan or its leads were not there."
        ),
    ] = None,
) -> dict[str, Any]:
    if (before is None) != (cell_before is None):
        raise InvalidRequest(faults=[Fault("before" if before is None else "cell_before", TOGETHER)])
    return {"cell_before": cell_before, "before": before}


Earlier = Annotated[dict[str, Any], Depends(_earlier)]


@dataclass(frozen=True, slots=True)
class TasksAsked:
    """Which tasks are asked for, on which day: of the list as of a document that holds the same. `given`: each parameter under its
    own name, null or left out where it was not said.
    """

    asked: Asked
    given: Mapping[str, Any]

    def of_plan(self, plan: str | None, annex: UUID | None = None) -> "TasksAsked":
        return replace(self, given={**self.given, "plan": plan, "annex": annex or self.given.get("annex")})

    @property
    def filters(self) -> dict[str, Any]:
        """Those of `queries.TASKS`. `role` without `agency` means the caller's own."""
        given, q = self.given, self.given.get("q")
        kept = {name: one for name, one in given.items() if name not in {"role", "before"}}
        return kept | {"mine": given.get("role") if given.get("agency") is None else None, "q": q and " " + fold(q)}

    @property
    def values(self) -> dict[str, Any]:
        given, q = self.given, self.given.get("q")
        named = {key: one for name in ("plan", "agency", "lead") for key, one in naming(given.get(name), name).items()}
        searched = {"q_name": q and f"| {fold(q)} |"}
        return {
            **named,
            **searched,
            "role": given.get("role"),
            "before": given.get("before"),
            "today": self.asked.today,
        }


async def _tasks_of_a_plan(
    annex: IdFilter = None,
    section: IdFilter = None,
    section_label: SectionLabelFilter = None,
    in_section: InSectionFilter = None,
    number: NumberFilter = None,
    agency: AgencyFilter = None,
    role: Annotated[AssignmentRole | SkipJsonSchema[None], Query()] = None,
    lead: LeadFilter = None,
    starred: FlagFilter = None,
    unresolved: UnresolvedFilter = None,
    q: SearchFilter = None,
    *,
    told: ToldFilters,
    earlier: Earlier,
    asked: AskedView,
) -> TasksAsked:
    given = {
        "plan": None,
        "annex": annex,
        "section": section,
        "section_label": section_label,
        "in_section": in_section,
        "number": number,
        "agency": agency,
        "role": role,
        "lead": lead,
        "starred": starred,
        "unresolved": unresolved,
        "q": q,
    }
    return TasksAsked(asked, {**told, **given, **earlier})


TasksOfAPlan = Annotated[TasksAsked, Depends(_tasks_of_a_plan)]


async def _tasks_over_plans(of: TasksOfAPlan, plan: ReferenceFilter = None) -> TasksAsked:
    return of.of_plan(plan)


TasksOverPlans = Annotated[TasksAsked, Depends(_tasks_over_plans)]
