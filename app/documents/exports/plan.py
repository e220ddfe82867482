"""A plan as a document: each of its annexes under its own titles, with or without what has become of its tasks."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import asyncpg
from sqlalchemy import select

from app.access.reading import for_caller, naming, same_thing
from app.documents.annex.columns import Column as AnnexColumn
from app.documents.annex.columns import Role
from app.documents.exports import annex_columns as columns_of
from app.documents.exports.asked_words import asked_words, part_words
from app.documents.exports.asking import Ask
from app.documents.exports.sheet import Band, Item, Sheet
from app.documents.exports.task_rows import pages
from app.kernel.problems import NotFound
from app.kernel.reads import Compiled, Rows, as_list, as_object
from app.overview.summary import NOT_THEN
from app.plans.models import Annex, Plan
from app.plans.queries import visible_to_caller
from app.plans.schemas import PlanType
from app.tasks.parameters import TasksAsked
from app.tasks.views import VIEWS, View, is_there

Json = dict[str, Any]
ANNEX = "annex"
KINDS = {
    PlanType.plan: "Kế hoạch",
    PlanType.work_program: "Chương trình",
    PlanType.conclusion: "Kết luận",
    PlanType.directive: "Chỉ thị",
    PlanType.dispatch: "Công văn",
    PlanType.decision: "Quyết định",
    PlanType.resolution: "Nghị quyết",
}


def _plan(view: View) -> Rows:
    annexes = select(Annex.id, Annex.label, Annex.title, Annex.column_titles, Annex.position)
    columns = select(
        Plan.code,
        Plan.title,
        Plan.type,
        Plan.document_number,
        Plan.issued_on,
        Plan.issuer,
        Plan.year,
        as_list(annexes.where(Annex.plan_id == Plan.id), "annex", ["position"], Plan).label("annexes"),
    )
    item = as_object(columns, "headed", Plan).label("item")
    seen = select(item).select_from(Plan).where(visible_to_caller(), is_there(Plan, view), same_thing(Plan, "plan"))
    return for_caller(seen.subquery("rows"))


PLANS = {view: Compiled(_plan(view)) for view in VIEWS}


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """`progress`: without it the annexes are as a document has them, amended as they stand, and nothing of ours around them."""

    plan: str
    of: TasksAsked
    progress: bool

    @property
    def file_name(self) -> str:
        return f"Tiến độ {self.plan} {self.of.asked.today}" if self.progress else self.plan

    @property
    def has_foot(self) -> bool:
        return self.progress

    async def items(self, ask: Ask) -> AsyncIterator[Iterable[Item]]:
        """NotFound for a plan that is absent or not visible, also on that day."""
        view = self.of.asked.view
        rows = await ask(PLANS[view], **naming(self.plan, "plan"), today=self.of.asked.today)
        if not rows:
            raise NotFound(NOT_THEN if view.as_of else None)
        plan = json.loads(rows[0]["item"])
        told, part = await self._told(ask)
        for annex in self._annexes(plan):
            columns = columns_of.annex_columns(annex["column_titles"])
            yield [self._sheet(plan, annex, columns, told, part)]
            lines = _Lines(columns, self.progress)
            async for page in pages(ask, self.of.of_plan(self.plan, annex["id"]), progress=self.progress):
                yield lines.of(page)

    async def _told(self, ask: Ask) -> tuple[str | None, str | None]:
        """What stands above the table; and which part it is, unless each annex that is there is whole."""
        given = {name for name, one in self.of.given.items() if one is not None}
        if given - {ANNEX}:
            return await part_words(ask, self.of.asked, self.of.given)
        return await asked_words(ask, self.of.asked, self.of.given) if self.progress or given else None, None

    def _annexes(self, plan: Json) -> Sequence[Json]:
        """One at least, or there would be no table in the file."""
        wanted = self.of.given.get(ANNEX)
        every = plan["annexes"] or [{"id": None, "label": None, "title": None, "column_titles": []}]
        return [one for one in every if wanted is None or one["id"] == str(wanted)] or every[:1]

    def _sheet(
        self, plan: Json, annex: Json, columns: Sequence[AnnexColumn], told: str | None, part: str | None
    ) -> Sheet:
        title_at = columns_of.place_of(columns, Role.task_title)
        assert title_at is not None, "columns of an annex name the task"
        return Sheet(
            name=annex["label"] or plan["code"],
            columns=columns_of.shown_columns(columns, progress=self.progress),
            label=annex["label"],
            title=annex["title"] or plan["title"],
            note=note(plan),
            told=told,
            part=part,
            label_at=columns_of.place_of(columns, Role.number),
            title_at=title_at,
        )


def note(plan: Json) -> str:
    """The line in brackets under the title of an annex; what is not known yet is left blank, as on paper."""
    issued = date.fromisoformat(plan["issued_on"]) if plan["issued_on"] else None
    on = f"ngày {issued.day} tháng {issued.month}" if issued else "ngày … tháng …"
    year = issued.year if issued else plan["year"]
    of = f" của {plan['issuer']}" if plan["issuer"] else ""
    return f"(Kèm theo {KINDS[PlanType(plan['type'])]} số {plan['document_number'] or '…'} {on} năm {year}{of})"


class _Lines:
    """The rows of an annex as lines, a band before the first of each section."""

    def __init__(self, columns: Sequence[AnnexColumn], progress: bool) -> None:
        self._line = partial(columns_of.line, columns=columns, progress=progress)
        self._section: str | None = None

    def of(self, page: Sequence[asyncpg.Record]) -> Iterator[Item]:
        """Made as they are taken: by the thread that writes."""
        for row in page:
            item = json.loads(row["item"])
            section = item["section"]
            if section is not None and section["id"] != self._section:
                self._section = section["id"]
                yield Band(section["label"], section["title"])
            yield self._line(item)
