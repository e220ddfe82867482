"""What kind of body a name says it is: nobody of another kind is suggested in its place."""

import re

from app.kernel.text import fold

# In folded text, after what a commune's committee may be called; the longest first.
_COMMITTEE = re.compile(r"(?:ubnd|uy ban nhan dan|uy ban nd) ")
_KINDS = (
    "thanh pho", "tp", "tinh", "huyen", "quan", "thi xa", "thi tran", "dac khu", "phuong", "xa", "so", "bo", "chi cuc", "cuc", "tong cuc", "vu",
    "ban quan ly", "phong", "trung tam", "x", "p",
)  # fmt: skip
_KIND = re.compile(rf"({'|'.join(sorted(_KINDS, key=len, reverse=True))}) (?=\S)")
_SAME = {"thanh pho": "tp", "x": "xa", "p": "phuong"}
COMMUNE_KINDS = frozenset({"phuong", "xa"})


def kind_of(name: str) -> tuple[str, str]:
    """The kind and what comes after it; nothing for a name that opens with none of them."""
    folded = fold(name)
    after = _COMMITTEE.match(folded)
    found = _KIND.match(folded, after.end() if after else 0)
    return (_SAME.get(found[1], found[1]), folded[found.end() :]) if found else ("", folded)


def is_shorthand(name: str) -> bool:
    """One word in capitals: its letters are those of many names."""
    return name.isupper() and " " not in name.strip()


def is_that_commune(name: str, other: str) -> bool:
    """Of one kind, a slip within the words at most: "An Bình" is not "Tân Bình". A xã for a phường and the other way round only where both
    bear one name: a commune may have become a ward.
    """
    (kind, proper), (other_kind, called) = kind_of(name), kind_of(other)
    if other_kind == kind:
        return [word[0] for word in proper.split()] == [word[0] for word in called.split()]
    return other_kind in COMMUNE_KINDS and called == proper
