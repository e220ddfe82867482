"""What the checks look at: an annex on its way from rows to findings."""

from dataclasses import dataclass

from app.deadlines import Context
from app.documents.annex.draft import RowDraft
from app.documents.annex.parents import Inherited
from app.documents.annex.preamble import PlanFacts
from app.documents.annex.rows import Rows
from app.documents.tables import Document


@dataclass(frozen=True, slots=True)
class Read:
    """What the rows were read from, and what they were read as."""

    document: Document
    facts: PlanFacts
    rows: Rows
    inherited: tuple[Inherited, ...]
    drafts: tuple[RowDraft, ...]
    ignored: tuple[str, ...]
    part: str | None
    plan: Context
