"""What the interface offers of reports, a file for each thing acted on."""

from fastapi import APIRouter

from app.reports.endpoints import attachments, reports

ROUTERS: tuple[APIRouter, ...] = (reports.router, attachments.router)
