"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

from app.obligations.endpoints import calendar_feed, obligations, plans

ROUTERS: tuple[APIRouter, ...] = (obligations.router, plans.router, calendar_feed.router)
