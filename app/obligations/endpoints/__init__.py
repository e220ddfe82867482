"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import events, extensions, obligations, plans, report_requests

ROUTERS: tuple[APIRouter, ...] = (
    obligations.router,
    plans.router,
    extensions.router,
    events.router,
    report_requests.router,
)
