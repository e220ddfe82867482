"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import (
    amendments,
    calendar,
    calendar_feed,
    events,
    extensions,
    members,
    obligations,
    plans,
    report_requests,
    succession,
)

ROUTERS: tuple[APIRouter, ...] = (
    obligations.router,
    plans.router,
    amendments.router,
    members.router,
    extensions.router,
    events.router,
    report_requests.router,
    calendar.router,
    calendar_feed.router,
    succession.router,
)
