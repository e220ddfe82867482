"""The commands and their options. What each does stands in a file of its own."""

import asyncio
import json
import sys
from collections.abc import Coroutine, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import DBAPIError

from app.access.roles import Role
from app.accounts.schemas import DEFAULT_OVERLAP_HOURS, LONGEST_OVERLAP_HOURS
from app.cli import export as exports
from app.cli import group_tokens, import_plan, prepare, tokens
from app.cli import overdue as overdues
from app.cli import summary as summaries
from app.cli.guard import NotFitToServe
from app.cli.migrate import migrate as migrate_database
from app.cli.serve import Addresses, addresses, standing
from app.cli.serve import serve as start_serving
from app.documents.exports.formats import Format
from app.documents.refusals import RefusedFile
from app.kernel.clock import local_day
from app.kernel.contract import for_generators, written
from app.kernel.embedded import UnusableFolder
from app.kernel.failures import claimed_problem
from app.kernel.faults import fault_of
from app.kernel.problems import Problem
from app.kernel.roles import LOGIN, OWNER, script
from app.main import create_app
from app.settings import Settings
from app.tasks.cell_rules import Basis, Cell
from app.tasks.rules import Status

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Tiến độ: ai nợ việc gì, đến khi nào.")
token_app = typer.Typer(no_args_is_help=True, help="Mã truy cập / access tokens.")
app.add_typer(token_app, name="token")
out, err = Console(), Console(stderr=True)

DataDir = Annotated[Path | None, typer.Option(help="Folder of the embedded server.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON for scripts.")]

OfPlan = Annotated[str | None, typer.Option(help="Id or code of one plan.")]
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]  # as the interface writes a day, and as documents do
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=DAY_FORMATS, metavar="YYYY-MM-DD", help="As it was known at the end of that day."),
]


def run() -> None:
    """Every refusal that is expected is a sentence and exit status 1; a traceback means a fault of ours."""
    try:
        app()
    except (NotFitToServe, UnusableFolder, RefusedFile) as refused:
        _fail(refused.detail.vi + "\n" + refused.detail.en if isinstance(refused, RefusedFile) else str(refused))
    except Problem as problem:
        _fail(_said(problem))
    except ValidationError as invalid:
        _fail("\n".join(_wrong(error) for error in invalid.errors(include_input=False)))
    except FileExistsError as taken:
        _fail(
            f"Đã có tệp {taken.filename}: không ghi đè, chọn tên khác.\n{taken.filename} exists: choose another name."
        )
    except (OSError, asyncpg.PostgresError, DBAPIError) as trouble:
        claimed = claimed_problem(trouble)
        _fail(f"{type(trouble).__name__}: {trouble}" if claimed is None else _said(claimed))


def _said(problem: Problem) -> str:
    """What happened in both languages, and below it each thing that was wrong, unless it says the same."""
    cure = [problem.cure] if problem.cure else []
    words = [problem.detail or problem.title, *(fault.message for fault in problem.faults), *cure]
    return "\n".join(dict.fromkeys(line for one in words for line in (one.vi, one.en)))


def _wrong(error: ErrorDetails) -> str:
    words = fault_of({**error, "loc": ("body", *error["loc"])}).message
    name = ".".join(str(part) for part in error["loc"])
    return f"{name}: {words.vi}\n{name}: {words.en}" if name else f"{words.vi}\n{words.en}"


def _fail(message: str) -> None:
    err.print(message, style="red", markup=False, soft_wrap=True)
    sys.exit(1)


def _settings(data_dir: Path | None = None, **given: object) -> Settings:
    changes = {name: one for name, one in {"data_dir": data_dir, **given}.items() if one is not None}
    return Settings(**changes)  # type: ignore[arg-type]


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64)] = None,
    data_dir: DataDir = None,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Start empty.")] = False,
) -> None:
    """Starts the service; without settings on a PostgreSQL of its own, with the register and the two annexes of 2026."""
    start_serving(_settings(data_dir, host=host, port=port, workers=workers), out, with_seed=not no_seed)


