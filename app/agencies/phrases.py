"""The words around the names of an agency cell: titles before, notes after, heads of lists, and what narrows a class.

Pure, and only vocabulary: where a name begins and ends is for `cell` to say.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.agencies.spelling import (
    ABBREVIATED_COMMUNES,
    COMMITTEE,
    COMMUNES,
    DEPARTMENT,
    THE,
    Keys,
    Word,
    keys_of,
)
from app.kernel.text import match_key


def _in_keys(pattern: str) -> str:
    """The pattern with its Vietnamese words as the keys of words."""
    return re.sub(r"\w+", lambda word: match_key(word[0]), pattern)


Phrases = Mapping[str, Sequence[Keys]]


def _by_first_word(phrases: Iterable[Keys]) -> Phrases:
    """The longest first."""
    table: dict[str, list[Keys]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        table.setdefault(phrase[0], []).append(phrase)
    return table


CONCERNED, IN_CHARGE = keys_of("liên quan"), keys_of("phụ trách")
_NARROWING = {
    keys_of(phrase): meaning
    for meaning, phrases in {
        CONCERNED: ("liên quan", "hữu quan", "có liên"),
        IN_CHARGE: ("phụ trách", "được giao", "được phân công", "theo phân công", "theo chức năng", "theo thẩm quyền"),
    }.items()
    for phrase in phrases
}
_CUT_OFF = keys_of("liên")  # "cơ quan, đơn vị có liên": the scan lost the end of the cell

# The person at the head stands for the agency; "các" before a plain name announces a list.
BEFORE_A_NAME = _by_first_word(
    keys_of(phrase)
    for phrase in (
        "các", "tất cả", "toàn thể", "giao", "đồng chí", "ông", "bà", "lãnh đạo", "thủ trưởng", "người đứng đầu",
        "giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch", "chánh", "phó chánh", "trưởng ban", "phó trưởng ban",
        "hiệu trưởng", "chủ trì", "cơ quan chủ trì", "đơn vị chủ trì",
    )
)  # fmt: skip
AFTER_A_NAME = _by_first_word(
    keys_of(phrase)
    for phrase in (
        "thành phố", "cấp thành phố", "của thành phố", "thuộc thành phố", "trực thuộc thành phố", "Cần Thơ",
        "thuộc UBND thành phố", "trực thuộc UBND thành phố", "chủ trì", "cơ quan chủ trì", "đơn vị chủ trì",
        "là cơ quan chủ trì", "là đơn vị chủ trì", "cơ quan thường trực", "là cơ quan thường trực", "cơ quan đầu mối",
        "là cơ quan đầu mối", "đầu mối",
    )
)  # fmt: skip

# The first words of the names of bodies: what follows "và" and begins otherwise belongs to the name before it.
OPENING_A_NAME = frozenset(
    keys_of(word)[0]
    for word in (
        "các", "sở", "ban", "bộ", "UBND", "HĐND", "văn phòng", "trung tâm", "công an", "hội", "liên", "đoàn", "thành",
        "tỉnh", "đảng", "chi", "cục", "tổng", "vụ", "viện", "trường", "bệnh viện", "phòng", "thanh", "tòa", "kho bạc", "thuế",
        "bảo", "ngân", "công", "phường", "xã", "p", "x", "mặt", "quân", "bộ chỉ huy", "đặc", "cơ", "đơn", "tổ", "chủ", "ông",
        "bà", "đồng chí", "doanh", "hải", "báo", "đài", "UBMTTQ", "ủy", "lực", "thường", "ngành", "địa",
    )
)  # fmt: skip
SOCIETY = keys_of("xã hội")  # no commune
DASHES = frozenset("-–—")
ASSEMBLIES = frozenset(keys_of(word)[0] for word in ("HĐND", "ĐBQH"))

# A class before a colon is only the head of the list after it: "UBND các phường: Ninh Kiều, Cái Khế".
_LIST_OF_DEPARTMENTS = r"(các )?sở( ban)?( ngành)?( TP)?"
_LIST_OF_COMMUNES = r"(UBND )?(các )?(cấp )?(xã|phường)( (và )?(các )?(xã|phường))?"
_LIST_OF_BODIES = r"(các )?(cơ quan đơn vị|cơ quan|đơn vị|địa phương)"
HEAD_OF_A_LIST = re.compile(
    _in_keys(
        rf"({_LIST_OF_DEPARTMENTS}|{_LIST_OF_COMMUNES}|{_LIST_OF_BODIES})( (có )?liên quan| phụ trách)?( (bao )?gồm)?"
    )
)
_LEVEL = match_key("cấp")


def narrowing_of(words: Sequence[Word]) -> Keys:
    """`CONCERNED`, `IN_CHARGE`, or nothing when no word narrows."""
    keys = tuple(word.key for word in words)
    if keys[-1:] == _CUT_OFF:
        return CONCERNED
    written = f" {' '.join(keys)} "
    return next((meaning for phrase, meaning in _NARROWING.items() if f" {' '.join(phrase)} " in written), ())


def heads_in(keys: Keys) -> tuple[str, ...]:
    """The head nouns that later names may leave out; a whole level of government ("cấp xã") has both kinds."""
    if _LEVEL in keys:
        return COMMUNES
    return tuple(head for head in (DEPARTMENT, *COMMUNES) if head in keys)


def commune_head(keys: Keys) -> tuple[str, ...]:
    """The head noun that opens a commune's name, known or not, written out or by its letter; nothing for other names."""
    named = tuple(key for key in keys[:3] if key not in {COMMITTEE, THE})
    by_letter = dict(zip(ABBREVIATED_COMMUNES, COMMUNES, strict=True))
    head = by_letter.get(named[0], named[0]) if len(named) > 1 else ""
    return (head,) if head in COMMUNES else ()
