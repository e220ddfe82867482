"""What is said of a field that is wrong: in two languages, for every error pydantic-core has, and without repeating it."""

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from pydantic import AnyUrl, AwareDatetime, BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic_core._pydantic_core import list_all_errors

from app.kernel import failures
from app.kernel.contract.bodies import known_fields
from app.kernel.faults import MOST_FAULTS, OURS, SENTENCES, fault_of
from app.kernel.problems import Fault
from app.kernel.schema import Day, Input
from app.kernel.words import Words

ERRORS: dict[str, Any] = {error["type"]: error for error in list_all_errors()}
CANARY = "tdo-CANARY"


class Colour(StrEnum):
    red = "red"
    green = "green"


class Screw(Input):
    kind: Literal["screw"]
    length: Annotated[int, Field(alias="length_mm")] = 1


class Nail(Input):
    kind: Literal["nail"]


class Box(Input):
    name: Annotated[str, Field(max_length=3)] = ""
    colour: Colour = Colour.red
    screws: Annotated[list[Screw] | None, Field(max_length=2)] = None
    lid: Screw | Nail | None = None


def _of(annotation: Any, value: object) -> list[Fault]:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(annotation).validate_python(value)
    return [fault_of({**error, "loc": ("body", *error["loc"])}) for error in refused.value.errors()]


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_of_pydantic_has_a_sentence_in_both_languages(kind: str) -> None:
    known = ERRORS[kind]
    message = known["message_template_python"]
    error = {"type": kind, "loc": ("body", "field"), "msg": message, "ctx": known.get("example_context") or {}}
    said = fault_of(error).message
    assert said.vi
    assert said.en
    assert "{" not in said.vi + said.en or kind in OURS


def test_every_sentence_is_for_an_error_that_exists() -> None:
    assert SENTENCES.keys() <= ERRORS.keys()


def test_an_error_without_a_sentence_keeps_its_english_unless_values_are_in_it() -> None:
    plain = {"type": "complex_type", "loc": ("body", "a"), "msg": "No complex number", "input": CANARY}
    assert fault_of(plain) == Fault("/a", Words("No complex number", "No complex number"))
    filled = {"type": "new_type", "loc": ("body", "a"), "msg": f"Got {CANARY}", "ctx": {"got": CANARY}}
    assert CANARY not in fault_of(filled).message.en


@pytest.mark.parametrize(
    "annotation",
    [
        int,
        float,
        bool,
        Decimal,
        UUID,
        date,
        datetime,
        AwareDatetime,
        time,
        timedelta,
        Day,
        Colour,
        AnyUrl,
        list[int],
        dict[str, int],
        Box,
        Literal["a", "b"],
        None,
        Annotated[str, Field(max_length=3)],
        Annotated[str, Field(pattern="^[0-9]{1,3}$")],
    ],
)
def test_what_was_sent_is_not_repeated(annotation: Any) -> None:
    for fault in _of(annotation, CANARY):
        assert CANARY not in fault.message.vi + fault.message.en


def test_a_wrong_tag_of_a_union_is_not_repeated() -> None:
    tagged = Annotated[Screw | Nail, Field(discriminator="kind")]
    (fault,) = _of(tagged, {"kind": CANARY})
    assert fault.message.en == "'kind': one of 'screw', 'nail'"


@pytest.mark.parametrize(
    ("annotation", "value", "vietnamese"),
    [
        (Annotated[str, Field(max_length=3)], "dài quá", "Dài tối đa 3 ký tự"),
        (Annotated[str, Field(pattern="^[0-9]{1,3}$")], "a", "Phải theo mẫu ^[0-9]{1,3}$"),
        (Annotated[int, Field(ge=1)], 0, "Không được nhỏ hơn 1"),
        (Annotated[int, Field(le=200)], 201, "Không được lớn hơn 200"),
        (Annotated[list[int], Field(max_length=1)], [1, 2], "Tối đa 1 phần tử"),
        (Annotated[int, Field(strict=True)], True, "Phải là số nguyên"),
        (int, "9" * 5000, "Số này quá lớn"),
        (Annotated[bool, Field(strict=True)], "true", "Phải là true hoặc false"),
        (Colour, "blue", "Phải là một trong: red, green"),
        (Day, "2026-02-30", "Ngày viết theo dạng YYYY-MM-DD và phải có thật"),
        (AwareDatetime, "2026-02-03T10:00:00", "Thời điểm phải kèm múi giờ"),
        (UUID, "1", "Phải là UUID"),
        (Box, [], "Phải là một đối tượng JSON"),
        (list[int], {}, "Phải là một danh sách"),
    ],
)
def test_the_sentence_says_what_is_allowed(annotation: Any, value: object, vietnamese: str) -> None:
    assert [fault.message.vi for fault in _of(annotation, value)] == [vietnamese]


