"""What a report answers, and what a review or a withdrawal does to it (DESIGN.md §5, Settling)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState, late
from app.obligations.settling import (
    WORDS,
    Answer,
    Answers,
    Given,
    Refusal,
    RefusalCode,
    ReportFacts,
    answers,
    applied,
    confirmed,
    counted_day,
    lapsed_at_opening,
    lapsed_by_completion,
    returned,
    stated_done,
    what_is_left,
    withdrawn,
)
from app.tasks.rules import Left, Status

PROGRESS, COMPLETED = ReportFacts(completes=False), ReportFacts(completes=True)


def june(day: int) -> date:
    return date(2026, 6, day)


def report(number: int, due: date | None, window_from: date | None) -> ObligationFacts:
    return ObligationFacts(
        id=UUID(int=number),
        kind=ObligationKind.progress_report,
        state=ObligationState.open,
        effective_due_date=due,
        original_due_date=due,
        window_from=window_from,
    )


def completion(number: int, due: date | None = None) -> ObligationFacts:
    return ObligationFacts(
        id=UUID(int=number),
        kind=ObligationKind.completion,
        state=ObligationState.open,
        effective_due_date=due,
        original_due_date=due,
    )


def awaiting(number: int) -> ObligationFacts:
    return replace(completion(number), state=ObligationState.awaiting_event, has_trigger=True)


# Seed 1, III.3: a commune owes the reports of 14/6 and 14/12, cut off by Decree 09/2019/NĐ-CP, two working days later.
HALF_YEAR = report(1, date(2026, 6, 16), date(2026, 6, 14))
YEAR = report(2, date(2026, 12, 16), date(2026, 12, 14))
COMMUNE = [HALF_YEAR, YEAR]
# Seed 2, row 7: Wednesdays; each window begins on the day after the Wednesday before.
WEEKS = [report(1, june(3), june(1)), report(2, june(10), june(4)), report(3, june(17), june(11))]
# Seed 2, row 1: a report due 19/6 and an undated completion.
ROW_1 = [report(1, june(19), june(1)), completion(2)]
# Seed 2, row 3: two completions awaiting GRDP quý II and quý III.
ROW_3 = [awaiting(1), awaiting(2)]
EARLY, LATE, UNDATED = completion(1, june(10)), completion(2, june(20)), completion(3)
SETTLED = replace(HALF_YEAR, state=ObligationState.settled, answered_on=june(15))
WAITING = replace(EARLY, state=ObligationState.answered, answered_on=june(9))
SENT_BACK = replace(EARLY, state=ObligationState.returned, answered_on=june(9), respond_by=june(18))


def naming(number: int, base: ReportFacts = PROGRESS) -> ReportFacts:
    return replace(base, named=UUID(int=number))


def correcting(base: ReportFacts, *, report: int | None = None, completion: int | None = None) -> ReportFacts:
    answered = {ObligationKind.progress_report: report, ObligationKind.completion: completion}
    return replace(base, corrects={kind: UUID(int=one) for kind, one in answered.items() if one is not None})


@pytest.mark.parametrize(
    ("owed", "sent", "today", "expected"),
    [
        # none → nothing
        pytest.param(COMMUNE, PROGRESS, june(13), "", id="no window has begun"),
        pytest.param([UNDATED], PROGRESS, june(13), "", id="a completion is not answered by progress"),
        pytest.param([SETTLED], PROGRESS, june(20), "", id="settled already"),
        pytest.param([replace(HALF_YEAR, window_from=None)], PROGRESS, june(20), "", id="without a window"),
        # the only open one whose window has begun
        pytest.param(COMMUNE, PROGRESS, june(14), "settles 1 on 14", id="seed 1 III.3 on the cut-off"),
        pytest.param(COMMUNE, PROGRESS, june(16), "settles 1 on 16", id="seed 1 III.3 on its last day"),
        pytest.param(COMMUNE, PROGRESS, june(20), "settles 1 on 20 late", id="seed 1 III.3 on 20/6"),
        pytest.param(ROW_1, PROGRESS, june(18), "settles 1 on 18", id="seed 2 row 1 on 18/6"),
        pytest.param(WEEKS, PROGRESS, june(3), "settles 1 on 3", id="the first Wednesday"),
        pytest.param(
            [replace(HALF_YEAR, opened_late=True)], PROGRESS, june(20), "settles 1 on 20", id="opened late is not late"
        ),
        pytest.param(
            [replace(HALF_YEAR, state=ObligationState.returned, answered_on=june(15), respond_by=june(20))],
            PROGRESS,
            june(20),
            "settles 1 on 15",
            id="a report sent back, in time",
        ),
        # several → named
        pytest.param(WEEKS, PROGRESS, june(4), "name-the-obligation 1 2", id="two windows begun"),
        pytest.param(WEEKS, PROGRESS, june(30), "name-the-obligation 1 2 3", id="three windows begun"),
        pytest.param(WEEKS, naming(2), june(30), "settles 2 on 30 late", id="one of several named"),
        pytest.param(WEEKS, naming(3), june(5), "settles 3 on 5", id="named before its window"),
        # what cannot be named
        pytest.param(COMMUNE, naming(9), june(15), "not-an-open-obligation 1 2", id="unknown"),
        pytest.param([SETTLED, YEAR], naming(1), june(15), "not-an-open-obligation 2", id="settled"),
        pytest.param([WAITING, LATE], naming(1), june(15), "not-an-open-obligation 2", id="waits for review"),
        pytest.param([EARLY], naming(1), june(5), "only-completed-answers", id="progress names a completion"),
        # completed: the completion with the earliest day; dated, awaiting, undated
        pytest.param([UNDATED, LATE, EARLY], COMPLETED, june(5), "answers 1 on 5", id="the earliest day"),
        pytest.param([UNDATED, awaiting(4), LATE], COMPLETED, june(5), "answers 2 on 5", id="dated before awaiting"),
        pytest.param([UNDATED, awaiting(4)], COMPLETED, june(5), "answers 4 on 5", id="awaiting before undated"),
        pytest.param([UNDATED, WAITING], COMPLETED, june(5), "answers 3 on 5", id="what waits for review comes last"),
        pytest.param([LATE], COMPLETED, june(21), "answers 2 on 21 late", id="completed late"),
        pytest.param(
            [replace(EARLY, not_yet=True, conditional=True), LATE],
            COMPLETED,
            june(5),
            "answers 2 on 5",
            id="not yet waits",
        ),
        pytest.param(ROW_3, COMPLETED, june(5), "answers 1 on 5", id="seed 2 row 3, before the event"),
        pytest.param(ROW_3, naming(2, COMPLETED), june(5), "answers 2 on 5", id="seed 2 row 3, the second named"),
        pytest.param(ROW_1, COMPLETED, june(18), "settles 1 on 18 answers 2 on 18", id="report and completion"),
        pytest.param(
            ROW_1, naming(2, COMPLETED), june(18), "answers 2 on 18", id="a named completion is the one meant"
        ),
        pytest.param(
            ROW_1, naming(1, COMPLETED), june(18), "settles 1 on 18 answers 2 on 18", id="a named report, too"
        ),
        pytest.param(
            [*WEEKS, UNDATED], COMPLETED, june(30), "name-the-obligation 1 2 3", id="completed, several reports"
        ),
        # again, with a better document
        pytest.param([WAITING], COMPLETED, june(11), "answers 1 on 11 late", id="completed while it waits"),
        pytest.param([WAITING], naming(1, COMPLETED), june(11), "answers 1 on 11 late", id="named while it waits"),
        # after a return
        pytest.param([SENT_BACK], COMPLETED, june(18), "answers 1 on 9", id="by respond_by keeps the first day"),
        pytest.param([SENT_BACK], COMPLETED, june(19), "answers 1 on 19 late", id="after respond_by"),
        # a correction is about what the report that it corrects has answered
        pytest.param(WEEKS[1:], correcting(PROGRESS, report=1), june(4), "", id="no report of the next week"),
        pytest.param(WEEKS, correcting(PROGRESS, report=1), june(4), "settles 1 on 4 late", id="owed again"),
        pytest.param(WEEKS, correcting(naming(2), report=1), june(4), "settles 2 on 4", id="unless it names another"),
        pytest.param(WEEKS[:1], correcting(PROGRESS, completion=9), june(3), "settles 1 on 3", id="of another kind"),
        pytest.param(
            [WAITING, LATE], correcting(COMPLETED, completion=1), june(11), "answers 1 on 11 late", id="while it waits"
        ),
        pytest.param(
            [LATE], correcting(COMPLETED, completion=1), june(11), "answers 2 on 11", id="what it answered is over"
        ),
        # reports only
        pytest.param(COMMUNE, COMPLETED, june(15), "nothing-to-complete", id="reports only"),
        pytest.param(COMMUNE, naming(1, COMPLETED), june(15), "nothing-to-complete", id="reports only, named"),
        # out of order: only what it names
        pytest.param(COMMUNE, replace(PROGRESS, out_of_order=True), june(15), "", id="out of order"),
        pytest.param(WEEKS, replace(PROGRESS, out_of_order=True), june(30), "", id="out of order is not asked to name"),
        pytest.param(ROW_1, replace(COMPLETED, out_of_order=True), june(15), "", id="completed out of order"),
        pytest.param(
            ROW_1,
            replace(naming(1, COMPLETED), out_of_order=True),
            june(15),
            "settles 1 on 15",
            id="named out of order",
        ),
        pytest.param(
            ROW_1,
            replace(naming(2, COMPLETED), out_of_order=True),
            june(15),
            "answers 2 on 15",
            id="completion out of order",
        ),
    ],
)
def test_answers(owed: list[ObligationFacts], sent: ReportFacts, today: date, expected: str) -> None:
    assert told(answers(owed, sent, today, keeps_date=True)) == expected


def told(answer: Answers | Refusal) -> str:
    if isinstance(answer, Refusal):
        return " ".join([answer.code.value, *(str(one.int) for one in answer.obligations)])
    verbs = [("settles", one) for one in answer.settle] + [("answers", one) for one in answer.answer]
    return " ".join(
        f"{verb} {one.obligation_id.int} on {one.counted_on.day}{' late' if one.late else ''}" for verb, one in verbs
    )


@pytest.mark.parametrize("code", RefusalCode)
def test_each_refusal_has_its_words_in_both_languages(code: RefusalCode) -> None:
    vi, en = WORDS[code]
    assert vi
    assert en
    assert vi != en


@pytest.mark.parametrize(
    ("obligation", "today", "keeps_date", "counted"),
    [
        (EARLY, 12, True, 12),
        (SENT_BACK, 18, True, 9),
        (SENT_BACK, 19, True, 19),
        (SENT_BACK, 18, False, 18),
        (replace(SENT_BACK, respond_by=None), 12, True, 12),
        (replace(SENT_BACK, answered_on=None), 12, True, 12),
    ],
)
def test_counted_day(obligation: ObligationFacts, today: int, keeps_date: bool, counted: int) -> None:
    assert counted_day(obligation, june(today), keeps_date=keeps_date) == june(counted)


def test_a_report_is_settled_by_submission_and_a_completion_answered() -> None:
    given = answers(ROW_1, COMPLETED, june(18), keeps_date=True)
    assert isinstance(given, Answers)
    settled, waiting = applied(ROW_1, given)
    assert (settled.state, settled.answered_on) == (ObligationState.settled, june(18))
    assert (waiting.state, waiting.answered_on) == (ObligationState.answered, june(18))
    assert applied(ROW_1, Answers()) == tuple(ROW_1)


def test_a_better_document_takes_nothing_from_the_first_day() -> None:
    later = Answer(WAITING.id, WAITING.kind, june(15), late=True)
    assert applied([WAITING], Answers(answer=(later,))) == (WAITING,)
    again = Answer(SENT_BACK.id, SENT_BACK.kind, june(19), late=True)
    assert applied([SENT_BACK], Answers(answer=(again,)))[0].answered_on == june(19)


def test_confirming_counts_the_day_of_the_confirmed_report() -> None:
    assert confirmed(WAITING, june(9)) == replace(WAITING, state=ObligationState.settled)
    assert not late(confirmed(WAITING, june(10)), june(30))
    assert late(confirmed(WAITING, june(11)), june(30))


@pytest.mark.parametrize(
    ("obligation", "respond_by", "keeps_date", "day"),
    [
        pytest.param(WAITING, 18, True, june(10), id="the day is kept"),
        pytest.param(WAITING, 18, False, june(18), id="the day is then respond_by"),
        pytest.param(WAITING, 9, False, june(10), id="a return shortens no term"),
        pytest.param(replace(WAITING, answered_on=june(11)), 18, False, june(10), id="answered late"),
        pytest.param(replace(UNDATED, answered_on=june(11)), 18, False, None, id="undated stays undated"),
        pytest.param(replace(WAITING, opened_late=True), 18, False, june(10), id="opened late"),
    ],
)
def test_returned(obligation: ObligationFacts, respond_by: int, keeps_date: bool, day: date | None) -> None:
    sent_back = returned(obligation, june(respond_by), keeps_date=keeps_date)
    assert sent_back.state is ObligationState.returned
    assert sent_back.respond_by == june(respond_by)
    assert sent_back.effective_due_date == day
    assert sent_back.original_due_date == obligation.original_due_date


def test_without_keeping_the_date_a_resubmission_by_respond_by_is_in_time() -> None:
    sent_back = returned(WAITING, june(18), keeps_date=False)
    assert told(answers([sent_back], COMPLETED, june(18), keeps_date=False)) == "answers 1 on 18"
    assert told(answers([sent_back], COMPLETED, june(19), keeps_date=False)) == "answers 1 on 19 late"


FIRST, SECOND = UUID(int=21), UUID(int=22)


@pytest.mark.parametrize(
    ("obligation", "standing", "state", "answered_on", "answered_by"),
    [
        pytest.param(WAITING, [], "open", None, None, id="completion"),
        pytest.param(SETTLED, [], "open", None, None, id="report"),
        pytest.param(replace(ROW_3[0], answered_on=june(9)), [], "awaiting_event", None, None, id="before the event"),
        pytest.param(WAITING, [Given(FIRST, june(9))], "answered", june(9), FIRST, id="a better document"),
        pytest.param(WAITING, [Given(SECOND, june(15))], "answered", june(15), SECOND, id="the first of two"),
        pytest.param(
            WAITING,
            [Given(FIRST, june(5)), Given(SECOND, june(8))],
            "answered",
            june(5),
            SECOND,
            id="one of three keeps the first day",
        ),
        pytest.param(
            replace(WAITING, answered_on=june(19), respond_by=june(18)),
            [Given(FIRST, june(9), june(18))],
            "returned",
            june(9),
            FIRST,
            id="a resubmission",
        ),
        pytest.param(
            WAITING,
            [Given(FIRST, june(9), june(18)), Given(SECOND, june(17))],
            "answered",
            june(9),
            SECOND,
            id="a better document after a return",
        ),
    ],
)
def test_withdrawn(
    obligation: ObligationFacts,
    standing: list[Given],
    state: str,
    answered_on: date | None,
    answered_by: UUID | None,
) -> None:
    before, by = withdrawn(obligation, standing, keeps_date=True)
    assert (before.state, before.answered_on, by) == (state, answered_on, answered_by)
    assert before.effective_due_date == obligation.effective_due_date


def test_reports_lapse_with_the_last_completion() -> None:
    done = confirmed(WAITING, june(9))
    reports = [HALF_YEAR, YEAR]
    assert lapsed_by_completion([done, SETTLED, YEAR]) == (YEAR.id,)
    assert lapsed_by_completion([done, *reports]) == (HALF_YEAR.id, YEAR.id)
    assert lapsed_by_completion([done, *reports, awaiting(9)]) == ()


DUE = completion(5, june(10))


@pytest.mark.parametrize(
    ("obligation", "done_on", "answered_on", "opened_late"),
    [
        pytest.param(DUE, june(9), june(9), False, id="in time, as written"),
        pytest.param(DUE, june(12), june(12), False, id="late, as written"),
        pytest.param(DUE, None, june(15), True, id="nobody wrote when, and its day is over: undated"),
        pytest.param(completion(6, june(15)), None, june(15), False, id="nobody wrote when, and its day is today"),
        pytest.param(replace(DUE, effective_due_date=june(20)), None, june(15), True, id="late by its first day"),
        pytest.param(completion(7), None, june(15), False, id="it had no day"),
        pytest.param(replace(DUE, opened_late=True), june(9), june(9), True, id="it was opened too late already"),
    ],
)
def test_stated_done_at_opening(
    obligation: ObligationFacts, done_on: date | None, answered_on: date, opened_late: bool
) -> None:
    stated = stated_done(obligation, done_on, june(15))
    assert (stated.state, stated.answered_on, stated.opened_late) == ("answered", answered_on, opened_late)


def test_reports_that_were_due_before_the_opening_lapse() -> None:
    assert lapsed_at_opening([HALF_YEAR, YEAR], june(16)) == ()
    assert lapsed_at_opening([HALF_YEAR, YEAR], june(17)) == (HALF_YEAR.id,)
    assert lapsed_at_opening([DUE, completion(7), YEAR], june(17)) == ()
    assert lapsed_at_opening([replace(HALF_YEAR, state=ObligationState.settled), YEAR], june(17)) == ()
    # Nothing else would be owed, and the pair would be done.
    assert lapsed_at_opening([HALF_YEAR], june(17)) == ()


@pytest.mark.parametrize(
    ("obligations", "left"),
    [
        pytest.param([], Left(), id="nothing"),
        pytest.param([SETTLED], Left(), id="settled"),
        pytest.param([SETTLED, YEAR], Left(owes=True), id="one report open"),
        pytest.param(ROW_3, Left(owes=True), id="awaiting"),
        pytest.param([WAITING, SENT_BACK], Left(waits=True, sent_back=True, owes=True), id="waiting and sent back"),
    ],
)
def test_what_is_left(obligations: list[ObligationFacts], left: Left) -> None:
    assert what_is_left(obligations) == left


def test_what_is_left_besides_obligations() -> None:
    left = what_is_left([], reported=False, newest_returned=True, before=Status.returned)
    assert left == Left(sent_back=True, reported=False, before=Status.returned)
