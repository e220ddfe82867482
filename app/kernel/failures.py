"""Turns whatever went wrong (a problem, the framework's own refusals, the database's) into a problem document."""

import asyncpg
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from app.kernel.contract import allow_header
from app.kernel.faults import refusal_of
from app.kernel.problems import (
    CONSTRAINTS,
    FAULTS,
    BodyTooLarge,
    InternalError,
    InvalidRequest,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    Problem,
    RefusedByDatabase,
    Unavailable,
    UnsupportedMediaType,
    problem_response,
)

log = structlog.get_logger()

BY_STATUS: dict[int, type[Problem]] = {
    problem.status: problem
    for problem in (NotFound, MethodNotAllowed, NotAcceptable, BodyTooLarge, UnsupportedMediaType, InvalidRequest)
}
RETRY_AFTER_SECONDS = "2"
# Of two that wait for each other the database gives one up (TransactionRollbackError): it has done nothing and may come again.
BUSY = (
    asyncpg.QueryCanceledError
    | asyncpg.LockNotAvailableError
    | asyncpg.TooManyConnectionsError
    | asyncpg.TransactionRollbackError
)
# The last is what a connection raises whose end has arrived while it lay in the pool, or in the middle of a statement.
GONE = (
    asyncpg.PostgresConnectionError
    | asyncpg.OperatorInterventionError
    | asyncpg.InterfaceError
    | asyncpg.InternalClientError
)


def install(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, _answer_framework)
    app.add_exception_handler(asyncpg.PostgresError, _answer_database)
    app.add_exception_handler(asyncpg.InterfaceError, _answer_lost_connection)
    app.add_exception_handler(asyncpg.InternalClientError, _answer_lost_connection)
    app.add_exception_handler(DBAPIError, _answer_database)
    app.add_exception_handler(OSError, _answer_lost_connection)
    app.add_exception_handler(TimeoutError, _answer_lost_connection)


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(request, error)


async def _answer_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # The framework's own answer echoes the input, which may be NaN or a lone surrogate and then fails to serialise.
    return problem_response(request, refusal_of(request, error.errors()))


async def _answer_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, Problem):
        # What was raised while FastAPI read the body (a piece too many) comes wrapped in its own 400.
        return problem_response(request, error.__cause__)
    known = BY_STATUS.get(
        error.status_code, InvalidRequest if error.status_code < InternalError.status else InternalError
    )
    # Starlette's Allow names the methods of one route; the contract knows those of the whole path.
    allowed = allow_header(request) if known is MethodNotAllowed else {}
    return problem_response(request, known(headers={**(error.headers or {}), **allowed}))


async def _answer_database(request: Request, error: Exception) -> Response:
    return problem_response(request, problem_of(error))


def problem_of(error: Exception) -> Problem:
    """SQLSTATE and constraint name → problem; what nobody claimed is a fault of ours (500)."""
    cause = _driver_error(error)
    claimed = claimed_problem(error)
    if claimed is not None:
        return claimed
    if isinstance(cause, asyncpg.DataError):
        return InvalidRequest()
    if isinstance(cause, asyncpg.InsufficientPrivilegeError):
        log.warning("refused_by_database", sqlstate=cause.sqlstate)
        return RefusedByDatabase()
    if isinstance(cause, BUSY | GONE):
        return Unavailable(headers={"Retry-After": RETRY_AFTER_SECONDS})
    log.error("database_error", sqlstate=getattr(cause, "sqlstate", None), kind=type(cause).__name__)
    return InternalError()


def claimed_problem(error: Exception) -> Problem | None:
    """What the feature that owns the violated constraint says of it."""
    name = getattr(_driver_error(error), "constraint_name", None) or ""
    known = CONSTRAINTS.get(name)
    return None if known is None else known(faults=[FAULTS[name]] if name in FAULTS else [])


def _driver_error(error: Exception) -> BaseException:
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig.__cause__ or error.orig
    return error


async def _answer_lost_connection(request: Request, error: Exception) -> Response:
    log.warning("database_unreachable", kind=type(error).__name__)
    return problem_response(request, Unavailable(headers={"Retry-After": RETRY_AFTER_SECONDS}))
