"""Access tokens: kept as digests only; role, agencies, plans and expiry never change, a new token replaces an old one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, DateTime, LargeBinary, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class AccessToken(Base):
    __tablename__ = "access_tokens"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("role in ('admin', 'office', 'agency', 'submitter', 'viewer', 'auditor')", name="role"),
        CheckConstraint(
            "role not in ('office', 'agency', 'submitter') or cardinality(agency_ids) > 0", name="agencies"
        ),
        CheckConstraint("length(digest) = 32", name="digest"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    # What idempotency keys are scoped to: the tokens that replace one another share it.
    credential_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    # The readable beginning of the token, by which its holder finds it in a list.
    prefix: Mapped[str] = mapped_column(Text)
    agency_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    plan_ids: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    permissions: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    issued_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
