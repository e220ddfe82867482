"""The head of a Vietnamese document (NĐ 30/2020/NĐ-CP, Phụ lục I): issuer and number at the left, the national motto, place and
date at the right, then the kind of the document and its title; the Party's has its own words in the same places.

It stands in two columns: a table without borders, or lines with a tab or a run of spaces between. Blanks stay blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.annex.letterhead_words import (
    BODY,
    COLUMNS,
    ISSUER_ALONE,
    KIND_LINE,
    LABEL,
    LONGEST_LINE,
    MOST_TITLE_LINES,
    NO_TITLE,
    NUMBER_LINE,
    PLACE,
    PLACE_AND_DAY,
    RULE,
    TEXT_OPENS,
    WITHIN,
    is_furniture,
    is_motto,
)


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
    return any(is_motto(line) or NUMBER_LINE.fullmatch(line) or PLACE_AND_DAY.fullmatch(line) for line in lines)


def is_above_annex(rows: Sequence[Sequence[str]]) -> bool:
    """A table that is the head of a letter or of an annex: its texts count, it is none of tasks or figures."""
    lines = [line.strip() for row in rows[:WITHIN] for text in row for line in text.split("\n")]
    return is_letterhead(rows) or any(LABEL.fullmatch(line) or ISSUER_ALONE.match(line) for line in lines)


def read_letterhead(rows: Sequence[Sequence[str]]) -> Letterhead:
    lines = list(_in_columns(rows))
    if not is_letterhead([[line] for line in lines[:WITHIN]]):
        return _issuer_alone(lines)
    head, body = lines[:WITHIN], lines[WITHIN:]
    kind = next((at for at, line in enumerate(head) if _is_kind(line)), None)
    issuer, taken = _issuer(head[:kind])
    named, title, title_lines = _kind_and_title(lines, kind)
    taken |= title_lines
    number, day = _first(NUMBER_LINE, head), _first(PLACE_AND_DAY, head)
    return Letterhead(
        issuer=issuer,
        number=number["number"] + _symbol(number) if number and number["number"] else None,
        symbol=_symbol(number) if number else None,
        issued_on=day_of(day),
        issued_text=day["text"].strip() if day else None,
        year=int(day["year"]) if day and day["year"] else None,
        kind=named,
        title=title,
        rest=(*(line for at, line in enumerate(head) if at not in taken and not is_furniture(line)), *body),
    )


def _issuer_alone(lines: Sequence[str]) -> Letterhead:
    """An annex without any letter may still begin with the office whose it is."""
    name, taken = "", 0
    for line in lines:
        if line.isupper() and ISSUER_ALONE.match(line):
            name = line
        elif name and line.isupper() and PLACE.match(line):
            name = f"{name} {line}"
        else:
            break
        taken += 1
    return Letterhead(issuer=name or None, rest=tuple(lines[taken:]))


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
            if right and is_furniture(right):
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


def _is_kind(line: str) -> bool:
    found = KIND_LINE.fullmatch(line)
    return found is not None and found["kind"].isupper()


def _issuer(lines: Sequence[str]) -> tuple[str | None, set[int]]:
    """The lines in capitals before the number, the motto or a rule; the last office named among them is who issues."""
    taken: set[int] = set()
    names: list[str] = []
    for at, line in enumerate(lines):
        if is_furniture(line):
            if names:
                break
            continue
        if not line.isupper():
            break
        if names and not BODY.match(line):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
        taken.add(at)
    return (names[-1], taken) if names and BODY.match(names[-1]) else (None, set())


def _kind_and_title(lines: Sequence[str], at: int | None) -> tuple[str | None, str | None, set[int]]:
    """The kind as written, the title below it, and the lines they take."""
    found = KIND_LINE.fullmatch(lines[at]) if at is not None else None
    if at is None or found is None:
        return None, None, set()
    parts = [found["title"]] if found["title"] else []
    end = at + 1
    while end < min(len(lines), at + 1 + MOST_TITLE_LINES) and not _ends_title(lines[end], parts):
        parts.append(lines[end])
        end += 1
    return found["kind"], " ".join(parts) or None, set(range(at, end))


def _ends_title(line: str, parts: Sequence[str]) -> bool:
    text_opens = (TEXT_OPENS if parts else NO_TITLE).match(line) is not None
    is_whole = bool(parts) and parts[-1][-1] in ".:;"
    return text_opens or is_whole or RULE.fullmatch(line) is not None or len(line) > LONGEST_LINE
