"""Statements that are asked often: composed in SQLAlchemy Core at import, compiled once per shape when first asked, run by asyncpg.

A value that belongs to a request enters only as `value(name, type)`. A literal would be compiled into the shared statement and
served to the next caller. PostgreSQL builds the JSON of each row; its bytes pass through Python untouched.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from sqlalchemy import JSON, BindParameter, ColumnElement, Select, and_, bindparam, func, literal_column, select, true
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql.expression import Executable
from sqlalchemy.types import TypeEngine

DIALECT = dialect()  # type: ignore[no-untyped-call]
SHAPES_KEPT = 4096
Rows: TypeAlias = Select[*tuple[Any, ...]]
EMPTY_LIST: ColumnElement[Any] = literal_column("'[]'::json", JSON)


def value(name: str, type_: TypeEngine[Any]) -> BindParameter[Any]:
    """A place for a value that arrives with the request."""
    return bindparam(name, type_=type_, required=True)


class Compiled:
    """The SQL of one statement and, in the order of $1, $2, …, the names of its values.

    Compiled when first asked: a command, or a worker, that asks two statements waits for no others.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement

    @cached_property
    def sql(self) -> str:
        sql = str(self._done)
        if "POSTCOMPILE" in sql:
            raise TypeError("in_() has no fixed number of arguments: use = any_(value(name, ARRAY(…)))")
        return sql

    @cached_property
    def _done(self) -> Any:
        return self._statement.compile(dialect=DIALECT)  # type: ignore[attr-defined]

    @cached_property
    def _slots(self) -> tuple[tuple[str, bool, Any, Any], ...]:
        done = self._done
        # Private in SQLAlchemy: tests/kernel/reads_test.py notices when it goes.
        processors = done._bind_processors  # noqa: SLF001
        return tuple(
            (name, done.binds[name].required, done.binds[name].value, processors.get(name)) for name in done.positiontup
        )

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The arguments in the order of the SQL; a request's value that is not given is a KeyError."""
        given = ((values[n] if required else fixed, process) for n, required, fixed, process in self._slots)
        return [process(one) if process is not None and one is not None else one for one, process in given]


class Shapes:
    """One list: how it is built from a condition, and the filters and cursor steps a caller may add by name.

    The key of a compiled statement is our own tuple of names (microseconds); SQLAlchemy's needs the statement built anew.
    """

    def __init__(
        self, build: Callable[[ColumnElement[bool]], Executable], filters: Mapping[str, ColumnElement[bool]]
    ) -> None:
        self._build, self._filters = build, filters
        self.compiled = lru_cache(SHAPES_KEPT)(self._compile)

    def _compile(self, shape: tuple[str, ...]) -> Compiled:
        return Compiled(self._build(and_(true(), *(self._filters[name] for name in shape))))


def as_object(columns: Rows, name: str, *outer: Any) -> ColumnElement[Any]:
    """One object inside a row: the columns of a select that belongs to `outer` tables; null when it finds nothing.

    `row_to_json` of a row is the cheapest builder PostgreSQL has (PERFORMANCE.md finding 7).
    """
    inner = columns.correlate(*outer).lateral(name)
    return select(_row_json(inner)).select_from(inner).correlate(*outer).scalar_subquery()


def as_list(columns: Rows, name: str, order: Sequence[str], *outer: Any) -> ColumnElement[Any]:
    """A JSON array of such rows, in the given order of their columns; `[]` when there are none."""
    inner = columns.correlate(*outer).lateral(name)
    rows = func.json_agg(_row_json(inner)).aggregate_order_by(*(inner.c[one] for one in order))
    return func.coalesce(select(rows).select_from(inner).correlate(*outer).scalar_subquery(), EMPTY_LIST)


def _row_json(row: Any) -> Any:
    return func.row_to_json(row.table_valued())


def spliced(item: bytes, **members: Sequence[str] | None) -> bytes:
    """Plain words, and lists of them, added to an object that PostgreSQL has written, without blanks as what Python writes whole."""
    plain = {name: json.dumps(one, separators=(",", ":")) for name, one in members.items()}
    written = b"".join(b',"%s":%s' % (name.encode(), one.encode()) for name, one in plain.items())
    return item[:-1] + written + b"}"
