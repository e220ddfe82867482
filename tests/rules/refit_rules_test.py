"""What goes on, ends and is opened when a deadline is set anew (DESIGN.md §5, Amendments), and what a reopened pair owes again."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.deadlines import Period, Trigger, Unit
from app.obligations.amendments.refit import Existing, fitted, or_undated, refit
from app.obligations.amendments.reopening import Ended, owed_again
from app.obligations.owed import UNDATED_COMPLETION, Owed
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState
from app.tasks.cell_rules import Basis
from app.tasks.rules import Status

TODAY = date(2026, 6, 10)
GRDP = Trigger("số liệu GRDP quý II", 10, Unit.day)
MAY, JUNE, JULY, AUGUST = (date(2026, month, 20) for month in (5, 6, 7, 8))
HALF_YEAR, YEAR = (Period(label, date(2025, 12, 15), end) for label, end in (("6 tháng", JUNE), ("Năm", JUNE)))
STATES = {
    "": ObligationState.open,
    "waits": ObligationState.awaiting_event,
    "answered": ObligationState.answered,
    "returned": ObligationState.returned,
    "settled": ObligationState.settled,
    "lapsed": ObligationState.lapsed,
    "cancelled": ObligationState.cancelled,
}


def completion(number: int, day: date | None, state: str = "") -> Existing:
    return _existing(ObligationKind.completion, number, day, state)


def report(number: int, day: date | None, state: str = "", period: Period | None = None) -> Existing:
    return replace(_existing(ObligationKind.progress_report, number, day, state), period=period)


def _existing(kind: ObligationKind, number: int, day: date | None, state: str) -> Existing:
    facts = ObligationFacts(
        id=UUID(int=number), kind=kind, state=STATES[state], effective_due_date=day, original_due_date=day
    )
    return Existing(facts, day)


def by(day: date | None, **given: object) -> Owed:
    return Owed(ObligationKind.completion, nominal_due_date=day, effective_due_date=day, **given)  # type: ignore[arg-type]


def on(day: date | None, period: Period | None = None) -> Owed:
    return Owed(ObligationKind.progress_report, nominal_due_date=day, effective_due_date=day, period=period)


def told(owed: Owed) -> str:
    return f"{owed.kind.value[0]} {owed.effective_due_date:%d/%m}" if owed.effective_due_date else owed.kind.value[0]


@pytest.mark.parametrize(
    ("existing", "wanted", "kept", "ended", "opened"),
    [
        pytest.param([completion(1, MAY)], [by(JULY)], {1: "c 20/07"}, [], [], id="a completion is put off"),
        pytest.param([completion(1, MAY)], [by(None)], {1: "c"}, [], [], id="it loses its day"),
        pytest.param(
            [completion(1, JUNE), completion(2, JULY)],
            [by(JULY), by(AUGUST)],
            {1: "c 20/07", 2: "c 20/08"},
            [],
            [],
            id="several in their order",
        ),
        pytest.param([completion(1, JUNE), completion(2, JULY)], [by(AUGUST)], {1: "c 20/08"}, [2], [], id="one too many"),
        pytest.param([completion(1, JUNE)], [by(JULY), by(AUGUST)], {1: "c 20/07"}, [], ["c 20/08"], id="one more"),
        pytest.param([completion(1, JUNE, "answered")], [by(JULY)], {}, [], [], id="what waits for review stays"),
        pytest.param([completion(1, JUNE, "returned")], [by(JULY)], {1: "c 20/07"}, [], [], id="what was returned moves"),
        pytest.param(
            [completion(1, JUNE), completion(2, JULY, "returned")],
            [by(AUGUST)],
            {1: "c 20/08"},
            [],
            [],
            id="and is not taken from who has to send it again",
        ),
        pytest.param(
            [completion(1, MAY, "settled"), completion(2, JULY)],
            [by(JUNE), by(AUGUST)],
            {2: "c 20/08"},
            [],
            [],
            id="the first of two was settled",
        ),
        pytest.param(
            [completion(1, MAY, "settled"), completion(2, JULY)],
            [by(AUGUST)],
            {2: "c 20/08"},
            [],
            [],
            id="the first of two was settled, one is asked for",
        ),
        pytest.param([completion(1, MAY, "settled")], [by(AUGUST)], {}, [], [], id="the only one was settled"),
        pytest.param([completion(1, MAY, "cancelled")], [by(AUGUST)], {}, [], ["c 20/08"], id="a cancelled one is gone"),
        pytest.param([completion(1, JUNE)], [on(JUNE), on(JULY)], {}, [1], ["p 20/06", "p 20/07"], id="reports instead"),
        pytest.param([report(1, MAY), report(2, JUNE)], [by(JULY)], {}, [2], ["c 20/07"], id="a completion instead"),
        pytest.param(
            [report(1, MAY), report(2, JUNE), report(3, JULY)],
            [on(MAY), on(JULY), on(AUGUST)],
            {3: "p 20/07"},
            [2],
            ["p 20/08"],
            id="reports by their day; one past its day stays owed",
        ),
        pytest.param(
            [report(1, JUNE, "settled"), report(2, JULY)],
            [on(JUNE), on(JULY)],
            {2: "p 20/07"},
            [],
            [],
            id="a report given early is not asked for again",
        ),
        pytest.param(
            [report(1, JUNE), report(2, JULY, "returned")],
            [on(AUGUST), on(AUGUST)],
            {},
            [1],
            ["p 20/08", "p 20/08"],
            id="a returned report stays",
        ),
        pytest.param([report(1, JUNE)], [on(JULY)], {1: "p 20/07"}, [], [], id="the only report moves"),
        pytest.param([report(1, MAY)], [on(JULY)], {1: "p 20/07"}, [], [], id="also when its day is over"),
        pytest.param([report(1, MAY, "settled")], [on(JULY)], {}, [], ["p 20/07"], id="once given, another is asked for"),
        pytest.param(
            [report(1, JUNE, period=HALF_YEAR), report(2, JULY)],
            [on(JUNE, YEAR), on(JULY)],
            {2: "p 20/07"},
            [1],
            ["p 20/06"],
            id="another period is another report",
        ),
        pytest.param([], [on(MAY), on(JULY)], {}, [], ["p 20/07"], id="a report over is not opened"),
        pytest.param([], [by(MAY)], {}, [], ["c 20/05"], id="a completion over is"),
    ],
)  # fmt: skip
def test_refit(
    existing: list[Existing], wanted: list[Owed], kept: dict[int, str], ended: list[int], opened: list[str]
) -> None:
    found = refit(existing, wanted, TODAY)
    assert {id_.int: told(one) for id_, one in found.kept} == kept
    assert [one.int for one in found.ended] == ended
    assert [told(one) for one in found.opened] == opened


UNDATED = completion(1, None).facts
PUT_OFF = completion(1, MAY).facts
OPENED_LATE = replace(PUT_OFF, opened_late=True)
WAITING = replace(UNDATED, state=ObligationState.awaiting_event, has_trigger=True)
NOT_YET = replace(PUT_OFF, conditional=True, not_yet=True)


@pytest.mark.parametrize(
    ("before", "asked", "state", "current", "original"),
    [
        pytest.param(PUT_OFF, by(JULY), "open", JULY, MAY, id="the first day stays"),
        pytest.param(PUT_OFF, by(None), "open", None, MAY, id="also when the present one goes"),
        pytest.param(UNDATED, by(JULY), "open", JULY, JULY, id="its first day"),
        pytest.param(UNDATED, by(MAY), "open", None, None, id="a first day that is over blames nobody"),
        pytest.param(PUT_OFF, by(TODAY.replace(day=9)), "open", date(2026, 6, 9), MAY, id="a day that is over, after one"),
        pytest.param(OPENED_LATE, by(JULY), "open", JULY, JULY, id="it had no day that counted"),
        pytest.param(WAITING, by(JULY), "open", JULY, JULY, id="it waits no more"),
        pytest.param(PUT_OFF, by(None, trigger=GRDP), "awaiting_event", None, MAY, id="it waits for an event, and its first day stays"),
        pytest.param(
            replace(PUT_OFF, state=ObligationState.returned, answered_on=MAY, respond_by=JUNE),
            by(JULY),
            "returned",
            JULY,
            MAY,
            id="returned",
        ),
        pytest.param(NOT_YET, by(JULY), "open", JULY, MAY, id="a condition that is gone"),
    ],
)  # fmt: skip
def test_fitted(before: ObligationFacts, asked: Owed, state: str, current: date | None, original: date | None) -> None:
    found = fitted(before, asked, TODAY)
    assert (found.id, found.state.value) == (before.id, state)
    assert (found.due_on(Basis.current), found.due_on(Basis.original)) == (current, original)
    assert (found.answered_on, found.respond_by) == (before.answered_on, before.respond_by)


def test_a_pair_with_nothing_else_owes_an_undated_completion() -> None:
    assert or_undated([], owes=False) == (UNDATED_COMPLETION,)
    assert or_undated([], owes=True) == ()
    assert or_undated([on(JULY)], owes=False) == (on(JULY),)


def ended(one: Existing, settled_on: date | None = None, before: str | None = None) -> Ended:
    return Ended(one.facts, settled_on, None if before is None else STATES[before])


@pytest.mark.parametrize(
    ("status", "given", "again"),
    [
        pytest.param("cancelled", [ended(completion(1, JULY, "cancelled"), before="")], {1: "open"}, id="as it was"),
        pytest.param(
            "cancelled",
            [
                ended(completion(1, JULY, "cancelled"), before="answered"),
                ended(completion(2, None, "cancelled"), before="waits"),
            ],
            {1: "answered", 2: "awaiting_event"},
            id="answered, waiting",
        ),
        pytest.param(
            "cancelled",
            [ended(report(1, JULY, "cancelled")), ended(report(2, MAY, "settled"), MAY)],
            {},
            id="not what ended otherwise",
        ),
        pytest.param(
            "completed",
            [ended(completion(1, MAY, "settled"), JUNE), ended(completion(2, JULY, "settled"), MAY)],
            {1: "open"},
            id="the completion settled last",
        ),
        pytest.param(
            "completed",
            [ended(completion(1, MAY, "settled"), MAY), ended(report(2, JUNE, "settled"), JUNE)],
            {1: "open"},
            id="a completion before a report",
        ),
        pytest.param(
            "completed",
            [ended(report(1, MAY, "settled"), MAY), ended(report(2, JUNE, "settled"), JUNE)],
            {2: "open"},
            id="of reports only, the last",
        ),
        pytest.param(
            "completed",
            [
                ended(completion(1, JUNE, "settled"), TODAY),
                ended(report(2, MAY, "lapsed")),
                ended(report(3, JULY, "lapsed")),
            ],
            {1: "open", 3: "open"},
            id="reports to come that lapsed with it",
        ),
        pytest.param("completed", [ended(completion(1, JULY, "lapsed"))], {}, id="nothing was settled"),
    ],
)
def test_owed_again(status: str, given: list[Ended], again: dict[int, str]) -> None:
    found = owed_again(Status(status), given, TODAY)
    assert {one.id.int: one.state.value for one in found} == again


def test_what_is_owed_again_is_unanswered_and_keeps_its_day() -> None:
    settled = replace(completion(1, MAY, "settled").facts, answered_on=MAY, respond_by=JUNE, has_trigger=True)
    (found,) = owed_again(Status.completed, [Ended(settled, MAY)], TODAY)
    assert found == replace(settled, state=ObligationState.open, answered_on=None, respond_by=None)
    undated = replace(settled, effective_due_date=None)
    (found,) = owed_again(Status.completed, [Ended(undated, MAY)], TODAY)
    assert found.state is ObligationState.awaiting_event
