"""A read: one statement that finds the caller by digest and, for that caller, the rows; no token is ever cached.

So revocation holds from the next request on every worker, at the price of two index look-ups (0.03 ms), for the digest may be that of a
key or of an access token.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, Request, Response
from sqlalchemy import (
    ARRAY,
    ColumnClause,
    ColumnElement,
    Date,
    Integer,
    LargeBinary,
    Text,
    Uuid,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.sql.expression import Subquery

from app.access.caller import Caller, Digest, caller_from, recognised
from app.access.roles import Permission
from app.kernel.clock import Now, local_day
from app.kernel.db import Database, Snapshot
from app.kernel.etags import conditional, tag_of
from app.kernel.paging import decode_cursor, encode_cursor, page_response
from app.kernel.problems import Fault, InvalidRequest, NotFound, request_language
from app.kernel.reads import Compiled, Rows, Shapes, value
from app.kernel.schema import as_uuid
from app.kernel.words import Language, Words


def caller_columns() -> tuple[ColumnClause[Any], ...]:
    """What the functions of the database tell of the caller, before anything else that they tell."""
    return (
        column("token_id", Uuid),
        column("credential_id", Uuid),
        column("role", Text),
        column("agency_ids", ARRAY(Uuid)),
        column("plan_ids", ARRAY(Uuid)),
        column("permissions", ARRAY(Text)),
    )


_found = func.caller(value("digest", LargeBinary())).table_valued(
    *caller_columns(),
    name="found",
)
CALLER = select(_found).cte("caller")

# In the place of an agency: those of the token.
ME = "me"
NOT_THERE = Words("Không có, hoặc bạn không được xem", "Not there, or not one you may see")
NO_AGENCY = Words("Mã truy cập này không thuộc cơ quan nào", "This token has no agency")

# What every list may use of the request: how many rows, and which day it is in Can Tho.
LIMIT: ColumnElement[Any] = value("limit", Integer())
TODAY: ColumnElement[Any] = value("today", Date())

# What conditions on visibility are written with; each runs once a statement, however many rows it is asked of.
caller_role: ColumnElement[str] = select(CALLER.c.role).scalar_subquery()
caller_agencies: ColumnElement[Any] = cast(select(CALLER.c.agency_ids).scalar_subquery(), ARRAY(Uuid))
caller_plans: ColumnElement[Any] = cast(select(CALLER.c.plan_ids).scalar_subquery(), ARRAY(Uuid))


def for_caller(rows: Subquery, *order: str) -> Rows:
    """The caller beside each of the rows; one row with nulls when there are none, and none at all for an unknown token."""
    statement = select(CALLER, rows).select_from(CALLER.join(rows, true(), isouter=True))
    return statement.order_by(*(rows.c[one] for one in order))


class Names:
    """Of filters that name a thing, by the parameter: whether it is there, for the caller."""

    def __init__(self, known: Mapping[str, ColumnElement[bool]]) -> None:
        self._known = known
        self.compiled = lru_cache(self._compile)

    def among(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name for name in self._known if given.get(name) is not None)

    def require(self, given: Mapping[str, Any], found: Mapping[str, Any]) -> None:
        """`found`: the row of the statement for those that are given."""
        missed = [name for name in self.among(given) if not found[name]]
        if missed:
            raise InvalidRequest(faults=[Fault(name, NO_AGENCY if given[name] == ME else NOT_THERE) for name in missed])

    def _compile(self, names: tuple[str, ...]) -> Compiled:
        found = select(*(self._known[name].label(name) for name in names), literal_column("true").label("item"))
        return Compiled(for_caller(found.subquery("rows")))


NO_NAMES = Names({})

Finish = Callable[[asyncpg.Record, Caller], bytes]


def as_stored(row: asyncpg.Record, _: Caller) -> bytes:
    item: bytes = row["item"]
    return item


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the interface. `places` are the columns of its total order with the Python type of each."""

    shapes: Shapes
    permission: Permission
    places: Mapping[str, type]
    finish: Finish = as_stored
    names: Names = NO_NAMES


