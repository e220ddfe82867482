"""Numbers as phrases write them: figures, Vietnamese words, Roman figures with the slips of a scanner."""

import re

NUMBER_WORDS = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "bon": 4, "tư": 4, "nam": 5, "sáu": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iiii": 4, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
    "xii": 12,
}  # fmt: skip
QUARTER_VALUE = r"(?:[ivxl|]+|[0-9]{1,2}|mot|hai|ba|tư|bon)"


def number(text: str) -> int:
    """A figure or a number word; 0 when it is neither."""
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text, 0)


def quarter_number(text: str) -> int:
    if text.isdigit() or text in NUMBER_WORDS:
        return number(text)
    return ROMAN.get(re.sub(r"[1l|]", "i", text.replace(" ", "")), 0)
