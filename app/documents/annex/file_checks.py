"""Findings about the file as such: what it holds beside that which is read of it, and what its format does not tell."""

import re
from collections.abc import Iterator

from app.documents.annex.findings import Code, Finding, finding
from app.documents.annex.ours import is_ours
from app.documents.tables import Document

# Which page of how many; the figures themselves an .xlsx has as codes.
PAGE = re.compile(r"(?:[\W\d]|trang|page|trên|of)*", re.IGNORECASE)


def file_findings(document: Document) -> Iterator[Finding]:
    beside = document.beside
    if document.unsure_days:
        yield finding(Code.old_workbook)
    if beside.tells_no_looks:
        yield finding(Code.unseen_looks)
    for name in document.hidden_sheets:
        yield finding(Code.hidden_sheet, read=name)
    for name in beside.hidden_columns:
        yield finding(Code.hidden_column, read=name)
    if beside.is_tracked:
        yield finding(Code.tracked_changes)
    if beside.has_embedded:
        yield finding(Code.embedded_object)
    if beside.remarks:
        yield finding(Code.unread_remarks, read="; ".join(beside.remarks), count=str(len(beside.remarks)))
    for text in beside.margins:
        if not PAGE.fullmatch(text) and not is_ours(text):
            yield finding(Code.page_margin, read=text)
