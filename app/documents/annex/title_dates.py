"""Dates a task names in its own text, beside the one in its deadline column ("… đi vào hoạt động trong năm 2026").

Only a phrase of completion or of recurrence counts. The day of a cited document, a "giai đoạn", a "tầm nhìn", a horizon
("đến năm 2050"), a year in a name ("kế hoạch đầu tư công năm 2026") and anything inside quotation marks do not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.documents.annex.citations import Citation

OF_YEAR = r"(?:\s?/\s?\d{4}|\s+năm\s+\d{4})?(?!\d)"
DAY = (
    rf"(?:ngày\s+)?\d{{1,2}}\s?/\s?\d{{1,2}}(?:\s?/\s?\d{{4}})?(?![\d/])|ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}{OF_YEAR}"
)
MONTH = rf"(?:(?:đầu|giữa|cuối)\s+)?tháng\s+\d{{1,2}}(?!\d){OF_YEAR}"
QUARTER = rf"(?:(?:đầu|giữa|cuối)\s+)?quý\s+(?:IV|I{{1,3}}|[1-4])(?!\w){OF_YEAR}"
YEAR = r"(?:(?:đầu|giữa|cuối)\s+)?năm\s+\d{4}(?!\d|\s*[-–]\s*\d)"
BY = r"(?:trong|trước|vào|chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?|đến\s+hết|không\s+quá)\s+(?:trước\s+|vào\s+|trong\s+)?"
UNIT = r"(?:ngày|tuần|tháng|quý|năm)"
SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?=\S)[^.;\n]+)*")
FINISHING = re.compile(r"(?<!\w)(?:hoàn\s+thành|hoàn\s+tất|kết\s+thúc|làm\s+xong|đưa\s+vào)(?!\w)", re.IGNORECASE)
DEADLINE = re.compile(rf"(?<!\w){BY}(?:{DAY}|{MONTH}|{QUARTER}|{YEAR})(?!\w)", re.IGNORECASE)
# "Hạn" alone is also the end of "trung hạn", "giới hạn": it is a word of its own behind a comma or a bracket only. The phrase is the day.
OF_WHAT = r"(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo|gửi|nộp|trình|chót|cuối(?:\s+cùng)?)"
NAMED = re.compile(
    rf"(?<!\w)(?:thời\s+hạn(?:\s+{OF_WHAT})?|hạn\s+{OF_WHAT}|(?:(?<=[,;(–-])|(?<=[,;(–-]\s))hạn)\s*(?::|là(?!\w))?\s*"
    rf"(?P<day>(?:{BY})?(?:{DAY}|{MONTH}|{QUARTER}|{YEAR}))(?!\w)",
    re.IGNORECASE,
)
# After a word of finishing a bare day, month or quarter is enough. A bare year is not: it is mostly part of a name.
FINISHED = re.compile(rf"(?<![\w/])(?:{DAY}|{MONTH}|{QUARTER})(?!\w)", re.IGNORECASE)
RECURRENCE = re.compile(
    rf"(?<!\w)(?:mỗi\s+{UNIT}\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d+\s+lần"
    rf"|\d+\s+lần\s*(?:/|mỗi\s|một\s)\s*{UNIT}"
    rf"|định\s+kỳ\s+(?:(?:vào\s+)?(?:thứ|ngày)\s+\w+\s+)?(?:hằng|hàng|mỗi|\d+)\s*{UNIT}(?:\s+(?:một|\d+)\s+lần|/lần)?"
    rf"|^\W*(?:hằng|hàng|mỗi)\s+{UNIT})(?!\w)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")
WRITTEN_YEAR = re.compile(r"\d{4}")
# A title names a date or two; one that looks like hundreds is not searched to its end.
MOST = 50


@dataclass(frozen=True, slots=True)
class TitleDate:
    """A phrase of the title, verbatim, and its place in it."""

    text: str
    start: int
    end: int


def find_title_dates(title: str, citations: Sequence[Citation], year: int | None) -> tuple[TitleDate, ...]:
    """`year` is the plan's: a phrase about an earlier one tells of the past and sets no day."""
    open_text = _without_names(title, citations)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(islice(_spans(open_text), MOST), key=lambda span: (span[0], -span[1])):
        if spans and start < spans[-1][1]:
            continue
        if not _is_past(title[start:end], year):
            spans.append((start, end))
    return tuple(TitleDate(title[start:end], start, end) for start, end in spans)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for sentence in SENTENCE.finditer(text):
        start, end = sentence.span()
        words = sentence[0]
        yield from ((start + found.start(), start + found.end()) for found in DEADLINE.finditer(words))
        yield from ((start + found.start("day"), start + found.end("day")) for found in NAMED.finditer(words))
        yield from ((start + found.start(), start + found.end()) for found in RECURRENCE.finditer(words))
        finishing = FINISHING.search(words)
        if finishing:
            yield from (found.span() for found in FINISHED.finditer(text, start + finishing.end(), end))


def _without_names(title: str, citations: Sequence[Citation]) -> str:
    """The title with citations and quoted names blanked, every other letter in its place."""
    text = QUOTED.sub(lambda found: " " * len(found[0]), title)
    for citation in citations:
        text = text[: citation.start] + " " * (citation.end - citation.start) + text[citation.end :]
    return text


def _is_past(phrase: str, year: int | None) -> bool:
    years = [int(written) for written in WRITTEN_YEAR.findall(phrase)]
    return year is not None and bool(years) and max(years) < year