@dataclass(frozen=True, slots=True)
class Reader:
    """One request's way to read."""

    request: Request
    database: Database
    digest: bytes
    language: Language
    now: datetime
    snapshot: Snapshot | None = None

    @property
    def today(self) -> date:
        return local_day(self.now)

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator["Reader"]:
        """A reader to whom every statement tells of the same moment."""
        async with self.database.snapshot() as snapshot:
            yield replace(self, snapshot=snapshot)

    def recognise(self, caller: Caller) -> None:
        recognised(self.request, caller, self.digest)

    async def rows(
        self, statement: Compiled, permission: Permission, **values: Any
    ) -> tuple[Caller, list[asyncpg.Record]]:
        """The caller, past the first gate, and the rows that hold an item."""
        known = {"digest": self.digest, "today": self.today, "language": self.language} | values
        rows = await (self.snapshot or self.database).fetch(statement.sql, statement.arguments(known))
        caller = caller_from(rows[0] if rows else None)
        self.recognise(caller)
        caller.require(permission)
        return caller, [row for row in rows if row["item"] is not None]

    async def one(
        self, statement: Compiled, permission: Permission, finish: Finish = as_stored, **values: Any
    ) -> Response:
        """The one thing asked for with its ETag, or 404: absent and not visible look the same."""
        caller, rows = await self.rows(statement, permission, **values)
        if not rows:
            raise NotFound
        return tagged(self.request, finish(rows[0], caller), rows[0]["version"])

    async def must_see(self, statement: Compiled, permission: Permission, **values: Any) -> None:
        """404 for a list inside something that is absent or not visible."""
        _, rows = await self.rows(statement, permission, **values)
        if not rows:
            raise NotFound

    async def must_know(self, names: Names, permission: Permission, given: Mapping[str, Any]) -> None:
        """422 with each filter that names what is not there for the caller. Asked where nothing was found: who has misspelt a code
        would take the empty list for good news.
        """
        asked = names.among(given)
        if not asked:
            return
        _, rows = await self.rows(names.compiled(asked), permission, **given)
        names.require(given, rows[0])

    async def page(
        self, listing: Listing, limit: int, cursor: str | None, filters: Mapping[str, Any], **values: Any
    ) -> Response:
        """`filters` that are not null make the shape of the statement; `values` are what every shape of it needs."""
        given = {name: one for name, one in filters.items() if one is not None}
        shape, places = tuple(given), tuple(listing.places)
        given |= values
        if cursor is not None:
            given |= dict(zip(_after(places), decode_cursor(cursor, *listing.places.values()), strict=True))
            shape = (*shape, "after")
        # One row more than asked for tells whether there is a next page without counting.
        caller, rows = await self.rows(listing.shapes.compiled(shape), listing.permission, limit=limit + 1, **given)
        if not rows:
            await self.must_know(listing.names, listing.permission, given)
        further = encode_cursor([_plain(rows[limit - 1][name]) for name in places]) if len(rows) > limit else None
        return page_response(self.request, [listing.finish(row, caller) for row in rows[:limit]], further)


def _after(places: Sequence[str]) -> list[str]:
    return [f"after_{name}" for name in places]


def _plain(place: Any) -> Any:
    return place if isinstance(place, str | int) else str(place)


async def get_reader(request: Request, digest: Digest, now: Now) -> Reader:
    return Reader(request, request.app.state.database, digest, request_language(request), now)


Reading = Annotated[Reader, Depends(get_reader)]


def tagged(request: Request, body: bytes, version: int) -> Response:
    return conditional(request, body, tag_of(body, version))


def same_thing(thing: Any, name: str = "wanted") -> ColumnElement[bool]:
    """A row that a reference names by id, code or, of an agency, e-identifier; its values are those of `naming`."""
    code = value(f"{name}_code", Text())
    named: ColumnElement[bool] = or_(thing.id == value(f"{name}_id", Uuid()), thing.code == code)
    return or_(named, thing.e_identifier == code) if hasattr(thing, "e_identifier") else named


def naming(reference: str | None, name: str = "wanted") -> dict[str, Any]:
    return {f"{name}_id": reference and as_uuid(reference), f"{name}_code": reference}
