"""A draft as JSON and back: the process that reads a file writes it, the service takes it up again."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.deadlines import Reading
from app.documents.imports.draft import Cited, Draft, Name, Raised, Row, Section, Target
from app.kernel.words import Words

HEAD = tuple(name for name in Draft.__dataclass_fields__ if name not in {"sections", "rows", "findings"})
RAISED = ("id", "code", "severity", "row", "column", "params", "read", "suggestion")
PLAIN = (
    "number",
    "section",
    "parent",
    "is_heading",
    "title",
    "deliverable",
    "completion_rule",
    "lead_text",
    "coordinating_text",
    "notes",
    "progress",
)


def to_json(draft: Draft) -> str:
    """A line for the annex, and one for each row: who takes up 20,000 of them lets others have their turn between two."""
    head = {name: getattr(draft, name) for name in HEAD} | {
        "sections": draft.sections,
        "findings": [
            {**{name: getattr(one, name) for name in RAISED}, "message": [one.message.vi, one.message.en]}
            for one in draft.findings
        ],
    }
    return "\n".join(map(_written, (head, *map(_plain, draft.rows))))


def _written(one: Mapping[str, Any]) -> str:
    return json.dumps(one, ensure_ascii=False, default=held, separators=(",", ":"))


def held(one: Any) -> Any:
    """What JSON has no word for. `asdict` would copy each id and each day before it is written once."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__} if is_dataclass(one) else str(one)


def _plain(row: Row) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in PLAIN},
        "names": row.names,
        "deadline": row.deadline and row.deadline.to_json(),
        "second": [one.to_json() for one in row.second],
        "offered": [one.to_json() for one in row.offered],
        "citations": row.citations,
    }


def from_json(written: str) -> Draft:
    first, *rows = written.split("\n")
    held = json.loads(first)
    return Draft(
        **held
        | {
            "issued_on": _day(held["issued_on"]),
            "column_titles": tuple(held["column_titles"]),
            "sections": tuple(Section(**one) for one in held["sections"]),
            "rows": tuple(_row_again(json.loads(row)) for row in rows),
            "findings": tuple(Raised(**one | {"message": Words(*one["message"])}) for one in held["findings"]),
        }
    )


def _row_again(held: dict[str, Any]) -> Row:
    return Row(
        **held
        | {
            "names": tuple(
                Name(**one | {"agency": _target(one["agency"]), "group": _target(one["group"])})
                for one in held["names"]
            ),
            "deadline": held["deadline"] and Reading.from_json(held["deadline"]),
            "second": tuple(Reading.from_json(one) for one in held["second"]),
            "offered": tuple(Reading.from_json(one) for one in held["offered"]),
            "citations": tuple(Cited(**one | {"issued_on": _day(one["issued_on"])}) for one in held["citations"]),
            "notes": tuple((column, text) for column, text in held["notes"]),
        }
    )


def _target(held: Mapping[str, str] | None) -> Target | None:
    return None if held is None else Target(UUID(held["id"]), held["code"], held["name"])


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
