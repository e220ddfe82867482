"""Tables of the register. Search and sort keys are columns made in Python: no extension, no ICU collation is assumed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, DateTime, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class Agency(Base):
    __tablename__ = "agencies"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("code ~ '[a-z]' and code !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'", name="code"),
        UniqueConstraint("e_identifier"),
        CheckConstraint("valid_to is null or valid_from is null or valid_from <= valid_to", name="validity"),
        # QĐ 20/2020/QĐ-TTg: at most 35 characters, groups of capitals and digits separated by dots.
        CheckConstraint(
            "e_identifier ~ '^[A-Z0-9]+(\\.[A-Z0-9]+)*$' and length(e_identifier) <= 35", name="e_identifier"
        ),
        Index("agencies_order_idx", "sort_key", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    e_identifier: Mapped[str | None] = mapped_column(Text)
    admin_unit_code: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str | None] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text))
    kind: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    search_key: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AgencyGroup(Base):
    __tablename__ = "agency_groups"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("code ~ '[a-z]' and code !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'", name="code"),
        CheckConstraint("rule in ('kinds', 'members', 'unresolved')", name="rule"),
        Index("agency_groups_order_idx", "sort_key", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text))
    # `kinds`: every agency of those kinds; `members`: those listed; `unresolved`: a class nobody has named the members of.
    rule: Mapped[str] = mapped_column(Text)
    rule_kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    search_key: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class GroupMember(Base):
    __tablename__ = "agency_group_members"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("agency_groups.id"), primary_key=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
