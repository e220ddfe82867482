"""How a command refuses: a sentence in both languages on standard error, and exit status 1."""

import sys
from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.cli.shown import err
from app.kernel.faults import fault_of
from app.kernel.problems import Problem


def fail(message: str) -> NoReturn:
    err.print(message, style="red", markup=False, soft_wrap=True)
    sys.exit(1)


def said(problem: Problem) -> str:
    """What happened in both languages, and below it each thing that was wrong, unless it says the same."""
    words = [problem.detail or problem.title, *(fault.message for fault in problem.faults), problem.cure]
    return "\n".join(dict.fromkeys(line for one in words for line in (one.vi, one.en)))


def wrong(invalid: ValidationError) -> str:
    return "\n".join(_wrong(error) for error in invalid.errors(include_input=False))


def _wrong(error: ErrorDetails) -> str:
    words = fault_of({**error, "loc": ("body", *error["loc"])}).message
    name = ".".join(str(part) for part in error["loc"])
    return f"{name}: {words.vi}\n{name}: {words.en}" if name else f"{words.vi}\n{words.en}"
