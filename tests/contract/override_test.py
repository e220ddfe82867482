"""What the override makes of things that FastAPI writes badly, on an application of four routes."""

from typing import Annotated

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, Field

from app.kernel import contract
from app.kernel.contract.answers import ALWAYS
from app.kernel.contract.openapi import Json
from app.kernel.idempotency import IdempotencyKey
from app.kernel.preferences import DryRun
from app.kernel.problems import NotFound, Problem, responses
from app.kernel.schema import Input, Output
from app.kernel.words import Words

TAGS = {"Things": Words("Đồ vật", "Things")}


class Thing(Output):
    title: str
    size: int
    version: int


class Things(Output):
    items: list[Thing]
    next_cursor: str | None


class ThingUpdate(Input):
    title: Annotated[str, Field(max_length=10)] = ""
    size: Annotated[int, Field(ge=0, le=2**40)] = 0


class Upload(BaseModel):
    file: Annotated[str, Field(json_schema_extra={"contentMediaType": "application/octet-stream"})]


def _application(*guarded: type[Problem]) -> FastAPI:
    app = FastAPI(generate_unique_id_function=contract.operation_id, separate_input_output_schemas=False)

    @app.get("/v1/things", tags=["Things"], response_model=Things)
    async def list_all_things() -> None:
        """All."""

    @app.get("/v1/things/{thing}", tags=["Things"], response_model=Thing, responses=responses(NotFound))
    async def get_thing(thing: int) -> None:
        """One."""

    @app.patch("/v1/things/{thing}", tags=["Things"], response_model=Thing)
    async def update_thing(thing: int, change: ThingUpdate) -> None:
        """Changes one."""

    @app.post("/v1/uploads", tags=["Things"], status_code=201, response_model=Thing)
    async def upload(body: Upload) -> None:
        """Takes one."""

    @app.post("/v1/keyed", tags=["Things"], status_code=201, response_model=Thing)
    async def make(body: Upload, is_dry: DryRun, key: IdempotencyKey = None) -> None:
        """Makes one, once."""

    contract.install(app, TAGS, guarded)
    return app


@pytest.fixture(scope="module")
def document() -> Json:
    return _application().openapi()


def test_an_operation_is_named_after_its_function(document: Json) -> None:
    assert document["paths"]["/v1/things"]["get"]["operationId"] == "listAllThings"
    assert document["paths"]["/v1/things"]["get"]["summary"] == "List all things"


def test_titles_go_and_a_field_called_title_stays(document: Json) -> None:
    assert document["components"]["schemas"]["Thing"] == {
        "type": "object",
        "required": ["title", "size", "version"],
        "properties": {
            "title": {"type": "string"},
            "size": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 2**31 - 1},
            "version": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 2**31 - 1},
        },
    }


def test_a_merge_patch_keeps_its_bounds_and_loses_its_defaults(document: Json) -> None:
    assert document["components"]["schemas"]["ThingUpdate"]["properties"] == {
        "title": {"type": "string", "maxLength": 10},
        "size": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 2**40},
    }


def test_an_integer_that_clients_send_gets_no_range_it_was_not_declared_with(document: Json) -> None:
    (thing, _) = document["paths"]["/v1/things/{thing}"]["get"]["parameters"]
    assert thing["schema"] == {"type": "integer", "format": "int32"}


def test_a_file_is_binary(document: Json) -> None:
    assert document["components"]["schemas"]["Upload"]["properties"]["file"] == {"type": "string", "format": "binary"}


def test_what_has_a_version_has_an_etag_and_may_be_unchanged(document: Json) -> None:
    found = document["paths"]["/v1/things/{thing}"]["get"]
    assert {"ETag", *ALWAYS} == set(found["responses"]["200"]["headers"])
    assert "content" not in found["responses"]["304"]
    assert found["parameters"][-1] == {"$ref": "#/components/parameters/IfNoneMatch"}


def test_a_page_links_to_the_next_and_may_be_unchanged(document: Json) -> None:
    found = document["paths"]["/v1/things"]["get"]
    assert {"ETag", "Link", *ALWAYS} == set(found["responses"]["200"]["headers"])
    assert "content" not in found["responses"]["304"]


def test_what_follows_a_header_is_declared_where_the_header_is_taken(document: Json) -> None:
    created = document["paths"]["/v1/keyed"]["post"]
    marks = {"Idempotency-Replayed", "Preference-Applied"}
    assert marks <= set(created["responses"]["201"]["headers"])
    assert created["x-problems"]["409"] == ["idempotency-key-in-flight"]
    others = (one for path, item in document["paths"].items() if path != "/v1/keyed" for one in item.values())
    assert all(marks.isdisjoint(answer.get("headers", {})) for one in others for answer in one["responses"].values())


def test_what_is_created_has_its_place(document: Json) -> None:
    created = document["paths"]["/v1/uploads"]["post"]["responses"]["201"]
    assert {"Location", "ETag", *ALWAYS} == set(created["headers"])


def test_the_form_of_an_operation_is_named_after_it() -> None:
    drawn: Json = {
        "paths": {"/a": {"$ref": "#/components/schemas/Body_importPlan"}},
        "components": {"schemas": {"Body_importPlan": {}, "Body_importPlanAgain": {}}},
    }
    assert contract.schemas.with_forms_renamed(drawn) == {
        "paths": {"/a": {"$ref": "#/components/schemas/ImportPlanForm"}},
        "components": {"schemas": {"ImportPlanForm": {}, "ImportPlanAgainForm": {}}},
    }


def test_operations_without_a_token_say_so(document: Json) -> None:
    assert document["paths"]["/v1/things"]["get"]["security"] == []


def test_the_problems_of_an_operation_by_status(document: Json) -> None:
    assert document["paths"]["/v1/things/{thing}"]["patch"]["x-problems"] == {
        "404": ["not-found"],
        "406": ["not-acceptable"],
        "408": ["body-too-slow"],
        "413": ["body-too-large"],
        "414": ["url-too-long"],
        "415": ["unsupported-media-type"],
        "422": ["invalid-request"],
        "429": ["quota-exceeded"],
        "431": ["head-too-large"],
        "500": ["internal-error"],
        "503": ["unavailable"],
    }


def test_only_what_operations_have_is_described(document: Json) -> None:
    shared = document["components"]["responses"]
    assert set(shared) == {
        f"Problem{status}" for status in (404, 406, 408, 409, 413, 414, 415, 422, 429, 431, 500, 503)
    }
    assert "`not-found`" in shared["Problem404"]["description"]
    assert all("Retry-After" in shared[f"Problem{status}"]["headers"] for status in (429, 503))
