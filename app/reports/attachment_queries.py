"""Reads of attached files: whoever sees a report sees what is attached to it."""

from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Integer, Uuid, func, literal_column, select

from app.access.reading import LIMIT, Listing, Reader, for_caller
from app.access.roles import Permission
from app.agencies.queries import agency_ref
from app.kernel.downloads import File
from app.kernel.problems import NotFound
from app.kernel.reads import Compiled, Rows, Shapes, as_object, value
from app.plans.models import Plan
from app.reports.models import Attachment, ProgressReport, ReportReview
from app.reports.queries import visible_reports

ONE: ColumnElement[int] = literal_column("1", Integer)
DIGEST = func.encode(Attachment.sha256, literal_column("'hex'"))


def _attachments(*conditions: ColumnElement[bool]) -> Rows:
    shown = select(
        Attachment.id,
        Attachment.report_id,
        Attachment.file_name,
        Attachment.media_type,
        Attachment.size_bytes,
        DIGEST.label("sha256"),
        agency_ref(Attachment.agency_id, "agency", Attachment).label("agency"),
        Attachment.attached_at,
        ONE.label("version"),
    )
    file = (Attachment.storage_key, Attachment.file_name, Attachment.size_bytes, DIGEST.label("sha256"))
    return (
        select(as_object(shown, "shown", Attachment).label("item"), Attachment.id, ONE.label("version"), *file)
        .join(ProgressReport, ProgressReport.id == Attachment.report_id)
        .join(Plan, Plan.id == Attachment.plan_id)
        .where(visible_reports(), *conditions)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    of_report = _attachments(Attachment.report_id == value("report_id", Uuid()), condition)
    return for_caller(of_report.order_by(Attachment.id).limit(LIMIT).subquery("rows"), "id")


ATTACHMENTS = Listing(
    Shapes(_page, {"after": Attachment.id > value("after_id", Uuid())}), Permission.report_read, {"id": UUID}
)
ATTACHMENT = Compiled(for_caller(_attachments(Attachment.id == value("id", Uuid())).subquery("rows")))


def _target() -> Rows:
    """What decides whether a file may be attached to a report."""
    action = select(ReportReview.action).where(ReportReview.report_id == ProgressReport.id).correlate(ProgressReport)
    return (
        select(
            literal_column("'{}'::json", JSON).label("item"),
            ProgressReport.id,
            ProgressReport.agency_id,
            ProgressReport.pair_id,
            ProgressReport.task_id,
            ProgressReport.plan_id,
            action.scalar_subquery().label("reviewed"),
        )
        .join(Plan, Plan.id == ProgressReport.plan_id)
        .where(visible_reports(), ProgressReport.id == value("id", Uuid()))
    )


TARGET = Compiled(for_caller(_target().subquery("rows")))


async def file_of(reader: Reader, attachment_id: UUID) -> File:
    _, rows = await reader.rows(ATTACHMENT, Permission.report_read, id=attachment_id)
    if not rows:
        raise NotFound
    return File(rows[0]["storage_key"], rows[0]["file_name"], rows[0]["size_bytes"], rows[0]["sha256"])
