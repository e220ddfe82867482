"""Reads by programs that can send no header, such as the calendar of a phone: their token stands in the address.

An address is kept in histories, shared and photographed: it may carry only a token that is good for nothing but the feed.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.access.caller import (
    CHALLENGE,
    Caller,
    PermissionMissing,
    TokenRequired,
    bearer,
    bearer_digest,
    caller_from,
)
from app.access.reading import Reader
from app.access.roles import Permission
from app.access.tokens import digest_of
from app.kernel.clock import Now
from app.kernel.problems import Fault, InvalidRequest, Problem, request_language
from app.kernel.reads import Compiled
from app.kernel.words import Words

TWO_TOKENS = Words("Chỉ gửi một mã truy cập: tiêu đề hoặc tham số", "Send one token: in the header or as a parameter")


class TokenTooWide(Problem):
    status, slug = 403, "token-too-wide"
    title = Words(
        "Mã truy cập trong địa chỉ chỉ được có đúng một quyền: của dòng tin này",
        "A token in an address may have one permission only, that of the feed",
    )
    cure = Words(
        "Xin mã riêng với permissions nêu trong permission, và thu hồi mã đã lộ trong địa chỉ này.",
        "Ask for a token narrowed to what permission names, and have the one that stood in this address revoked.",
    )


@dataclass(frozen=True, slots=True)
class FeedReader:
    """A reader whose token came in the header as always, or in the address."""

    reader: Reader
    in_address: bool

    async def rows(
        self, statement: Compiled, feed: Permission, wide: Permission, **values: Any
    ) -> tuple[Caller, list[asyncpg.Record]]:
        """The caller, past the first gate, and the rows. `wide`: what a token in the header may have in place of `feed`."""
        known = {"digest": self.reader.digest, "today": self.reader.today, "language": self.reader.language} | values
        rows = await self.reader.database.fetch(statement.sql, statement.arguments(known))
        caller = caller_from(rows[0] if rows else None)
        self.reader.recognise(caller)
        if self.in_address and caller.permissions != {feed}:
            raise TokenTooWide(permission=feed.value)
        if not caller.permissions & {feed, wide}:
            raise PermissionMissing(permission=wide.value)
        return caller, rows


async def get_feed_reader(
    request: Request,
    now: Now,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    token: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=200)] | SkipJsonSchema[None],
        Query(description="A token narrowed to the permission of the feed, for who can send no header."),
    ] = None,
) -> FeedReader:
    if credentials is not None and token is not None:
        raise InvalidRequest(faults=[Fault("token", TWO_TOKENS)])
    if credentials is None and token is None:
        raise TokenRequired(headers=CHALLENGE)
    digest = await bearer_digest(credentials) if token is None else digest_of(token.encode())
    reader = Reader(request, request.app.state.database, digest, request_language(request), now)
    return FeedReader(reader, in_address=token is not None)


FeedReading = Annotated[FeedReader, Depends(get_feed_reader)]
