"""From the bytes of a file to its draft: the one place where an import calls the readers.

Run as a program it forks (`forking`) what does so for `aside.py`, a process that knows no secret and may neither grow nor go on without end: one line of JSON and the
file come in, lines of JSON go out, and END behind them.
"""

import gc
import json
import resource
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.agencies.matching import Named, Register
from app.documents.annex.read import read_annex
from app.documents.imports.draft import Draft
from app.documents.imports.draft_json import held, to_json
from app.documents.imports.forking import serve
from app.documents.imports.from_annex import draft_of
from app.documents.readers.any import format_of, read_file
from app.documents.refusals import RefusedFile

# No JSON holds it: an answer without it is that of a reader which came to no end.
END = b"\0"
MEMORY_BYTES = 2**30
CPU_SECONDS = 20


def read_draft(data: bytes, name: str, register: Register, *, year: int | None, issued_on: date | None) -> Draft:
    """RefusedFile when the file can't be read or is classified."""
    annex = read_annex(read_file(data, name), register, year=year, issued_on=issued_on)
    return draft_of(annex, format_of(data, name))


def request_of(
    name: str, register: tuple[Sequence[Named], Sequence[Named]], year: int | None, issued_on: date | None
) -> bytes:
    """The line that goes before the file."""
    agencies, groups = register
    asked = {"name": name, "year": year, "issued_on": issued_on, "agencies": agencies, "groups": groups}
    return json.dumps(asked, default=held).encode() + b"\n"


def answer_to(line: bytes, data: bytes) -> str:
    asked = json.loads(line)
    register = Register(*([_named(one) for one in asked[kind]] for kind in ("agencies", "groups")))
    issued_on = asked["issued_on"] and date.fromisoformat(asked["issued_on"])
    try:
        draft = read_draft(data, asked["name"], register, year=asked["year"], issued_on=issued_on)
    except RefusedFile as refused:
        return json.dumps({"slug": refused.slug, "vi": refused.detail.vi, "en": refused.detail.en})
    return to_json(draft)


def _named(held: Mapping[str, Any]) -> Named:
    return Named(**{**held, "id": UUID(held["id"]), "aliases": tuple(held["aliases"])})


def bound() -> None:
    """Nothing that a file does to its reader takes more than this, or leaves anything on a disk."""
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for of, most in limits.items():
        resource.setrlimit(of, (most, most))


def main() -> None:
    bound()
    gc.disable()  # it holds one file and ends with it: to look for what could be given back costs more than it gives
    line, data = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer_to(line, data).encode() + END)


if __name__ == "__main__":
    serve(main)
