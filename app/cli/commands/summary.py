"""`tiendo summary`: its options."""

import asyncio
from typing import Annotated

import typer

from app.cli import summary as summaries
from app.cli.options import AsJson, AsOf, DataDir, OnBasis, day_of, owner_of, settings_of
from app.cli.serve import standing
from app.cli.shown import out, print_line
from app.tasks.cell_rules import Basis


def summary(
    plan: Annotated[str, typer.Argument(help="Id or code of the plan.")],
    as_of: AsOf = None,
    basis: OnBasis = Basis.current,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The cells of a plan, what its agencies owe, and who is behind."""
    settings = settings_of(data_dir)
    with standing(settings) as found:
        told = asyncio.run(
            summaries.ask(owner_of(found), found.serving, settings.its_clock(), plan, day_of(as_of), basis)
        )
    if as_json:
        print_line(out, told.model_dump_json(by_alias=True))
        return
    summaries.show(out, told)
