"""The options that several commands have, and what a command makes of them."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.refusals import fail
from app.cli.serve import Addresses
from app.settings import Settings
from app.tasks.cell_rules import Basis

DataDir = Annotated[Path | None, typer.Option(help="Folder of the embedded server.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON for scripts.")]

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]  # as the interface writes a day, and as documents do
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=DAY_FORMATS, metavar="YYYY-MM-DD", help="As it was known at the end of that day."),
]
OnBasis = Annotated[Basis, typer.Option(help="By the present days, or by those first fixed.")]


def settings_of(data_dir: Path | None = None, **given: object) -> Settings:
    changes = {name: one for name, one in {"data_dir": data_dir, **given}.items() if one is not None}
    return Settings(**changes)  # type: ignore[arg-type]


def day_of(given: datetime | None) -> date | None:
    return given and given.date()


def owner_of(found: Addresses) -> str:
    if found.owner is None:
        fail("Cần TIENDO_DATABASE_OWNER_URL / TIENDO_DATABASE_OWNER_URL is needed")
    return found.owner
