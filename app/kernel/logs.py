"""How the service logs: in each worker, set when its application is made."""

import logging
import traceback

import structlog
from starlette.types import Scope

log = structlog.get_logger()


def configure_logs() -> None:
    """One JSON object a line on standard output; nothing of a request but what the outermost layer says."""
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        cache_logger_on_first_use=True,
    )


def log_request(scope: Scope, status: int, seconds: float) -> None:
    """Once for each request, when it is answered."""
    log.info(
        "request",
        request_id=scope["request_id"],
        method=scope["method"],
        # The template, not the path: a path may carry what a client thought a name was.
        route=getattr(scope.get("route"), "path", None),
        status=status,
        duration_ms=round(seconds * 1000, 2),
        token_id=scope.get("token_id"),
    )


def log_gone(scope: Scope) -> None:
    """The client has gone before its request was whole: a line broke, or somebody closed a window."""
    log.info("client gone", request_id=scope["request_id"])


def log_fault(scope: Scope, error: Exception) -> None:
    """Type and places only: the message of an exception may quote a report or a token."""
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-5:]
    ]
    log.error("fault", request_id=scope["request_id"], kind=type(error).__name__, places=places)
