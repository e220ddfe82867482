"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import (
    amendments,
    calendar,
    extensions,
    members,
    obligations,
    plans,
)

ROUTERS: tuple[APIRouter, ...] = (
    amendments.router,
    calendar.router,
    extensions.router,
    members.router,
    obligations.router,
    plans.router,
)
