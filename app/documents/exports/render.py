"""A document into a file of one format: rows arrive a page at a time on the event loop, and are written by a thread beside it.

The file has no name and is gone when it is closed, whatever happens. It is written whole before the first byte is sent, .csv too:
a slow client would hold its connection and its snapshot as long as it takes, eight of them all there are; a document that breaks
off half-way would look like a short one; and a fault is still a problem with a status.
"""

import io
import tempfile
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Protocol

from app.documents.exports.asking import Ask
from app.documents.exports.csv_file import CsvWriter
from app.documents.exports.formats import Format
from app.documents.exports.sheet import Item, Tally, Writer, put
from app.documents.exports.word import WordWriter
from app.documents.exports.workbook import WorkbookWriter

Progress = Callable[[int], None]


class Exported(Protocol):
    """What is exported: its pages, and whether count and digest stand below them."""

    @property
    def file_name(self) -> str: ...
    @property
    def has_foot(self) -> bool: ...
    def items(self, ask: Ask) -> AsyncIterator[Iterable[Item]]: ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """`file` stands at its beginning; whoever has it closes it."""

    file: IO[bytes]
    size: int
    lines: int
    digest: str


async def render(
    document: Exported, form: Format, asking: AbstractAsyncContextManager[Ask], tell: Progress = lambda _: None
) -> Rendered:
    """`asking`: entered for as long as there are rows to ask for, and no longer: to finish a large file takes its time, and the
    server ends a transaction that lies idle. `tell`: how many lines there are so far.
    """
    file, tally = tempfile.TemporaryFile(), Tally()  # noqa: SIM115  handed on to who sends it
    try:
        with (
            tempfile.TemporaryDirectory(prefix="tiendo-export-") as folder,
            _finished(_writer(form, file, folder)) as writer,
        ):
            async with asking as ask:
                async for page in document.items(ask):
                    await to_thread(put, page, writer, tally)
                    tell(tally.count)
            await to_thread(writer.finish, tally.words if document.has_foot else None)
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return Rendered(file, size, tally.count, tally.digest)


@contextmanager
def _finished(writer: Writer) -> Iterator[Writer]:
    """What breaks off is finished too, and thrown away: an archive left open complains when it is collected."""
    try:
        yield writer
    except BaseException:
        with suppress(Exception):
            writer.finish(None)
        raise


def _writer(form: Format, file: IO[bytes], folder: str) -> Writer:
    match form:
        case Format.csv:
            return CsvWriter(file)
        case Format.docx:
            return WordWriter(file)
        case Format.xlsx:
            return WorkbookWriter(file, folder)
