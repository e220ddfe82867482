"""The two forms of a reading as JSON, and its notes in two languages."""

from datetime import date, time

import pytest

from app.deadlines import (
    Boundary,
    Confidence,
    CutoffRule,
    Kind,
    Note,
    Precision,
    Purpose,
    Reading,
    Recurrence,
    ReportPeriod,
    Trigger,
    Unit,
    read_deadline,
)
from app.deadlines.notes import TEXTS
from tests.rules.deadlines.told import PLAN

FULL = Reading(
    text="tất cả",
    kind=Kind.recurring,
    purpose=Purpose.progress_report,
    precision=Precision.day,
    start_on=date(2026, 1, 1),
    due_on=date(2026, 12, 31),
    boundary=Boundary.before,
    recurrence=Recurrence(
        rule="FREQ=WEEKLY;BYDAY=WE",
        days=(date(2026, 6, 30),),
        period=ReportPeriod.weekly,
        periods=(ReportPeriod.weekly, ReportPeriod.yearly),
        cutoff_rule=CutoffRule.default,
        recipients=("Sở Tài chính",),
    ),
    triggers=(Trigger("có yêu cầu"), Trigger("ban hành", 5, Unit.working_day)),
    condition="nếu có",
    also_continuous=True,
    confidence=Confidence.assumed,
    notes=(Note("year_from_plan", ("2026",)), Note("friday_by_default")),
    due_time=time(17, 30),
)


def test_what_clients_see() -> None:
    assert FULL.as_dict("en") == {
        "kind": "recurring",
        "purpose": "progress_report",
        "precision": "day",
        "start_on": "2026-01-01",
        "due_on": "2026-12-31",
        "due_time": "17:30",
        "boundary": "before",
        "recurrence": {
            "rule": "FREQ=WEEKLY;BYDAY=WE",
            "days": ["2026-06-30"],
            "period": "weekly",
            "periods": ["weekly", "yearly"],
            "cutoff_rule": "default",
            "recipients": ["Sở Tài chính"],
        },
        "triggers": [
            {"text": "có yêu cầu", "amount": None, "unit": None},
            {"text": "ban hành", "amount": 5, "unit": "working_day"},
        ],
        "condition": "nếu có",
        "also_continuous": True,
        "confidence": "assumed",
        "notes": ["No year is written; the plan's year 2026 is taken.", "No weekday is named; Friday is taken."],
    }


def test_an_empty_reading_has_every_field() -> None:
    assert Reading("", Kind.unscheduled).as_dict("vi") == {
        "kind": "unscheduled",
        "purpose": "completion",
        "precision": "none",
        "start_on": None,
        "due_on": None,
        "due_time": None,
        "boundary": "inclusive",
        "recurrence": None,
        "triggers": [],
        "condition": None,
        "also_continuous": False,
        "confidence": "exact",
        "notes": [],
    }


@pytest.mark.parametrize("reading", [FULL, Reading("", Kind.unscheduled), read_deadline("06 tháng/ năm", PLAN)])
def test_storing_loses_nothing(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json()) == reading


@pytest.mark.parametrize("code", TEXTS)
def test_every_note_is_told_in_both_languages(code: str) -> None:
    note = Note(code, ("2026-06-30", "2026-07-01", "x"))
    vietnamese, english = note.text("vi"), note.text("en")
    assert vietnamese
    assert english
    assert vietnamese != english
    assert "{" not in vietnamese + english


def test_a_day_in_a_note_is_shown_the_readers_way() -> None:
    note = Note("past_at_issue", ("2026-03-31", "2026-06-17"))
    assert note.text("vi") == "Ngày 31/3/2026 đã qua khi văn bản được ban hành (17/6/2026)."
    assert note.text("en") == "The day 2026-03-31 was already past when the document was issued (2026-06-17)."


def test_leftover_words_are_quoted() -> None:
    reading = read_deadline("Tháng 6/2026 trừ xã đảo", PLAN)
    assert [note.text("vi") for note in reading.notes] == [
        "Chưa hiểu “trừ xã đảo”; phần này có thể làm thay đổi thời hạn."
    ]
