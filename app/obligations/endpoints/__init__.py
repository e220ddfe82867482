"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import calendar, extensions, obligations, plans

ROUTERS: tuple[APIRouter, ...] = (
    calendar.router,
    obligations.router,
    plans.router,
    extensions.router,
)
