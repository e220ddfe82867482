"""The head of a Vietnamese document (NĐ 30/2020/NĐ-CP, Phụ lục I): issuer and number at the left, the national motto, place and
date at the right, then the kind of the document and its title; the Party's has its own words in the same places.

It stands in two columns: a table without borders, or lines with a tab or a run of spaces between. Blanks stay blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.text import fold

MOTTO = re.compile(r"(?:cong hoa xa hoi chu nghia viet nam|doc lap tu do hanh phuc|dang cong san viet nam)")
RULE = re.compile(r"[-–—_*=.\s]*")
COLUMNS = re.compile(r"\t|\s{3,}")
BLANK = r"[\s.…_]{0,40}"
ISSUED = rf"ngày{BLANK}(?P<day>\d{{1,2}})?{BLANK}(?:tháng|/){BLANK}(?P<month>\d{{1,2}})?{BLANK}(?:năm|/){BLANK}(?P<year>\d{{4}})?"
SYMBOL = r"(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w/&-]{0,40}"
NUMBER_LINE = re.compile(
    rf"số\s*:?{BLANK}(?P<number>\d{{1,6}}[a-z]?)?{BLANK}(?P<symbol>{SYMBOL})\W{{0,5}}", re.IGNORECASE
)
PLACE_AND_DAY = re.compile(rf"[^\d,/]{{2,60}},\s*(?P<text>{ISSUED})\W{{0,5}}", re.IGNORECASE)
KINDS = (
    r"kế\s+hoạch|chương\s+trình|quyết\s+định|kết\s+luận|chỉ\s+thị|công\s+văn|nghị\s+quyết|thông\s+báo|tờ\s+trình|báo\s+cáo"
    r"|hướng\s+dẫn|đề\s+án|phương\s+án|công\s+điện"
)
KIND_LINE = re.compile(rf"(?P<kind>{KINDS})(?:\s+(?P<title>\S.*))?", re.IGNORECASE | re.DOTALL)
# Where the title ends and the text begins. A title may itself begin with such a word; none of its later
# lines does, with a capital and small letters.
TEXT_OPENS = re.compile(
    r"(?:Căn\s+cứ|Thực\s+hiện|Triển\s+khai|Kính\s+gửi|Theo\s|Ngày\s+\d|Để\s|Nhằm\s|Trên\s+cơ\s+sở|Sau\s+khi"
    r"|(?:[IVX]{1,4}|[A-Z]|\d{1,2})\s*[./)]|[Pp]hụ\s+lục|PHỤ\s+LỤC|\()"
)
NO_TITLE = re.compile(r"(?:căn\s+cứ|kính\s+gửi|phụ\s+lục|\(|[IVX]{1,4}\s*\.)", re.IGNORECASE)
# An office's name in two lines goes on with its place; any other second line is the office below it.
BODY = re.compile(
    r"(?:sở|ban|bộ|ủy ban|uỷ ban|ubnd|hội đồng|hđnd|văn phòng|chi cục|cục|tổng cục|trung tâm|thanh tra|hội|liên đoàn|công an"
    r"|trường|bệnh viện|đảng ủy|đảng uỷ|thành ủy|tỉnh ủy|huyện ủy|chính phủ|thủ tướng|viện|kho bạc|thuế|phòng)(?!\w)",
    re.IGNORECASE,
)
# What stands below a document: the list of copies, and for whom somebody signs.
SIGNED = re.compile(r"\s*(?:nơi nhận\s*:|(?:TM|KT|TL|TUQ|T/M)\.)", re.IGNORECASE)
WITHIN = 40
MOST_TITLE_LINES = 6
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Letterhead:
    """As written; None where the document leaves a blank or has no such head. `rest` are the lines that are none of it."""

    issuer: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    issued_text: str | None = None
    year: int | None = None
    kind: str | None = None
    title: str | None = None
    rest: tuple[str, ...] = ()


def is_letterhead(rows: Sequence[Sequence[str]]) -> bool:
    lines = [line.strip() for row in rows[:WITHIN] for text in row for line in text.split("\n")]
    return any(_is_motto(line) or NUMBER_LINE.fullmatch(line) or PLACE_AND_DAY.fullmatch(line) for line in lines)


def read_letterhead(rows: Sequence[Sequence[str]]) -> Letterhead:
    lines = list(_in_columns(rows))
    if not is_letterhead([[line] for line in lines[:WITHIN]]):
        return Letterhead(rest=tuple(lines))
    head, body = lines[:WITHIN], lines[WITHIN:]
    number = _first(NUMBER_LINE, head)
    day = _first(PLACE_AND_DAY, head)
    kind = next((at for at, line in enumerate(head) if _is_kind(line)), None)
    issuer, issuer_lines = _issuer(head[: kind if kind is not None else len(head)])
    title, title_lines = _title(lines, kind) if kind is not None else (None, 0)
    taken = {*issuer_lines, *range(kind, kind + title_lines)} if kind is not None else set(issuer_lines)
    rest = [line for at, line in enumerate(head) if at not in taken and not _is_furniture(line)]
    found = KIND_LINE.fullmatch(head[kind]) if kind is not None else None
    return Letterhead(
        issuer=issuer,
        number=number["number"] + _symbol(number) if number and number["number"] else None,
        symbol=_symbol(number) if number else None,
        issued_on=day_of(day),
        issued_text=day["text"].strip() if day else None,
        year=int(day["year"]) if day and day["year"] else None,
        kind=found["kind"] if found else None,
        title=title,
        rest=(*rest, *body),
    )


def day_of(issued: re.Match[str] | None) -> date | None:
    if issued is None or None in (issued["day"], issued["month"], issued["year"]):
        return None
    try:
        return date(int(issued["year"]), int(issued["month"]), int(issued["day"]))
    except ValueError:
        return None


def _in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of the left column, then those of the right, as long as rows have the same number of columns."""
    run: list[list[str]] = []
    for row in rows:
        cells = _apart(row[0]) if len(row) == 1 else row
        if run and len(run[0]) != len(cells):
            yield from _columnwise(run)
            run = []
        run.append(list(cells))
    yield from _columnwise(run)


