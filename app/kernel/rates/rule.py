"""A bucket of requests that is filled again evenly, kept as one number (GCRA, ITU-T I.371): the moment at which it is full.

Rejected: counting in windows, which lets twice the quota through at their borders and all waiting clients back in at one moment.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

# Of the size that sums of a few hundred floating-point shares may be off by.
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Rate:
    """`quota` requests may come at once; over `seconds` as many are given back."""

    quota: int
    seconds: int

    @property
    def share(self) -> float:
        """The seconds that one request takes up."""
        return self.seconds / self.quota

    def __str__(self) -> str:
        return f"{self.quota}/{self.seconds}"


@dataclass(frozen=True, slots=True)
class Rates:
    """What a caller has, by the name of the policy; null: no bound. `anonymous` is of an address, for whoever has shown no token yet."""

    reads: Rate | None = None
    writes: Rate | None = None
    anonymous: Rate | None = None
    at_once: int | None = None

    def by_policy(self) -> dict[str, Rate]:
        every = {"reads": self.reads, "writes": self.writes, "anonymous": self.anonymous}
        return {policy: rate for policy, rate in every.items() if rate is not None}


class Taken(NamedTuple):
    """`full_at`: the bucket after it; `wait`: the seconds until it would have been given, 0.0 when it was."""

    full_at: float
    left: int
    wait: float


def take(rate: Rate, full_at: float, now: float, weight: int = 1) -> Taken:
    """One request, or one that weighs as much as several, out of a bucket that would be full at `full_at`."""
    used = max(full_at - now, 0.0) + weight * rate.share
    if used > rate.seconds + EPSILON:
        return Taken(full_at, 0, used - rate.seconds)
    return Taken(now + used, math.floor((rate.seconds - used) / rate.share + EPSILON), 0.0)


def window(rate: Rate, taken: Taken) -> int:
    """Over how many whole seconds to spread what is left, so that it is not more than is given back; when nothing is, how long to wait."""
    return max(1, math.ceil((taken.wait or taken.left * rate.share) - EPSILON))
