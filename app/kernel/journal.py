"""The journal: one row for each write, in the transaction that wrote. Audit trail, change feed and webhook source in one.

Rows are read in (xid, sequence) order below the snapshot's xmin, so that a reader misses none that commits late.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from app.kernel.db import Base


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
