"""Access tokens, kept as digests only: those an admin issues, whose role, agencies, plans and expiry never change, and the short-lived
ones that are obtained with them (RFC 6749). A new token replaces an old one and takes over its credential.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ColumnElement,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class AccessToken(Base):
    __tablename__ = "access_tokens"
    __table_args__ = (
        UniqueConstraint("digest"),
        # A token has one successor, which takes over its credential: of two rotations at once one is refused.
        UniqueConstraint("replaces_id"),
        UniqueConstraint("id", "credential_id"),
        ForeignKeyConstraint(["replaces_id", "credential_id"], ["access_tokens.id", "access_tokens.credential_id"]),
        CheckConstraint("(replaces_id is null) = (credential_id = id)", name="replaces"),
        CheckConstraint("role in ('admin', 'office', 'agency', 'submitter', 'viewer', 'auditor')", name="role"),
        CheckConstraint(
            "role not in ('office', 'agency', 'submitter') or cardinality(agency_ids) > 0", name="agencies"
        ),
        CheckConstraint("length(digest) = 32", name="digest"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    # What idempotency keys are scoped to, and the client_id of RFC 6749: the tokens that replace one another share it.
    credential_id: Mapped[UUID]
    replaces_id: Mapped[UUID | None]
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
    # Until when it goes on beside the one that replaced it.
    retires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # To the hour (`uses`).
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class OAuthAccessToken(Base):
    """Good for an hour and for no more than its key, with which it ends."""

    __tablename__ = "oauth_access_tokens"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("length(digest) = 32", name="digest"),
        Index("oauth_access_tokens_expires_at_idx", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_id: Mapped[UUID] = mapped_column(ForeignKey("access_tokens.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def in_force() -> ColumnElement[bool]:
    """By the clock of the database, which decides the same in `caller()`."""
    ends_at = func.least(AccessToken.expires_at, AccessToken.retires_at)
    return and_(AccessToken.revoked_at.is_(None), ends_at > func.now())
