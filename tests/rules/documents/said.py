"""A draft in the few words a test compares: a line for each row, a line for each finding.

A row: section, number, title, leads, coordinating, deadline, deliverable, notes; "?" marks a name that is not in the register. A
finding: its id, what was read, and after an arrow what is suggested. "/n" is a line break.
"""

from app.documents.annex.draft import AnnexDraft, RowDraft
from tests.rules.documents.make import coordinating_codes, lead_codes


def rows_of(draft: AnnexDraft) -> list[str]:
    return [_row(draft, row) for row in draft.rows]


def _row(draft: AnnexDraft, row: RowDraft) -> str:
    section = None if row.section is None else draft.sections[row.section]
    texts = (
        "" if section is None else f"{section.label}. {section.title}" if section.label else section.title,
        row.number,
        row.title,
        ", ".join(lead_codes(row)),
        ", ".join(coordinating_codes(row)),
        row.deadline_text,
        row.deliverable,
        *(f"{note.column}: {note.text}" for note in row.notes),
    )
    return " | ".join((text or "").replace("\n", "/n") for text in texts).rstrip(" |").strip()


def findings_of(draft: AnnexDraft) -> list[str]:
    told = ((f"{one.id} {one.read or ''}".strip(), one.suggestion) for one in draft.findings)
    return [(f"{text} → {suggestion}" if suggestion else text).replace("\n", "/n") for text, suggestion in told]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
