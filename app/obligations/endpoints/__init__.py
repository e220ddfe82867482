"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import (
    amendments,
    calendar,
    events,
    extensions,
    members,
    obligations,
    plans,
    report_requests,
    succession,
)

ROUTERS: tuple[APIRouter, ...] = (
    amendments.router,
    calendar.router,
    events.router,
    extensions.router,
    members.router,
    obligations.router,
    plans.router,
    report_requests.router,
    succession.router,
)
