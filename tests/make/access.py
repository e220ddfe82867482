"""Rows of tokens."""

from datetime import UTC, datetime
from typing import Any

from uuid_utils.compat import uuid7

from app.access.models import AccessToken
from app.access.tokens import NewToken


def token_row(new: NewToken, **overrides: Any) -> AccessToken:
    """An admin's token unless said otherwise; the database's own clock decides whether it has expired."""
    id_ = overrides.get("id", uuid7())
    given: dict[str, Any] = {
        "id": id_,
        "credential_id": id_,
        "name": "kiểm thử",
        "role": "admin",
        "digest": new.digest,
        "prefix": new.prefix,
        "agency_ids": [],
        "plan_ids": None,
        "permissions": None,
        "issued_by": None,
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        "expires_at": datetime(2100, 1, 1, tzinfo=UTC),
        "revoked_at": None,
        "replaces_id": None,
        "retires_at": None,
        "last_used_at": None,
    }
    return AccessToken(**given | overrides)
