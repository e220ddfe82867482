"""Where the bytes of files lie: a folder of this machine, or a bucket that speaks S3. The rows that name them are the features'.

An object is written whole or not at all, and before the row that names it. What a crash between the two leaves is an object
under a key that no row has: it costs its place and is otherwise harmless. Rejected: sweeping such objects away at a start. Beside a
database that was restored from yesterday, or is simply the wrong one, that would take away evidence whose rows may yet come back.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import obstore
import structlog
from fastapi import Depends, Request
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store
from pydantic import SecretStr

from app.kernel.problems import Unavailable

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

log = structlog.get_logger()

# A part of an S3 upload has five megabytes at least; two of them on their way are all that is held of a file.
PIECE_BYTES, PIECES_AT_ONCE = 5 * 2**20, 2
READ_BYTES = 256 * 1024
RETRY_AFTER_SECONDS = "5"
# A download lasts as long as the slowest phone takes.
LONGEST_TRANSFER = timedelta(minutes=15)


class Storage:
    def __init__(self, store: "ObjectStore") -> None:
        self._store = store

    async def put(self, key: str, pieces: AsyncIterator[bytes]) -> None:
        """What the pieces raise comes out as it is, and nothing is stored."""
        try:
            await obstore.put_async(
                self._store, key, pieces, chunk_size=PIECE_BYTES, max_concurrency=PIECES_AT_ONCE, use_multipart=True
            )
        except (BaseError, OSError) as error:
            raise _unreachable(error) from error

    async def get(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, once they are known to be there."""
        try:
            found = await obstore.get_async(self._store, key, options={"range": (start, end)})
        except (BaseError, OSError) as error:
            raise _unreachable(error) from error
        return aiter(found.stream(min_chunk_size=READ_BYTES))

    async def delete(self, key: str) -> None:
        """Never the reason why a request fails: what stays is an object that no row names."""
        try:
            await obstore.delete_async(self._store, key)
        except (BaseError, OSError) as error:
            log.warning("object_not_deleted", key=key, kind=type(error).__name__)


class Nowhere(Storage):
    """For a dry run: takes what it is given and keeps nothing of it."""

    def __init__(self) -> None:
        """No store stands behind it."""

    async def put(self, key: str, pieces: AsyncIterator[bytes]) -> None:  # noqa: ARG002
        async for _ in pieces:
            pass

    async def delete(self, key: str) -> None:
        """There is nothing."""


def in_folder(folder: Path) -> Storage:
    """The folder is made when it is not there, for its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Storage(LocalStore(folder.absolute()))


def in_bucket(
    url: str,
    endpoint: str | None = None,
    region: str | None = None,
    access_key_id: SecretStr | None = None,
    secret_access_key: SecretStr | None = None,
) -> Storage:
    """`url`: s3://bucket/prefix. What is not given is looked for where the AWS libraries look: environment, instance role."""
    given = {
        "endpoint": endpoint,
        "region": region,
        "access_key_id": access_key_id and access_key_id.get_secret_value(),
        "secret_access_key": secret_access_key and secret_access_key.get_secret_value(),
    }
    client: ClientConfig = {
        "timeout": LONGEST_TRANSFER,
        "connect_timeout": timedelta(seconds=5),
        "allow_http": endpoint is not None and endpoint.startswith("http://"),
    }
    retries: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
    known = {name: one for name, one in given.items() if one is not None}
    return Storage(S3Store.from_url(url, client_options=client, retry_config=retries, **known))  # type: ignore[arg-type]


def _unreachable(error: Exception) -> Unavailable:
    log.error("storage_fault", kind=type(error).__name__)
    return Unavailable(headers={"Retry-After": RETRY_AFTER_SECONDS})


async def get_storage(request: Request) -> Storage:
    storage: Storage = request.app.state.storage
    return storage


Stored = Annotated[Storage, Depends(get_storage)]
