"""Problem documents: their form, their language, and what becomes of an error of the database."""

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from app.agencies.problems import AgencyExists
from app.kernel.failures import problem_of
from app.kernel.problems import (
    CATALOGUE,
    CONSTRAINTS,
    MEDIA_TYPE,
    Fault,
    InternalError,
    InvalidRequest,
    NotFound,
    Problem,
    RefusedByDatabase,
    Unavailable,
    responses,
)
from app.kernel.words import Words
from tests.callers import Callers


def test_a_document_has_the_members_of_rfc_9457_and_ours() -> None:
    fault = Fault("/name", Words("Thiếu", "Missing"))
    assert InvalidRequest(faults=[fault]).document("en", "r") == {
        "type": "/problems/invalid-request",
        "title": "The request is not valid",
        "status": 422,
        "detail": "The request is not valid",
        "request_id": "r",
        "errors": [{"pointer": "/name", "message": "Missing"}],
    }


def test_a_document_is_vietnamese_when_vietnamese_is_wanted() -> None:
    told = NotFound(Words("Không có nhiệm vụ này", "No such task"), task="x").document("vi", "r")
    assert (told["title"], told["detail"], told["task"]) == (NotFound.title.vi, "Không có nhiệm vụ này", "x")


def test_a_surrogate_quoted_from_a_request_does_not_fail_the_refusal() -> None:
    answer = NotFound(name="\ud800").response("en", "r")
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert b"\\ud800" in bytes(answer.body)


def test_each_problem_stands_in_the_catalogue_under_a_slug_of_its_own() -> None:
    problems = _all_below(Problem)
    assert sorted(CATALOGUE) == sorted(one.slug for one in problems)
    assert len(CATALOGUE) == len(problems)


def _all_below(problem: type[Problem]) -> list[type[Problem]]:
    below = problem.__subclasses__()
    return [*below, *(deeper for one in below for deeper in _all_below(one))]


@pytest.mark.parametrize("slug", CATALOGUE)
def test_each_problem_is_a_refusal_in_two_languages(slug: str) -> None:
    problem = CATALOGUE[slug]
    assert 400 <= problem.status <= 599
    assert problem.title.vi != problem.title.en
    assert slug == slug.strip("-").lower()


def test_a_route_lists_its_problems_by_status() -> None:
    listed = responses(NotFound, InvalidRequest, AgencyExists)
    assert {status: one["x-problems"] for status, one in listed.items()} == {
        404: ["not-found"],
        422: ["invalid-request"],
        409: ["agency-exists"],
    }


def _violated(constraint: str, kind: type[asyncpg.PostgresError]) -> asyncpg.PostgresError:
    error = kind("violated")
    error.constraint_name = constraint
    return error


def test_a_violated_constraint_is_the_problem_of_its_name() -> None:
    assert CONSTRAINTS["agencies_code_key"] is AgencyExists
    assert isinstance(problem_of(_violated("agencies_code_key", asyncpg.UniqueViolationError)), AgencyExists)


def test_a_constraint_that_nobody_named_is_a_fault_of_ours() -> None:
    assert isinstance(problem_of(_violated("khong_co_key", asyncpg.UniqueViolationError)), InternalError)


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (asyncpg.CharacterNotInRepertoireError("x"), InvalidRequest),
        (asyncpg.NumericValueOutOfRangeError("x"), InvalidRequest),
        (asyncpg.InsufficientPrivilegeError("x"), RefusedByDatabase),
        (asyncpg.QueryCanceledError("x"), Unavailable),
        (asyncpg.DeadlockDetectedError("x"), Unavailable),
        (asyncpg.LockNotAvailableError("x"), Unavailable),
        (asyncpg.TooManyConnectionsError("x"), Unavailable),
        (asyncpg.AdminShutdownError("x"), Unavailable),
        (asyncpg.ConnectionDoesNotExistError("x"), Unavailable),
        (asyncpg.InterfaceError("x"), Unavailable),
        (asyncpg.InternalClientError("x"), Unavailable),
        (asyncpg.UndefinedTableError("x"), InternalError),
        (asyncpg.PostgresSyntaxError("x"), InternalError),
    ],
)
def test_an_error_of_the_database_is_told_by_its_kind(error: Exception, problem: type[Problem]) -> None:
    told = problem_of(error)
    assert type(told) is problem
    assert ("Retry-After" in told.headers) == (problem is Unavailable)


def test_the_driver_is_found_below_sqlalchemy() -> None:
    below = Exception("of the adapter")
    below.__cause__ = _violated("agencies_code_key", asyncpg.UniqueViolationError)
    assert isinstance(problem_of(DBAPIError("insert", None, below)), AgencyExists)


async def test_a_refusal_comes_in_the_language_of_the_request(callers: Callers) -> None:
    for language, title in {"vi": NotFound.title.vi, "en": NotFound.title.en}.items():
        answer = await callers.viewer.get("/v1/agencies/khong-co", headers={"Accept-Language": language})
        assert (answer.status_code, answer.json()["title"]) == (404, title)
        assert answer.headers["content-language"] == language


async def test_an_unknown_field_is_named_with_the_nearest_known_one(callers: Callers) -> None:
    body = {"code": "so-tu-phap", "name": "Sở Tư pháp", "kind": "department", "nmae": "x"}
    answer = await callers.admin.post("/v1/agencies", body, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "/nmae", "message": "No such field; nearest: “name”"}]


async def test_an_unknown_parameter_is_named_with_the_nearest_known_one(callers: Callers) -> None:
    answer = await callers.viewer.get("/v1/agencies?knid=office", headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "knid", "message": "No such parameter; nearest: “kind”"}]


async def test_every_fault_of_a_body_is_told_at_once(callers: Callers) -> None:
    answer = await callers.admin.post("/v1/agencies", {"code": "Sở", "kind": "x", "more": 1})
    assert sorted(one["pointer"] for one in answer.json()["errors"]) == ["/code", "/kind", "/more", "/name"]
