"""Tables of what is owed: one agency owes one thing by one day for one task; every change of its state is kept."""

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
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base

STATES = "'open', 'awaiting_event', 'answered', 'returned', 'settled', 'lapsed', 'cancelled'"


class Obligation(Base):
    __tablename__ = "obligations"
    __table_args__ = (
        CheckConstraint("kind in ('completion', 'progress_report')", name="kind"),
        CheckConstraint(f"state in ({STATES})", name="state"),
        CheckConstraint("(nominal_due_date is null) = (effective_due_date is null)", name="due_dates"),
        Index("obligations_pair_idx", "pair_id"),
        Index("obligations_task_idx", "task_id"),
        Index("obligations_agency_idx", "agency_id", "state", "effective_due_date"),
        Index("obligations_plan_idx", "plan_id", "state", "effective_due_date"),
        Index("obligations_order_idx", "sort_day", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    pair_id: Mapped[UUID] = mapped_column(ForeignKey("task_agency_state.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    deadline_id: Mapped[UUID | None] = mapped_column(ForeignKey("task_deadlines.id"))
    awaited_event_id: Mapped[UUID | None] = mapped_column(ForeignKey("awaited_events.id"))
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    period_label: Mapped[str | None] = mapped_column(Text)
    period_start_on: Mapped[date | None]
    period_end_on: Mapped[date | None]
    nominal_due_date: Mapped[date | None]
    effective_due_date: Mapped[date | None]
    original_due_date: Mapped[date | None]
    # The day from which a report that names nothing may answer it.
    window_from: Mapped[date | None]
    trigger: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    condition: Mapped[str | None] = mapped_column(Text)
    not_yet: Mapped[bool] = mapped_column(Boolean, default=False)
    opened_on: Mapped[date]
    opened_late: Mapped[bool] = mapped_column(Boolean, default=False)
    # The report that answers it, the local day it was submitted, and the instant it was settled.
    answered_by: Mapped[UUID | None]
    answered_on: Mapped[date | None]
    settled_by: Mapped[UUID | None]
    settled_on: Mapped[date | None]
    respond_by: Mapped[date | None]
    # What lists are ordered by: the effective day, or the last of days when there is none.
    sort_day: Mapped[date]
    version: Mapped[int] = mapped_column(Integer, default=1)


class ObligationStateChange(Base):
    __tablename__ = "obligation_states"
    __table_args__ = (
        CheckConstraint(f"state in ({STATES})", name="state"),
        Index("obligation_states_obligation_idx", "obligation_id", "on_day", "sequence"),
    )

    sequence: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    obligation_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(Text)
    effective_due_date: Mapped[date | None]
    original_due_date: Mapped[date | None]
    answered_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    token_id: Mapped[UUID]
    on_day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AwaitedEvent(Base):
    """Something a deadline waits for. Plans that wait for the same words wait for the same event."""

    __tablename__ = "awaited_events"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
