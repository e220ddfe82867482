"""Text as written → words as compared: cleaning, folding, and the slips of scanners repaired.

`clean` keeps what a person reads; `Words` lays it out as words one space apart, without accents and in lower case, so
that patterns need no care for spacing, case, Unicode form or the place of a tone mark. A few words that differ only
by their accent keep it.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|td|tr|table)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# Letters of other alphabets that look like ours, dashes, and quotation marks.
_SAME = str.maketrans(
    {
        "ð": "đ",
        "Ð": "Đ",
        "І": "I",
        "і": "i",
        "О": "O",
        "о": "o",
        **dict.fromkeys("‐‑‒–—―−~", "-"),
        **dict.fromkeys("“”‘’«»\"'`", " "),
    }
)
_TOKEN = re.compile(
    r"(?<![^\W\d_])(?=[oOlLiI|]*[0-9])[0-9oOlLiI|]++(?![^\W\d_])|(?<!\w)[1|][vV](?!\w)|[^\W\d_]+|[0-9]+|\S",
)
_GLUED_QUARTER = re.compile(r"(q|quy|qui)(i{1,3}|iv)")
_SLIPS = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Words whose accent decides: six is not "after", four is not "from", new is not "each", a fund is no quarter.
_KEPT = frozenset({"sáu", "tư", "mới", "mọi", "mời", "khí", "sở", "quỹ", "hạng"})
# "Quy định" and "Việt Nam": without their tone these are no quarter and no year, unless a number follows.
_NOT_UNITS = frozenset({"quy", "nam"})
_QUARTERS = frozenset({"quy", "qui", "q"})
AT_ONCE = "tucthi"
_VALUE = re.compile(r"[0-9ivl|o]+")


def clean(text: str) -> str:
    """As a person reads it: NFKC, no tags, no invisible characters, single spaces."""
    text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    text = _INLINE_TAG.sub("", _BLOCK_TAG.sub(" ", text))
    text = unicodedata.normalize("NFKC", text).translate(_SAME)
    shown = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(shown.split())


def fold(text: str) -> str:
    """Lower case without accents, đ → d: the form in which words are searched and compared."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if unicodedata.category(c) != "Mn"))


def spelling(word: str) -> tuple[str, tuple[str, ...]]:
    """Letters and tones apart: "hoà" and "hòa", "quý" and "qúy" are spelled alike."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in letters if c not in _TONES), tuple(sorted(c for c in letters if c in _TONES))


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` point into the cleaned text; `slip` tells that scanned letters were taken for digits."""

    plain: str
    start: int
    end: int
    slip: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    tokens: tuple[Token, ...]
    plain: str
    offsets: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of a stretch of `plain`."""
        return self.tokens[bisect_right(self.offsets, start) - 1 : bisect_right(self.offsets, end - 1)]

    def written(self, start: int, end: int) -> str:
        """A stretch of `plain` as it stands in the text."""
        tokens = self.between(start, end)
        return self.text[tokens[0].start : tokens[-1].end] if tokens else ""


def words(text: str) -> Words:
    tokens = _tokens(text)
    offsets, at = [], 0
    for token in tokens:
        offsets.append(at)
        at += len(token.plain) + 1
    return Words(text, tuple(tokens), " ".join(token.plain for token in tokens), tuple(offsets))


def _tokens(text: str) -> list[Token]:
    accented = fold(text) != text.lower()
    tokens: list[Token] = []
    found = [(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    for index, (word, start, end) in enumerate(found):
        following = found[index + 1][0] if index + 1 < len(found) else ""
        before = tokens[-1].plain if tokens else ""
        glued = _GLUED_QUARTER.fullmatch(fold(word))
        if glued:
            middle = start + len(glued[1])
            tokens += [Token(glued[1], start, middle), Token(glued[2], middle, end)]
        elif any(c.isdigit() for c in word) and not word.isdecimal():
            tokens.append(_repaired(word, before, start, end))
        elif before in _QUARTERS and re.fullmatch("[il]*l[il]*v?", word):
            tokens.append(Token(word.replace("l", "i"), start, end, slip=True))
        elif accented and word in _NOT_UNITS and not _VALUE.fullmatch(following):
            tokens.append(Token(word + "~", start, end))
        elif (
            word == "ngay"
            and fold(following) in {"sau", "khi", "lap", "trong", "tu"}
            and (accented or not before.isdigit())
        ):
            tokens.append(Token(AT_ONCE, start, end))
        elif (before, word) == ("dinh", "kì"):
            tokens.append(Token("ky", start, end))
        else:
            tokens.append(Token(word if word in _KEPT else fold(word) or word, start, end))
    return tokens


def _repaired(word: str, before: str, start: int, end: int) -> Token:
    """Reads "2O26" as 2026, but after "quý" the run "1I" as the Roman two."""
    if before in _QUARTERS:
        return Token(re.sub(r"[1l|]", "i", word), start, end, slip=True)
    return Token(word.translate(_SLIPS), start, end, slip=True)
