"""An agency attaches a file to its report: evidence that stays as it was sent.

Whether it may is asked before a byte of the file is read, and again, under the lock of the pair, before its row is written: a
review meanwhile closes the report. In between, the bytes go straight to the storage and no connection to the database is held.
"""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import func, insert, select
from uuid_utils.compat import uuid7

from app.access.reading import Reader
from app.access.roles import Permission
from app.access.writer import Writer
from app.access.writing import Shown, Work
from app.kernel.etags import tag_of
from app.kernel.file_names import clean_name, with_suffix
from app.kernel.idempotency import Answer, KeyInFlight, form_content
from app.kernel.limits import FILE_BYTES, FILES_OF_A_REPORT
from app.kernel.problems import BodyTooLarge, NotFound
from app.kernel.storage import Nowhere, Storage
from app.kernel.uploads import FIELD, single_file
from app.reports import attachment_problems as problems
from app.reports.attachment_queries import ATTACHMENT, TARGET
from app.reports.evidence import Examined
from app.reports.models import Attachment, ReportReview
from app.reports.problems import NotYourReport
from app.tasks.models import TaskAgencyState

CLOSING = frozenset({"confirm", "withdraw"})


@dataclass(frozen=True, slots=True)
class Target:
    """The report, and the rows that the attachment belongs to with it."""

    id: UUID
    agency_id: UUID
    pair_id: UUID
    task_id: UUID
    plan_id: UUID


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies in the storage, under the id that its row would have."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: bytes

    @property
    def key(self) -> str:
        # By its last digits: ids of one day begin alike, and a folder should not hold all of them.
        return storage_key(self.id)

    @property
    def content(self) -> bytes:
        return form_content(self.name, self.sha256, {})


@dataclass(frozen=True, slots=True)
class Attached:
    """`status` 201, or 200 for the same file that the report has already."""

    id: UUID
    shown: Shown
    status: int

    def answer(self) -> Answer:
        return Answer(self.status, self.shown[0], f"/v1/attachments/{self.id}", tag_of(*self.shown))


async def attach_file(reader: Reader, writer: Writer, storage: Storage, report_id: UUID, request: Request) -> Response:
    if await writer.is_repeated():
        return await _answered_before(writer, request)
    target = await _target(reader, report_id)
    kept_in = Nowhere() if writer.is_dry else storage
    received = await _receive(kept_in, request)
    attached, answer = await _keep(writer.of(received.content), kept_in, target, received)
    if attached.id != received.id:
        await kept_in.delete(received.key)
    return answer


async def _answered_before(writer: Writer, request: Request) -> Response:
    """Whatever has become of the report since; of the file only what it is has to be known."""
    received = await _receive(Nowhere(), request)
    async with writer.of(received.content).work(Permission.report_submit):
        raise KeyInFlight  # deleted for its age while the file came: sent again, it is work


def storage_key(attachment_id: UUID) -> str:
    return f"{attachment_id.hex[-2:]}/{attachment_id}"


async def _target(reader: Reader, report_id: UUID) -> Target:
    caller, rows = await reader.rows(TARGET, Permission.report_submit, id=report_id)
    if not rows:
        raise NotFound
    row = rows[0]
    if row["agency_id"] not in caller.agencies:
        raise NotYourReport
    _require_open(row["reviewed"])
    return Target(row["id"], row["agency_id"], row["pair_id"], row["task_id"], row["plan_id"])


def _require_open(reviewed: str | None) -> None:
    if reviewed in CLOSING:
        raise problems.ReportClosed


async def _receive(storage: Storage, request: Request) -> Received:
    upload = await single_file(request)
    name, passing = clean_name(upload.name, f"/{FIELD}"), _Passing(Examined(upload.name))
    attachment_id = uuid7()
    await storage.put(storage_key(attachment_id), passing.through(upload.pieces))
    kind = passing.examined.kind()
    return Received(
        attachment_id, with_suffix(name, kind.suffixes), kind.media_type, passing.size, passing.digest.digest()
    )


class _Passing:
    """Looks at a file while it passes, and stops it when it should not."""

    def __init__(self, examined: Examined) -> None:
        self.examined, self.size, self.digest = examined, 0, hashlib.sha256()

    async def through(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        async for piece in pieces:
            self.size += len(piece)
            if self.size > FILE_BYTES:
                raise BodyTooLarge(limit_bytes=FILE_BYTES)
            self.digest.update(piece)
            self.examined.look_at(piece)
            yield piece
        if not self.size:
            raise problems.EmptyFile
        self.examined.kind()


async def _keep(writer: Writer, storage: Storage, target: Target, received: Received) -> tuple[Attached, Response]:
    decided = False
    try:
        async with writer.work(Permission.report_submit) as work:
            attached = await _record(work, target, received)
            answer = await work.conclude(attached.answer())
            decided = True
    except BaseException:
        # Once it is decided only the commit is left, and of a commit that broke off nobody knows: then the object stays.
        if not decided:
            await storage.delete(received.key)
        raise
    return attached, answer


async def _record(work: Work, target: Target, received: Received) -> Attached:
    # Reviews, and files that come at once, take turns on the pair.
    await work.session.execute(select(TaskAgencyState.id).where(TaskAgencyState.id == target.pair_id).with_for_update())
    _require_open(await work.session.scalar(select(ReportReview.action).where(ReportReview.report_id == target.id)))
    of_report = Attachment.report_id == target.id
    same = select(Attachment.id).where(of_report, Attachment.sha256 == received.sha256)
    known = await work.session.scalar(same.limit(1))
    if known is not None:
        return Attached(known, await work.show(ATTACHMENT, id=known), 200)
    count = await work.session.scalar(select(func.count()).select_from(Attachment).where(of_report))
    if count and count >= FILES_OF_A_REPORT:
        raise problems.TooManyAttachments(most=FILES_OF_A_REPORT)
    return await _add(work, target, received)


async def _add(work: Work, target: Target, received: Received) -> Attached:
    row = insert(Attachment).values(
        id=received.id,
        report_id=target.id,
        task_id=target.task_id,
        plan_id=target.plan_id,
        agency_id=target.agency_id,
        file_name=received.name,
        media_type=received.media_type,
        size_bytes=received.size,
        sha256=received.sha256,
        storage_key=received.key,
        token_id=work.caller.token_id,
        attached_at=work.now,
    )
    await work.session.execute(row.inline())
    shown = await work.show(ATTACHMENT, id=received.id)
    await work.record("attachment", received.id, "attach", plan_id=target.plan_id, after=shown[0])
    return Attached(received.id, shown, 201)
