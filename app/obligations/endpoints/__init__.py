"""What the interface offers of obligations, a file for each thing acted on; what has a room of its own has its endpoints there."""

from fastapi import APIRouter

from app.obligations.amendments import endpoints as amendments
from app.obligations.endpoints import calendar, calendar_feed, obligations, plans, succession
from app.obligations.events import endpoints as events
from app.obligations.extensions import endpoints as extensions
from app.obligations.report_requests import endpoints as report_requests

ROUTERS: tuple[APIRouter, ...] = (
    obligations.router,
    plans.router,
    amendments.router,
    extensions.router,
    events.router,
    report_requests.router,
    calendar.router,
    calendar_feed.router,
    succession.router,
)
