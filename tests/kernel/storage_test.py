"""Both storages do the same: whole objects, parts of them, and nothing of what broke off. The bucket is moto's, over HTTP."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer
from pydantic import SecretStr, ValidationError

from app.kernel.problems import Unavailable
from app.kernel.storage import PIECE_BYTES, Storage, in_bucket, in_folder
from app.settings import Settings

KEY = SecretStr("testing")
BUCKET = "tiendo-test"
PIECE = bytes(range(256)) * 256
SIZE = 2 * PIECE_BYTES + len(PIECE)


class Broken(Exception):
    pass


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    with urlopen(Request(f"{address}/{BUCKET}", method="PUT")):  # noqa: S310  our own server
        yield address
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return in_folder(tmp_path / "attachments")
    address = request.getfixturevalue("endpoint")
    return in_bucket(f"s3://{BUCKET}/kh/2026", address, "ap-southeast-1", KEY, KEY)


async def pieces(size: int, *, breaks: bool = False) -> AsyncIterator[bytes]:
    for start in range(0, size, len(PIECE)):
        yield PIECE[: size - start]
    if breaks:
        raise Broken


async def read(storage: Storage, key: str, start: int, end: int) -> bytes:
    return b"".join([one async for one in await storage.get(key, start, end)])


def files_in(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


async def test_what_goes_in_comes_out_whole_or_in_part_until_it_is_deleted(storage: Storage) -> None:
    await storage.put("ab/x", pieces(SIZE))
    assert await read(storage, "ab/x", 0, SIZE) == PIECE * (SIZE // len(PIECE))
    assert await read(storage, "ab/x", SIZE - 300, SIZE) == PIECE[-300:]
    assert await read(storage, "ab/x", 255, 258) == b"\xff\x00\x01"
    await storage.put("ab/small", pieces(3))
    assert await read(storage, "ab/small", 0, 3) == b"\x00\x01\x02"
    await storage.delete("ab/x")
    with pytest.raises(Unavailable):
        await storage.get("ab/x", 0, 1)
    assert await read(storage, "ab/small", 1, 2) == b"\x01"


@pytest.mark.parametrize("size", [10, SIZE])
async def test_what_breaks_off_says_why_and_leaves_nothing(storage: Storage, size: int, tmp_path: Path) -> None:
    with pytest.raises(Broken):
        await storage.put("ab/x", pieces(size, breaks=True))
    with pytest.raises(Unavailable):
        await storage.get("ab/x", 0, 1)
    assert files_in(tmp_path) == []


async def test_deleting_what_is_not_there_is_no_fault(storage: Storage) -> None:
    await storage.delete("ab/nothing")


async def test_a_bucket_that_cannot_be_reached_is_a_refusal(endpoint: str) -> None:
    nowhere = in_bucket("s3://another-bucket", endpoint, "ap-southeast-1", KEY, KEY)
    with pytest.raises(Unavailable) as refused:
        await nowhere.put("ab/x", pieces(3))
    assert refused.value.headers == {"Retry-After": "5"}


def test_a_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    in_folder(tmp_path / "a" / "attachments")
    in_folder(tmp_path / "a" / "attachments")
    assert (tmp_path / "a" / "attachments").stat().st_mode & 0o777 == 0o700


def test_settings_name_a_bucket_and_show_no_secret() -> None:
    given = Settings(storage_url="s3://kho-tep/tiendo", storage_secret_access_key=SecretStr("bi-mat"))
    assert "bi-mat" not in repr(given)
    for wrong in ("file:///etc", "https://a.example/b", "s3://", "kho-tep"):
        with pytest.raises(ValidationError):
            Settings(storage_url=wrong)
