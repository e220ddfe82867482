"""The journal: one row for each write, in the transaction that wrote. Audit trail, change feed and webhook source in one.

Rows are read in (xid, sequence) order below the snapshot's xmin, so that a reader misses none that commits late.
"""

import json
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from app.kernel.db import Base

# What is shown of a thing and is not the thing's: another reader may do something else with it, another day tells its lateness anew
# (`late_from` lets whoever reads the journal do that). Kept, it would be handed out long after it stopped being true.
PASSING = ("may", "cell", "late", "due_soon", "days_overdue", "coverage")
_SHOWS_PASSING = re.compile(rb'"(?:%s)":' % "|".join(PASSING).encode())


class TransactionId(UserDefinedType[str]):
    """xid8: asyncpg has no codec for it that takes a number, so it is never bound, only defaulted and compared."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


class JournalEntry(Base):
    __tablename__ = "journal"
    __table_args__ = (Index("journal_feed_idx", "xid", "sequence"), Index("journal_entity_idx", "entity", "entity_id"))

    sequence: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    xid: Mapped[str] = mapped_column(TransactionId, FetchedValue(), server_default=text("pg_current_xact_id()"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    token_id: Mapped[UUID]
    agency_id: Mapped[UUID | None]
    request_id: Mapped[UUID]
    entity: Mapped[str] = mapped_column(Text)
    entity_id: Mapped[UUID]
    action: Mapped[str] = mapped_column(Text)
    plan_id: Mapped[UUID | None]
    # The stored representation as finished JSON text, before and after: a feed hands it out without building it again.
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


def stored(shown: bytes | None) -> str | None:
    """The representation that is kept of a thing, given as it was shown to who acted; of a task its leads likewise."""
    if shown is None or not _SHOWS_PASSING.search(shown):
        return None if shown is None else shown.decode()
    thing = _lasting(json.loads(shown))
    if "leads" in thing:
        thing["leads"] = [_lasting(one) for one in thing["leads"]]
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def _lasting(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in thing.items() if name not in PASSING}
