"""The table of imports: what was read of a file, what a person has answered about it, and what became of it.

The file itself is not kept: only its name, size and digest.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, JSON, CheckConstraint, DateTime, ForeignKey, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class PlanImport(Base):
    __tablename__ = "plan_imports"
    __table_args__ = (
        CheckConstraint("status in ('previewed', 'committed')", name="status"),
        CheckConstraint(
            "(status = 'committed') = (committed_at is not null and plan_id is not null)", name="committed"
        ),
        # The same file, read in the same way for the same plan, waits for its answers once.
        Index(
            "plan_imports_waiting_key",
            "office_id",
            "plan_code",
            "sha256",
            "year",
            unique=True,
            postgresql_where=text("status = 'previewed'"),
        ),
        Index("plan_imports_order_idx", "office_id", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    plan_code: Mapped[str] = mapped_column(Text)
    # The plan that the commit has made or changed.
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(Text, default="previewed")
    file_name: Mapped[str] = mapped_column(Text)
    file_size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    # What a plan is made with when there is none of this code.
    title: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    document_number: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None] = mapped_column(Text)
    year: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    # The draft as the file gave it, as finished JSON text: written once, by the process that read the file.
    draft: Mapped[str] = mapped_column(Text)
    # By the id of its finding: what a person has answered.
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The names that were accepted as new agencies: the commit enrols these and no others.
    new_agencies: Mapped[list[str]] = mapped_column(ARRAY(Text))
    token_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    committed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    document: Mapped[str | None] = mapped_column(Text)
    # The rows of which the state at opening was not clear, each with its words in both languages.
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSON, server_default=text("'[]'"))
    version: Mapped[int] = mapped_column(Integer, default=1)
