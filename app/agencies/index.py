"""The register by its spellings: each form of a name means one agency or group, or nothing when two share it.

Pure. Where a name begins and ends in a cell is for `matching` to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.agencies.spelling import (
    AND,
    COMMUNES,
    DEPARTMENT,
    THE,
    Keys,
    Word,
    commune_forms,
    commune_of,
    keys_of,
    leaving_out,
    without_city,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What the register says of an agency or a group."""

    id: UUID
    code: str
    name: str
    short_name: str | None
    aliases: tuple[str, ...]
    e_identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    named: Named
    is_group: bool


@dataclass(frozen=True, slots=True)
class Match:
    found: Found
    length: int  # in words


# Which claim to a spelling is the stronger: the name itself, a short name or alias, a form made from either.
NAME, ALIAS, DERIVED = range(3)


class Spellings:
    """From the keys of words to what they name."""

    def __init__(self) -> None:
        self._claims: dict[str, tuple[int, Found | None]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def claim(self, keys: Keys, rank: int, found: Found) -> None:
        if not keys:
            return
        written = " ".join(keys)
        held_rank, holder = self._claims.get(written, (DERIVED + 1, None))
        if rank < held_rank:
            self._claims[written] = rank, found
        elif rank == held_rank and holder != found:
            self._claims[written] = rank, None
        lengths = {*self._lengths.get(keys[0], ()), len(keys)}
        self._lengths[keys[0]] = tuple(sorted(lengths, reverse=True))

    def get(self, keys: Keys) -> Found | None:
        return self._claims.get(" ".join(keys), (DERIVED, None))[1]

    def longest(self, words: Sequence[Word], position: int) -> Match | None:
        """The longest name that begins at the position, never the beginning of a longer one that is also there."""
        for length in self._lengths.get(words[position].key, ()):
            run = words[position : position + length]
            if len(run) < length or any(word.walled for word in run[1:]):
                continue
            found = self.get(tuple(word.key for word in run))
            if found is not None:
                return Match(found, length)
        return None


class Index:
    """Whole names, and the rest of a name whose head noun stands elsewhere ("Các sở: Tài chính, Xây dựng")."""

    def __init__(self, agencies: Iterable[Named], groups: Iterable[Named]) -> None:
        self.names = Spellings()
        self.tails: Mapping[str, Spellings] = {head: Spellings() for head in (DEPARTMENT, *COMMUNES)}
        self._by_code: dict[str, Found] = {}
        for agency in agencies:
            self._add_agency(Found(agency, is_group=False))
        for group in groups:
            self._add_group(Found(group, is_group=True))

    def by_code(self, written: str) -> Found | None:
        return self._by_code.get(written.strip().casefold())

    def narrowed(self, group: Named, phrase: Keys) -> Found | None:
        """The group that stands for some of this one: its name followed by "liên quan" or "phụ trách"."""
        candidates = (self.names.get(keys_of(written) + phrase) for _, written in _written(group))
        return next((found for found in candidates if found), None)

    def _add_agency(self, found: Found) -> None:
        agency = found.named
        for code in (agency.code, agency.e_identifier):
            if code:
                self._by_code.setdefault(code.casefold(), found)
        for rank, written in _written(agency):
            keys = keys_of(written)
            self._claim(keys, rank, found, left_out=(AND, THE))
            commune = commune_of(keys)
            if commune:
                self._add_commune(commune, found)
            if keys[:1] == (DEPARTMENT,):
                self._claim_tail(keys, found)
            shorter = without_city(keys) if written in {agency.name, agency.short_name} else None
            if shorter:
                self._claim(shorter, DERIVED, found, left_out=(AND, THE))

    def _add_commune(self, commune: Keys, found: Found) -> None:
        for form in commune_forms(commune):
            self.names.claim(form, ALIAS, found)
        self.tails[commune[0]].claim(commune[1:], ALIAS, found)

    def _add_group(self, found: Found) -> None:
        self._by_code.setdefault(found.named.code.casefold(), found)
        for rank, written in _written(found.named):
            self._claim(keys_of(written), rank, found, left_out=(AND,))

    def _claim(self, keys: Keys, rank: int, found: Found, left_out: Keys) -> None:
        self.names.claim(keys, rank, found)
        for form in leaving_out(keys, left_out):
            self.names.claim(form, DERIVED, found)

    def _claim_tail(self, keys: Keys, found: Found) -> None:
        for form in (keys, *leaving_out(keys, (AND,))):
            self.tails[DEPARTMENT].claim(form[1:], DERIVED, found)


def _written(named: Named) -> Iterator[tuple[int, str]]:
    yield NAME, named.name
    if named.short_name:
        yield ALIAS, named.short_name
    for alias in named.aliases:
        yield ALIAS, alias
