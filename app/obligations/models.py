"""Tables of what is owed (one agency owes one thing by one day for one task; every change of its state is kept) and of the acts
of an office that open, move or end it: events, amendments, extensions, requests for reports.
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
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
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
        # Asked for each deadline that goes with a draft, or with a row of one.
        Index("obligations_deadline_idx", "deadline_id"),
        Index(
            "obligations_awaited_event_idx", "awaited_event_id", postgresql_where=text("awaited_event_id is not null")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    pair_id: Mapped[UUID] = mapped_column(ForeignKey("task_agency_state.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    deadline_id: Mapped[UUID | None] = mapped_column(ForeignKey("task_deadlines.id"))
    # The event that its trigger names, or its condition.
    awaited_event_id: Mapped[UUID | None] = mapped_column(ForeignKey("awaited_events.id"))
    report_request_id: Mapped[UUID | None] = mapped_column(ForeignKey("report_requests.id"))
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
    agency_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    nominal_due_date: Mapped[date | None]
    effective_due_date: Mapped[date | None]
    original_due_date: Mapped[date | None]
    answered_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    respond_by: Mapped[date | None]
    not_yet: Mapped[bool] = mapped_column(Boolean, default=False)
    opened_late: Mapped[bool] = mapped_column(Boolean, default=False)
    token_id: Mapped[UUID]
    on_day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AwaitedEvent(Base):
    """Something a deadline waits for: a trigger, which plans that wait for the same words share, or the condition of one
    deadline, which is met unless its office says that it is not yet.
    """

    __tablename__ = "awaited_events"
    __table_args__ = (UniqueConstraint("key"), CheckConstraint("kind in ('trigger', 'condition')", name="kind"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text, default="trigger")
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EventOccurrence(Base):
    """That it happened, and on which day; in force until its recorder voids it."""

    __tablename__ = "event_occurrences"
    __table_args__ = (
        Index(
            "event_occurrences_in_force_key",
            "awaited_event_id",
            unique=True,
            postgresql_where=text("voided_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    awaited_event_id: Mapped[UUID] = mapped_column(ForeignKey("awaited_events.id"))
    occurred_on: Mapped[date]
    # The new last day that the occurrence of a condition may carry.
    due_on: Mapped[date | None]
    document: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    token_id: Mapped[UUID]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    voided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    void_reason: Mapped[str | None] = mapped_column(Text)


class Amendment(Base):
    """One change of a published task by its office, with the document that makes it; the old value stays in `before`."""

    __tablename__ = "amendments"
    __table_args__ = (
        CheckConstraint(
            "kind in ('set_deadline', 'change_text', 'change_lead', 'suspend', 'resume', 'cancel', 'reopen', 'add_task', "
            "'renumber')",
            name="kind",
        ),
        Index("amendments_task_idx", "task_id", "amended_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[str] = mapped_column(Text)
    # The lead it is about; none: all leads of the task.
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    document: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    amended_by: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    token_id: Mapped[UUID]
    amended_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    amended_on: Mapped[date]


class ExtensionRequest(Base):
    """A lead asks for a later day of one obligation; one at a time. Its steps are `extension_decisions`."""

    __tablename__ = "extension_requests"
    __table_args__ = (
        CheckConstraint(
            "state in ('open', 'countered', 'approved', 'rejected', 'accepted', 'declined', 'withdrawn')", name="state"
        ),
        CheckConstraint("requested_due_on > present_due_on", name="later"),
        CheckConstraint(
            "state = 'withdrawn' or (state in ('countered', 'accepted', 'declined')) = (counter_due_on is not null)",
            name="counter",
        ),
        Index(
            "extension_requests_pending_key",
            "obligation_id",
            unique=True,
            postgresql_where=text("state in ('open', 'countered')"),
        ),
        Index("extension_requests_order_idx", "requested_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    obligation_id: Mapped[UUID] = mapped_column(ForeignKey("obligations.id"))
    pair_id: Mapped[UUID] = mapped_column(ForeignKey("task_agency_state.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    present_due_on: Mapped[date]
    requested_due_on: Mapped[date]
    counter_due_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    document: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="open")
    token_id: Mapped[UUID]
    requested_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    requested_on: Mapped[date]
    version: Mapped[int] = mapped_column(Integer, default=1)


class ExtensionDecision(Base):
    """One step of a request: the office approves, rejects or counters; the lead accepts or declines a counter-day, or withdraws."""

    __tablename__ = "extension_decisions"
    __table_args__ = (
        CheckConstraint("action in ('approve', 'reject', 'counter', 'accept', 'decline', 'withdraw')", name="action"),
        Index("extension_decisions_request_idx", "request_id", "decided_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("extension_requests.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    action: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    document: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    token_id: Mapped[UUID]
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReportRequest(Base):
    """The office asks some leads of its plan for a report by a day; each gets an obligation."""

    __tablename__ = "report_requests"
    __table_args__ = (Index("report_requests_order_idx", "requested_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    due_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    document: Mapped[str | None] = mapped_column(Text)
    # How many pairs were named and owe nothing more, so that nothing was asked of them.
    skipped: Mapped[int]
    requested_by: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    token_id: Mapped[UUID]
    requested_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
