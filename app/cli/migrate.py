"""`tiendo migrate`: brings a database to the present schema, as its owner."""

from pathlib import Path

from alembic import command
from alembic.config import Config

ROOT = Path(__file__).resolve().parents[2]


def migrate(owner_url: str, revision: str = "head") -> None:
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = owner_url
    command.upgrade(config, revision)
