"""What a client would like of the way its request is dealt with (`Prefer`, RFC 7240). One preference is known: `dry-run`, which asks
for the verdict and the answer of a write and leaves nothing behind. Every other is ignored (§2).
"""

import re
from typing import Annotated

from fastapi import Depends, Header, Request
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.kernel.problems import HONOURED, Fault, InvalidRequest
from app.kernel.words import Words

DRY_RUN = "dry-run"
# On the answer, once it has been honoured (§3).
APPLIED = {"Preference-Applied": DRY_RUN}
# Of all its lines together, which are one list (RFC 9110 §5.3).
PREFER_CHARACTERS = 1000
TOO_LONG = Words(f"Dài tối đa {PREFER_CHARACTERS} ký tự", f"At most {PREFER_CHARACTERS} characters")
# One that never ends is met too, to its end and at once: looked for again from each of its marks, it cost the square of its length.
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+("?)')


def wants_dry_run(request: Request) -> bool:
    # Whatever value stands behind it: who names it does not mean to write.
    return DRY_RUN in _preferred(request.headers.getlist("prefer"))


def _preferred(lines: list[str]) -> set[str]:
    """The names, which compare without case; the values may hold commas and semicolons in quotation marks, and are dropped."""
    listed = QUOTED.sub(lambda met: "" if met[1] else met[0], ",".join(lines)).split(",")
    return {re.split("[;=]", one, maxsplit=1)[0].strip().lower() for one in listed}


async def _asks_for_dry_run(
    request: Request,
    _: Annotated[
        Annotated[str, StringConstraints(max_length=PREFER_CHARACTERS)] | SkipJsonSchema[None],
        Header(
            alias="Prefer",
            description="`dry-run`: the verdict and answer of the real call, and nothing is left behind. Others are ignored.",
        ),
    ] = None,
) -> bool:
    # The declaration bounds the first line only.
    if len(",".join(request.headers.getlist("prefer"))) > PREFER_CHARACTERS:
        raise InvalidRequest(faults=[Fault("Prefer", TOO_LONG)])
    is_dry = wants_dry_run(request)
    # A refusal is a verdict as well: without the mark its sender would not know whether the real thing was refused.
    request.scope[HONOURED] = APPLIED if is_dry else {}
    return is_dry


# As a dependency: declares the header in the contract.
DryRun = Annotated[bool, Depends(_asks_for_dry_run)]
