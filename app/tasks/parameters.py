"""Query parameters that lists of tasks, obligations, reports and counts share."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading
from app.kernel.schema import Day, Reference, Searched
from app.tasks.cell_rules import Basis
from app.tasks.views import View, asked_view

ReferenceFilter = Annotated[Reference | SkipJsonSchema[None], Query()]
IdFilter = Annotated[UUID | SkipJsonSchema[None], Query()]
DayFilter = Annotated[Day | SkipJsonSchema[None], Query()]
FlagFilter = Annotated[bool | SkipJsonSchema[None], Query()]
SearchFilter = Annotated[
    Searched | SkipJsonSchema[None],
    Query(description="Words of the task, or any name of an agency named in it, with or without accents."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The view that a request asks for, and the day by which it is answered."""

    view: View
    today: date


async def _asked(
    reader: Reading,
    as_of: Annotated[
        Day | SkipJsonSchema[None],
        Query(description="As it was known at 24:00 of this day, which is not in the future; now unless said."),
    ] = None,
    basis: Annotated[
        Basis,
        Query(description="Judged by the present days, or by the first that were fixed: those no extension has moved."),
    ] = Basis.current,
) -> Asked:
    return Asked(asked_view(as_of, basis, reader.today), as_of or reader.today)


AskedView = Annotated[Asked, Depends(_asked)]
