"""What is well-formed and says far more than an annex does: refused by row, column and bound, whatever kind of file it comes in."""

import io
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter

from app.documents.annex import bounds
from app.documents.annex.read import read_annex
from app.documents.readers.any import read_file
from app.documents.refusals import FileTooLarge
from tests.rules.documents.make import HEADER, register
from tests.rules.documents.readers.build import docx, tbl, tr

TITLES = HEADER.strip().split("\t")
Rows = Sequence[Sequence[str]]


def row(number: int | str, title: str = "Rà soát", lead: str = "Sở Y tế", deadline: str = "Quý II/2026") -> list[str]:
    return [str(number), title, lead, "", deadline, "Báo cáo"]


def as_text(rows: Rows) -> bytes:
    return "\n".join("\t".join(one) for one in [TITLES, *rows]).encode()


def as_csv(rows: Rows) -> bytes:
    return "\n".join(",".join(f'"{text}"' for text in one) for one in [TITLES, *rows]).encode()


def as_word(rows: Rows) -> bytes:
    return docx(tbl(*(tr(*one) for one in [TITLES, *rows])))


def as_excel(rows: Rows) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for at, one in enumerate([TITLES, *rows]):
            sheet.write_row(at, 0, one)
    return made.getvalue()


FORMS = {"a.txt": as_text, "a.csv": as_csv, "a.docx": as_word, "a.xlsx": as_excel}
# Each is one over a bound, which the test makes small: that the true ones hold is a matter of minutes (make proof).
OVER: dict[str, tuple[str, int, Rows, str]] = {
    "text in a cell": ("LONGEST_TEXT", 50, [row(7, title="Rà soát quy định " * 4)], "Task 1 (number 7): the column “task” has 67 characters, the bound is 50 a cell"),
    "names in a cell": ("MOST_NAMES_IN_CELL", 3, [row(1), row(2, lead="; ".join(f"Công ty {one}" for one in "ABCD"))], "Task 2 (number 2): the column “lead agency” has 4 names of agencies, the bound is 3 a cell"),
    "names": ("MOST_NAMES", 3, [row(1, lead="Sở Y tế, Sở Nội vụ"), row(2, lead="Sở Y tế, Sở Nội vụ")], "Task 2 (number 2): up to here the file has more than 3 names of agencies"),
    "citations": ("MOST_CITATIONS", 2, [row(at, title=f"Theo Nghị quyết số {at}/2025/NQ-CP") for at in (1, 2, 3)], "Task 3 (number 3): up to here the file has more than 2 citations"),
    "deadlines": ("MOST_DEADLINES", 2, [row(at, deadline=f"Trước ngày {at}/3/2026") for at in (1, 2, 3)], "Task 3 (number 3): up to here the file has more than 2 different deadlines"),
    "dates in titles": ("MOST_FINDINGS", 2, [row(1, title=" ".join(f"Hoàn thành trước ngày {at}/3/2026." for at in (1, 2, 3)))], "Task 1 (number 1): up to here the file has more than 2 findings to settle"),
    "strange names": ("MOST_FINDINGS", 2, [row(at, lead=f"Công ty {at}") for at in (1, 2, 3)], "Task 3 (number 3): up to here the file has more than 2 findings to settle"),
    "findings of rows": ("MOST_FINDINGS", 2, [row(5)] * 4, "Task 4 (number 5): up to here the file has more than 2 findings to settle"),
    "text": ("MOST_TEXT", 60, [row(1), row(2)], "Task 2 (number 2): up to here the file has more than 60 characters"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.items(), ids=FORMS.keys())
@pytest.mark.parametrize("what", OVER)
def test_more_than_an_annex_says_is_refused_by_its_place(
    what: str, form: tuple[str, Callable[[Rows], bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, most, rows, told = OVER[what]
    monkeypatch.setattr(bounds, name, most)
    document = read_file(form[1](rows), form[0])
    with pytest.raises(FileTooLarge) as refused:
        read_annex(document, register(), year=2026)
    assert refused.value.detail.en == told
    assert "Nhiệm vụ thứ" in refused.value.detail.vi


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([row(at // 2) for at in range(4_000)], id="each number twice"),
        pytest.param([row(at) for at in range(2_000)] + [[f"(*) ghi chú {at}"] for at in range(2_000)], id="footnotes"),
    ],
)
def test_no_row_is_looked_for_in_all_the_others(lines: Rows) -> None:
    """These took the square of their rows: half a minute for twenty thousand."""
    draft = read_annex(read_file(as_text(lines), "a.txt"), register(), year=2026)
    assert len(draft.findings) >= len(lines) // 2 - 1
