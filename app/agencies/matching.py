"""Names as written, found in the register: which agencies and groups a cell, a filter or a line of a document means.

Pure: it works on facts given and asks no database. A name it is not sure of is found nowhere: never a guess. What an
unresolved or a narrowed name leads to is the reader's affair.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from app.agencies.cell import names_in
from app.agencies.index import Found, Index, Named
from app.agencies.spelling import read_words, separation
from app.kernel.text import fold, nfc

__all__ = ["Found", "Likely", "Named", "Part", "Register"]

_FAINTEST_LIKENESS = 0.35


@dataclass(frozen=True, slots=True)
class Part:
    """One name of an agency cell, as written.

    `narrowed`: only some of a class are meant ("phụ trách", "liên quan"); `found` is then the group that stands for
    such words, never the class. `separator` is what stood before it: "" before the first, then "và", "hoặc", "/", ";",
    ",", a newline, "+", "&", "|", "-" for any dash or bullet, " " where the separator was lost.
    """

    text: str
    found: Found | None
    narrowed: bool
    separator: str


@dataclass(frozen=True, slots=True)
class Likely:
    """`likeness` from 0 to 1: the share of letter triples that two names have in common."""

    named: Named
    likeness: float


class Register:
    """A spelling that two agencies or groups share finds neither."""

    def __init__(self, agencies: Iterable[Named], groups: Iterable[Named]) -> None:
        agencies, groups = tuple(agencies), tuple(groups)
        self._index = Index(agencies, groups)
        self._named = (*agencies, *groups)

    @cached_property
    def _spelt(self) -> "_Spelt":
        """Laid out when first asked for: nobody does who names only agencies of the register."""
        return _Spelt(self._named)

    def find(self, written: str) -> Found | None:
        """What one name as written means; a code or e-identifier serves too."""
        by_code = self._index.by_code(written)
        if by_code:
            return by_code
        parts = self.split(written)
        return parts[0].found if len(parts) == 1 else None

    def nearest(self, written: str, n: int = 3) -> list[Named]:
        return [one.named for one in self.likely(written, n)]

    def likely(self, written: str, n: int = 3) -> list[Likely]:
        """The likeliest, best first, accents aside: for "did you mean". May be empty."""
        return self._spelt.likely(written)[:n]

    def split(self, cell: str) -> tuple[Part, ...]:
        """The names of an agency cell in their order; between texts and separators no letter of the cell is lost."""
        text = nfc(cell)
        words = read_words(text)
        names = names_in(words, self._index)
        ends = [0, *(name.end for name in names)]
        starts = [*(name.start for name in names), len(words)]
        cuts = [separation(text, words, after, before) for after, before in zip(ends, starts, strict=True)]
        return tuple(
            Part(text[before.end : after.start].strip(), name.found, name.narrowed, before.sign)
            for name, before, after in zip(names, cuts, cuts[1:], strict=False)
        )


class _Spelt:
    """The register by the letter triples of its spellings."""

    def __init__(self, register: Iterable[Named]) -> None:
        self._spellings: list[tuple[Named, int]] = []
        self._with: dict[str, list[int]] = {}
        for named in register:
            for written in _spellings(named):
                self._spell(named, _trigrams(written))

    def _spell(self, named: Named, trigrams: frozenset[str]) -> None:
        for trigram in trigrams:
            self._with.setdefault(trigram, []).append(len(self._spellings))
        self._spellings.append((named, len(trigrams)))

    def likely(self, written: str) -> list[Likely]:
        wanted = _trigrams(written)
        best: dict[UUID, Likely] = {}
        shared = Counter(spelling for trigram in wanted for spelling in self._with.get(trigram, ()))
        for spelling, count in sorted(shared.items()):
            named, size = self._spellings[spelling]
            likeness = 2 * count / (len(wanted) + size)
            if likeness >= _FAINTEST_LIKENESS and (named.id not in best or likeness >= best[named.id].likeness):
                best[named.id] = Likely(named, likeness)
        return sorted(best.values(), key=lambda one: (-one.likeness, one.named.code))


def _spellings(named: Named) -> tuple[str, ...]:
    return named.name, *filter(None, [named.short_name]), *named.aliases


def _trigrams(written: str) -> frozenset[str]:
    padded = f"  {fold(written)} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
