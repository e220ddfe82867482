"""Places on a sheet as Excel writes them: B7, $B$7, A1:C2, and the letters of a column. Here they are counted from nought."""

import re

from app.documents.readers.excel.sheet import Range

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def place(written_as: str) -> tuple[int, int] | None:
    found = PLACE.fullmatch(written_as)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def letters(column: int) -> str:
    """A … Z, AA, AB, … as Excel calls its columns."""
    written_as, left = "", column + 1
    while left:
        left, at = divmod(left - 1, 26)
        written_as = chr(ord("A") + at) + written_as
    return written_as


def ranges(ref: str) -> list[Range]:
    corners = [place(corner) for corner in ref.split(":")]
    if len(corners) != len("ab") or corners[0] is None or corners[1] is None:
        return []
    (top, left), (bottom, right) = corners[0], corners[1]
    inside = top <= bottom < LAST_ROW and left <= right < LAST_COLUMN
    return [Range(top, left, bottom, right)] if inside else []
