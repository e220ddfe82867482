"""Tables of tasks and what is said about them. `task_agencies` is the one table that authorisation and filters use; `task_agency_state` keeps for each pair
(task, lead agency) all that a cell needs, and `task_agency_states` every change of it, append-only.
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
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base

STATUSES = "'not_started', 'in_progress', 'awaiting_confirmation', 'returned', 'completed', 'suspended', 'cancelled'"


class Task(Base):
    __tablename__ = "tasks"
    __table_args__ = (
        # Rows without a number are no duplicates of one another; no section is one place.
        Index(
            "tasks_annex_id_section_id_number_key",
            "annex_id",
            "section_id",
            "number",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("number is not null"),
        ),
        UniqueConstraint("plan_id", "position"),
        CheckConstraint("completion_rule in ('each', 'primary', 'any')", name="completion_rule"),
        Index("tasks_section_idx", "section_id"),
        Index("tasks_parent_idx", "parent_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    annex_id: Mapped[UUID] = mapped_column(ForeignKey("annexes.id", ondelete="CASCADE"))
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("sections.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    number: Mapped[str | None] = mapped_column(Text)
    # The order of the rows as they stand in the plan, over all its annexes.
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    deliverable: Mapped[str | None] = mapped_column(Text)
    # The agency cells as written, with the separators that assignments no longer have, and what stands in the columns that have
    # no meaning: an export gives the row back as it came. Null for a row that was typed in.
    lead_text: Mapped[str | None] = mapped_column(Text)
    coordinating_text: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    is_heading: Mapped[bool] = mapped_column(Boolean, default=False)
    starred: Mapped[bool] = mapped_column(Boolean, default=False)
    completion_rule: Mapped[str] = mapped_column(Text, default="each")
    external_refs: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    search_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class TaskDeadline(Base):
    """A phrase as written, never changed, and how it was read."""

    __tablename__ = "task_deadlines"
    __table_args__ = (
        UniqueConstraint("task_id", "position"),
        UniqueConstraint("replaces_id"),
        CheckConstraint("source in ('cell', 'title', 'amendment')", name="source"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    # The reading to be taken up again by the service, and the same as shown to a person in either language.
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    shown_vi: Mapped[dict[str, Any]] = mapped_column(JSON)
    shown_en: Mapped[dict[str, Any]] = mapped_column(JSON)
    nominal_due_date: Mapped[date | None]
    effective_due_date: Mapped[date | None]
    # One set by an amendment: which it stands in the place of (none: it came beside the others), and by which amendment.
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("task_deadlines.id"))
    amendment_id: Mapped[UUID | None]


class LegalCitation(Base):
    __tablename__ = "legal_citations"
    __table_args__ = (UniqueConstraint("task_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    point: Mapped[str | None] = mapped_column(Text)
    clause: Mapped[str | None] = mapped_column(Text)
    article: Mapped[str | None] = mapped_column(Text)
    instrument: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    issued_on: Mapped[date | None]


class Assignment(Base):
    """A name in an agency cell: an agency, a group, or a name that resolves to nobody yet; its text stands as written."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("task_id", "role", "position"),
        CheckConstraint("role in ('lead', 'coordinating')", name="role"),
        CheckConstraint("agency_id is null or group_id is null", name="one_of"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency_groups.id"))
    text: Mapped[str] = mapped_column(Text)
    is_primary: Mapped[bool] = mapped_column(Boolean)
    # A lead that an amendment has put another in the place of: named until the day before.
    ended_on: Mapped[date | None]


class TaskAgency(Base):
    __tablename__ = "task_agencies"
    __table_args__ = (
        CheckConstraint("role in ('lead', 'coordinating')", name="role"),
        Index("task_agencies_agency_idx", "agency_id", "role", "plan_id", "task_id"),
        # What refers to a row that a new version of a draft takes away is looked for each time.
        Index("task_agencies_assignment_idx", "assignment_id"),
    )

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    role: Mapped[str] = mapped_column(Text, primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    # Named itself in the cell, not only as a member of a group: the search finds a task through these.
    named: Mapped[bool] = mapped_column(Boolean)


class _PairColumns:
    """What the present row and each row of the history both hold."""

    status: Mapped[str] = mapped_column(Text, default="not_started")
    blocked: Mapped[bool] = mapped_column(Boolean, default=False)
    percent: Mapped[int] = mapped_column(SmallInteger, default=0)
    open_obligation_id: Mapped[UUID | None]
    waiting_report_id: Mapped[UUID | None]
    # A `rules.Standing`, column by column: days and counts by which a cell is told on any day and either basis.
    open_due_on: Mapped[date | None]
    next_due_on: Mapped[date | None]
    respond_by: Mapped[date | None]
    next_original_due_on: Mapped[date | None]
    original_respond_by: Mapped[date | None]
    late_answer_due_on: Mapped[date | None]
    late_answer_on: Mapped[date | None]
    original_late_answer_due_on: Mapped[date | None]
    original_late_answer_on: Mapped[date | None]
    dated: Mapped[int] = mapped_column(Integer, default=0)
    awaiting: Mapped[int] = mapped_column(Integer, default=0)
    undated: Mapped[int] = mapped_column(Integer, default=0)
    settled_on_time: Mapped[int] = mapped_column(Integer, default=0)
    settled_late: Mapped[int] = mapped_column(Integer, default=0)
    original_settled_on_time: Mapped[int] = mapped_column(Integer, default=0)
    original_settled_late: Mapped[int] = mapped_column(Integer, default=0)
    settled_undated: Mapped[int] = mapped_column(Integer, default=0)
    last_settled_due_on: Mapped[date | None]
    open_original_due_on: Mapped[date | None]
    last_settled_original_due_on: Mapped[date | None]
    opened_late: Mapped[int] = mapped_column(Integer, default=0)
    conditional: Mapped[bool] = mapped_column(Boolean, default=False)
    owes_completion: Mapped[bool] = mapped_column(Boolean, default=False)
    last_report_id: Mapped[UUID | None]
    last_reported_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # When the newest of its reports was captured, as far as the phone's clock is plausible: one from before is out of order.
    last_happened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # Since when the office (status awaiting_confirmation) or the agency (returned) is waited for.
    waiting_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class TaskAgencyState(_PairColumns, Base):
    __tablename__ = "task_agency_state"
    __table_args__ = (
        UniqueConstraint("task_id", "agency_id", "assignment_id", postgresql_nulls_not_distinct=True),
        CheckConstraint(f"status in ({STATUSES})", name="status"),
        CheckConstraint("percent between 0 and 100", name="percent"),
        Index("task_agency_state_agency_idx", "agency_id", "plan_id"),
        Index("task_agency_state_plan_idx", "plan_id", "task_id"),
        Index("task_agency_state_assignment_idx", "assignment_id", postgresql_where=text("assignment_id is not null")),
        {"postgresql_with": {"fillfactor": "80"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    # Set for a pair without an agency, so that two unresolved names of one task stay two; null when there is no lead at all.
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    is_primary: Mapped[bool] = mapped_column(Boolean)
    position: Mapped[int]
    version: Mapped[int] = mapped_column(Integer, default=1)


class TaskAgencyStateChange(_PairColumns, Base):
    """`on_day`: the plan's `published_on` for rows written by publication, else the local day; `as_of` reads it."""

    __tablename__ = "task_agency_states"
    __table_args__ = (
        CheckConstraint(f"status in ({STATUSES})", name="status"),
        Index("task_agency_states_pair_idx", "pair_id", "on_day", "sequence"),
        Index("task_agency_states_task_idx", "task_id", "sequence"),
    )

    sequence: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    pair_id: Mapped[UUID]
    task_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    agency_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(Text)
    token_id: Mapped[UUID]
    on_day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Comment(Base):
    """What the office, a lead or a coordinating agency says about a task; it changes no status."""

    __tablename__ = "comments"
    __table_args__ = (Index("comments_task_idx", "task_id", "created_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    token_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
