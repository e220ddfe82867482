"""What will go is said on answers and in the contract, on an application of which half goes."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI
from pydantic import Field

from app.kernel import contract, failures
from app.kernel.asgi import Outermost
from app.kernel.contract.breaking import changes
from app.kernel.deprecation import NOTICE, Going, going
from app.kernel.problems import NotFound
from app.kernel.schema import Output
from app.kernel.words import Words

INSTEAD = Words("Dùng /v1/things", "Use /v1/things")
WHOLE = Going(date(2027, 1, 4), date(2027, 8, 1), INSTEAD)
FIELD = Going(date(2027, 2, 1), date(2027, 12, 1), Words("Dùng label", "Use label"), field="Thing.name")
TAGS = {"Things": Words("Đồ vật", "Things")}


class Thing(Output):
    label: str
    name: Annotated[str, Field(deprecated=True)]


def _application() -> FastAPI:
    app = FastAPI(generate_unique_id_function=contract.operation_id, separate_input_output_schemas=False)

    @app.get("/v1/things", tags=["Things"], response_model=Thing, **going(FIELD))
    async def list_things() -> dict[str, str]:
        """All."""
        return {"label": "a", "name": "a"}

    @app.get("/v1/bits", tags=["Things"], response_model=Thing, **going(WHOLE, FIELD))
    async def list_bits() -> None:
        """All, as they were called once."""
        raise NotFound

    @app.get("/v1/screws", tags=["Things"])
    async def list_screws() -> None:
        """These stay."""

    contract.install(app, TAGS, ())
    failures.install(app)
    app.add_middleware(Outermost)
    return app


APP = _application()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://tiendo.test") as client:
        yield client


async def test_a_field_that_goes_is_said_on_each_answer_that_has_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/things")
    assert answer.headers["Deprecation"] == "@1801414800"
    assert answer.headers["Sunset"] == "Tue, 30 Nov 2027 17:00:00 GMT"
    assert answer.headers["Link"] == '</changelog.json>; rel="deprecation"; type="application/json"'


async def test_an_operation_that_goes_says_so_on_refusals_too(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/bits")
    assert answer.status_code == 404
    assert (answer.headers["Deprecation"], answer.headers["Sunset"]) == ("@1798995600", "Sat, 31 Jul 2027 17:00:00 GMT")


async def test_what_stays_says_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/screws")
    assert not {"deprecation", "sunset", "link"} & set(answer.headers)


def test_the_contract_says_it_as_well() -> None:
    paths = APP.openapi()["paths"]
    bits, things, screws = (paths[f"/v1/{name}"]["get"] for name in ("bits", "things", "screws"))
    assert (bits["deprecated"], "deprecated" in things, "deprecated" in screws) == (True, False, False)
    assert things["x-deprecation"] == [
        {
            "field": "Thing.name",
            "since": "2027-02-01",
            "sunset": "2027-12-01",
            "instead": {"vi": "Dùng label", "en": "Use label"},
        }
    ]
    assert {"Deprecation", "Sunset"} <= set(things["responses"]["200"]["headers"])
    assert not {"Deprecation", "Sunset"} & set(screws["responses"]["200"]["headers"])
    assert APP.openapi()["components"]["schemas"]["Thing"]["properties"]["name"]["deprecated"] is True


def test_the_changelog_tells_it_as_a_change_that_breaks_nobody() -> None:
    document = APP.openapi()
    get = document["paths"]["/v1/bits"]["get"]
    before = {**document, "paths": {**document["paths"], "/v1/bits": {"get": {**get, "deprecated": False}}}}
    assert [(str(one), one.is_breaking) for one in changes(before, document)] == [
        ("deprecated listBits: None → None", False)
    ]


def test_nothing_goes_sooner_than_the_notice() -> None:
    assert Going(date(2027, 1, 4), date(2027, 1, 4) + NOTICE, INSTEAD)
    with pytest.raises(ValueError, match="180 days"):
        Going(date(2027, 1, 4), date(2027, 7, 2), INSTEAD)
