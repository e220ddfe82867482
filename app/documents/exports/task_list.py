"""Tasks of all plans as one table: each plan's own titles would be as many tables, so these have the usual ones."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import asyncpg

from app.documents.annex.columns import Role
from app.documents.exports import annex_columns as columns_of
from app.documents.exports.asked_words import part_words
from app.documents.exports.asking import Ask
from app.documents.exports.sheet import Column, Item, Line, Sheet
from app.documents.exports.task_rows import pages
from app.tasks.parameters import TasksAsked

TITLE = "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"
EVERY_PLAN = "mọi kế hoạch"
# Where a reader finds the task: its plan and section, before the number in it.
FOUND_IN = (Column("Kế hoạch", 2.0), Column("Mục", 1.1, centred=True))
COLUMNS = columns_of.annex_columns(columns_of.USUAL_TITLES)


@dataclass(frozen=True, slots=True)
class TasksDocument:
    of: TasksAsked
    has_foot: bool = True

    @property
    def file_name(self) -> str:
        return f"Tiến độ nhiệm vụ {self.of.asked.today}"

    async def items(self, ask: Ask) -> AsyncIterator[Iterable[Item]]:
        told, part = await part_words(ask, self.of.asked, self.of.given, EVERY_PLAN)
        shown = (*FOUND_IN, *columns_of.shown_columns(COLUMNS, progress=True))
        title_at = len(FOUND_IN) + (columns_of.place_of(COLUMNS, Role.task_title) or 0)
        yield [Sheet("Nhiệm vụ", shown, title=TITLE, told=told, part=part, title_at=title_at)]
        async for page in pages(ask, self.of, progress=True):
            yield _lines(page)


def _lines(page: Sequence[asyncpg.Record]) -> Iterator[Line]:
    for row in page:
        item = json.loads(row["item"])
        line = columns_of.line(item, COLUMNS, progress=True)
        section = item["section"]
        yield replace(line, values=(item["plan"], (section and section["label"]) or "", *line.values))
