"""Marks of state secrecy: whether a line, a paragraph or a cell is one.

Such a document may not enter at all (Luật Bảo vệ bí mật nhà nước 2018, three degrees in Điều 8), so the text alone
must tell. A mark stands by itself in its line or cell, or in capitals set apart in it: "Kế hoạch phòng thủ (MẬT)". The
word inside a sentence ("bảo mật", "mật độ", "văn bản TUYỆT MẬT gửi riêng") is no mark: offices plan how secrets are kept,
and must be able to write so. Refusing the file or the field is the caller's affair.
"""

import html
import re
import unicodedata

from app.kernel.text import nfc

_DEGREES = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
_STAMPS = {degree.casefold().replace(" ", ""): degree for degree in _DEGREES}

_TAG = re.compile(r"<[^<>]*>")
_CELL_END = re.compile(r"[\n\t|]|</?(?:br|p|div|li|tr|td|th)\b[^<>]*>", re.IGNORECASE)
# What sets words apart in a line. No comma: it lists the degrees. No quotation mark: it speaks of the mark.
_CLAUSE_END = re.compile(r"[()\[\]{};]|\.\s")
_SET_APART = re.compile(r"[()\[\]{};]|\s{2,}|\s[-–—]\s|[.:!]\s")
_CAPITALS = {degree.replace(" ", "") for degree in _DEGREES}
# Capitals and small letters of other alphabets that nobody tells from the Latin ones of the three marks and their label.
_LOOK_ALIKES = str.maketrans(
    "\u0391\u0395\u0399\u039c\u039f\u03a4\u03a5\u03bf"
    "\u0410\u0415\u0406\u041c\u041e\u0422\u04ae\u0423\u0430\u0435\u0456\u043c\u043e\u0442\u0443",
    "AEIMOTYoAEIMOTYYaeimoty",
)
_OTHER_ALPHABET = re.compile(r"[\u0391-\u03c9\u0406-\u04ae]")
_DECORATION = re.compile(r"[\W_]+")
_LABELLED = re.compile(
    r"\W*(?:(?:mức|cấp)\s+)?(?:độ|mức|cấp|dấu|dấu\s+độ)\s+(?:bảo\s+|bí\s+)?mật\W*(?:là\W+)?"
    r"(?P<degree>tuyệt\s+mật|tối\s+mật|mật)\s*(?:[^\w\s/].*)?",
    re.DOTALL,
)


def marking(text: str) -> str | None:
    """The degree of secrecy that the text, or one line or cell of it, is marked with: MẬT, TỐI MẬT or TUYỆT MẬT.

    "mật" alone in small letters is honey; "Mật" alone is a stamp.
    """
    plain = in_plain_letters(text)
    if "ậ" not in plain.casefold():
        return None  # nearly every text ends here: all three degrees share this letter
    parts = [_TAG.sub("", part) for part in (plain, *_CELL_END.split(plain))]
    whole = next((degree for degree in map(_degree, parts) if degree), None)
    return whole or next((degree for degree in map(_set_apart, parts[1:]) if degree), None)


def in_plain_letters(text: str) -> str:
    """As it looks to a reader: without the spellings of mark-up and the letters of other alphabets that look the same."""
    return _in_latin(unicodedata.normalize("NFKC", nfc(html.unescape(text))))


def _in_latin(text: str) -> str:
    if not _OTHER_ALPHABET.search(text):
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_LOOK_ALIKES))


def _degree(part: str) -> str | None:
    letters = _DECORATION.sub("", part)
    if letters != "mật" and letters.casefold() in _STAMPS:
        return _STAMPS[letters.casefold()]
    return _labelled(part)


def _labelled(part: str) -> str | None:
    labelled = _LABELLED.fullmatch(part.casefold())
    return _STAMPS["".join(labelled["degree"].split())] if labelled else None


def _set_apart(line: str) -> str | None:
    """The one degree that stands apart in the line: several are a list of degrees, which marks nothing."""
    # The longer pieces first: in "(T Ố I  M Ậ T)" the wide space is the one between the words.
    alone = ({_stamped(piece) for piece in cut.split(line)} - {None} for cut in (_CLAUSE_END, _SET_APART))
    return next((found.pop() for found in alone if len(found) == 1), None)


def _stamped(piece: str) -> str | None:
    letters = _DECORATION.sub("", piece)
    return _STAMPS[letters.casefold()] if letters in _CAPITALS else _labelled(piece)
