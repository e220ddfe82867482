"""Answers kept under a client's Idempotency-Key, so that a retry does nothing twice (draft-ietf-httpapi-idempotency-key).

A key belongs to a credential. Its answer is written in the transaction that did the work: after a cut connection the retry finds
either nothing (and works) or the whole answer (and replays it). Successes only are kept; a refused request may be sent again
corrected under its key.
"""

import hashlib
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Header
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy import CheckConstraint, DateTime, LargeBinary, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.kernel.problems import Problem
from app.kernel.words import Words

IdempotencyKey = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")] | SkipJsonSchema[None],
    Header(
        alias="Idempotency-Key",
        description="Names this attempt; a retry with the same key and body does nothing twice.",
    ),
]


class StoredAnswer(Base):
    __tablename__ = "idempotency_keys"
    __table_args__ = (CheckConstraint("length(key) between 1 and 255", name="key"),)

    credential_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    request_digest: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int] = mapped_column(SmallInteger)
    location: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KeyReused(Problem):
    status, slug = 422, "idempotency-key-reused"
    title = Words(
        "Idempotency-Key này đã dùng cho một nội dung khác", "This Idempotency-Key was used with another request"
    )
    cure = Words(
        "Dùng khóa mới cho nội dung mới; khóa cũ chỉ để gửi lại đúng yêu cầu cũ.",
        "Use a new key for a new request; the old key only repeats the old one.",
    )


class KeyInFlight(Problem):
    status, slug = 409, "idempotency-key-in-flight"
    title = Words(
        "Yêu cầu với Idempotency-Key này đang được xử lý, xin gửi lại sau",
        "A request with this Idempotency-Key is being worked on; send it again shortly",
    )
    cure = Words(
        "Đợi vài giây rồi gửi lại cùng khóa: câu trả lời đầu tiên sẽ được gửi lại.",
        "Wait some seconds and send it with the same key: the first answer will be replayed.",
    )


def request_digest(method: str, path: str, body: bytes) -> bytes:
    """What a retry must have in common with the first attempt: method, path and the bytes of the body."""
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).digest()
