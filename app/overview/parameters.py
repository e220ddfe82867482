"""Query parameters of counts: the window of days, and what they may be narrowed to."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.kernel.schema import Day
from app.kernel.words import Words
from app.overview import windows
from app.overview.counts import Part, Shape
from app.overview.league_sort import LeagueSort
from app.overview.links import Scope
from app.overview.problems import UnclearWindow
from app.overview.windows import ALWAYS, Window
from app.tasks.cell_rules import Basis
from app.tasks.parameters import AgencyFilter, Asked, AskedView, IdFilter, ReferenceFilter
from app.tasks.views import asked_view

Month = Annotated[str, StringConstraints(max_length=7, pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")]
Quarter = Annotated[str, StringConstraints(max_length=7, pattern=r"^(19|20|21)\d\d-Q[1-4]$")]

YearNumber = Annotated[int, Field(ge=1900, le=2199)]


async def _window(
    first: Annotated[
        Day | SkipJsonSchema[None], Query(alias="from", description="The first day of the window.")
    ] = None,
    last: Annotated[Day | SkipJsonSchema[None], Query(alias="to", description="The last day of the window.")] = None,
    month: Annotated[Month | SkipJsonSchema[None], Query(description="In place of from and to: `2026-06`.")] = None,
    quarter: Annotated[Quarter | SkipJsonSchema[None], Query(description="In place of both: `2026-Q2`.")] = None,
    year: Annotated[YearNumber | SkipJsonSchema[None], Query(description="In place of both: `2026`.")] = None,
) -> Window:
    found = windows.asked(first, last, month, quarter, year)
    if found is None:
        raise UnclearWindow
    return found


AskedWindow = Annotated[Window, Depends(_window)]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be counted: the view and day, and the scope in which the numbers are told again as links."""

    asked: Asked
    scope: Scope

    def shape(self, *parts: Part, of_plan: bool = False) -> Shape:
        return Shape(self.asked.view, parts, self.filters, of_plan)

    @property
    def filters(self) -> frozenset[str]:
        return frozenset(name for name, one in self.given.items() if one is not None)

    @property
    def values(self) -> dict[str, Any]:
        scope = self.scope
        named = {**naming(scope.plan, "plan"), **naming(scope.agency, "agency")}
        return {**self.given, **named, "today": self.asked.today}

    @property
    def given(self) -> dict[str, Any]:
        scope = self.scope
        window = {"first": scope.window.first, "last": scope.window.last}
        return {"plan": scope.plan, "section": scope.section, "agency": scope.agency, **window}


def question(asked: Asked, window: Window, **narrowed: Any) -> Question:
    as_of = asked.today if asked.view.as_of else None
    return Question(asked, Scope(asked.today, as_of, asked.view.basis, window=window, **narrowed))


NO_FIRST_DAY = Words(
    "Nêu ngày đầu (from), hoặc một tháng, quý, năm", "Name the first day (from), or a month, a quarter or a year"
)


@dataclass(frozen=True, slots=True)
class Span:
    """From the end of one day to that of another, which the question asks about."""

    since: date
    question: Question


async def _question(
    asked: AskedView, window: AskedWindow, section: IdFilter = None, agency: AgencyFilter = None
) -> Question:
    return question(asked, window, section=section and str(section), agency=agency)


async def _question_over_plans(
    asked: AskedView,
    window: AskedWindow,
    plan: ReferenceFilter = None,
    section: IdFilter = None,
    agency: AgencyFilter = None,
) -> Question:
    return question(asked, window, plan=plan, section=section and str(section), agency=agency)


async def _movement(
    reader: Reading,
    window: AskedWindow,
    basis: Annotated[Basis, Query(description="By which days both cells are judged.")] = Basis.current,
    plan: ReferenceFilter = None,
    section: IdFilter = None,
    agency: AgencyFilter = None,
) -> Span:
    """UnclearWindow (422) without a first day, FutureDay (422) for a last one of which nothing can be known."""
    found = windows.ends(window, reader.today)
    if found is None:
        raise UnclearWindow(NO_FIRST_DAY)
    since, until = found
    view = asked_view(max(since, until), basis, reader.today)
    narrowed = {"plan": plan, "section": section and str(section), "agency": agency}
    return Span(since, question(Asked(view, until), ALWAYS, **narrowed))


Moved = Annotated[Span, Depends(_movement)]
InOnePlan = Annotated[Question, Depends(_question)]
OverPlans = Annotated[Question, Depends(_question_over_plans)]


@dataclass(frozen=True, slots=True)
class LeagueAsked:
    """Which agencies are put beside one another, and what of them is counted."""

    question: Question
    group: str | None
    sort: LeagueSort = LeagueSort.on_time

    @property
    def filters(self) -> dict[str, Any]:
        window = self.question.scope.window
        days = {"first": window.first, "last": window.last}
        return {"plan": self.question.scope.plan, "group": self.group, **days, self.sort.filter: True}

    @property
    def values(self) -> dict[str, Any]:
        return self.question.values | naming(self.group, "group") | self.filters


async def _league(
    asked: AskedView,
    window: AskedWindow,
    plan: ReferenceFilter = None,
    group: ReferenceFilter = None,
    sort: Annotated[
        LeagueSort,
        Query(
            description="The best rate first, of tasks completed in time or of tasks completed; or the most overdue."
        ),
    ] = LeagueSort.on_time,
) -> LeagueAsked:
    return LeagueAsked(question(asked, window, plan=plan), group, sort)


OfLeague = Annotated[LeagueAsked, Depends(_league)]
