"""The items of a batch on their way: as they came, and as they are answered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from app.access.caller import Caller
from app.kernel.problems import Problem
from app.kernel.schema import as_uuid
from app.kernel.words import Language
from app.reports.batch.named import Candidate, meant
from app.reports.batch.read import ReadItem
from app.reports.batch.schemas import ReportBatchItem


@dataclass(frozen=True, slots=True)
class Item:
    """One that is well formed. `report_id`: the client's own, or one minted for it."""

    place: int
    said: ReportBatchItem
    digest: bytes
    report_id: UUID


@dataclass(frozen=True, slots=True)
class Placed:
    """An item whose names have been looked up. `tasks`: those it may mean; `agency`: whose report it would be, if that is known."""

    item: Item
    tasks: tuple[UUID, ...]
    agency: UUID | None

    @property
    def task_id(self) -> UUID | None:
        return self.tasks[0] if len(self.tasks) == 1 else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`report`: as it is written; with none and no problem, one that stands already and is to be shown by its id."""

    status: int
    report_id: UUID | None = None
    report: bytes | None = None
    problem: Problem | None = None
    replayed: bool = False


def items_of(read: Sequence[ReadItem]) -> list[Item]:
    return [
        Item(place, one.said, one.digest, one.said.id or uuid7())
        for place, one in enumerate(read)
        if one.said is not None
    ]


def names(items: Sequence[Item]) -> dict[str, Any]:
    """What is asked of `load.OPEN`."""
    agencies = sorted({one.said.agency for one in items if one.said.agency is not None})
    numbered = [one for one in items if one.said.task_id is None]
    return {
        "names_name": agencies,
        "names_id": [as_uuid(one) for one in agencies],
        "numbered_place": [one.place for one in numbered],
        "numbered_plan_code": [one.said.plan_code for one in numbered],
        "numbered_section": [one.said.section for one in numbered],
        "numbered_number": [one.said.task_number for one in numbered],
    }


def placed(items: Sequence[Item], opened: Mapping[str, Any], caller: Caller) -> list[Placed]:
    agencies = {one["name"]: UUID(one["id"]) for one in reversed(json.loads(opened["agencies"]))}
    candidates: dict[int, list[Candidate]] = {}
    for one in json.loads(opened["candidates"]):
        leads = frozenset(UUID(agency) for agency in one["leads"] or ())
        candidates.setdefault(one["place"], []).append(Candidate(UUID(one["id"]), leads))
    only = next(iter(caller.agencies)) if len(caller.agencies) == 1 else None
    found = []
    for item in items:
        agency = only if item.said.agency is None else agencies.get(item.said.agency)
        own = item.said.task_id
        tasks = meant(candidates.get(item.place, ()), agency) if own is None else (own,)
        found.append(Placed(item, tasks, agency))
    return found


def asked(placed_items: Sequence[Placed]) -> dict[str, Any]:
    """What is asked of `load.LOAD`."""
    return {
        "asked_place": [one.item.place for one in placed_items],
        "asked_task_id": [one.task_id for one in placed_items],
        "asked_agency_id": [one.agency for one in placed_items],
        "asked_report_id": [one.item.report_id for one in placed_items],
        "asked_supersedes_id": [one.item.said.supersedes_id for one in placed_items],
        "asked_key": [one.item.said.idempotency_key for one in placed_items],
    }


def document(index: int, outcome: Outcome, language: Language, request_id: UUID) -> dict[str, Any]:
    """An outcome as it stands in the answer; `report` is spliced in where there is one."""
    problem = outcome.problem and outcome.problem.document(language, str(request_id))
    return {
        "index": index,
        "status": outcome.status,
        "report": None,
        "problem": problem,
        "replayed": outcome.replayed,
    }


def written(index: int, outcome: Outcome, language: Language, request_id: UUID) -> bytes:
    if outcome.report is None:
        told = document(index, outcome, language, request_id)
        # A lone surrogate in the name of a field has no UTF-8 form.
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    replayed = b"true" if outcome.replayed else b"false"
    head = b'{"index":%d,"status":%d,"report":' % (index, outcome.status)
    return head + outcome.report + b',"problem":null,"replayed":%s}' % replayed