def _apart(line: str) -> list[str]:
    """A line of text with a run of spaces where the second column begins."""
    if len(line) < LONGEST_LINE:
        for gap in COLUMNS.finditer(line):
            right = line[gap.end() :]
            if right and _is_furniture(right):
                return [line[: gap.start()], right]
    return [line]


def _columnwise(run: list[list[str]]) -> Iterator[str]:
    for column in zip(*run, strict=True):
        for text in column:
            yield from (line.strip() for line in text.split("\n") if line.strip())


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> re.Match[str] | None:
    return next((found for line in lines if (found := pattern.fullmatch(line[:LONGEST_LINE]))), None)


def _symbol(number: re.Match[str]) -> str:
    return re.sub(r"\s", "", number["symbol"])


def _is_motto(line: str) -> bool:
    return len(line) < LONGEST_LINE and MOTTO.fullmatch(fold(line)) is not None


def _is_furniture(line: str) -> bool:
    return (
        _is_motto(line)
        or RULE.fullmatch(line) is not None
        or NUMBER_LINE.fullmatch(line) is not None
        or PLACE_AND_DAY.fullmatch(line) is not None
    )


def _is_kind(line: str) -> bool:
    found = KIND_LINE.fullmatch(line)
    return found is not None and found["kind"].isupper()


def _issuer(lines: Sequence[str]) -> tuple[str | None, list[int]]:
    """The lines in capitals before the number, the motto or a rule; the last office named among them is who issues."""
    taken: list[int] = []
    names: list[str] = []
    for at, line in enumerate(lines):
        if _is_furniture(line):
            if names:
                break
            continue
        if not line.isupper():
            break
        if names and not BODY.match(line):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
        taken.append(at)
    return (names[-1], taken) if names and BODY.match(names[-1]) else (None, [])


def _title(lines: Sequence[str], kind: int) -> tuple[str | None, int]:
    """And how many lines it takes with the line of the kind."""
    found = KIND_LINE.fullmatch(lines[kind])
    parts = [found["title"]] if found and found["title"] else []
    count = 1
    for line in lines[kind + 1 : kind + 1 + MOST_TITLE_LINES]:
        if (
            RULE.fullmatch(line)
            or (TEXT_OPENS if parts else NO_TITLE).match(line)
            or len(line) > LONGEST_LINE
            or (parts and parts[-1][-1] in ".:;")
        ):
            break
        parts.append(line)
        count += 1
    return " ".join(parts) or None, count
