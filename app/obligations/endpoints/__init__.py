"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import amendments, members, obligations, plans

ROUTERS: tuple[APIRouter, ...] = (
    obligations.router,
    plans.router,
    amendments.router,
    members.router,
)
