"""`make examples`: chooses the examples of the contract among what was sent and answered while the table of callers was tested.

python tools/contract/examples.py LINES    (tests/contract/examples.py writes them)
"""

import json
import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any

from app import main
from app.kernel.contract import written
from app.kernel.contract.openapi import Json, name_in, operations
from app.kernel.contract.spoken import SHOWN
from app.kernel.pages import described
from app.kernel.problems import NotFound
from app.settings import Settings

EXAMPLES = Path(main.__file__).with_name("examples.json")
# More than anybody reads.
LONGEST, FEW = 6_000, 1
# A token of the tests opens nothing, and looks like one that does.
SECRET = {"token": "tdo_viewer_…", "access_token": "tdo_access_…"}
# What no row of the table is answered: the page of a problem is for people unless JSON is asked for, and whoever comes with a token is
# no client of OAuth.
TOLD: list[Json] = [
    {"row": "GET /problems/{slug}", "sent": None, "status": 200, "answer": described(NotFound, "vi").model_dump()},
    {
        "row": "POST /oauth2/token",
        "sent": None,
        "status": 200,
        "answer": {"access_token": "", "token_type": "Bearer", "expires_in": 3600, "scope": "report:submit task:read"},
    },
]


def chosen(lines: list[Json], document: Json) -> Json:
    by_row = {f"{method.upper()} {path}": operation for path, method, operation in operations(document)}
    examples: Json = {}
    for line in sorted(lines, key=_best_first):
        operation = by_row[line["row"].partition(" # ")[0]]
        for body, value in (
            (operation.get("requestBody", {}), line["sent"]),
            (operation["responses"].get(str(line["status"]), {}), _shortened(line["answer"])),
        ):
            for name in _names(body):
                if value is not None:
                    examples.setdefault(name, value)
    return dict(sorted(examples.items()))


def _best_first(line: Json) -> tuple[bool, bool, int, int]:
    """What succeeded and is the plain case of its operation; of answers the fullest that can still be read."""
    size = len(json.dumps(line["answer"]))
    return line["status"] >= HTTPStatus.BAD_REQUEST, "#" in line["row"], size > LONGEST, -size


def _names(body: Json) -> list[str]:
    media = [one for media_type, one in body.get("content", {}).items() if media_type in SHOWN]
    return [name_in(one["schema"]["$ref"]) for one in media if "$ref" in one.get("schema", {})]


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(one) for one in (value[:FEW] if _is_of_objects(value) else value)]
    if not isinstance(value, dict):
        return value
    return {name: SECRET[name] if name in SECRET else _shortened(one) for name, one in value.items()}


def _is_of_objects(values: list[Any]) -> bool:
    return any(isinstance(one, dict) for one in values)


if __name__ == "__main__":
    lines = [*TOLD] + [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    EXAMPLES.write_text(written(chosen(lines, main.create_app(Settings()).openapi())), encoding="utf-8")
