"""The one place that knows what time it is: instants are UTC, days are those of Can Tho."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request

Clock = Callable[[], datetime]

# Viet Nam has one zone and no summer time; a day that ends at 24:00 in Can Tho ends at 17:00 UTC.
LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def system_clock() -> datetime:
    return datetime.now(UTC)


def local_day(instant: datetime) -> date:
    return instant.astimezone(LOCAL_ZONE).date()


async def current_instant(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    return clock()


Now = Annotated[datetime, Depends(current_instant)]
