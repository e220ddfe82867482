"""The buckets, in memory that the processes of one machine share: of a fixed size, whoever asks and however often.

Two tables of words of eight bytes, which a processor reads and writes whole, so nobody waits for a lock: when two processes take from
a bucket within the same microsecond, one request too many is let through.

`known`: which credential a token belongs to, once the database has said so. Only a token that is good gets in, so no flood of made-up
ones drives a known one out. Good ones do, beyond some thousands: whoever is driven out is counted by its address once more and is known
again with that request. `buckets`: when each is full. A bucket has two places, and what holds is the fuller of them (a count-min
sketch): that two callers share both is one chance in 2³¹, and nothing has to be driven out.
"""

import fcntl
import mmap
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import structlog

from app.kernel.rates.rule import Rate, Taken, take

log = structlog.get_logger()

PREFIX = "tiendo-rates-"
KNOWN, BUCKETS = 2**15, 2**16
POLICIES = ("reads", "writes", "anonymous")
WORD, SECRET_BYTES = 8, 64
KNOWN_AT = SECRET_BYTES
BUCKETS_AT = KNOWN_AT + KNOWN * 2 * WORD
SIZE = BUCKETS_AT + len(POLICIES) * BUCKETS * WORD


class Table:
    def __init__(self, memory: mmap.mmap) -> None:
        self._secret = memory[:SECRET_BYTES]
        view = memoryview(memory)
        self._known = view[KNOWN_AT:BUCKETS_AT].cast("Q")
        self._full_at = view[BUCKETS_AT:SIZE].cast("d")

    @classmethod
    def opened(cls, path: Path) -> "Table":
        """That of `table_file`."""
        try:
            with path.open("r+b") as file:
                return cls(mmap.mmap(file.fileno(), SIZE))
        except FileNotFoundError:
            # Cleaned away under a service that has run for months: better a worker that counts for itself than none.
            log.warning("rates_not_shared", table=str(path))
            return cls.alone()

    @classmethod
    def alone(cls) -> "Table":
        """Of this process and no other."""
        memory = mmap.mmap(-1, SIZE)
        memory[:SECRET_BYTES] = os.urandom(SECRET_BYTES)
        return cls(memory)

    def name(self, kind: bytes, value: bytes) -> int:
        """What a token, a credential or an address is called in here. Under a secret, so that nobody can choose whose place to take,
        and so that nothing in the file tells who it was.
        """
        return int.from_bytes(blake2b(value, digest_size=WORD, key=self._secret, person=kind).digest())

    def credential_of(self, token: int) -> int | None:
        for place in _places(token, KNOWN):
            credential = self._known[2 * place + 1]
            # The first word is of both: one that was written half, or over another's, fits no token.
            if self._known[2 * place] ^ credential == token:
                return credential
        return None

    def remember(self, token: int, credential: int) -> None:
        first, second = _places(token, KNOWN)
        place = first if not self._known[2 * first] else second
        self._known[2 * place], self._known[2 * place + 1] = token ^ credential, credential

    def take(self, policy: str, name: int, rate: Rate, weight: int = 1) -> Taken:
        # Since the machine was started, so the same for every process of it, and never set back.
        now = time.monotonic()
        begin = POLICIES.index(policy) * BUCKETS
        places = [begin + place for place in _places(name, BUCKETS)]
        taken = take(rate, min(self._full_at[place] for place in places), now, weight)
        for place in places:
            self._full_at[place] = max(self._full_at[place], taken.full_at)
        return taken


@contextmanager
def table_file() -> Iterator[Path]:
    """An empty table for processes that are about to be started; a file of its owner alone, gone with the block."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.NamedTemporaryFile(prefix=PREFIX) as file:
        # Held as long as we live, however we die; and not of its size before, so that nobody sweeps it away in between.
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(os.urandom(SECRET_BYTES))
        file.truncate(SIZE)
        file.flush()
        yield Path(file.name)


def _sweep(folder: Path) -> None:
    """Takes away the tables that were left by those who were killed. What is another user's stays."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(file.fileno()).st_size == SIZE:
                left.unlink()


def _places(name: int, size: int) -> tuple[int, int]:
    return name % size, (name >> 32) % size
