"""`tiendo import`: its options."""

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from app.cli import import_plan
from app.cli.options import AsJson, DataDir, day_of, owner_of, settings_of
from app.cli.refusals import fail, said
from app.cli.serve import standing
from app.cli.shown import err, out, print_line
from app.kernel.problems import Problem
from app.settings import Settings

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The annex, as its office sent it.")],
    code: Annotated[str, typer.Option(help="Code of the plan: one that is there, or a slug for a new one.")],
    office: Annotated[str, typer.Option(help="The office that monitors it: id or code.")],
    title: Annotated[str | None, typer.Option(help="Title of a new plan; else that of the annex.")] = None,
    year: Annotated[int | None, typer.Option(help="Year of a new plan; else that of the annex.")] = None,
    starts_on: Day = None,
    ends_on: Day = None,
    answer: Annotated[list[str], typer.Option(help="FINDING=accepted, =rejected or =VALUE; more than once.")] = [],  # noqa: B006
    document: Annotated[str | None, typer.Option(help="The document that amends a published plan.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it at once.")] = False,
    published_on: Day = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, store nothing.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Reads an annex into a plan: a new draft, a draft brought to it, or a published plan amended. The same file again changes nothing."""
    if published_on is not None and not publish:
        raise typer.BadParameter("--published-on needs --publish")
    days = {"starts_on": day_of(starts_on), "ends_on": day_of(ends_on)}
    form = {"plan_code": code, "office": office, "title": title, "year": year, **days}
    wanted = import_plan.Wanted(
        file.name,
        file.read_bytes(),
        {name: one for name, one in form.items() if one is not None},
        answer,
        document,
        publish=publish,
        published_on=day_of(published_on),
        dry_run=dry_run,
    )
    body, refused = _imported(wanted, settings_of(data_dir))
    if as_json:
        print_line(out, json.dumps(body, ensure_ascii=False))
    else:
        import_plan.show(out, body, dry_run=dry_run)
    if refused is not None:
        fail(said(refused))


def _imported(wanted: import_plan.Wanted, settings: Settings) -> tuple[Mapping[str, Any], Problem | None]:
    """What was read, and what keeps it from being stored."""
    with standing(settings) as found, Progress(console=err, disable=not err.is_terminal, transient=True) as progress:
        bar = progress.add_task(wanted.name, total=import_plan.STEPS)
        steps = import_plan.import_file(
            owner_of(found),
            found.serving,
            wanted,
            lambda done: progress.update(bar, completed=done),
            settings.its_clock(),
        )
        try:
            return asyncio.run(steps), None
        except import_plan.Unsettled as unsettled:
            return unsettled.body, unsettled.refused
