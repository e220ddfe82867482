"""Progress reports, what became of each, the evidence attached to them, and the opening state of a plan: append-only. A correction
is a new report that names the one it supersedes.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class ProgressReport(Base):
    __tablename__ = "progress_reports"
    __table_args__ = (
        CheckConstraint("status in ('in_progress', 'completed', 'blocked')", name="status"),
        CheckConstraint("percent_complete between 0 and 100", name="percent"),
        CheckConstraint("cause in ('objective', 'subjective')", name="cause"),
        CheckConstraint("source in ('agency', 'opening')", name="source"),
        CheckConstraint("(source = 'opening') = (source_digest is not null)", name="source_digest"),
        Index("progress_reports_pair_idx", "pair_id", "submitted_at"),
        Index("progress_reports_task_idx", "task_id", "submitted_at", "id"),
        Index("progress_reports_agency_idx", "agency_id", "submitted_at", "id"),
        Index("progress_reports_order_idx", "submitted_at", "id"),
        Index("progress_reports_opening_idx", "submitted_at", "id", postgresql_where=text("source = 'opening'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    pair_id: Mapped[UUID] = mapped_column(ForeignKey("task_agency_state.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    obligation_id: Mapped[UUID | None] = mapped_column(ForeignKey("obligations.id"))
    status: Mapped[str] = mapped_column(Text)
    percent_complete: Mapped[int | None] = mapped_column(SmallInteger)
    percent_reason: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    difficulties: Mapped[str | None] = mapped_column(Text)
    cause: Mapped[str | None] = mapped_column(Text)
    proposals: Mapped[str | None] = mapped_column(Text)
    next_steps: Mapped[str | None] = mapped_column(Text)
    no_change: Mapped[bool] = mapped_column(Boolean)
    result_documents: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    no_document_reason: Mapped[str | None] = mapped_column(Text)
    captured_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    submitted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    submitted_on: Mapped[date]
    reported_by: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    supersedes_id: Mapped[UUID | None] = mapped_column(ForeignKey("progress_reports.id"))
    out_of_order: Mapped[bool] = mapped_column(Boolean)
    captured_at_implausible: Mapped[bool] = mapped_column(Boolean)
    # What it settled or answered, as it was when it was submitted.
    settled: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    token_id: Mapped[UUID]
    # Of the body that was sent: the same id with the same body is the same report, with another it is a conflict.
    request_digest: Mapped[bytes] = mapped_column(LargeBinary)
    # The agency's own, or what the office's file said of it when the plan was opened in mid-year; then the file's SHA-256.
    source: Mapped[str] = mapped_column(Text, server_default="agency")
    source_digest: Mapped[bytes | None] = mapped_column(LargeBinary)


class PlanOpening(Base):
    """A plan that was under way before it came here: its office stated once, before anybody reported, how far it was."""

    __tablename__ = "plan_openings"
    __table_args__ = (CheckConstraint("length(digest) = 32", name="digest"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    token_id: Mapped[UUID]
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    opened_on: Mapped[date]


class ReportReview(Base):
    """What became of a report, once: its office confirmed or returned it, or its agency withdrew it before that."""

    __tablename__ = "report_reviews"
    __table_args__ = (
        UniqueConstraint("report_id"),
        CheckConstraint("action in ('confirm', 'return', 'withdraw')", name="action"),
        CheckConstraint("(action = 'return') = (respond_by is not null)", name="respond_by"),
        CheckConstraint("counted_on is null or (action = 'confirm' and counted_reason is not null)", name="counted_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("progress_reports.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    # Whose report it is, and who acted on it.
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    reviewed_by: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    action: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    respond_by: Mapped[date | None]
    # The day the office counts in place of the day of submission, and why.
    counted_on: Mapped[date | None]
    counted_reason: Mapped[str | None] = mapped_column(Text)
    # An objective cause of a delay, confirmed with a document (NĐ 335/2025/NĐ-CP).
    excused_document: Mapped[str | None] = mapped_column(Text)
    is_self_review: Mapped[bool] = mapped_column(Boolean, default=False)
    # What it did to the obligations that the report had answered, as shown in `settled`.
    settled: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    token_id: Mapped[UUID]
    reviewed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reviewed_on: Mapped[date]


class Attachment(Base):
    """A file handed in with a report; its bytes lie in the storage under `storage_key`."""

    __tablename__ = "attachments"
    __table_args__ = (
        UniqueConstraint("storage_key"),
        CheckConstraint("size_bytes > 0", name="size"),
        CheckConstraint("length(sha256) = 32", name="sha256"),
        Index("attachments_report_idx", "report_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("progress_reports.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    file_name: Mapped[str] = mapped_column(Text)
    # As its first bytes say, not as its sender did.
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    storage_key: Mapped[str] = mapped_column(Text)
    token_id: Mapped[UUID]
    attached_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
