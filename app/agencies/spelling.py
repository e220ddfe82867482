"""How officials write the name of an agency: its words, the usual shorthands, the forms one registered name may take.

Pure. Names in the register and cells of a document are read by the same function, so a shorthand known here works in
both. Which agency a run of words means is not decided here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from app.kernel.text import match_key

CITY = "tp"
AND, OR = match_key("và"), match_key("hoặc")
CONJUNCTIONS = frozenset({AND, OR})
DEPARTMENT, WARD, RURAL_COMMUNE, COMMITTEE = (match_key(word) for word in ("sở", "phường", "xã", "UBND"))
COMMUNES = (WARD, RURAL_COMMUNE)
ABBREVIATED_COMMUNES = tuple(head[0] for head in COMMUNES)  # P. Ninh Kiều, X. Long Phú

THE = match_key("các")
_WORD = re.compile(r"[0-9]+|[^\W_0-9]+")
# The mark of a footnote after a name: "Sở Tài chính (1)", "Sở Y tế [2]", "Sở Nội vụ¹".
_FOOTNOTE = re.compile(r"(?<=\w)\s?(?:\(\d{1,2}\)|\[\d{1,2}\]|[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,2})")
_LAST_WORD = re.compile(r"[^\W_0-9]+\Z")
_LONGEST_CONJUNCTION = 4
_PARENTHESIS = re.compile(r"\([^()]*\)")
# A dash separates only with a space at one side: "giáo dục-đào tạo" is one word pair, "Sở A - Sở B" is two names.
_SEPARATOR = re.compile(r"[;,/\n\t+&|•·]|(?<=\s)[-–—]|[-–—](?=\s)")
_WALL = re.compile(r"[;:()|•·]|\n\s*[-–—+]")
_SIGNS = "/;,\n+&|"
_SPACE = re.compile(r"\s")
_WITHIN_A_SHORTHAND = re.compile(r"[\s./-]*")

# Long form → the one word that stands for it. Only what is written the same way in every city; an agency's own
# abbreviations are aliases in the register.
_LONG_FORMS = {
    "thành phố": CITY,
    "thành phố Cần Thơ": CITY,
    "TP Cần Thơ": CITY,
    "TPCT": CITY,
    "Ủy ban nhân dân": "UBND",
    "Ủy ban ND": "UBND",
    "UB nhân dân": "UBND",
    "Văn phòng": "VP",
    "Ban Chỉ đạo": "BCĐ",
    "Ban Quản lý": "BQL",
    "Ban QL": "BQL",
    "Trung tâm": "TT",
    "Bệnh viện": "BV",
    "Đại học": "ĐH",
    "Chương trình mục tiêu quốc gia": "CTMTQG",
    "Chương trình MTQG": "CTMTQG",
    "CT MTQG": "CTMTQG",
    "Kho bạc Nhà nước": "KBNN",
    "Ngân hàng Nhà nước": "NHNN",
    "Ngân hàng Chính sách xã hội": "NHCSXH",
    "Ngân hàng CSXH": "NHCSXH",
    "Bảo hiểm xã hội": "BHXH",
    "Chỉ huy Quân sự": "CHQS",
    "Phát triển quỹ đất": "PTQĐ",
    "khu chế xuất": "KCX",
    "đồng chí": "đc",
    "đ/c": "đc",
}
_Shorthand = tuple[list[str], str]


def _by_first_word(long_forms: dict[str, str]) -> dict[str, list[_Shorthand]]:
    """The longest first, so that "thành phố Cần Thơ" is not read as "thành phố"."""
    table: dict[str, list[_Shorthand]] = {}
    for long, short in sorted(long_forms.items(), key=lambda form: -len(form[0].split())):
        words = match_key(long).split()
        table.setdefault(words[0], []).append((words, match_key(short)))
    return table


_SHORTHANDS = _by_first_word(_LONG_FORMS)


Keys = tuple[str, ...]


class Word(NamedTuple):
    """One word of a text, or several that a shorthand stands for. Positions are those of the text read."""

    key: str
    start: int
    end: int
    gap: str  # what stands between the word before and this one
    separated: bool  # the gap holds a separator
    walled: bool  # no name goes on across the gap


def read_words(text: str) -> list[Word]:
    """The words of NFC text, shorthands put for long forms."""
    single = list(_single_words(text))
    words: list[Word] = []
    position = 0
    while position < len(single):
        length, key = _shorthand(single, position)
        # In "Sở TP" the letters stand for Tư pháp, not for the city.
        if key == CITY and length == 1 and words and words[-1].key == DEPARTMENT:
            key = "tp of so"
        words.append(single[position]._replace(key=key, end=single[position + length - 1].end))
        position += length
    return words


def _single_words(text: str) -> Iterator[Word]:
    main_text = _without_asides(text)
    words = _FOOTNOTE.sub(_blank, text)
    end = 0
    for match in _WORD.finditer(words):
        start, gap, key = match.start(), words[end : match.start()], _key(match[0])
        separated = walled = False
        if gap not in {"", " "}:
            separated = _SEPARATOR.search(main_text[end:start]) is not None
            # "Xã Vị Thanh 1" is a name, "Xã Vị Thanh" with a numbered line under it is not.
            walled = _WALL.search(gap) is not None or ("\n" in gap and key.isdecimal())
        yield Word(key, start, match.end(), gap, separated, walled)
        end = match.end()


def _blank(mark: re.Match[str]) -> str:
    """A mark stands behind a name; behind a conjunction it would be lost between two."""
    before = _LAST_WORD.search(mark.string, max(0, mark.start() - _LONGEST_CONJUNCTION - 1), mark.start())
    return mark[0] if before and _key(before[0]) in CONJUNCTIONS else " " * len(mark[0])


def _without_asides(text: str) -> str:
    """The text without the separators in parentheses, all else in its place: "Sở Tài chính (phòng A, phòng B)"."""
    first = _WORD.search(text)
    start = first.start() if first else len(text)
    return text[:start] + _PARENTHESIS.sub(lambda aside: _SEPARATOR.sub(" ", aside[0]), text[start:])


@lru_cache(4096)
def _key(word: str) -> str:
    return match_key(word)


def _shorthand(words: Sequence[Word], position: int) -> tuple[int, str]:
    first = words[position].key
    for long, short in _SHORTHANDS.get(first, ()):
        run = words[position : position + len(long)]
        if [word.key for word in run] == long and all(_WITHIN_A_SHORTHAND.fullmatch(word.gap) for word in run[1:]):
            return len(long), short
    return 1, first


class Separation(NamedTuple):
    """What parts two names: where it begins and ends in the text, and its sign."""

    start: int
    end: int
    sign: str


def separation(text: str, words: Sequence[Word], after: int, before: int) -> Separation:
    """Between the name that ends before word `after` and the one that begins with word `before`.

    At the beginning and the end of the text only bullets and stray separators are cut away.
    """
    start = words[after - 1].end if after else 0
    end = words[before].start if before < len(words) else len(text)
    between = words[after:before]
    marks = [(mark.start(), mark.end()) for mark in _SEPARATOR.finditer(text, start, end)]
    marks += [(word.start, word.end) for word in between]
    if marks:
        return Separation(min(marks)[0], max(last for _, last in marks), _sign(text[start:end], between, after))
    if after and before < len(words):
        space = _SPACE.search(text, start, end)
        start = space.start() if space else start
        return Separation(start, start, " ")
    return Separation(end, end, "") if after else Separation(start, start, "")


def _sign(gap: str, between: Sequence[Word], after: int) -> str:
    if between:
        return "/".join("và" if word.key == AND else "hoặc" for word in between)
    return next((sign for sign in _SIGNS if sign in gap), "-") if after else ""


def keys_of(name: str) -> Keys:
    return tuple(word.key for word in read_words(name.replace("&", " và ")))


def leaving_out(keys: Keys, small_words: Keys) -> Iterator[Keys]:
    """The name without its "và" (Giáo dục - Đào tạo), without its "các" (Điều phối CTMTQG), without both."""
    for count in range(1, len(small_words) + 1):
        for left_out in combinations(small_words, count):
            yield keys[:1] + tuple(key for key in keys[1:] if key not in left_out)


def commune_forms(keys: Keys) -> Iterator[Keys]:
    """Phường X, P. X, UBND phường X, UBND các phường X: the ward and its committee are one body in a plan."""
    head, name = keys[0], keys[1:]
    for written in (head, head[0]):
        yield written, *name
        yield COMMITTEE, written, *name
        yield COMMITTEE, THE, written, *name


def commune_of(keys: Keys) -> Keys | None:
    """("phường", "ninh", "kiều") out of any form of a commune's name, or nothing for another name."""
    plain = keys[1:] if keys[:1] == (COMMITTEE,) else keys
    return plain if len(plain) > 1 and plain[0] in COMMUNES else None


def without_city(keys: Keys) -> Keys | None:
    """The name without "thành phố" at its end, when enough is left to tell it: "UBND" or "Thuế" alone is not."""
    shorter = keys[:-1]
    return shorter if keys[-1:] == (CITY,) and len(shorter) > 1 else None
