"""How often a caller may ask: who it is taken for, what it has left, and what is told of it (draft-ietf-httpapi-ratelimit-headers-11).

One file each: `rule` (the bucket, pure), `table` (the buckets, shared by the processes of a machine), `admission` (one request), `turns` (how
many at once).
No library does this: `limits` and `throttled-py` count in one process or ask a Redis, `slowapi` wraps the first, `pyrate-limiter`
shares through a process that is asked over a pipe, or writes a row a request. Counting in PostgreSQL was rejected as well: a
refusal would then cost the flooded database what it is there to spare it.
"""

from app.kernel.rates.admission import ITEMS_OF_A_REQUEST, WEIGHING, Admission, Admitting, weigh
from app.kernel.rates.problems import QuotaExceeded
from app.kernel.rates.rule import Rate, Rates
from app.kernel.rates.table import Table, table_file
from app.kernel.rates.turns import Turn, Turns

__all__ = [
    "ITEMS_OF_A_REQUEST",
    "WEIGHING",
    "Admission",
    "Admitting",
    "QuotaExceeded",
    "Rate",
    "Rates",
    "Table",
    "Turn",
    "Turns",
    "table_file",
    "weigh",
]
