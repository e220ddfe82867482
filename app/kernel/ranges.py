"""Which part of a file a request asks for (RFC 9110 §14): one range of bytes, or the whole."""

import re
from dataclasses import dataclass

from app.kernel.problems import Problem
from app.kernel.words import Words

ONE_RANGE = re.compile(r"bytes=[ \t]*(\d*)-(\d*)[ \t]*", re.IGNORECASE)
MOST_DIGITS = 18


class RangeNotSatisfiable(Problem):
    status, slug = 416, "range-not-satisfiable"
    title = Words("Tệp không có phần được hỏi", "The file has no such part")
    cure = Words(
        "Content-Range cho biết tệp có bao nhiêu byte; hỏi một khoảng bắt đầu trước đó, hoặc cả tệp.",
        "Content-Range tells how many bytes the file has; ask for a range that begins before, or for the whole.",
    )


@dataclass(frozen=True, slots=True)
class Part:
    """From `start` to before `end`."""

    start: int
    end: int


def wanted(asked: str | None, if_range: str | None, etag: str, size: int) -> Part | None:
    """None: the whole. What is no single range of bytes is ignored, as the RFC lets a server do; so is one of another version."""
    if asked is None or (if_range is not None and if_range.strip() != etag):
        return None
    found = ONE_RANGE.fullmatch(asked)
    if found is None or any(len(one) > MOST_DIGITS for one in found.groups()):
        return None
    first, last = (int(one) if one else None for one in found.groups())
    if first is None:
        return None if last is None else _within(max(size - last, 0), size, size)
    if last is not None and last < first:
        return None
    return _within(first, size if last is None else last + 1, size)


def _within(start: int, end: int, size: int) -> Part:
    if start >= size:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
    return Part(start, min(end, size))
