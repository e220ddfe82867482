"""`tiendo openapi`: the contract, as the service would serve it."""

import sys
from typing import Annotated

import typer

from app.kernel.contract import for_generators, written
from app.main import create_app
from app.settings import Settings


def openapi(
    client: Annotated[
        bool, typer.Option("--client", help="Without `webhooks`, which generators do not compile.")
    ] = False,
) -> None:
    """Prints the contract."""
    document = create_app(Settings()).openapi()
    sys.stdout.write(written(for_generators(document) if client else document))
