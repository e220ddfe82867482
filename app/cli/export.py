"""`tiendo export`: a plan, the tasks of all plans or the league table into a file, as the interface exports them."""

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.asking import asking_at_length
from app.documents.exports.formats import Format
from app.documents.exports.league import LeagueDocument
from app.documents.exports.plan import PlanAsked
from app.documents.exports.render import Exported, Rendered, render
from app.documents.exports.task_list import TasksDocument
from app.kernel.clock import Clock, local_day
from app.overview.parameters import LeagueAsked, question
from app.overview.windows import ALWAYS
from app.tasks.cell_rules import Basis
from app.tasks.parameters import Asked, TasksAsked
from app.tasks.views import asked_view

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """`filters`: those of `/v1/tasks`, null where none is given; the league table takes none of them."""

    plan: str | None
    form: Format
    file: Path
    league: bool
    progress: bool
    force: bool
    as_of: date | None
    basis: Basis
    filters: Mapping[str, Any]


async def export(owner_url: str, serving_url: str, wanted: Wanted, clock: Clock, tell: Tell) -> int:
    """How many rows; FileExistsError before anything is asked when the file is there already."""
    if wanted.file.exists() and not wanted.force:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(wanted.file))
    today = local_day(clock())
    document = _document(wanted, today)
    made = await render(document, wanted.form, asking_at_length(owner_url, serving_url, today), tell)
    _save(made, wanted)
    return made.lines


def _document(wanted: Wanted, today: date) -> Exported:
    of = Asked(asked_view(wanted.as_of, wanted.basis, today), wanted.as_of or today)
    if wanted.league:
        return LeagueDocument(LeagueAsked(question(of, ALWAYS, plan=wanted.plan), None))
    tasks = TasksAsked(of, wanted.filters)
    return TasksDocument(tasks) if wanted.plan is None else PlanAsked(wanted.plan, tasks, wanted.progress)


def _save(made: Rendered, wanted: Wanted) -> None:
    """What is to be replaced stays until the new one lies whole beside it."""
    if not wanted.force:
        _copy(made, wanted.file)
        return
    beside = wanted.file.with_name(f".{wanted.file.name}.{os.getpid()}")
    _copy(made, beside)
    beside.replace(wanted.file)


def _copy(made: Rendered, file: Path) -> None:
    with made.file, file.open("xb") as copy:
        try:
            shutil.copyfileobj(made.file, copy)
        except OSError:
            file.unlink()
            raise
