"""How long it takes to read an annex of a thousand rows, as Word and as Excel write it, and to understand it: CPU seconds, since the
reading is done beside what answers requests.

`make measure` asks for 1,000 rows and prints the times; here there are few, and every row must come out.
"""

import io
import os
from collections.abc import Callable
from statistics import median
from time import process_time
from xml.sax.saxutils import escape

import xlsxwriter

from app.documents.annex.read import read_annex
from app.documents.readers.any import read_file
from app.documents.tables import Document
from tests.rules.documents.make import CONCLUSIONS, SEED, register
from tests.rules.documents.readers.build import docx, tbl, tc, tr
from tests.rules.documents.readers.numbering_test import definition, item, level, num

ROWS = int(os.environ.get("TIENDO_MEASURE_TASKS", "40"))
ROUNDS = 9 if ROWS >= 1000 else 1
HEADER = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
# What Word writes before each few words of a text that was worked on for some days.
LOOK = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:bCs/><w:color w:val="000000"/>'
    '<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>'
)
PIECES = 3


def rows() -> list[list[str]]:
    lines = (SEED / CONCLUSIONS).read_text(encoding="utf-8").split("\n")
    tasks = [line.split("\t")[1:6] for line in lines if line[:1].isdecimal() and "\t\t" not in line]
    return [[f"{at} {tasks[at % len(tasks)][0]}", *tasks[at % len(tasks)][1:]] for at in range(ROWS)]


def as_word() -> bytes:
    """Rows numbered by Word, each text in pieces."""
    body = [tr(tc(item(1)), *(tc(_in_pieces(text)) for text in row)) for row in rows()]
    return docx(tbl(tr(*HEADER), *body), numbering=definition(level(0, "%1.")) + num(1))


def _in_pieces(text: str) -> str:
    length = len(text) // PIECES + 1
    pieces = (text[at : at + length] for at in range(0, len(text), length))
    runs = "".join(
        f'<w:r w:rsidRPr="00A12B3C">{LOOK}<w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in pieces
    )
    return f'<w:p w:rsidR="00A12B3C" w:rsidRDefault="00A12B3C"><w:pPr><w:jc w:val="both"/>{LOOK}</w:pPr>{runs}</w:p>'


def as_excel() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for at, row in enumerate(rows(), start=1):
            sheet.write_row(at, 0, [at, *row])
    return made.getvalue()


def test_reading_an_annex_of_many_rows() -> None:
    told = []
    for name, data in (("a.docx", as_word()), ("a.xlsx", as_excel())):
        document = read_file(data, name)
        draft = read_annex(document, register(), year=2026)
        assert [row.number for row in draft.rows] == [str(at) for at in range(1, ROWS + 1)]
        told.append(_told(name, data, document))
    print("\n".join(["", *told]))  # noqa: T201  what it is for


def _told(name: str, data: bytes, document: Document) -> str:
    read = _seconds(lambda: read_file(data, name))
    understood = _seconds(lambda: read_annex(document, register(), year=2026))
    return f"{ROWS} rows, {name} of {len(data):,} bytes: read in {read:.2f} s, understood in {understood:.2f} s of CPU"


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        taken.append(process_time() - begun)
    return median(taken)
