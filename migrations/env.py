"""How Alembic reaches the database: as the owner, in one transaction a migration, waiting at most a few seconds for a lock."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.access import models as access
from app.agencies import models as agencies
from app.calendar import models as calendar
from app.documents.imports import models as imports
from app.kernel import idempotency, journal
from app.kernel.db import Base
from app.kernel.journal import TransactionId
from app.obligations import models as obligations
from app.plans import models as plans
from app.reports import models as reports
from app.tasks import models as tasks

# Imported so that the metadata is whole; nothing else of the service is needed to migrate.
TABLES = (access, agencies, calendar, idempotency, imports, journal, obligations, plans, reports, tasks)

LOCK_TIMEOUT = "5s"
ischema_names["xid8"] = TransactionId


def migrate(connection: Connection) -> None:
    # A migration that waits for a lock makes everybody queue behind it: better that it fails and is tried again.
    connection.execute(text(f"set lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.commit()
    context.configure(connection=connection, target_metadata=Base.metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_migrate(url: str) -> None:
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)


asyncio.run(connect_and_migrate(context.config.attributes["url"]))
