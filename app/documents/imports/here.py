"""Reads a file of the operator's own in this very process: the command line and the seed keep nobody waiting by it."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from app.agencies import queries as agencies
from app.documents.imports.draft import Draft
from app.documents.imports.problems import problem_of
from app.documents.imports.reading import read_draft
from app.documents.refusals import RefusedFile


async def read_here(
    session: AsyncSession, data: bytes, name: str, *, year: int | None, issued_on: date | None
) -> Draft:
    register = await agencies.register(session)
    try:
        return read_draft(data, name, register, year=year, issued_on=issued_on)
    except RefusedFile as refused:
        raise problem_of(refused) from refused
