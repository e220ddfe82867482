"""`tiendo migrate`: brings a database to the present schema, as its owner, and deletes the answers kept under keys of 90 days ago.

Who serves may not delete them. A service that runs for months is given the command every night: with nothing to migrate it does the
second only.
"""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config

from app.cli.operator import owner_session
from app.kernel.clock import system_clock
from app.kernel.idempotency import outdated

ROOT = Path(__file__).resolve().parents[2]


def migrate(owner_url: str, revision: str = "head") -> None:
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = owner_url
    command.upgrade(config, revision)
    asyncio.run(_forget(owner_url))


async def _forget(owner_url: str) -> None:
    async with owner_session(owner_url) as session:
        await session.execute(outdated(system_clock()))
