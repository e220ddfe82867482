"""Vietnamese letters from before Unicode: the single bytes of TCVN3 (fonts .Vn…) and the pairs of VNI (fonts VNI-…).

Such a file says nowhere how it is written. It is believed only when its words come out as Vietnamese syllables, and no other way
of reading them does.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from app.kernel.text import nfc

_TCVN3_BYTES = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_BYTES, _TCVN3_LETTERS)

_VNI_PAIRS = {
    **dict(zip(("aù", "aø", "aû", "aõ", "aï", "aê", "aé", "aè", "aú", "aü", "aë"), "áàảãạăắằẳẵặ", strict=True)),
    **dict(zip(("aâ", "aá", "aà", "aå", "aã", "aä"), "âấầẩẫậ", strict=True)),
    **dict(zip(("eù", "eø", "eû", "eõ", "eï", "eâ", "eá", "eà", "eå", "eã", "eä"), "éèẻẽẹêếềểễệ", strict=True)),
    **dict(zip(("où", "oø", "oû", "oõ", "oï", "oâ", "oá", "oà", "oå", "oã", "oä"), "óòỏõọôốồổỗộ", strict=True)),
    **dict(zip(("ôù", "ôø", "ôû", "ôõ", "ôï"), "ớờởỡợ", strict=True)),
    **dict(zip(("uù", "uø", "uû", "uõ", "uï", "öù", "öø", "öû", "öõ", "öï"), "úùủũụứừửữự", strict=True)),
    **dict(zip(("yù", "yø", "yû", "yõ"), "ýỳỷỹ", strict=True)),
    **dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True)),
}
_VNI_CASES = _VNI_PAIRS | {pair.upper(): letter.upper() for pair, letter in _VNI_PAIRS.items()}
_VNI_CASES |= {pair.capitalize(): letter.upper() for pair, letter in _VNI_PAIRS.items() if len(pair) > 1}
_VNI = re.compile("|".join(sorted(map(re.escape, _VNI_CASES), key=len, reverse=True)))

# A syllable: first consonants and a rhyme, of which there are not many. No wrong reading passes for these for long.
_TONES = str.maketrans(
    dict(chain.from_iterable(zip(letters, plain * 5, strict=True) for plain, letters in (
        ("a", "áàảãạ"), ("ă", "ắằẳẵặ"), ("â", "ấầẩẫậ"), ("e", "éèẻẽẹ"), ("ê", "ếềểễệ"), ("i", "íìỉĩị"), ("o", "óòỏõọ"),
        ("ô", "ốồổỗộ"), ("ơ", "ớờởỡợ"), ("u", "úùủũụ"), ("ư", "ứừửữự"), ("y", "ýỳỷỹỵ"),
    )))
)  # fmt: skip
_ONSET = "(?:ngh?|nh|n|tr|th|t|ch|c|ph|p|kh|k|gh|gi|g|qu?|[bdđhlmrsvx])?"
_CLOSED = (
    "a(?:ch|nh|ng|[cmnpt])?|ă(?:ng|[cmnpt])|â(?:ng|[cmnpt])|e(?:ng|[cmnpt])?|ê(?:ch|nh|[mnpt])?|i(?:ch|nh|[mnpt])?|ia|iê(?:ng|[cmnpt])|"
    "o(?:ng|[cmnpt])?|oa(?:ch|nh|ng|[cmnpt])?|oă(?:ng|[cmnt])|oe[nt]?|oo(?:ng|c)|ô(?:ng|[cmnpt])?|ơ[mnpt]?|u(?:ng|[cmnpt])?|ua|"
    "uô(?:ng|[cmnt])|uâ(?:ng|[nt])|uê(?:ch|nh)?|uơ|uy(?:ch|nh|[npt])?|uya|uyê[nt]|ư(?:ng|[cmnt])?|ưa|ươ(?:ng|[cmnpt])|y|yê(?:ng|[mnt])"
)
# These end in a half vowel, which never carries the tone.
_GLIDING = "a[iouy]|âu|ây|eo|êu|iu|iêu|oi|oa[iyo]|oeo|ôi|ơi|ui|uôi|uây|uyu|ưi|ưu|ươi|ươu|yêu"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_CLOSED}|(?P<gliding>{_GLIDING}))")
_TONED = re.compile("[áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.95
_MOST_WORDS = 5_000


def _from_tcvn3(data: bytes) -> str:
    return data.decode("latin-1").translate(_TCVN3)


def _from_vni(data: bytes) -> str:
    return _VNI.sub(lambda found: _VNI_CASES[found[0]], data.decode("cp1252"))


WAYS: tuple[Callable[[bytes], str], ...] = (lambda data: nfc(data.decode("cp1258")), _from_tcvn3, _from_vni)


def decoded(data: bytes) -> str | None:
    """The text of bytes that are no Unicode; None when no way or more than one makes Vietnamese of them."""
    sure = [text for text in _texts(data) if _is_vietnamese(text)]
    return sure[0] if len(sure) == 1 else None


def _texts(data: bytes) -> Iterator[str]:
    for way in WAYS:
        try:
            yield way(data)
        except UnicodeDecodeError:
            continue


def _is_vietnamese(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text[: _MOST_WORDS * 8]) if not word.isascii()]
    if not words or re.search("[\x00-\x08\x0e-\x1f\x80-\x9f]", text):
        return False
    return sum(map(_is_syllable, words)) >= _SURE * len(words)


def _is_syllable(word: str) -> bool:
    syllable = _SYLLABLE.fullmatch(word.translate(_TONES))
    if syllable is None or len(_TONED.findall(word)) > 1:
        return False
    return not (syllable["gliding"] and _TONED.match(word[-1]))
