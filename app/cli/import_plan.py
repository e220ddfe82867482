"""`tiendo import`: a file into a plan, by the same steps as the interface takes, and a readable account of what it was not sure of.

All of it is one transaction: a file with questions that nobody has answered leaves nothing behind.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.text import Text
from sqlalchemy import select

from app.access.roles import Role
from app.access.writing import Work
from app.agencies import queries as agencies
from app.cli.operator import acting, owner_session
from app.cli.shown import print_line, print_table, words
from app.documents.imports.commit import commit_import
from app.documents.imports.draft_json import to_json
from app.documents.imports.here import read_here
from app.documents.imports.preview import Known, Read, keep_import, known_of, require_table
from app.documents.imports.problems import FindingsOpen
from app.documents.imports.schemas import FindingAnswer, ImportCommit, ImportForm, ImportUpdate
from app.documents.imports.settle import settle_import
from app.kernel.clock import Clock, system_clock
from app.kernel.db import open_database
from app.obligations.publish import publish_plan
from app.plans.models import Plan
from app.plans.schemas import PlanPublish

COLOURS = {"error": "red", "warning": "yellow", "info": "default"}
CHANGES = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow"), "renumbered": ("#", "default")}
LONGEST_CALLED, LONGEST_FIELD = 40, 60
STEPS = 4
NOT_STORED: Mapping[str, Any] = MappingProxyType({"id": None, "created_at": None, "may": []})

# Told how many of the steps are done.
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """`answers`: `finding=accepted`, `finding=rejected` or `finding=` and a value, as typed."""

    name: str
    data: bytes
    form: dict[str, Any]
    answers: Sequence[str]
    document: str | None
    publish: bool
    published_on: date | None
    dry_run: bool


class Unsettled(Exception):
    """Rolls everything back: `body` is the import as it would have been kept, `refused` what the commit said."""

    def __init__(self, body: Mapping[str, Any], refused: FindingsOpen | None) -> None:
        super().__init__()
        self.body, self.refused = body, refused


async def import_file(
    owner_url: str, serving_url: str, wanted: Wanted, tell: Tell, clock: Clock = system_clock
) -> Mapping[str, Any]:
    """The import as the interface shows it; Unsettled for a dry run, and when findings are open."""
    form = ImportForm.model_validate(wanted.form)
    async with owner_session(owner_url) as session:
        office = await agencies.agency_id(session, form.office or "", "/office")
        plan = await session.scalar(select(Plan).where(Plan.code == form.plan_code))
        year, issued_on = (plan.year, plan.issued_on) if plan else (form.year, None)
        tell(1)
        draft = await read_here(session, wanted.data, wanted.name, year=year, issued_on=issued_on)
    require_table(draft)
    tell(2)
    read = Read(wanted.name, wanted.data, to_json(draft), draft)
    async with (
        open_database(serving_url) as database,
        acting(owner_url, database, Role.office, [office], clock) as work,
    ):
        body = await _import(work, form, await known_of(work, form), read, wanted)
    tell(STEPS)
    return body


async def _import(work: Work, form: ImportForm, known: Known, read: Read, wanted: Wanted) -> Mapping[str, Any]:
    previewed = await keep_import(work, form, known, read)
    body: dict[str, Any] = json.loads(previewed.shown[0])
    if body["status"] == "committed":
        return await _committed_before(work, body, wanted)
    assert previewed.id is not None
    if wanted.answers:
        patch = ImportUpdate(findings=[_answer(one) for one in wanted.answers])
        body = json.loads((await settle_import(work, previewed.id, patch, "*"))[0])
    if wanted.dry_run:
        raise Unsettled({**body, **NOT_STORED}, None)
    return await _commit(work, previewed.id, body, wanted)


async def _committed_before(work: Work, body: dict[str, Any], wanted: Wanted) -> Mapping[str, Any]:
    """The same file again changes nothing; a draft that it has made may still be published."""
    plan = body["plan"]
    if not wanted.publish or wanted.dry_run or plan["status"] != "draft":
        return body
    await publish_plan(work, plan["code"], PlanPublish(published_on=wanted.published_on))
    return body | {"plan": plan | {"status": "published"}}


async def _commit(work: Work, import_id: UUID, body: dict[str, Any], wanted: Wanted) -> Mapping[str, Any]:
    commit = ImportCommit(document=wanted.document, publish=wanted.publish, published_on=wanted.published_on)
    try:
        committed: dict[str, Any] = json.loads((await commit_import(work, import_id, commit))[0])
    except FindingsOpen as refused:
        raise Unsettled({**body, **NOT_STORED}, refused) from refused
    # What it has changed; compared with the plan as it is now it would be nothing.
    return committed | {"diff": body["diff"]}


def _answer(typed: str) -> FindingAnswer:
    finding, _, said = typed.partition("=")
    if said in {"accepted", "rejected"}:
        return FindingAnswer.model_validate({"id": finding, "resolution": said})
    return FindingAnswer.model_validate({"id": finding, "resolution": "replaced", "value": said})


def show(console: Console, body: Mapping[str, Any], *, dry_run: bool) -> None:
    headings = sum(row["is_heading"] for row in body["rows"])
    counted = f"{len(body['sections'])} phần, {len(body['rows']) - headings} nhiệm vụ, {headings} tiêu đề"
    state = "chỉ đọc thử / dry run" if dry_run else body["plan"]["status"] or "chưa ghi / not stored"
    print_line(console, f"{body['plan']['code']}: {counted} ({state})")
    diff = body["diff"]
    print_line(console, ", ".join(f"{name} {diff[name]}" for name in (*CHANGES, "unchanged")))
    _show_findings(console, body)
    _show_changes(console, body)


def _show_findings(console: Console, body: Mapping[str, Any]) -> None:
    if body["findings"]:
        columns = [
            words("nhiệm vụ", "task", 24),
            words("mức", "severity", 10),
            words("phát hiện", "finding"),
            words("id", "", 36),
        ]
        rows = [
            (
                "" if one["row"] is None else _called(body["rows"][one["row"]]),
                Text(one["severity"], COLOURS.get(one["severity"], "default")),
                one["message"] if one["resolution"] == "open" else f"{one['message']} [{one['resolution']}]",
                one["id"],
            )
            for one in body["findings"]
        ]
        print_table(console, columns, rows)


def _show_changes(console: Console, body: Mapping[str, Any]) -> None:
    """What a plan that is there would get; of a new one all rows are new."""
    changes = [one for one in body["diff"]["items"] if body["plan"]["id"] is not None]
    if changes:
        columns = [
            words("", "", 3),
            words("nhiệm vụ", "task", LONGEST_CALLED),
            words("trường", "field", 16),
            words("trước", "before"),
            words("sau", "after"),
        ]
        print_table(console, columns, [line for one in changes for line in _lines(body, one)])


def _lines(body: Mapping[str, Any], change: Mapping[str, Any]) -> list[tuple[str | Text, ...]]:
    sign, colour = CHANGES[change["change"]]
    row = change["task"] or body["rows"][change["row"]]
    fields = change["fields"] or [{"field": "", "before": "", "after": ""}]
    return [
        (Text(sign, colour), _called(row), one["field"], _short(one["before"]), _short(one["after"])) for one in fields
    ]


def _called(row: Mapping[str, Any]) -> str:
    """As a reader of the document finds it: the number, and how the title begins."""
    return " ".join(filter(None, (row["number"], row["title"][:LONGEST_CALLED])))


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= LONGEST_FIELD else f"{line[:LONGEST_FIELD]}…"
