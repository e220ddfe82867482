"""What will go from the interface is said on the answers of the operations that still have it, long before it goes.

    @router.get("/v1/things", **going(Going(since=date(2027, 1, 4), sunset=date(2027, 8, 1), instead=Words("…", "…"))))

An operation goes as a whole, or a `field` of what it takes or answers does; the field itself says `Field(deprecated=True)`. Nothing goes
within `/v1` sooner than NOTICE after that was first said.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from typing import Any

from fastapi import Depends, Request

from app.kernel.clock import LOCAL_ZONE
from app.kernel.words import Words

NOTICE = timedelta(days=180)
EXTENSION = "x-deprecation"
ANNOUNCED = "announced"
# RFC 9745 §3: where a person, or a program, reads what to do.
LINK = b'</changelog.json>; rel="deprecation"; type="application/json"'


@dataclass(frozen=True, slots=True)
class Going:
    """`since`: the day on which it was first said; `sunset`: the first day without it; `field`: null for the whole operation."""

    since: date
    sunset: date
    instead: Words
    field: str | None = None

    def __post_init__(self) -> None:
        if self.sunset - self.since < NOTICE:
            raise ValueError(f"{self.sunset} is sooner than {NOTICE.days} days after {self.since}")

    def document(self) -> dict[str, Any]:
        days = {"since": self.since.isoformat(), "sunset": self.sunset.isoformat()}
        return {"field": self.field, **days, "instead": self.instead._asdict()}


def going(*parts: Going) -> dict[str, Any]:
    """The options of a route of which these will go."""
    return {
        "deprecated": any(part.field is None for part in parts) or None,
        "dependencies": [Depends(_announcing(headers_of(parts)))],
        "openapi_extra": {EXTENSION: [part.document() for part in parts]},
    }


def headers_of(parts: Sequence[Going]) -> list[tuple[bytes, bytes]]:
    """`Deprecation` (RFC 9745) of what was said first and `Sunset` (RFC 8594) of what goes first."""
    said, gone = min(_begin(part.since) for part in parts), min(_begin(part.sunset) for part in parts)
    return [
        (b"deprecation", f"@{said.timestamp():.0f}".encode()),
        (b"sunset", format_datetime(gone.astimezone(UTC), usegmt=True).encode()),
        (b"link", LINK),
    ]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_ZONE)


def _announcing(headers: list[tuple[bytes, bytes]]) -> Callable[[Request], Awaitable[None]]:
    async def announce(request: Request) -> None:
        # The outermost layer writes them: also on refusals, and on answers that a route has made itself.
        request.scope[ANNOUNCED] = headers

    return announce
