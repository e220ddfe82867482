"""What the interface offers of reports, a file for each thing acted on."""

from fastapi import APIRouter

from app.reports.endpoints import attachments, reports, reviews

ROUTERS: tuple[APIRouter, ...] = (reports.router, reviews.router, attachments.router)
