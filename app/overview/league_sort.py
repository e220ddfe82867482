"""What the agencies of a league table are put in order by. Pure."""

from enum import StrEnum


class LeagueSort(StrEnum):
    on_time = "on_time"
    completion = "completion"
    overdue = "overdue"

    @property
    def filter(self) -> str:
        """Its name among those that shape the statement."""
        return f"sort_{self.value}"
