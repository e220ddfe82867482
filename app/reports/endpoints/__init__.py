"""What the interface offers of reports, a file for each thing acted on."""

from fastapi import APIRouter

from app.kernel.asgi import Particular
from app.reports.endpoints import attachments, batches, reports, reviews

ROUTERS: tuple[APIRouter, ...] = (
    batches.router,  # before the reports: "batch" is no id of one
    reports.router,
    reviews.router,
    attachments.router,
)
PARTICULARS: tuple[Particular, ...] = (*attachments.PARTICULARS, *batches.PARTICULARS)
