"""Where a pair stands once one of its reports has been withdrawn: where the reports that are left have put it.

Pure. What is left of its obligations is `app.obligations.settling.withdrawn`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.reports.rules import WHOLE, ReportStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A report that has not been withdrawn. `captured_at`: null where the phone's clock was implausible. `is_opening`: stated by
    the office when the plan was opened, which is where the agency goes on from and no report of its own.
    """

    id: UUID
    status: ReportStatus
    percent: int | None
    captured_at: datetime | None
    submitted_at: datetime
    out_of_order: bool
    is_opening: bool = False

    @property
    def happened_at(self) -> datetime:
        return min(self.captured_at or self.submitted_at, self.submitted_at)

    @property
    def says_percent(self) -> int | None:
        return WHOLE if self.status is ReportStatus.completed else self.percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the pair's row says of its reports. `reported`: that it is under way, by whosever word."""

    last_report_id: UUID | None = None
    last_reported_at: datetime | None = None
    last_happened_at: datetime | None = None
    percent: int = 0
    blocked: bool = False
    reported: bool = False


def place_left(standing: Sequence[Standing]) -> Place:
    """`standing` in the order in which they were taken. One out of order was kept and moved nothing: it moves nothing now,
    though the report it came after may be the one withdrawn.
    """
    told = [one for one in standing if not one.out_of_order]
    own = [one for one in standing if not one.is_opening]
    percents = [one.says_percent for one in told if one.says_percent is not None]
    return Place(
        last_report_id=told[-1].id if told else None,
        last_reported_at=max((one.submitted_at for one in own), default=None),
        last_happened_at=max((one.happened_at for one in own if not one.out_of_order), default=None),
        percent=percents[-1] if percents else 0,
        blocked=bool(told) and told[-1].status is ReportStatus.blocked,
        reported=bool(standing),
    )
