"""`tiendo token …`: the options of each."""

import asyncio
import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import Progress

from app.access.roles import Role
from app.accounts.schemas import DEFAULT_OVERLAP_HOURS, LONGEST_OVERLAP_HOURS
from app.cli import group_tokens, tokens
from app.cli.options import AsJson, DataDir, owner_of, settings_of
from app.cli.serve import standing
from app.cli.shown import err, out, print_line
from app.settings import Settings


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
        wanted = _of_group(role, agency, name, days, group, out_file)
        _create_for_group(wanted, settings_of(data_dir), as_json=as_json)
        return
    with standing(settings_of(data_dir)) as found:
        made = asyncio.run(tokens.create(owner_of(found), role, agency, name, days))
    shown = json.dumps(made, ensure_ascii=False) if as_json else made["token"]
    print_line(out, shown)


def _of_group(
    role: Role, agency: list[str], name: str, days: int | None, group: str | None, file: Path | None
) -> group_tokens.Wanted:
    if group is None or file is None or agency:
        raise typer.BadParameter("--group goes with --out, and without --agency")
    if role not in {Role.agency, Role.submitter}:
        raise typer.BadParameter("--group makes tokens of the roles agency and submitter")
    return group_tokens.Wanted(role, group, name, days, file)


def _create_for_group(wanted: group_tokens.Wanted, settings: Settings, *, as_json: bool) -> None:
    with standing(settings) as found, Progress(console=err, disable=not err.is_terminal, transient=True) as progress:
        bar = progress.add_task(wanted.group)
        made = asyncio.run(
            group_tokens.create_for_group(
                owner_of(found), wanted, lambda done, total: progress.update(bar, completed=done, total=total)
            )
        )
    said = {"count": made, "group": wanted.group, "role": wanted.role.value, "file": str(wanted.file)}
    shown = json.dumps(said, ensure_ascii=False) if as_json else f"{made} mã truy cập (tokens): {wanted.file}"
    print_line(out, shown)


def list_tokens(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """The tokens in force, without their secrets: when each was used last, and until when one that was replaced goes on."""
    with standing(settings_of(data_dir)) as found:
        rows = asyncio.run(tokens.those_in_force(owner_of(found)))
    if as_json:
        out.print(json.dumps(rows, ensure_ascii=False), markup=False, soft_wrap=True)
        return
    tokens.show(out, rows)


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
    with standing(settings_of(data_dir)) as found:
        made = asyncio.run(tokens.rotate(owner_of(found), token_id, overlap_hours, days))
    shown = json.dumps(made, ensure_ascii=False) if as_json else made["token"]
    print_line(out, shown)


def revoke_token(
    token_id: Annotated[UUID, typer.Argument(help="Its id in `tiendo token list`, never the token itself.")],
    data_dir: DataDir = None,
) -> None:
    """Ends a token, and those it replaced that still go on: from the next request on, on every worker."""
    with standing(settings_of(data_dir)) as found:
        asyncio.run(tokens.revoke(owner_of(found), token_id))
