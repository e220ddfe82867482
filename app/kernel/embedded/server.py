"""The address of a running embedded server: what a worker, a migration or a test needs to connect, and nothing that can
stop it.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.kernel import roles

DATABASE = "tiendo"
SUPERUSER = "tiendo_superuser"


@dataclass(frozen=True, slots=True)
class Address:
    owner_url: str
    serving_url: str


@dataclass(frozen=True, slots=True)
class Server:
    """`directory` holds the unix socket. URLs are libpq's (`?host=`), understood by asyncpg, by SQLAlchemy and by psql;
    none has a secret.
    """

    directory: Path
    major_version: int

    def address(self, database: str = DATABASE) -> Address:
        return Address(owner_url=self.owner_url(database), serving_url=self.serving_url(database))

    def owner_url(self, database: str = DATABASE) -> str:
        return self._url(roles.OWNER, database)

    def serving_url(self, database: str = DATABASE) -> str:
        return self._url(roles.LOGIN, database)

    def superuser_url(self, database: str = "postgres") -> str:
        return self._url(SUPERUSER, database)

    def _url(self, user: str, database: str) -> str:
        return f"postgresql://{user}@/{quote(database, safe='')}?host={quote(str(self.directory))}"
