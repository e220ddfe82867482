"""`tiendo export`: its options."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.cli import export as exports
from app.cli.options import AsOf, DataDir, OnBasis, day_of, owner_of, settings_of
from app.cli.serve import standing
from app.cli.shown import err, out, print_line
from app.documents.exports.formats import Format
from app.settings import Settings
from app.tasks.cell_rules import Basis, Cell
from app.tasks.rules import Status


def export(
    file: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help="The file to be made.")],
    plan: Annotated[
        str | None, typer.Argument(help="Id or code of the plan; without it the tasks of all plans.")
    ] = None,
    form: Annotated[Format | None, typer.Option("--format", help="Else what the name of the file ends in.")] = None,
    league: Annotated[bool, typer.Option("--league", help="The agencies beside one another instead.")] = False,
    progress: Annotated[
        bool, typer.Option("--progress/--no-progress", help="Without: the annexes as they were published.")
    ] = True,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a file that is there.")] = False,
    agency: Annotated[str | None, typer.Option(help="Only tasks in which this agency is named.")] = None,
    lead: Annotated[str | None, typer.Option(help="Only tasks that this agency leads.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only tasks of this status.")] = None,
    cell: Annotated[Cell | None, typer.Option(help="Only tasks in this cell.")] = None,
    q: Annotated[str | None, typer.Option("-q", help="Only tasks with these words.")] = None,
    as_of: AsOf = None,
    basis: OnBasis = Basis.current,
    data_dir: DataDir = None,
) -> None:
    """Writes a plan with its progress as Word, Excel or csv; or the tasks of all plans, or the league table."""
    filters = {"agency": agency, "lead": lead, "status": status, "cell": cell, "q": q}
    if league and any(one is not None for one in filters.values()):
        raise typer.BadParameter("--league takes no filter of tasks")
    wanted = exports.Wanted(
        plan,
        form or _format_of(file),
        file,
        league=league,
        progress=progress,
        force=force,
        as_of=day_of(as_of),
        basis=basis,
        filters=filters,
    )
    made = _exported(wanted, settings_of(data_dir))
    print_line(out, f"{file}: {made} dòng / rows")


def _exported(wanted: exports.Wanted, settings: Settings) -> int:
    columns = SpinnerColumn(), TextColumn("{task.completed} dòng / rows"), TimeElapsedColumn()
    with (
        standing(settings) as found,
        Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as bar,
    ):
        task = bar.add_task("", total=None)
        rows = exports.export(
            owner_of(found),
            found.serving,
            wanted,
            settings.its_clock(),
            lambda done: bar.update(task, completed=done),
        )
        return asyncio.run(rows)


def _format_of(file: Path) -> Format:
    known = [one.value for one in Format]
    if file.suffix.removeprefix(".").lower() not in known:
        raise typer.BadParameter(f"--format is one of {', '.join(known)}")
    return Format(file.suffix.removeprefix(".").lower())
