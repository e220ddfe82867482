"""Tables of plans. A policy stands flat in its plan's row: it is read with the plan and changes with it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class Plan(Base):
    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("code ~ '[a-z]' and code !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'", name="code"),
        CheckConstraint("status in ('draft', 'published', 'closed')", name="status"),
        CheckConstraint("starts_on <= ends_on", name="days"),
        CheckConstraint("ends_on - starts_on <= 3660", name="length"),
        CheckConstraint("(status = 'draft') = (published_on is null)", name="published_on"),
        CheckConstraint("(status = 'closed') = (closed_on is not null)", name="closed_on"),
        CheckConstraint("cutoffs in ('nd09', 'calendar')", name="cutoffs"),
        CheckConstraint("reporting in ('none', 'weekly', 'monthly', 'quarterly')", name="reporting"),
        CheckConstraint("completion_counts in ('submitted', 'issued')", name="completion_counts"),
        CheckConstraint("roll_over <@ array['date', 'range', 'recurring', 'event']", name="roll_over"),
        # NĐ 30/2020: numbers restart each year for each issuer; a number may stay empty until the plan is issued.
        Index("plans_document_key", "issuer", "year", "document_number", unique=True),
        Index("plans_order_idx", "sort_key", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    document_number: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None] = mapped_column(Text)
    monitoring_agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    published_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    # The days on which it was closed and opened again, in turn: of each closing that is over both.
    past_closings: Mapped[list[date]] = mapped_column(ARRAY(Date), default=list, server_default="{}")
    status: Mapped[str] = mapped_column(Text, default="draft")
    restricted: Mapped[bool] = mapped_column(Boolean, default=False)
    before_is_inclusive: Mapped[bool] = mapped_column(Boolean, default=False)
    roll_over: Mapped[list[str]] = mapped_column(ARRAY(Text))
    cutoffs: Mapped[str] = mapped_column(Text, default="nd09")
    submission_lag_working_days: Mapped[int] = mapped_column(Integer, default=2)
    due_soon_days: Mapped[int] = mapped_column(Integer, default=7)
    reporting: Mapped[str] = mapped_column(Text, default="none")
    completion_counts: Mapped[str] = mapped_column(Text, default="submitted")
    return_keeps_date: Mapped[bool] = mapped_column(Boolean, default=True)
    self_review: Mapped[bool] = mapped_column(Boolean, default=False)
    source_digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    sort_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PlanRelation(Base):
    __tablename__ = "plan_relations"
    __table_args__ = (
        UniqueConstraint("plan_id", "related_plan_id", "kind"),
        CheckConstraint("kind in ('amends', 'replaces', 'revokes')", name="kind"),
        CheckConstraint("plan_id <> related_plan_id", name="other"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    related_plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[str] = mapped_column(Text)
    document: Mapped[str | None] = mapped_column(Text)


class PlanAgency(Base):
    """Who is named in a plan, lead or coordinating, groups expanded: it serves `visible_to` for restricted plans."""

    __tablename__ = "plan_agencies"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), primary_key=True)


class Annex(Base):
    __tablename__ = "annexes"
    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        CheckConstraint("deadline_purpose in ('completion', 'advice', 'progress_report')", name="deadline_purpose"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    label: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    column_titles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    deadline_purpose: Mapped[str] = mapped_column(Text, default="completion")
    position: Mapped[int]


class Section(Base):
    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("annex_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    annex_id: Mapped[UUID] = mapped_column(ForeignKey("annexes.id", ondelete="CASCADE"))
    label: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
