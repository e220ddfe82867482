"""`tiendo migrate`: its options."""

from typing import Annotated

import typer

from app.cli import migrate as migration
from app.cli.options import DataDir, owner_of, settings_of
from app.cli.serve import addresses
from app.cli.shown import out, print_line
from app.kernel.roles import LOGIN, OWNER, script


def migrate(
    print_roles: Annotated[bool, typer.Option("--print-roles", help="Print the SQL for a DBA and do nothing.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Brings the database to the present schema, as its owner."""
    if print_roles:
        print_line(out, script("tiendo", OWNER, LOGIN))
        return
    with addresses(settings_of(data_dir)) as found:
        migration.migrate(owner_of(found))