@app.command()
def migrate(
    print_roles: Annotated[bool, typer.Option("--print-roles", help="Print the SQL for a DBA and do nothing.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Brings the database to the present schema, as its owner."""
    if print_roles:
        out.print(script("tiendo", OWNER, LOGIN), markup=False, highlight=False, soft_wrap=True)
        return
    with addresses(_settings(data_dir)) as found:
        migrate_database(_owner(found))


@app.command()
def seed(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Loads the register, the calendar and the two annexes; what is there stays as it is."""
    settings = _settings(data_dir)
    with addresses(settings) as found:
        owner, clock = _owner(found), settings.its_clock()
        with err.status("") as status:
            asyncio.run(prepare.seed(owner, found.serving, prepare.SEED, status.update, clock))
        held = asdict(asyncio.run(prepare.counts(owner)))
    out.print(json.dumps(held) if as_json else held, markup=False)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The annex, as its office sent it.")],
    code: Annotated[str, typer.Option(help="Code of the plan: one that is there, or a slug for a new one.")],
    office: Annotated[str, typer.Option(help="The office that monitors it: id or code.")],
    title: Annotated[str | None, typer.Option(help="Title of a new plan; else that of the annex.")] = None,
    year: Annotated[int | None, typer.Option(help="Year of a new plan; else that of the annex.")] = None,
    starts_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    ends_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    answer: Annotated[list[str], typer.Option(help="FINDING=accepted, =rejected or =VALUE; more than once.")] = [],  # noqa: B006
    document: Annotated[str | None, typer.Option(help="The document that amends a published plan.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it at once.")] = False,
    published_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, store nothing.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Reads an annex into a plan: a new draft, a draft brought to it, or a published plan amended. The same file again changes nothing."""
    if published_on is not None and not publish:
        raise typer.BadParameter("--published-on needs --publish")
    days = {name: day and day.date() for name, day in {"starts_on": starts_on, "ends_on": ends_on}.items()}
    form = {"plan_code": code, "office": office, "title": title, "year": year, **days}
    wanted = import_plan.Wanted(
        file.name,
        file.read_bytes(),
        {name: one for name, one in form.items() if one is not None},
        answer,
        document,
        publish=publish,
        published_on=published_on and published_on.date(),
        dry_run=dry_run,
    )
    settings = _settings(data_dir)
    with standing(settings) as found, Progress(console=err, disable=not err.is_terminal, transient=True) as progress:
        bar = progress.add_task(file.name, total=import_plan.STEPS)
        steps = import_plan.import_file(
            _owner(found),
            found.serving,
            wanted,
            lambda done: progress.update(bar, completed=done),
            settings.its_clock(),
        )
        body, refused = _imported(steps)
    if as_json:
        out.print(json.dumps(body, ensure_ascii=False), markup=False, highlight=False, soft_wrap=True)
    else:
        import_plan.show(out, body, dry_run=dry_run)
    if refused is not None:
        _fail(_said(refused))


def _imported(steps: Coroutine[Any, Any, Mapping[str, Any]]) -> tuple[Mapping[str, Any], Problem | None]:
    """What was read, and what keeps it from being stored."""
    try:
        return asyncio.run(steps), None
    except import_plan.Unsettled as unsettled:
        return unsettled.body, unsettled.refused


@app.command()
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
    basis: Annotated[Basis, typer.Option(help="By the present days, or by those first fixed.")] = Basis.current,
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
        as_of=_day(as_of),
        basis=basis,
        filters=filters,
    )
    settings = _settings(data_dir)
    columns = SpinnerColumn(), TextColumn("{task.completed} dòng / rows"), TimeElapsedColumn()
    with (
        standing(settings) as found,
        Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as bar,
    ):
        task = bar.add_task("", total=None)
        made = asyncio.run(
            exports.export(
                _owner(found),
                found.serving,
                wanted,
                settings.its_clock(),
                lambda done: bar.update(task, completed=done),
            )
        )
    out.print(f"{file}: {made} dòng / rows", markup=False, highlight=False, soft_wrap=True)


def _format_of(file: Path) -> Format:
    known = [one.value for one in Format]
    if file.suffix.removeprefix(".").lower() not in known:
        raise typer.BadParameter(f"--format is one of {', '.join(known)}")
    return Format(file.suffix.removeprefix(".").lower())


@app.command()
def summary(
    plan: Annotated[str, typer.Argument(help="Id or code of the plan.")],
    as_of: AsOf = None,
    basis: Annotated[Basis, typer.Option(help="By the present days, or by those first fixed.")] = Basis.current,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The cells of a plan, what its agencies owe, and who is behind."""
    settings = _settings(data_dir)
    with standing(settings) as found:
        told = asyncio.run(summaries.ask(_owner(found), found.serving, settings.its_clock(), plan, _day(as_of), basis))
    if as_json:
        out.print(told.model_dump_json(by_alias=True), markup=False, highlight=False, soft_wrap=True)
        return
    summaries.show(out, told)


@app.command()
def overdue(plan: OfPlan = None, as_of: AsOf = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Who is late with what, and since when; the longest delay first."""
    settings = _settings(data_dir)
    with standing(settings) as found:
        leads = asyncio.run(overdues.ask_overdue(_owner(found), found.serving, settings.its_clock(), plan, _day(as_of)))
    if as_json:
        out.print(json.dumps(leads, ensure_ascii=False), markup=False, highlight=False, soft_wrap=True)
        return
    overdues.show_overdue(out, leads)


@app.command()
def waiting(plan: OfPlan = None, as_of: AsOf = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """For whom is waited, the office or an agency, and since when."""
    settings = _settings(data_dir)
    clock = settings.its_clock()
    with standing(settings) as found:
        leads = asyncio.run(overdues.ask_waiting(_owner(found), found.serving, clock, plan, _day(as_of)))
    if as_json:
        out.print(json.dumps(leads, ensure_ascii=False), markup=False, highlight=False, soft_wrap=True)
        return
    overdues.show_waiting(out, leads, _day(as_of) or local_day(clock()))


@token_app.command("create")
def create_token(
    role: Annotated[Role, typer.Option(help="What it may do.")],
    agency: Annotated[list[str], typer.Option(help="Id or code; more than once for a gateway.")] = [],  # noqa: B006
    name: Annotated[str, typer.Option(help="Whose it is.")] = "tiendo token create",
    days: Annotated[int | None, typer.Option(min=1, max=1827, help="Days until it expires; 365 unless said.")] = None,
    group: Annotated[str | None, typer.Option(help="One for each member of this group; needs --out.")] = None,
    out_file: Annotated[
        Path | None, typer.Option("--out", dir_okay=False, help="New .csv for those of a group.")
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Makes a token and prints it, the only time it is shown; or one for each member of a group, into a file."""
    if group is not None or out_file is not None:
        _create_for_group(role, agency, name, days, group, out_file, _settings(data_dir), as_json=as_json)
        return
    with standing(_settings(data_dir)) as found:
        made = asyncio.run(tokens.create(_owner(found), role, agency, name, days))
    shown = json.dumps(made, ensure_ascii=False) if as_json else made["token"]
    out.print(shown, markup=False, highlight=False, soft_wrap=True)


def _create_for_group(
    role: Role,
    agency: list[str],
    name: str,
    days: int | None,
    group: str | None,
    file: Path | None,
    settings: Settings,
    *,
    as_json: bool,
) -> None:
    if group is None or file is None or agency:
        raise typer.BadParameter("--group goes with --out, and without --agency")
    if role not in {Role.agency, Role.submitter}:
        raise typer.BadParameter("--group makes tokens of the roles agency and submitter")
    wanted = group_tokens.Wanted(role, group, name, days, file)
    with standing(settings) as found, Progress(console=err, disable=not err.is_terminal, transient=True) as progress:
        bar = progress.add_task(group)
        made = asyncio.run(
            group_tokens.create_for_group(
                _owner(found), wanted, lambda done, total: progress.update(bar, completed=done, total=total)
            )
        )
    said = {"count": made, "group": group, "role": role.value, "file": str(file)}
    shown = json.dumps(said, ensure_ascii=False) if as_json else f"{made} mã truy cập (tokens): {file}"
    out.print(shown, markup=False, highlight=False, soft_wrap=True)


@token_app.command("list")
def list_tokens(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """The tokens in force, without their secrets: when each was used last, and until when one that was replaced goes on."""
    with standing(_settings(data_dir)) as found:
        rows = asyncio.run(tokens.those_in_force(_owner(found)))
    if as_json:
        out.print(json.dumps(rows, ensure_ascii=False), markup=False, soft_wrap=True)
        return
    tokens.show(out, rows)


@token_app.command("rotate")
def rotate_token(
    token_id: Annotated[UUID, typer.Argument(help="Its id in `tiendo token list`, never the token itself.")],
    overlap_hours: Annotated[
        int,
        typer.Option(min=0, max=LONGEST_OVERLAP_HOURS, help="How long the old one goes on; 0 revokes it at once."),
    ] = DEFAULT_OVERLAP_HOURS,
    days: Annotated[
        int | None, typer.Option(min=1, max=1827, help="Days until the new one expires; as long as the old one had.")
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Puts a new token in the place of another and prints it, the only time it is shown; the old one goes on for a while."""
    with standing(_settings(data_dir)) as found:
        made = asyncio.run(tokens.rotate(_owner(found), token_id, overlap_hours, days))
    shown = json.dumps(made, ensure_ascii=False) if as_json else made["token"]
    out.print(shown, markup=False, highlight=False, soft_wrap=True)


@token_app.command("revoke")
def revoke_token(
    token_id: Annotated[UUID, typer.Argument(help="Its id in `tiendo token list`, never the token itself.")],
    data_dir: DataDir = None,
) -> None:
    """Ends a token, and those it replaced that still go on: from the next request on, on every worker."""
    with standing(_settings(data_dir)) as found:
        asyncio.run(tokens.revoke(_owner(found), token_id))


@app.command()
def openapi(
    client: Annotated[
        bool, typer.Option("--client", help="Without `webhooks`, which generators do not compile.")
    ] = False,
) -> None:
    """Prints the contract."""
    document = create_app(Settings()).openapi()
    sys.stdout.write(written(for_generators(document) if client else document))


def _day(given: datetime | None) -> date | None:
    return given and given.date()


def _owner(found: Addresses) -> str:
    if found.owner is None:
        _fail("Cần TIENDO_DATABASE_OWNER_URL / TIENDO_DATABASE_OWNER_URL is needed")
    assert found.owner is not None
    return found.owner
