"""Bodies of counts. Beside each number, in `links`, stands the URL of the list of what it counts."""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict, Field

from app.agencies.schemas import AgencyRef
from app.kernel.schema import Output, known
from app.plans.schemas import PlanRef
from app.tasks.cell_rules import Basis, Cell
from app.tasks.schemas import SectionRef, TaskRef


class Cells(Output):
    overdue: int = Field(
        description="Something owed is past its day: unanswered, or answered late and not yet settled."
    )
    in_term: int = Field(description="A day is owed and not over.")
    awaiting_event: int = Field(description="The day is counted from something that has not happened.")
    undated: int = Field(description="No day is owed.")
    suspended: int = Field(description="Paused by its office.")
    completed_late: int = Field(description="Completed after the last day.")
    completed_on_time: int = Field(description="Completed by the last day.")
    completed_undated: int = Field(description="Completed, and never had a day.")


class OverdueDaysCount(Output):
    """The overdue ones by how long they have been overdue."""

    d1_7: int
    d8_30: int
    d31_90: int
    d91_up: int


class ObligationCount(Output):
    """What is judged by a day. One answered late stays `late` after it was made good; `due` = on_time + late + missing."""

    due: int = Field(description="The next three together.")
    on_time: int = Field(description="Answered by their day.")
    late: int = Field(description="Answered after their day.")
    missing: int = Field(description="Past their day and unanswered.")
    upcoming: int = Field(description="Their day is still to come.")


class Rate(Output):
    numerator: int
    denominator: int
    rate: float | None = Field(description="Null when the denominator is 0.")


class Rates(Output):
    completion: Rate = Field(description="Completed ÷ total.")
    on_time: Rate = Field(description="Completed on time ÷ (completed on time + completed late + overdue).")
    reporting: Rate = Field(description="Handed in by its day ÷ due in the window.")


class CellLinks(Output):
    overdue: str
    in_term: str
    awaiting_event: str
    undated: str
    suspended: str
    completed_late: str
    completed_on_time: str
    completed_undated: str


class OverdueDaysLinks(Output):
    d1_7: str
    d8_30: str
    d31_90: str
    d91_up: str


class ObligationLinks(Output):
    due: str
    on_time: str
    late: str
    missing: str
    upcoming: str


class RateLinks(Output):
    numerator: str
    denominator: str


class RatesLinks(Output):
    completion: RateLinks
    on_time: RateLinks
    reporting: RateLinks


class TallyLinks(Output):
    """The list behind each number, under the number's own name."""

    total: str
    cells: CellLinks
    lead_cells: CellLinks
    overdue_days: OverdueDaysLinks
    due_soon: str
    awaiting_confirmation: str
    conditional: str
    opened_late: str
    obligations: ObligationLinks
    rates: RatesLinks


class Tally(Output):
    """The eight cells add up to `total`."""

    total: int = Field(description="How many tasks; of an agency, how many leads.")
    cells: Cells
    lead_cells: Cells = Field(description="The same of the leads of the tasks: each agency's own part.")
    overdue_days: OverdueDaysCount
    due_soon: int = Field(description="A part of in_term.")
    awaiting_confirmation: int = Field(description="A part of in_term.")
    conditional: int = Field(description="With a deadline that hangs on a condition, in whichever cell.")
    opened_late: int = Field(
        description="With something whose day was over when it was assigned: by that it counts as undated."
    )
    obligations: ObligationCount
    rates: Rates
    links: TallyLinks


class SectionTally(Tally):
    section: SectionRef | None


class AgencyTally(Tally):
    """An agency is counted by its leads: `cells` and `lead_cells` are the same."""

    agency: AgencyRef | None = Field(description="Null for leads that are nobody in particular yet.")


class GroupTally(Tally):
    """Of the four the one that was asked for; null too for what has none of it."""

    plan: PlanRef | None
    agency: AgencyRef | None
    section: SectionRef | None
    month: str | None = Field(description="YYYY-MM of the day that a task or a lead shows, and of an obligation's own.")


class _Told(Output):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    as_of: date
    basis: str = Field(json_schema_extra=known(Basis))
    first: date | None = Field(alias="from", description="The first day of the window; null: open.")
    last: date | None = Field(alias="to", description="The last day of the window; null: open.")


class PlanSummary(_Told, Tally):
    plan: PlanRef
    closed_on: date | None = Field(description="From this day on the counts stay as they were on it.")
    sections: list[SectionTally]
    agencies: list[AgencyTally]


class Summary(_Told, Tally):
    groups: list[GroupTally]


class LeagueLinks(Output):
    total: str
    cells: CellLinks
    rates: RatesLinks
    delays: str
    delays_excused: str
    returns: str


class LeagueRow(Output):
    """One agency, counted by its leads."""

    agency: AgencyRef
    total: int = Field(description="How many tasks it leads.")
    cells: Cells
    rates: Rates
    delays: int = Field(description="Obligations of the window answered late or missing.")
    delays_excused: int = Field(
        description="Of these, settled by a report whose confirmation names a document for an objective cause."
    )
    returns: int = Field(description="Reports sent back within the window.")
    links: LeagueLinks


class LeaguePage(Output):
    items: list[LeagueRow]
    next_cursor: str | None


class ExcusedDelay(Output):
    """A delay with an objective cause: confirmed by whom, when, and with which document (NĐ 335/2025/NĐ-CP)."""

    obligation_id: UUID
    agency: AgencyRef
    task: TaskRef
    due_date: date
    answered_on: date
    report_id: UUID
    document: str
    confirmed_by: AgencyRef
    confirmed_on: date


class ExcusedDelayPage(Output):
    items: list[ExcusedDelay]
    next_cursor: str | None


class Movement(Output):
    """Tasks that were in one cell at the end of the first day and in another, or the same, at the end of the last."""

    before: str | None = Field(json_schema_extra=known(Cell), description="Null: not there yet, or in no cell.")
    after: str | None = Field(json_schema_extra=known(Cell), description="Null: no lead of it is left.")
    tasks: int
    link: str = Field(description="The list of these tasks.")


class Movements(Output):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    basis: str = Field(json_schema_extra=known(Basis))
    items: list[Movement]
