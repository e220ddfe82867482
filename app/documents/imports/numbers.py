"""Which row of a section bears which number, as far as it is settled. Pure."""

from collections import Counter

from app.documents.imports.answers import settled
from app.documents.imports.compare import Answers
from app.documents.imports.draft import Draft


class Numbers:
    """Those of the answers before it in the same request count too."""

    def __init__(self, draft: Draft, answers: Answers) -> None:
        self._rows = settled(draft, answers).rows
        self._given: dict[int, str | None] = {at: row.number for at, row in enumerate(self._rows)}
        self._borne = Counter(self._key(at) for at in self._given)

    def give(self, at: int, number: str) -> bool:
        """False when another row of the section has it."""
        self._borne[self._key(at)] -= 1
        self._given[at] = number
        self._borne[self._key(at)] += 1
        return self._borne[self._key(at)] == 1

    def _key(self, at: int) -> tuple[int | None, str | None]:
        return self._rows[at].section, self._given[at]
