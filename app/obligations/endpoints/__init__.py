"""What the interface offers of obligations, a file for each thing acted on."""

from fastapi import APIRouter

<<<<<<< HEAD
<<<<<<< HEAD
from app.obligations.endpoints import (
    amendments,
    calendar,
    extensions,
    members,
    obligations,
    plans,
)
=======
from app.obligations.endpoints import events, extensions, obligations, plans
>>>>>>> extend

ROUTERS: tuple[APIRouter, ...] = (
    amendments.router,
    calendar.router,
    extensions.router,
    members.router,
    obligations.router,
    plans.router,
<<<<<<< HEAD
=======
    extensions.router,
    events.router,
>>>>>>> extend
)
=======
from app.obligations.endpoints import calendar, obligations, plans, succession

ROUTERS: tuple[APIRouter, ...] = (calendar.router, obligations.router, plans.router, succession.router)
>>>>>>> calendar
