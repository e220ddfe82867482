"""`tiendo serve`: its options."""

from typing import Annotated

import typer

from app.cli import serve as service
from app.cli.options import DataDir, settings_of
from app.cli.shown import out


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64)] = None,
    data_dir: DataDir = None,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Start empty.")] = False,
) -> None:
    """Starts the service; without settings on a PostgreSQL of its own, with the register and the two annexes of 2026."""
    service.serve(settings_of(data_dir, host=host, port=port, workers=workers), out, with_seed=not no_seed)
