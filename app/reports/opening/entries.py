"""What a row says of each of its leads: all of them, or none.

Pure. A row of which one lead is not clear makes no entry for the others either: it is told as left out, and a share or a day in it may be
that of the lead which is not clear.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.reports.opening.leads import Names, progress_of
from app.reports.opening.rules import OpeningEntry, opening_entry
from app.reports.opening.unclear import Unclear


def entries_of(
    progress: Mapping[str, str], names: Names, today: date, begins_on: date = date.min
) -> Mapping[UUID, OpeningEntry] | tuple[Unclear, ...]:
    found = {lead: opening_entry(progress_of(lead, progress, names), today, begins_on) for lead in names}
    unclear = dict.fromkeys(one for one in found.values() if isinstance(one, Unclear))
    return tuple(unclear) or {lead: one for lead, one in found.items() if isinstance(one, OpeningEntry)}
