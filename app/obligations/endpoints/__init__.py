"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import extensions, obligations, plans

ROUTERS: tuple[APIRouter, ...] = (
    obligations.router,
    plans.router,
    extensions.router,
)
