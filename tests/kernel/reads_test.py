"""Statements compiled once a shape: what enters with a request enters as a value, and the order of values is that of the SQL."""

from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import ARRAY, Integer, Text, Uuid, any_, literal, select
from sqlalchemy.orm import aliased

from app.agencies.models import Agency
from app.kernel.reads import Compiled, Shapes, as_list, as_object, spliced, value
from tests.clones import Clone, connected
from tests.make import world


def test_the_values_stand_in_the_order_of_the_sql() -> None:
    found = Compiled(
        select(Agency.id).where(Agency.kind == value("kind", Text()), Agency.code == value("code", Text()))
    )
    assert found.arguments({"code": "a", "kind": "b", "more": "c"}) == ["b", "a"]
    assert found.sql.index("$1") < found.sql.index("$2")


def test_a_value_used_twice_is_sent_once() -> None:
    one = value("name", Text())
    found = Compiled(select(Agency.id).where((Agency.code == one) | (Agency.name == one)))
    assert len(found.arguments({"name": "a"})) == found.sql.count("$2") + 1


def test_a_request_that_gives_no_value_is_a_fault_and_not_a_null() -> None:
    found = Compiled(select(Agency.id).where(Agency.code == value("code", Text())))
    with pytest.raises(KeyError):
        found.arguments({})


def test_a_null_that_is_given_stays_null() -> None:
    found = Compiled(select(Agency.id).where(Agency.id == value("id", Uuid())))
    assert found.arguments({"id": None}) == [None]


def test_a_literal_keeps_its_own_value() -> None:
    found = Compiled(select(literal(7, Integer()), Agency.id).where(Agency.code == value("code", Text())))
    assert sorted(found.arguments({"code": "a"}), key=str) == [7, "a"]


def test_a_list_of_changing_length_is_refused() -> None:
    found = Compiled(select(Agency.id).where(Agency.code.in_(["a", "b"])))
    with pytest.raises(TypeError, match="any_"):
        _ = found.sql


def test_a_list_is_one_value() -> None:
    found = Compiled(select(Agency.id).where(Agency.code == any_(value("codes", ARRAY(Text())))))
    assert found.arguments({"codes": ["a", "b"]}) == [["a", "b"]]


def test_a_shape_is_compiled_once() -> None:
    built = []

    def build(condition: object) -> object:
        built.append(condition)
        return select(Agency.id).where(condition)  # type: ignore[arg-type]

    shapes = Shapes(build, {"kind": Agency.kind == value("kind", Text()), "code": Agency.code == value("code", Text())})  # type: ignore[arg-type]
    first = shapes.compiled(("kind",))
    assert shapes.compiled(("kind",)) is first
    assert shapes.compiled(("kind", "code")) is not first
    assert len(built) == 2


def test_a_filter_that_the_list_does_not_have_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Shapes(lambda condition: select(Agency.id).where(condition), {}).compiled(("khong_co",))


def test_words_are_added_to_an_object_as_postgresql_wrote_it() -> None:
    assert spliced(b'{"a":1}', may=["patch", "close"], none=[]) == b'{"a":1,"may":["patch","close"],"none":[]}'


async def _items(database: Clone, statement: Compiled, **values: object) -> list[asyncpg.Record]:
    async with connected(database.serving_url) as connection:
        found: list[asyncpg.Record] = await connection.fetch(statement.sql, *statement.arguments(values))
        return found


async def test_what_is_compiled_runs_and_types_are_those_of_the_driver(database: Clone) -> None:
    statement = Compiled(
        select(Agency.code).where(Agency.id == value("id", Uuid()), Agency.kind == any_(value("kinds", ARRAY(Text()))))
    )
    found = await _items(database, statement, id=world.LEAD, kinds=["department"])
    assert [row["code"] for row in found] == ["so-tai-chinh"]


async def test_an_object_and_a_list_are_written_by_postgresql(database: Clone) -> None:
    other = aliased(Agency)
    alone = as_object(select(other.id, other.code).where(other.id == Agency.id), "alone", Agency)
    absent = as_object(select(other.id).where(other.id == Agency.parent_id), "absent", Agency)
    same_kind = as_list(select(other.code).where(other.kind == Agency.kind), "same", ["code"], Agency)
    none = as_list(select(other.code).where(other.kind == "x"), "none", ["code"], Agency)
    columns = [alone.label("alone"), absent.label("absent"), same_kind.label("same"), none.label("none")]
    (row,) = await _items(database, Compiled(select(*columns).where(Agency.id == value("id", Uuid()))), id=world.LEAD)
    assert row["alone"] == f'{{"id":"{world.LEAD}","code":"so-tai-chinh"}}'
    assert row["absent"] is None
    codes = ["so-noi-vu", "so-tai-chinh", "so-xay-dung", "so-y-te"]
    assert row["same"].replace(" \n ", " ") == "[" + ", ".join(f'{{"code":"{code}"}}' for code in codes) + "]"
    assert row["none"] == "[]"


async def test_no_statement_serves_a_value_of_another_request(database: Clone) -> None:
    statement = Compiled(select(Agency.code).where(Agency.id == value("id", Uuid())))
    seen = [(await _items(database, statement, id=id_))[0]["code"] for id_ in world.CODES]
    assert seen == list(world.CODES.values())
    assert await _items(database, statement, id=UUID(int=0)) == []
