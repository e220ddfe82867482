"""Marks of state secrecy: whether a line, a paragraph or a cell is one.

Such a document may not enter at all (Luật Bảo vệ bí mật nhà nước 2018, three degrees in Điều 8), so the text alone
must tell. The word inside a sentence ("bảo mật", "mật độ") is no mark. Refusing the file or the field is the caller's
affair.
"""

import html
import re
import unicodedata

from app.kernel.text import nfc

_DEGREES = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
_STAMPS = {degree.casefold().replace(" ", ""): degree for degree in _DEGREES}

_TAG = re.compile(r"<[^<>]*>")
_CELL_END = re.compile(r"[\n\t|]|</?(?:br|p|div|li|tr|td|th)\b[^<>]*>", re.IGNORECASE)
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
    plain = unicodedata.normalize("NFKC", nfc(html.unescape(text)))
    if "ậ" not in plain.casefold():
        return None  # nearly every text ends here: all three degrees share this letter
    parts = (_TAG.sub("", part) for part in (plain, *_CELL_END.split(plain)))
    return next((degree for degree in map(_degree, parts) if degree), None)


def _degree(part: str) -> str | None:
    letters = _DECORATION.sub("", part)
    if letters != "mật" and letters.casefold() in _STAMPS:
        return _STAMPS[letters.casefold()]
    labelled = _LABELLED.fullmatch(part.casefold())
    return _STAMPS["".join(labelled["degree"].split())] if labelled else None
