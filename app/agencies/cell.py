"""Where the names of an agency cell begin and end, and what each of them means.

The register decides before any separator does: "Sở Văn hóa, Thể thao và Du lịch" is one name. A name must then close, at
a separator, at the end, or at the next name where a separator was lost; "Xã Long Phú 2" is not Xã Long Phú, nor "Thanh
tra Sở Xây dựng" the city's inspectorate. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.agencies.index import Found, Index, Match
from app.agencies.phrases import (
    AFTER_A_NAME,
    ASSEMBLIES,
    BEFORE_A_NAME,
    DASHES,
    HEAD_OF_A_LIST,
    OPENING_A_NAME,
    SOCIETY,
    Phrases,
    commune_head,
    heads_in,
    narrowing_of,
)
from app.agencies.spelling import ABBREVIATED_COMMUNES, AND, CITY, COMMITTEE, COMMUNES, CONJUNCTIONS, THE, Keys, Word

_LONGEST_HEAD, _LONGEST_NUMBER = 12, 2  # in words, in signs


@dataclass(frozen=True, slots=True)
class NameInCell:
    start: int  # the first word
    end: int  # the word after the last
    found: Found | None
    narrowed: bool


def names_in(words: Sequence[Word], index: Index) -> list[NameInCell]:
    """Every word belongs to one name, but for the conjunctions between names."""
    names: list[NameInCell] = []
    cell = _Cell(words, index)
    position = 0
    while position < len(words):
        start = position
        while position < len(words) and words[position].key in CONJUNCTIONS:
            position += 1
        if position == len(words):
            # Nothing follows: a scan cut the cell off, and the conjunction stays with what stands before it.
            names.append(
                replace(names.pop(), end=position) if names else NameInCell(start, position, None, narrowed=False)
            )
            break
        names.append(cell.name_at(position))
        position = names[-1].end
    return _narrowed_backwards(names, words, index)


def _narrowed_backwards(names: list[NameInCell], words: Sequence[Word], index: Index) -> list[NameInCell]:
    """In "các sở, ban ngành và UBND cấp xã liên quan" both classes are narrowed, unless a second "các" parts them."""
    narrowed = list(names)
    for position in range(len(names) - 1, 0, -1):
        after, before = narrowed[position], narrowed[position - 1]
        joined = [word.key for word in words[before.end : after.start]] == [AND]
        if joined and after.narrowed and words[after.start].key != THE and _is_class(before):
            meaning = narrowing_of(words[after.start : after.end])
            narrowed[position - 1] = replace(before, found=_some_of(before.found, meaning, index), narrowed=True)
    return narrowed


def _is_class(name: NameInCell) -> bool:
    return name.found is not None and name.found.is_group and not name.narrowed


def _some_of(found: Found | None, meaning: Keys, index: Index) -> Found | None:
    return index.narrowed(found.named, meaning) if found else None


class _Cell:
    """One reading of one cell; it remembers the head noun that later names may have left out."""

    def __init__(self, words: Sequence[Word], index: Index) -> None:
        self._words = words
        self._index = index
        self._heads: tuple[str, ...] = COMMUNES

    def name_at(self, position: int) -> NameInCell:
        after_head = self._head_of_a_list(position)
        for start in self._starts(after_head):
            match = self._index.names.longest(self._words, start)
            end = self._closed(start, match) if match else None
            if match and end:
                self._heads = heads_in(self._keys(start, start + match.length))
                return self._name(position, end, match, start)
        tail = self._tail_at(after_head)
        if tail:
            return NameInCell(position, after_head + tail.length, tail.found, narrowed=False)
        end = self._end_of_unknown(after_head)
        # "UBND xã An Bình, Phú Lợi": no xã of the register, and still the head noun of what follows.
        self._heads = commune_head(self._keys(position, end)) or self._heads
        return NameInCell(position, end, None, narrowed=bool(narrowing_of(self._words[after_head:end])))

    def _name(self, position: int, end: int, match: Match, start: int) -> NameInCell:
        """A class with "liên quan" after it is not the class."""
        found, after = match.found, start + match.length
        if not found.is_group:
            return NameInCell(position, end, found, narrowed=False)
        itself, rest = narrowing_of(self._words[start:after]), narrowing_of(self._words[after:end])
        if rest and not itself:
            return NameInCell(position, end, self._index.narrowed(found.named, rest), narrowed=True)
        return NameInCell(position, end, found, narrowed=bool(itself))

    def _keys(self, start: int, end: int) -> Keys:
        return tuple(word.key for word in self._words[start:end])

    def _stops(self, position: int) -> bool:
        return (
            position >= len(self._words) or self._words[position].separated or self._words[position].key in CONJUNCTIONS
        )

    def _starts(self, position: int) -> Iterator[int]:
        """Where the name itself may begin: here, or after a title, a number of the list, "các"."""
        yield position
        while True:
            length = self._phrase_at(position, BEFORE_A_NAME) or self._numbering_at(position)
            position += length
            if not length or position >= len(self._words) or self._words[position].separated:
                return
            yield position

    def _phrase_at(self, position: int, phrases: Phrases) -> int:
        candidates = phrases.get(self._words[position].key, ())
        return next((len(one) for one in candidates if self._keys(position, position + len(one)) == one), 0)

    def _numbering_at(self, position: int) -> int:
        """As in "1. Sở Tài chính", "b) Sở Xây dựng"."""
        followed = position + 1 < len(self._words) and self._words[position + 1].gap.startswith((".", ")"))
        return int(followed and len(self._words[position].key) <= _LONGEST_NUMBER)

    def _head_of_a_list(self, position: int) -> int:
        """The position after "Các sở:" or "UBND các phường:", or the same when the name has no such head."""
        for end in range(position + 1, min(position + _LONGEST_HEAD, len(self._words))):
            gap = self._words[end].gap
            if ":" in gap and HEAD_OF_A_LIST.fullmatch(" ".join(self._keys(position, end))):
                self._heads = heads_in(self._keys(position, end))
                return end
            if ":" in gap or ";" in gap:
                break
        return position

    def _closed(self, start: int, match: Match) -> int | None:
        """Where the name ends, with what may follow it, or nothing when other words go on."""
        end = start + match.length
        while not self._stops(end):
            if self._loses_a_separator(start, end, match):
                return end
            step = self._phrase_at(end, AFTER_A_NAME) or self._same_in_parentheses(end, match)
            if not step:
                return self._narrowed_end(start, end, match)
            end += step
        in_the_city = end < len(self._words) and "," in self._words[end].gap and self._words[end].key == CITY
        return end + 1 if in_the_city and self._stops(end + 1) else end

    def _narrowed_end(self, start: int, end: int, match: Match) -> int | None:
        stop = self._end_of_unknown(end)
        return stop if match.found.is_group and narrowing_of(self._words[start:stop]) else None

    def _same_in_parentheses(self, position: int, match: Match) -> int:
        """As in "Văn phòng Điều phối … (VPĐP)"."""
        again = self._index.names.longest(self._words, position) if "(" in self._words[position].gap else None
        return again.length if again and again.found == match.found else 0

    def _loses_a_separator(self, start: int, end: int, match: Match) -> bool:
        """Two names, as in "Sở Tài chính Sở Xây dựng"; "Công an phường Ninh Kiều" is none we know."""
        following = None if self._words[end].walled else self._index.names.longest(self._words, end)
        return following is not None and self._stands_alone(start, match) and self._stands_alone(end, following)

    def _stands_alone(self, start: int, match: Match) -> bool:
        keys = self._keys(start, start + match.length)
        headed = keys[0] == COMMITTEE or keys[0] in ABBREVIATED_COMMUNES or bool(heads_in(keys))
        return match.found.is_group or headed or keys[-1] == CITY

    def _tail_at(self, position: int) -> Match | None:
        """A name without its head noun: "Sở Tài chính, Xây dựng", "UBND phường Ninh Kiều, Cái Khế"."""
        for head in self._heads or COMMUNES:
            match = self._index.tails[head].longest(self._words, position)
            if match and self._stops(position + match.length):
                return match
        return None

    def _end_of_unknown(self, position: int) -> int:
        """The next separator that is not inside a name of the register, nor a "và" or a dash inside the unknown one."""
        end = position
        while end == position or not self._stops(end) or (end < len(self._words) and self._unknown_goes_on(end)):
            match = self._index.names.longest(self._words, end)
            end += match.length if match and self._stands_alone(end, match) else 1
        return end

    def _unknown_goes_on(self, position: int) -> bool:
        """As in "Ban Tuyên giáo và Dân vận", "Phòng Văn hóa - Xã hội", where what follows opens no name; in "Văn phòng HĐND
        và UBND" it would not end one.
        """
        word = self._words[position]
        if word.key != AND:
            return word.gap.strip() in DASHES and not self._opens_name(position)
        before, after = self._keys(position - 1, position), self._keys(position + 1, position + 2)
        if word.separated or not after or self._words[position + 1].separated:
            return False
        both_councils = before[0] in ASSEMBLIES and after[0] in (COMMITTEE, *ASSEMBLIES)
        return both_councils or not self._opens_name(position + 1)

    def _opens_name(self, position: int) -> bool:
        if self._keys(position, position + 2) == SOCIETY:
            return False
        known = self._index.names.longest(self._words, position)
        return known is not None or self._words[position].key in OPENING_A_NAME
