"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import calendar, obligations, plans, succession

ROUTERS: tuple[APIRouter, ...] = (calendar.router, obligations.router, plans.router, succession.router)
