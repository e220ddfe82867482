"""Random reports over HTTP against pairs that owe every kind of thing, beside a model that knows only the pure rules and sums up all
obligations anew each time: what is taken and refused, the rows and their whole history have to be what the model says.

The service carries counts along and reads only what is still open; here everything is replayed from the day of publication. How
many reports are sent is a tenth of TIENDO_PROOF_CASES.
"""

import os
import random
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from app.kernel.clock import local_day
from app.obligations.open import first_open
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState
from app.obligations.settling import Answers, Refusal, ReportFacts, answered, answers, what_is_left
from app.obligations.standing import settled_of, standing
from app.reports import rules
from app.tasks.progress import PAIR_COLUMNS
from app.tasks.rules import Refused, Status, after, waiting_since
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.v1.reports.published import (
    DOCUMENT,
    HALF_YEARLY,
    WEDNESDAYS,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    slug,
    submit,
)

SENT = max(80, int(os.environ.get("TIENDO_PROOF_CASES", "0")) // 10)
REPORTS_OF_A_PLAN = 50
STARTS = date(2026, 5, 4)
PHRASES = (
    HALF_YEARLY,
    WEDNESDAYS,
    "Quý II/2026",
    "Báo cáo tiến độ, kết quả trước ngày 20/6/2026",
    "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026",
    None,
)
PLAN = rules.PlanFacts(rules.CompletionCounts.submitted, STARTS)


@dataclass(slots=True)
class Model:
    """A pair as it should be: every obligation it ever owed, and what its reports have made of it."""

    obligations: dict[UUID, ObligationFacts]
    status: Status = Status.not_started
    blocked: bool = False
    percent: int = 0
    waiting_report_id: UUID | None = None
    last_report_id: UUID | None = None
    last_reported_at: datetime | None = None
    last_happened_at: datetime | None = None
    waiting_since: datetime | None = None
    history: list[dict[str, Any]] = field(default_factory=list)
    answered_by: dict[UUID, UUID] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        every = list(self.obligations.values())
        said = {name: getattr(self, name) for name in PAIR_COLUMNS if name in self.__dataclass_fields__}
        return said | asdict(standing(every, settled_of(every))) | {"open_obligation_id": first_open(every)}


def facts(row: asyncpg.Record) -> ObligationFacts:
    return ObligationFacts(
        id=row["id"],
        kind=ObligationKind(row["kind"]),
        state=ObligationState(row["state"]),
        effective_due_date=row["effective_due_date"],
        original_due_date=row["original_due_date"],
        window_from=row["window_from"],
        has_trigger=row["trigger"] is not None,
        opened_late=row["opened_late"],
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as the model is told of it."""

    status: rules.ReportStatus
    percent: int | None
    named: UUID | None
    captured_at: datetime | None
    now: datetime

    def body(self) -> dict[str, Any]:
        return {
            "status": self.status.value,
            "percent_complete": self.percent,
            "percent_reason": "Đo lại",
            "difficulties": "Chờ hướng dẫn",
            "result_documents": [DOCUMENT],
            "obligation_id": self.named and str(self.named),
            "captured_at": self.captured_at and self.captured_at.isoformat(),
        }


def expected(model: Model, sent: Sent) -> tuple[rules.Accepted, Answers] | str:
    """What the rules make of it, or the slug of the refusal."""
    placed = rules.place_in_time(sent.captured_at, model.last_happened_at, PLAN.starts_on, sent.now)
    live = [one for one in model.obligations.values() if one.live]
    if isinstance(after(model.status, rules.ACTION_OF[sent.status], what_is_left(live)), Refused):
        return "status-refuses"
    report = ReportFacts(
        completes=sent.status is rules.ReportStatus.completed, named=sent.named, out_of_order=placed.out_of_order
    )
    given = answers(list(model.obligations.values()), report, local_day(sent.now), keeps_date=True)
    return given.code.value if isinstance(given, Refusal) else (placed, given)


def apply(model: Model, sent: Sent, report: UUID, placed: rules.Accepted, given: Answers) -> None:
    for answer in (*given.settle, *given.answer):
        model.obligations[answer.obligation_id] = answered(model.obligations[answer.obligation_id], answer)
        model.answered_by[answer.obligation_id] = report
    model.last_reported_at = sent.now
    if given.answer:
        model.waiting_report_id = report
    if not placed.out_of_order:
        completes = sent.status is rules.ReportStatus.completed
        moved = after(model.status, rules.ACTION_OF[sent.status], what_is_left(model.obligations.values()))
        assert isinstance(moved, Status)
        model.waiting_since = waiting_since(model.status, moved, model.waiting_since, sent.now)
        model.status, model.blocked = moved, sent.status is rules.ReportStatus.blocked
        model.percent = 100 if completes else model.percent if sent.percent is None else sent.percent
        model.last_report_id, model.last_happened_at = report, placed.happened_at
    model.history.append(model.columns())


class Walk:
    """Through one plan, from its first day on."""

    def __init__(self, callers: Callers, clock: StoppedClock, database: Clone, chance: random.Random) -> None:
        self.callers, self.clock, self.database, self.chance = callers, clock, database, chance
        self.models: dict[UUID, Model] = {}
        self.heard: Counter[str] = Counter()

    async def begin(self, code: str) -> None:
        monthly = {"reporting": self.chance.choice(["none", "monthly"])}
        tasks = await published(
            self.callers, self.clock, *PHRASES, on="2026-05-20", code=code, starts_on=str(STARTS), policy=monthly
        )
        for task in tasks:
            rows = sorted(await owed(self.database, task), key=lambda row: row["id"])
            model = Model({row["id"]: facts(row) for row in rows})
            model.history.append(model.columns())
            self.models[task] = model

    async def step(self) -> None:
        if self.chance.random() < 0.6:
            self.clock.now += timedelta(hours=self.chance.randrange(1, 24 * 5))
        task = self.chance.choice(list(self.models))
        model = self.models[task]
        sent = self._sent(model)
        told = expected(model, sent)
        answer = await submit(self.callers.lead, task, **sent.body())
        if isinstance(told, str):
            assert (answer.is_error and slug(answer)) == told, answer.text
            self.heard[told] += 1
        else:
            self._taken(model, sent, answer, *told)

    def _taken(self, model: Model, sent: Sent, answer: httpx.Response, placed: rules.Accepted, given: Answers) -> None:
        assert answer.status_code == 201, answer.text
        report = answer.json()
        apply(model, sent, UUID(report["id"]), placed, given)
        settled = {UUID(one["obligation_id"]): (one["state"], one["late"]) for one in report["settled"]}
        assert settled == {
            one.obligation_id: (model.obligations[one.obligation_id].state.value, one.late)
            for one in (*given.settle, *given.answer)
        }
        assert report["out_of_order"] == placed.out_of_order
        self.heard["taken"] += 1

    def _sent(self, model: Model) -> Sent:
        chance, now = self.chance, self.clock.now.astimezone(UTC)
        status = chance.choices(list(rules.ReportStatus), [6, 2, 2])[0]
        captured = chance.choice([None, None, now, now - timedelta(days=chance.randrange(9)), now + timedelta(days=1)])
        live = [one.id for one in model.obligations.values() if one.live]
        named = chance.choice([None, *live[:3], *chance.sample(list(model.obligations), 1)])
        return Sent(status, chance.choice([None, *range(0, 100, 7)]), named, captured, now)

    async def compare(self) -> None:
        for task, model in self.models.items():
            mirror, history = await pair(self.database, task), await pair_history(self.database, task)
            assert {name: mirror[name] for name in PAIR_COLUMNS} == model.columns()
            assert [{name: row[name] for name in PAIR_COLUMNS} for row in history] == model.history
            rows = await owed(self.database, task)
            assert {row["id"]: (row["state"], row["answered_on"], row["answered_by"]) for row in rows} == {
                id_: (one.state.value, one.answered_on, model.answered_by.get(id_))
                for id_, one in model.obligations.items()
            }
            newest = {row["obligation_id"]: row["state"] for row in await owed_history(self.database, task)}
            assert newest == {id_: one.state.value for id_, one in model.obligations.items()}


async def test_rows_and_history_are_what_a_replay_makes_of_the_reports(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    heard: Counter[str] = Counter()
    for number in range(-(-SENT // REPORTS_OF_A_PLAN)):
        walk = Walk(callers, clock, database, random.Random(number))  # noqa: S311  the same walk each time
        await walk.begin(f"kh-{100 + number}-2026")
        for _ in range(REPORTS_OF_A_PLAN):
            await walk.step()
        await walk.compare()
        heard += walk.heard
    assert heard["taken"] > SENT / 3
    assert set(heard) >= {"taken", "name-the-obligation", "nothing-to-complete", "not-an-open-obligation"}
