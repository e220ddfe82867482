"""Documents as one draws them: a line with bars is a row of a table, any other line a paragraph, an empty line ends a table.

A line that begins with "~" is a row of one cell, as readers leave a cell that is merged over the whole table. In a cell, "<" is the text of the cell to its left (merged across), "^" that of the cell above (merged down), "**text**" is bold,
"--text--" struck through, in a paragraph too, "{1}" the mark of a footnote that Word keeps
beside the text, "{picture}" a picture, "{text-box abc}", "{table abc}" and "{inserted abc}" what is read with the text, "{deleted abc}" what is not, "/n" a line break.
"""

import re
from collections.abc import Iterator

from app.documents.tables import Cell, Document, Inlaid, InlaidKind, Paragraph, Table

USUAL = "STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm"

STRUCK = re.compile(r"(?<!-)--(?=[^\s-])(.+?)(?<=[^\s-])--(?!-)\s?")
MARK = re.compile(r"\s?\{(\d+)\}")
INLAID = re.compile(rf"\{{({'|'.join(InlaidKind)})(?: ([^{{}}]*))?\}}")


def drawn(text: str) -> Document:
    return Document(tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Paragraph | Table]:
    rows: list[tuple[Cell, ...]] = []
    for line in text.strip("\n").split("\n"):
        if line.strip().startswith("~"):
            rows.append((Cell(line.strip()[1:]),))
            continue
        if "|" in line:
            rows.append(_row(line, rows[-1] if rows else ()))
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        if line.strip():
            written, inlaid = _inlaid(line.strip())
            yield Paragraph(*_parted(written), inlaid)
    if rows:
        yield Table(tuple(rows))


def _row(line: str, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for at, written in enumerate(line.split("|")):
        match written.strip():
            case "<":
                cells.append(cells[-1])
            case "^":
                cells.append(Cell(above[at].text, above[at].bold, repeated=True))
            case text:
                cells.append(_cell(text))
    return tuple(cells)


def _cell(written: str) -> Cell:
    written, inlaid = _inlaid(written)
    bold = written.startswith("**")
    text, left_out = _parted(MARK.sub("", written.strip("*") if bold else written).replace("/n", "\n"))
    marks = tuple(f"[{one}]" for one in MARK.findall(written))
    faint = bool(left_out) and not text
    return Cell(
        left_out if faint else text, bold, faint=faint, left_out="" if faint else left_out, marks=marks, inlaid=inlaid
    )


def _inlaid(written: str) -> tuple[str, tuple[Inlaid, ...]]:
    """The text with what is read of them, and what was inlaid."""
    found = tuple(Inlaid(InlaidKind(kind), text) for kind, text in INLAID.findall(written))
    return INLAID.sub(lambda one: "" if one[1] == InlaidKind.deleted else one[2] or "", written).strip(), found


def _parted(text: str) -> tuple[str, str]:
    return STRUCK.sub("", text).strip(), "\n".join(STRUCK.findall(text))
