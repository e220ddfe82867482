"""The one place that knows what time it is: instants are UTC, days are those of Can Tho."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request

Clock = Callable[[], datetime]

# Viet Nam has one zone and no summer time; a day that ends at 24:00 in Can Tho ends at 17:00 UTC.
LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def system_clock() -> datetime:
    return datetime.now(UTC)


def offset_of(wanted: datetime | timedelta, now: datetime) -> timedelta:
    """How far a sandbox's clock is moved: as said, or so that it shows the instant wanted now and runs on from there."""
    return wanted if isinstance(wanted, timedelta) else wanted - now


def written_offset(offset: timedelta) -> str:
    """ISO 8601, as TIENDO_CLOCK takes it."""
    return f"{'-' if offset < timedelta() else ''}PT{abs(offset).total_seconds():.6f}S"


def sandbox_clock(wanted: datetime | timedelta | None, clock: Clock) -> Clock | None:
    """The clock moved; none where nobody has asked for it."""
    if wanted is None:
        return None
    offset = offset_of(wanted, clock())
    return lambda: clock() + offset


def local_instant(instant: datetime) -> str:
    return instant.astimezone(LOCAL_ZONE).isoformat(timespec="seconds")


def local_day(instant: datetime) -> date:
    return instant.astimezone(LOCAL_ZONE).date()


async def current_instant(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    return clock()


Now = Annotated[datetime, Depends(current_instant)]
