"""Answers kept under a client's Idempotency-Key, so that a retry does nothing twice (draft-ietf-httpapi-idempotency-key).

A key belongs to a credential. Its answer is written in the transaction that did the work: after a cut connection the retry finds
either nothing (and works) or the whole answer (and replays it). Successes only are kept; a refused request may be sent again
corrected under its key. No secret is kept: where an answer held one, its replay says null.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, Header, Request, Response
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy import CheckConstraint, DateTime, Delete, Index, LargeBinary, SmallInteger, Text, delete
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.kernel.etags import JSON
from app.kernel.preferences import APPLIED, wants_dry_run
from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words

KEPT = timedelta(days=90)
REPLAYED = {"Idempotency-Replayed": "true"}

IdempotencyKey = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")] | SkipJsonSchema[None],
    Header(
        alias="Idempotency-Key",
        description="Names this attempt; a retry with the same key and body does nothing twice.",
    ),
]


class StoredAnswer(Base):
    __tablename__ = "idempotency_keys"
    __table_args__ = (
        CheckConstraint("length(key) between 1 and 255", name="key"),
        # They come in the order of their age: an index of a few pages is enough to find the old ones.
        Index("idempotency_keys_age_idx", "created_at", postgresql_using="brin"),
    )

    credential_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    request_digest: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int] = mapped_column(SmallInteger)
    location: Mapped[str | None] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
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
    after_seconds = 1
    title = Words(
        "Yêu cầu với Idempotency-Key này đang được xử lý, xin gửi lại sau",
        "A request with this Idempotency-Key is being worked on; send it again shortly",
    )
    cure = Words(
        "Đợi số giây ghi trong Retry-After rồi gửi lại cùng khóa: câu trả lời đầu tiên sẽ được gửi lại.",
        "Wait for the seconds of Retry-After and send it with the same key: the first answer will be replayed.",
    )


# The report path takes no lock on its key: what was begun there under the same one ends here first.
on_constraint(KeyInFlight, "idempotency_keys_pkey")


@dataclass(frozen=True, slots=True)
class Key:
    """A client's name for one attempt, and what it sent under it."""

    name: str
    request_digest: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A success, as it is given and kept."""

    status: int
    body: bytes
    location: str | None = None
    etag: str | None = None

    def response(self, marks: Mapping[str, str]) -> Response:
        headers = {"Location": self.location, "ETag": self.etag, **marks}
        sent = {name: one for name, one in headers.items() if one is not None}
        return Response(self.body, self.status, sent, JSON if self.body else None)


GONE = Answer(204, b"")


class Replayed(Exception):
    """Raised where the work would begin, when it was done before: the transaction ends and the kept answer is given."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def install(app: FastAPI) -> None:
    app.add_exception_handler(Replayed, _answer_again)


async def _answer_again(request: Request, replayed: Exception) -> Response:
    assert isinstance(replayed, Replayed)
    return replayed.answer.response(REPLAYED | (APPLIED if wants_dry_run(request) else {}))


def request_digest(method: str, path: str, body: bytes) -> bytes:
    """What a retry must have in common with the first attempt: method, path and the bytes of the body."""
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).digest()


def form_content(name: str, sha256: bytes, fields: Mapping[str, str]) -> bytes:
    """In place of the bytes of a form: its boundary is another one each time it is sent."""
    return json.dumps([name, sha256.hex(), sorted(fields.items())]).encode()


def outdated(now: datetime) -> Delete:
    """The owner's to execute: who serves may add answers and neither change nor delete one."""
    return delete(StoredAnswer).where(StoredAnswer.created_at < now - KEPT)
