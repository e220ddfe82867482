"""The closed sets of values a reading is made of."""

from enum import StrEnum


class Kind(StrEnum):
    date = "date"
    range = "range"
    recurring = "recurring"
    event = "event"
    continuous = "continuous"
    unscheduled = "unscheduled"


class Purpose(StrEnum):
    completion = "completion"
    advice = "advice"
    progress_report = "progress_report"


class Precision(StrEnum):
    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    half = "half"
    nine_months = "nine_months"
    months = "months"
    year = "year"
    term = "term"
    none = "none"


class Confidence(StrEnum):
    exact = "exact"
    assumed = "assumed"
    unresolved = "unresolved"


class Boundary(StrEnum):
    before = "before"
    inclusive = "inclusive"


class Unit(StrEnum):
    hour = "hour"
    day = "day"
    working_day = "working_day"
    week = "week"
    month = "month"
    year = "year"


class ReportPeriod(StrEnum):
    daily = "daily"
    weekly = "weekly"
    monthly = "monthly"
    quarterly = "quarterly"
    half_yearly = "half_yearly"
    nine_monthly = "nine_monthly"
    yearly = "yearly"


class CutoffRule(StrEnum):
    """Who decides the day of an occurrence: the phrase (`named`), the plan's cut-offs (`plan`), or our default (`default`)."""

    named = "named"
    plan = "plan"
    default = "default"
