"""Statements that move what is owed, and a pair: who may is for the probes to say."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, update

from app.obligations.models import Obligation
from app.tasks.models import TaskAgencyState


def moving(which: UUID, **values: Any) -> Executable:
    return update(Obligation).where(Obligation.id == which).values(**values)


def moving_day(which: UUID, day: date, **more: Any) -> Executable:
    return moving(which, **{"effective_due_date": day, "nominal_due_date": day, "sort_day": day} | more)


def moving_pair(which: UUID, **values: Any) -> Executable:
    return update(TaskAgencyState).where(TaskAgencyState.id == which).values(**values)
