"""A .csv for programs: the header is its first line and every other line a row, so what stands above and below the table in the
other formats is told in headers of the answer. A plan with several annexes has the label, title and header of each further one
between them, as the plan itself has. What is a part of an annex says so in the title of a last column that is empty: read in again
it must not look like an annex of which the rest was dropped.

UTF-8 with a mark, for Excel takes anything else for the code page of the machine; commas, CRLF and quotes as RFC 4180 says.
"""

import csv
import io
from typing import IO

from app.documents.annex.fields import Fields, section_label
from app.documents.exports.sheet import Band, Line, Sheet, shown
from app.documents.formulas import harmless


class CsvWriter:
    def __init__(self, file: IO[bytes]) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._text, lineterminator="\r\n")
        self._sheet: Sheet | None = None

    def sheet(self, sheet: Sheet) -> None:
        if self._sheet is not None:
            self._write([one for one in (sheet.label,) if one])
            self._write([one for one in (sheet.title,) if one])
        self._sheet = sheet
        self._write([*(column.title for column in sheet.columns), *filter(None, [sheet.part])])

    def band(self, band: Band) -> None:
        """Label and title in their columns where they read as a section; else the text in every cell, as a merged row is read."""
        assert self._sheet is not None, "a band stands on a sheet"
        cells = [""] * len(self._sheet.columns)
        cells[self._sheet.title_at] = band.title
        if self._sheet.label_at is not None:
            cells[self._sheet.label_at] = band.label or ""
        reads = section_label(Fields(number=band.label or "", title=band.title)) == (band.label or "")
        placed = reads and (self._sheet.label_at is not None or band.label is None)
        self._row(cells if placed else [band.text] * len(cells))

    def line(self, line: Line) -> None:
        self._row([shown(one) for one in line.values])

    def finish(self, foot: str | None) -> None:  # noqa: ARG002  as every writer is told
        """Nothing stands below: `foot` is for people, and a program would take it for a row."""
        self._text.flush()
        self._text.detach()

    def _row(self, cells: list[str]) -> None:
        self._write([*cells, ""] if self._sheet and self._sheet.part else cells)

    def _write(self, cells: list[str]) -> None:
        if cells:
            self._csv.writerow([harmless(one) for one in cells])
