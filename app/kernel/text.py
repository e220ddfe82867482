"""Vietnamese text as data: one stored form, and the keys that search, sort and compare.

PostgreSQL runs here without ICU and without extensions, so what a Vietnamese collation would do is done once, in
Python, and stored beside the text. Pure, standard library only. Escaping for LIKE, and what makes two names one agency,
are not here.
"""

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_WORD = re.compile("[0-9]+|(?:[^\\W_0-9][\u0300-\u036f]*)+")  # of decomposed text
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")

# Scanners and old fonts write đ as the Icelandic eth; nobody in a Vietnamese plan means eth.
# Replaced one after the other: `translate` looks up each letter of a text.
_STROKED_D = "ðɖ"
_QUALITY = "\u0306\u0302\u031b"  # breve, circumflex, horn: they make another letter
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng

# The 29 letters and the four foreign ones, each written in the key as one ASCII letter in the same order, so that plain
# C ordering puts ă after every a-word. Digits stay below all of them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = str.maketrans(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg")

# Where y and i are one sound written two ways: after qu (quý, quí), or alone after the first consonants (Mỹ, Mĩ).
# Elsewhere they make different words (hay and hai, Thúy and thúi).
_INTERCHANGEABLE_Y = re.compile(r"(?<=^qu)y|(?<![^bcdđghklmnpqrstvx])y$")


def nfc(text: str) -> str:
    """The stored form of any text: NFC, every line end a newline, invisible and control characters gone, tabs kept."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))


def fold(text: str) -> str:
    """The search key: "Sở Tài chính, Đ/c A" gives "so tai chinh d c a"."""
    return _fold_once(text) if len(text) <= _KEPT else _fold(text)


def _fold(text: str) -> str:
    plain = _MARKS.sub("", _decomposed(text)).replace("đ", "d")
    return _NOT_ALPHANUMERIC.sub(" ", plain).strip()


# The names and titles of an annex are folded when it is compared, stored and compared again. Not longer texts, which would be held.
_KEPT = 300
_fold_once = lru_cache(4096)(_fold)


def sort_key(text: str) -> str:
    """A key whose C ordering is the Vietnamese dictionary's: by syllable, letters before tones, numbers by value.

    Tones rank ngang, huyền, hỏi, ngã, sắc, nặng. Case and punctuation do not count: order by an id after it.
    """
    return " ".join(map(_rank, _words(text)))


def match_key(text: str) -> str:
    """Equal for two spellings of one name: case, Unicode form, place of the tone, y/i and punctuation do not count.

    Diacritics do: Phường Tân An is not Phường Tấn An. A tone stands as a digit after its syllable ("thuy2").
    """
    return " ".join(map(_spelling, _words(text)))


def initials(text: str) -> str:
    """The letters of a document symbol: "Sở Giáo dục và Đào tạo" gives "SGDĐT"."""
    words = (word for word in _words(text) if word != "va\u0300")
    return "".join(word if word.isdecimal() else word[0] for word in words).upper()


def _decomposed(text: str) -> str:
    # Twice, since folding the case of what the first pass took apart can give letters to take apart again.
    folded = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    text = unicodedata.normalize("NFKD", folded)
    for stroked in _STROKED_D:
        text = text.replace(stroked, "đ")
    return text


def _words(text: str) -> list[str]:
    return _WORD.findall(_decomposed(text))


@lru_cache(4096)
def _letters_and_tone(word: str) -> tuple[str, str]:
    tone = ""
    letters = []
    for character in word:
        if character in _TONES:
            tone = _TONES[character]
        elif character in _QUALITY or not unicodedata.combining(character):
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def _spelling(word: str) -> str:
    letters, tone = _letters_and_tone(word)
    return _INTERCHANGEABLE_Y.sub("i", letters) + tone


def _rank(word: str) -> str:
    if word.isdecimal():
        digits = word.lstrip("0")
        return f"{len(digits):03d}{digits}"  # the length first: a longer number is a larger one
    letters, tone = _letters_and_tone(word)
    return letters.translate(_RANKS) + (tone or "0")
