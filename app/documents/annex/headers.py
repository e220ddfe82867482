"""The columns of an annex from the titles in its header, in any order, in one line or two.

What a title means is for titles.py to say. The titles themselves are kept as first written: an export carries them again.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.annex.columns import Column, Columns
from app.documents.annex.ours import part_told
from app.documents.annex.titles import (
    COLUMN_NUMBER,
    FEWEST,
    FEWEST_OF_OURS,
    LONGEST_BROKEN,
    PROGRESS_KEYS,
    SECOND_CHOICE,
    STANDING,
    TELLING,
    USUAL,
    Role,
    likeness,
    meaning,
    plain_meaning,
)
from app.documents.tables import Cell
from app.kernel.text import fold


def opens_header(cells: Sequence[Cell]) -> bool:
    """Likeness is dear: only a row with one telling word in plain sight, among others, is looked at twice."""
    return len(cells) > 1 and any(plain_meaning(cell.text) in TELLING for cell in cells)


def find_columns(cells: Sequence[Cell]) -> Columns | None:
    """The columns a row names, when the row is a header: it names the task and who does it or by when."""
    if not opens_header(cells):
        return None
    columns = _made([cell.text for cell in cells])
    if columns.has(Role.task_title) and (columns.has(Role.lead) or columns.has(Role.deadline)):
        return columns
    return None


def reordered_columns(cells: Sequence[Cell]) -> Columns | None:
    """The columns of a header of another kind on a later page, which says "STT" where ours does or elsewhere."""
    if not opens_header(cells) or not any(plain_meaning(cell.text) is Role.number for cell in cells):
        return None
    found = find_columns(cells)
    return found if found is not None and found.has(Role.lead) and found.has(Role.deadline) else None


def columns_under(above: Columns, cells: Sequence[Cell]) -> Columns | None:
    """The columns of a header in two lines ("Cơ quan thực hiện" over "Chủ trì", "Phối hợp"), given the lower line.

    Every column of the lower line that says something of its own stands under a title that is spread over several.
    """
    upper = above.titles
    texts = [cell.text for cell in cells[: above.width]] + [""] * (above.width - len(cells))
    lower = [text if text != title else "" for text, title in zip(texts, upper, strict=True)]
    if not any(lower) or len(set(filter(None, texts))) == 1:
        return None
    over = [_spread_over(upper, at) for at in range(above.width)]
    if any(text and (title is None or len(text) > LONGEST_BROKEN) for text, title in zip(lower, over, strict=True)):
        return None
    return _header([_under(title or "", text) for title, text in zip(over, lower, strict=True)], upper)


def _spread_over(titles: Sequence[str], at: int) -> str | None:
    """The title above a column when it stands over others too: in each of them, or in the first and nothing in the rest."""
    start = at
    while start > 0 and not titles[start]:
        start -= 1
    neighbours = (titles[at - 1] if at else "", titles[at + 1] if at + 1 < len(titles) else titles[at])
    shared = titles[at] in neighbours[at == 0 :] or not titles[at] or (neighbours[1] == "" and at + 1 < len(titles))
    return titles[start] if shared and titles[start] else None


def _under(upper: str, lower: str) -> str:
    """The lower title where it tells enough, both where only they together do ("Thời gian" over "Hoàn thành")."""
    if not lower or plain_meaning(lower) not in (None, Role.note):
        return lower
    return f"{upper} {lower}"


def _header(own: Sequence[str], upper: Sequence[str]) -> Columns | None:
    made = _made([text or title for text, title in zip(own, upper, strict=True)])
    told = {column.role for column in made.columns if own[column.index]}
    if not told & {Role.lead, Role.coordinating, Role.deadline, Role.deliverable} or not made.has(Role.task_title):
        return None
    return made if made.has(Role.lead) or made.has(Role.deadline) else None


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """The line "(1) (2) (3)" or "A B 1 2" that some offices print under the header."""
    return len(cells) > FEWEST and all(COLUMN_NUMBER.fullmatch(cell.text) for cell in cells)


def numbers_something_else(cells: Sequence[Cell]) -> bool:
    """The header of a table that is no annex: "TT" over its numbers, and no tasks."""
    first = next((cell.text for cell in cells if cell.text), "")
    return plain_meaning(first) is Role.number and not first.isdecimal() and find_columns(cells) is None


def _made(titles: Sequence[str]) -> Columns:
    keys = [fold(title) for title in titles]
    exported = sum(key in PROGRESS_KEYS for key in keys) >= FEWEST_OF_OURS
    columns = [
        Column(
            index, title, Role.progress if (exported and key in PROGRESS_KEYS) or part_told([title]) else meaning(title)
        )
        for index, (title, key) in enumerate(zip(titles, keys, strict=True))
    ]
    _choose_second(columns)
    contested: list[Column] = []
    for role in USUAL:
        claims = [column for column in columns if column.role is role]
        for column in sorted(claims, key=_is_less)[1:]:
            columns[column.index] = replace(column, role=Role.progress if _tells_standing(column) else Role.note)
            contested.append(column)
    return Columns(tuple(columns), tuple(contested))


def _is_less(column: Column) -> tuple[bool, float]:
    """Of those with one meaning, the one that sorts first keeps it."""
    return _tells_standing(column), -likeness(fold(column.title), column.role)


def _tells_standing(column: Column) -> bool:
    return column.role is Role.deadline and STANDING.fullmatch(fold(column.title)) is not None


def _choose_second(columns: list[Column]) -> None:
    for role, pattern in SECOND_CHOICE.items():
        notes = [column for column in columns if column.role is Role.note and pattern.fullmatch(fold(column.title))]
        if notes and not any(column.role is role for column in columns):
            columns[notes[0].index] = replace(notes[0], role=role)
