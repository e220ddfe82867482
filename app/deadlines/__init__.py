"""Deadline phrases of Vietnamese plans: text → reading → days. Pure: no I/O, no clock, only the standard library."""

from app.deadlines.cutoffs import Period, periods_of_year
from app.deadlines.fold import clean, fold
from app.deadlines.json_forms import ReadingView, RecurrenceJson, StoredReading, TriggerJson
from app.deadlines.notes import Language, Note
from app.deadlines.occurrences import Occurrence, due_after_event, occurrences
from app.deadlines.phrases import read_deadline
from app.deadlines.reading import (
    Boundary,
    Confidence,
    Context,
    CutoffRule,
    Kind,
    Policy,
    Precision,
    Purpose,
    Reading,
    Recurrence,
    ReportPeriod,
    Trigger,
    Unit,
)
from app.deadlines.working_days import WorkingDays

__all__ = [
    "Boundary",
    "Confidence",
    "Context",
    "CutoffRule",
    "Kind",
    "Language",
    "Note",
    "Occurrence",
    "Period",
    "Policy",
    "Precision",
    "Purpose",
    "Reading",
    "ReadingView",
    "Recurrence",
    "RecurrenceJson",
    "ReportPeriod",
    "StoredReading",
    "Trigger",
    "TriggerJson",
    "Unit",
    "WorkingDays",
    "clean",
    "due_after_event",
    "fold",
    "occurrences",
    "periods_of_year",
    "read_deadline",
]
