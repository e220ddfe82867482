"""A request that writes, as its route is given it: its token, the key it is done under, and whether it is only tried (`Prefer`).

An endpoint names what it is by its parameter: `Posting` and `Uploading` take an Idempotency-Key, `Writing` needs none.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import AfterValidator, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.access.caller import Digest, recognised
from app.access.keeping import claim, kept_under
from app.access.roles import Permission
from app.access.writing import PLAINLY, Asked, Work, open_work
from app.kernel.clock import Now
from app.kernel.db import Database
from app.kernel.etags import as_tags
from app.kernel.idempotency import IdempotencyKey, Key, request_digest
from app.kernel.preferences import DryRun
from app.kernel.problems import request_language


@dataclass(frozen=True, slots=True)
class Writer:
    """One request's way to write."""

    request: Request
    database: Database
    digest: bytes
    now: datetime
    is_dry: bool = False
    key_name: str | None = None
    key: Key | None = None

    def of(self, content: bytes) -> "Writer":
        """With all that was sent known: what is done from here on is done once under its key."""
        digest = request_digest(self.request.method, self.request.url.path, content)
        return replace(self, key=None if self.key_name is None else Key(self.key_name, digest))

    @asynccontextmanager
    async def work(self, permission: Permission) -> AsyncIterator[Work]:
        """Ends, when it is not a dry run, with what the block has done committed; Replayed when it was done before."""
        async with self._open(Asked(self.key, self.is_dry)) as work:
            work.caller.require(permission)
            if self.key is not None:
                await claim(work.session, work.digest, work.caller.credential_id, self.key)
            yield work

    async def is_repeated(self) -> bool:
        """Whether an answer is kept under the key. Asked by who would refuse before the form is read: what was allowed may not be any more."""
        if self.key_name is None:
            return False
        async with self._open(PLAINLY) as work:
            return await kept_under(work.session, self.digest, self.key_name) is not None

    @asynccontextmanager
    async def _open(self, asked: Asked) -> AsyncIterator[Work]:
        language, request_id = request_language(self.request), UUID(self.request.scope["request_id"])
        async with open_work(self.database, self.digest, self.now, language, request_id, asked) as work:
            recognised(self.request, work.caller, self.digest)
            yield work


async def get_opening_writer(request: Request, digest: Digest, now: Now) -> Writer:
    return Writer(request, request.app.state.database, digest, now)


# A read that needs the session of a transaction.
Working = Annotated[Writer, Depends(get_opening_writer)]


async def get_writer(writer: Working, is_dry: DryRun) -> Writer:
    return replace(writer, is_dry=is_dry)


# For PATCH, PUT and DELETE, which may be repeated by their nature.
Writing = Annotated[Writer, Depends(get_writer)]


async def get_uploading_writer(writer: Writing, key: IdempotencyKey = None) -> Writer:
    return replace(writer, key_name=key)


# For a POST of a form: its key counts from where the route has read the form and says so (`Writer.of`).
Uploading = Annotated[Writer, Depends(get_uploading_writer)]


async def get_posting_writer(writer: Uploading) -> Writer:
    return writer.of(await writer.request.body())


# For every other POST.
Posting = Annotated[Writer, Depends(get_posting_writer)]
IfMatch = Annotated[
    Annotated[str, StringConstraints(max_length=100), AfterValidator(as_tags)] | SkipJsonSchema[None],
    Header(alias="If-Match", description="The ETag you read; of it only the version is compared."),
]
