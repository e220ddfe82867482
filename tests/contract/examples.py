"""Where the examples of the contract come from: what the table of callers sends and is answered, written down when `make examples` asks."""

import json
import os
from pathlib import Path
from typing import Any

import httpx

WRITTEN_TO = os.environ.get("TIENDO_EXAMPLES")
JSON = "application/json"


def keep(row: str, sent: dict[str, Any], answer: httpx.Response) -> None:
    """`row` of the table; `sent` as options of the client."""
    if WRITTEN_TO is None:
        return
    is_told = answer.is_success and answer.headers.get("content-type") == JSON
    line = {
        "row": row,
        "sent": body_of(sent),
        "status": answer.status_code,
        "answer": answer.json() if is_told else None,
    }
    with Path(WRITTEN_TO).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def body_of(sent: dict[str, Any]) -> Any:
    """The body as the contract describes it: of a form, its fields and the name of its file."""
    if "files" in sent:
        return {"file": sent["files"]["file"][0], **sent.get("data", {})}
    return sent.get("json", sent.get("data"))
