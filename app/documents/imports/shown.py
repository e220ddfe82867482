"""An import as its office sees it: the draft as settled, what is open about it, and what differs from the plan now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.deadlines import Reading
from app.documents.imports.answers import OPEN, Answer, Resolution
from app.documents.imports.compare import UNCHANGED, Answers, Comparison, Item
from app.documents.imports.differences import called
from app.documents.imports.draft import Draft, Name, Raised, Row, Target
from app.kernel.words import Language, Words

FACTS = ("title", "document_number", "issued_on", "issuer", "year", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Head:
    """What an import is beside its rows. `plan`: the plan of its code as it is, or what it will be made with."""

    id: UUID | None
    status: str
    plan: Mapping[str, Any]
    file: Mapping[str, Any]
    created_at: datetime | None
    committed_at: datetime | None
    version: int
    left_out: Sequence[Mapping[str, Any]]


def shown(head: Head, compared: Comparison, language: Language) -> bytes:
    draft = compared.draft
    body = {
        "id": head.id,
        "status": head.status,
        "plan": head.plan,
        "file": head.file,
        "sections": [{"label": one.label, "title": one.title} for one in draft.sections],
        "findings": [_finding(one, compared.answers, language) for one in compared.findings],
        "diff": {**compared.counts, "items": [_item(one) for one in compared.items if one.change != UNCHANGED]},
        "left_out": [left_out_row(one, language) for one in head.left_out],
        "created_at": head.created_at,
        "committed_at": head.committed_at,
        "may": _may(head, compared),
        "version": head.version,
    }
    rows = ",".join(_written(_row(draft, row, language)) for row in draft.rows)
    return f'{_written(body)[:-1]},"rows":[{rows}]}}'.encode()


def _written(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(one: Any) -> str:
    return one.isoformat() if isinstance(one, date | datetime) else str(one)


def _may(head: Head, compared: Comparison) -> list[str]:
    if head.id is None or head.status != "previewed":
        return []
    return ["settle"] if compared.open_errors else ["settle", "commit"]


def _row(draft: Draft, row: Row, language: Language) -> dict[str, Any]:
    return {
        "number": row.number,
        "section": None if row.section is None else called(draft.sections[row.section]),
        "parent": row.parent,
        "is_heading": row.is_heading,
        "title": row.title,
        "deliverable": row.deliverable,
        "assignments": [_assignment(one) for one in row.names],
        "deadline": row.deadline and _deadline(row.deadline, language),
        "title_deadlines": [_deadline(one, language) for one in row.second],
        "completion_rule": row.completion_rule,
    }


def _assignment(one: Name) -> dict[str, Any]:
    return {
        "role": one.role,
        "text": one.text,
        "agency": one.agency and ref(one.agency),
        "group": one.group and ref(one.group),
    }


def ref(target: Target) -> dict[str, Any]:
    return {"id": target.id, "code": target.code, "name": target.name}


def _deadline(reading: Reading, language: Language) -> dict[str, Any]:
    return {"text": reading.text, "reading": reading.as_dict(language)}


def _finding(one: Raised, answers: Answers, language: Language) -> dict[str, Any]:
    answer = answers.get(one.id, OPEN)
    return {
        "id": one.id,
        "row": one.row,
        "column": one.column,
        "code": one.code,
        "severity": one.severity,
        "message": one.message.in_(language),
        "read": one.read,
        "suggestion": one.suggestion,
        "resolution": answer.resolution.value,
        "value": answer.value,
    }


def left_out_row(held: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """A row whose state at opening was not clear, from what is kept of it."""
    return {**held, "message": Words(*held["message"]).in_(language)}


def _item(item: Item) -> dict[str, Any]:
    task = item.task
    return {
        "change": item.change,
        "row": item.row,
        "task": task
        and {
            "id": task.id,
            "number": task.number,
            "section": task.section and called(task.section),
            "title": task.title,
        },
        "fields": [{"field": one.field, "before": one.before, "after": one.after} for one in item.fields],
    }


def stored(answer: Answer) -> dict[str, Any]:
    """An answer as it is kept with its import."""
    return {
        "resolution": answer.resolution.value,
        "value": answer.value,
        "agency": answer.agency and {**ref(answer.agency), "id": str(answer.agency.id)},
        "group": answer.group and {**ref(answer.group), "id": str(answer.group.id)},
        "reading": answer.reading and answer.reading.to_json(),
    }


def answer_again(held: Mapping[str, Any]) -> Answer:
    from_register = {
        name: held[name] and Target(UUID(held[name]["id"]), held[name]["code"], held[name]["name"])
        for name in ("agency", "group")
    }
    reading = held["reading"] and Reading.from_json(held["reading"])
    return Answer(Resolution(held["resolution"]), held["value"], reading=reading, **from_register)
