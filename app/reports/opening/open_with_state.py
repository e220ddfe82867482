"""The office of a plan that was under way before it came here states, once and before anybody has reported, how far each lead is.

An entry goes the way of a report and its confirmation, so that cells, rates and history are told as ever; and since it is confirmed as
it is made, nobody withdraws it, returns it or attaches anything to it. The agency goes on with its own reports, the office with
amendments. Whether a day was kept is told only of what was open by then: an office that wants its past months judged publishes the
plan as of the day of its document (`published_on`); what was over at publication is `opened_late`, and counts as undated.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.access.writing import Entry, Work
from app.obligations.held import OPENING, Held, held_pairs, record
from app.obligations.settling import lapsed_at_opening
from app.plans.models import Plan
from app.plans.office import require_published
from app.reports import queries
from app.reports.effects import decide_for_all, lapse
from app.reports.models import PlanOpening, ProgressReport, ReportReview
from app.reports.opening.effects import state
from app.reports.opening.refusals import NOT_A_LEAD, EntryFacts, Refusal, refusal
from app.reports.opening.rows import Statement
from app.reports.opening.rules import OpeningEntry
from app.reports.problems import AlreadyOpened, HasReports
from app.reports.rules import ReportStatus
from app.tasks.cell_rules import CompletionRule
from app.tasks.models import Task, TaskAgencyState
from app.tasks.rules import Status


@dataclass(frozen=True, slots=True)
class Stated:
    """What the file says of one lead of one task."""

    task_id: UUID
    agency_id: UUID
    entry: OpeningEntry


@dataclass(frozen=True, slots=True)
class LeftOut:
    stated: Stated
    why: Refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """`reports`: the ids of the entries made."""

    reports: tuple[UUID, ...]
    left_out: tuple[LeftOut, ...]


async def open_with_state(work: Work, plan: Plan, stated: Iterable[Stated], digest: bytes) -> Opened:
    """`plan` as `office_plan` gives it, locked; `digest`: the SHA-256 of the file. 409 when it was opened before, or has reports."""
    require_published(plan)
    held = await held_pairs(work, TaskAgencyState.plan_id == plan.id)
    statement = Statement(work, plan, digest)
    await _claim(statement)
    opening = _Opening(statement, held, await _decided_by_any(work, plan))
    opening.let_lapse()
    left_out = tuple(opening.state_all(stated))
    await opening.write()
    return Opened(tuple(one.id for one in opening.reports), left_out)


async def _claim(statement: Statement) -> None:
    """Asked after the pairs are locked: a report that was on its way is there by now, or finds the opening."""
    session, plan = statement.work.session, statement.plan
    if await session.get(PlanOpening, plan.id) is not None:
        raise AlreadyOpened
    of_plan = select(ProgressReport.id).join(TaskAgencyState, TaskAgencyState.id == ProgressReport.pair_id)
    if await session.scalar(of_plan.where(TaskAgencyState.plan_id == plan.id).limit(1)) is not None:
        raise HasReports
    session.add(statement.opening())
    await session.flush()  # row security lets the entries in by it


async def _decided_by_any(work: Work, plan: Plan) -> set[UUID]:
    wanted = select(Task.id).where(Task.plan_id == plan.id, Task.completion_rule == CompletionRule.any)
    return set(await work.session.scalars(wanted))


class _Opening:
    """The pairs of the plan while they are stated. `own`: the agencies in whose favour the office may not speak."""

    def __init__(self, statement: Statement, held: Sequence[Held], decided_by_any: set[UUID]) -> None:
        self.statement, self.held, self.decided_by_any = statement, held, decided_by_any
        caller, plan = statement.work.caller, statement.plan
        self.own = frozenset[UUID]() if plan.self_review else frozenset(caller.agencies)
        self.by_lead = {(one.pair.task_id, one.pair.agency_id): one for one in held}
        self.of_own = {one.pair.task_id for one in held if one.pair.agency_id in self.own}
        self.reports: list[ProgressReport] = []
        self.reviews: list[ReportReview] = []
        self.said: set[UUID] = set()
        self.moved: dict[UUID, Held] = {}

    def let_lapse(self) -> None:
        for one in self.held:
            over = lapsed_at_opening(one.facts, self.statement.work.today)
            if over and one.pair.agency_id not in self.own:
                lapse(one, over)
                self.moved[one.pair.id] = one

    def state_all(self, stated: Iterable[Stated]) -> Iterator[LeftOut]:
        for one in stated:
            held = self.by_lead.get((one.task_id, one.agency_id))
            if held is None:
                yield LeftOut(one, NOT_A_LEAD)
            elif (refused := refusal(self._facts(one, held))) is not None:
                yield LeftOut(one, refused)
            else:
                self._state(held, one)
        self._decide_for_all()

    def _facts(self, one: Stated, held: Held) -> EntryFacts:
        decides = one.entry.status is ReportStatus.completed and one.task_id in self.decided_by_any & self.of_own
        return EntryFacts(
            held=held,
            entry=one.entry,
            plan=self.statement.plan,
            favours=one.agency_id in self.own or decides,
            stated_before=held.pair.id in self.said,
            today=self.statement.work.today,
        )

    def _state(self, held: Held, one: Stated) -> None:
        report = self.statement.report(held.pair, one.agency_id, one.entry)
        review = self.statement.review(report, one.entry)
        state(self.statement.work, held, one.entry, report, review)
        self.said.add(held.pair.id)
        self.reports.append(report)
        self.reviews.append(review)
        self.moved[held.pair.id] = held

    def _decide_for_all(self) -> None:
        done = {one.pair.task_id for one in self.held if one.pair.status == Status.completed}
        beside = [one for one in self.held if one.pair.task_id in done & self.decided_by_any]
        self.moved |= {one.pair.id: one for one in decide_for_all(beside, self.statement.work.now)}

    async def write(self) -> None:
        work = self.statement.work
        for rows in (self.reports, self.reviews):
            work.session.add_all(rows)
            await work.session.flush()  # a review is let in by its report
        await record(work, self.moved.values(), OPENING)
        shown = await work.show_all(queries.NAMED, ids=[one.id for one in self.reports])
        await work.record_all([self._of_plan(), *(self._entry(id_, after) for id_, after in shown.items())])

    def _of_plan(self) -> Entry:
        told = {"source_digest": self.statement.digest.hex(), "reports": len(self.reports)}
        plan = self.statement.plan.id
        return Entry("plan_opening", plan, "create", plan, None, json.dumps(told).encode())

    def _entry(self, report_id: UUID, after: bytes) -> Entry:
        return Entry("progress_report", report_id, OPENING, self.statement.plan.id, None, after)
