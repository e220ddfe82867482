"""Exports: of a plan, of tasks over all plans, and of the league table, each asked for as the list it holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import APIRouter, Query, Response

from app.access.reading import Reader, Reading
from app.access.roles import Permission
from app.documents.exports.asking import Ask
from app.documents.exports.formats import MEDIA_TYPES, Format
from app.documents.exports.league import LeagueDocument
from app.documents.exports.plan import PlanAsked
from app.documents.exports.render import Exported, render
from app.documents.exports.task_list import TasksDocument
from app.kernel.asgi import particular
from app.kernel.downloads import passing
from app.kernel.problems import NotFound, responses
from app.kernel.reads import Compiled
from app.overview.parameters import OfLeague
from app.overview.problems import UnclearWindow
from app.plans.endpoints import PlanPath
from app.tasks.parameters import TasksOfAPlan, TasksOverPlans
from app.tasks.problems import FutureDay

router = APIRouter(prefix="/v1")
PARTICULARS = tuple(
    particular(path, produces=(*MEDIA_TYPES.values(), "text/csv", "text/*"))
    for path in ("/v1/plans/{plan}/export", "/v1/tasks/export", "/v1/summary/agencies/export")
)
DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The document. `Tiendo-Rows` has the number of its rows and their digest, as its foot tells them.",
        "content": {
            one.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for one in MEDIA_TYPES.values()
        },
    }
}
FormatAsked = Annotated[Format, Query(alias="format")]


@router.get(
    "/plans/{plan}/export",
    tags=["Plans"],
    response_class=Response,
    responses=DOCUMENT | responses(NotFound, FutureDay),
)
async def export_plan(
    reader: Reading,
    plan: PlanPath,
    of: TasksOfAPlan,
    form: FormatAsked,
    progress: Annotated[bool, Query(description="False: the annexes alone as they stand, nothing added.")] = True,
) -> Response:
    """A plan under the columns of its own annexes, and what has become of its tasks: to be signed, and to be read in again."""
    return await _export(reader, PlanAsked(plan, of, progress), form)


@router.get("/tasks/export", tags=["Tasks"], response_class=Response, responses=DOCUMENT | responses(FutureDay))
async def export_tasks(reader: Reading, of: TasksOverPlans, form: FormatAsked) -> Response:
    """The tasks that `/v1/tasks` lists with the same filters, and what has become of them, as one table."""
    return await _export(reader, TasksDocument(of), form)


@router.get(
    "/summary/agencies/export",
    tags=["Summary"],
    response_class=Response,
    responses=DOCUMENT | responses(FutureDay, UnclearWindow),
)
async def export_agency_summaries(reader: Reading, of: OfLeague, form: FormatAsked) -> Response:
    """The agencies beside one another, with the numbers of `/v1/summary/agencies`."""
    return await _export(reader, LeagueDocument(of), form)


async def _export(reader: Reader, document: Exported, form: Format) -> Response:
    made = await render(document, form, _asking(reader))
    name = f"{document.file_name}.{form.value}"
    return passing(made.file, made.size, name, form.media_type, {"Tiendo-Rows": f"{made.lines}; sha-256={made.digest}"})


@asynccontextmanager
async def _asking(reader: Reader) -> AsyncIterator[Ask]:
    async with reader.at_one_moment() as of_one_moment:

        async def ask(statement: Compiled, **values: Any) -> list[asyncpg.Record]:
            """With the permission to read reports as well: the document quotes them."""
            caller, rows = await of_one_moment.rows(statement, Permission.task_read, **values)
            caller.require(Permission.report_read)
            return rows

        yield ask