def _refuse(_: object) -> object:
    raise ValueError("chưa được / not yet")


def test_a_validator_of_ours_speaks_both_languages() -> None:
    (fault,) = _of(Annotated[str, BeforeValidator(_refuse)], "x")
    assert fault.message == Words("chưa được", "not yet")


@pytest.mark.parametrize(
    ("location", "pointer"),
    [
        (("body", "screws", 0, "a/b~c"), "/screws/0/a~1b~0c"),
        (("body",), ""),
        (("query", "limit"), "limit"),
        (("header", "If-Match"), "If-Match"),
    ],
)
def test_the_pointer_is_rfc_6901_in_a_body_and_a_name_elsewhere(location: tuple[str, ...], pointer: str) -> None:
    assert fault_of({"type": "int_type", "loc": location, "msg": ""}).pointer == pointer


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ([], ["name", "colour", "screws", "lid"]),
        (["screws", 1], ["kind", "length_mm"]),
        (["lid"], ["kind", "length_mm", "kind"]),
        (["name"], []),
        (["nowhere", 0], []),
    ],
)
def test_the_known_fields_at_a_place(path: list[str | int], known: list[str]) -> None:
    assert known_fields(Annotated[Box, "body"], path) == known


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    failures.install(app)

    @app.post("/boxes")
    async def create_box(box: Box) -> None:
        raise AssertionError(box)

    @app.get("/boxes")
    async def list_boxes(limit: int) -> None:
        raise AssertionError(limit)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://tiendo.test") as client:
        yield client


async def test_an_unknown_field_is_refused_with_the_nearest_known_one(client: httpx.AsyncClient) -> None:
    body = {"nmae": "x", "zzz": 1, "screws": [{"kind": "screw", "length_m": 3}], "n" * 5000: 1}
    answer = await client.post("/boxes", json=body, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert [fault["message"] for fault in answer.json()["errors"]] == [
        "No such field; nearest: “length_mm”",
        "No such field; nearest: “name”",
        "No such field",
        "No such field",
    ]


async def test_a_body_with_too_many_faults_is_told_the_first(client: httpx.AsyncClient) -> None:
    answer = await client.post("/boxes", json={f"name{number}": 1 for number in range(20_000)})
    assert len(answer.json()["errors"]) == MOST_FAULTS


async def test_what_cannot_be_written_as_json_is_refused_all_the_same(client: httpx.AsyncClient) -> None:
    for content in ('{"name": NaN}', '{"name": "\\ud800"}', '{"\\ud800": 1}', "{", '{"colour": 1e999}'):
        answer = await client.post("/boxes", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422
        assert answer.json()["errors"]


@pytest.mark.parametrize("sent_as", ["text/plain", "application/x-www-form-urlencoded", "nonsense", ""])
async def test_a_body_of_another_kind_is_415(client: httpx.AsyncClient, sent_as: str) -> None:
    answer = await client.post("/boxes", content="{}", headers={"Content-Type": sent_as})
    assert answer.status_code == 415
    assert answer.json()["type"] == "/problems/unsupported-media-type"


@pytest.mark.parametrize(
    "sent_as", ["application/json", "application/merge-patch+json", "application/json; charset=utf-8"]
)
async def test_every_json_is_json(client: httpx.AsyncClient, sent_as: str) -> None:
    answer = await client.post("/boxes", content="[]", headers={"Content-Type": sent_as})
    assert answer.status_code == 422


async def test_no_body_is_missing_whatever_its_kind(client: httpx.AsyncClient) -> None:
    answer = await client.post("/boxes", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "", "message": "Thiếu nội dung"}]


async def test_a_route_without_a_body_names_its_parameter(client: httpx.AsyncClient) -> None:
    answer = await client.get("/boxes", params={"limit": "x"})
    assert answer.json()["errors"] == [{"pointer": "limit", "message": "Phải là số nguyên"}]
