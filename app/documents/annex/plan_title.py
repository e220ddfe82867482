"""The title of a plan where its annex has none of its own: "DANH MỤC NHIỆM VỤ" says what a table is, and of a hundred plans the same."""

import re
from dataclasses import replace

from app.documents.annex.preamble import PlanFacts
from app.kernel.text import fold

OF_WHAT = r"nhiem vu|cong viec|noi dung|dau viec|giai phap|hoat dong|de an|van ban"
WHAT_IT_IS = rf"danh muc|bang|bieu|phan cong|tong hop|chi tiet|ke hoach|chuong trinh|tien do|lo trinh|thuc hien|cac|va|cua|{OF_WHAT}"
HOW = r"trong tam|chu yeu|cu the|giao|to chuc|trien khai|mau|phu luc|so"
GENERIC = re.compile(rf"(?:(?:{WHAT_IT_IS}|{HOW}|\d{{1,2}}|[ivx]{{1,4}})(?: |\Z))+")


def is_generic(title: str) -> bool:
    return GENERIC.fullmatch(fold(title)) is not None


def better_title(facts: PlanFacts) -> str | None:
    """That of the letter above, or what the note says that the plan is about."""
    if facts.title is None or not is_generic(facts.title):
        return None
    others = (facts.document_title, facts.subject)
    return next((one for one in others if one and not is_generic(one)), None)


def named(facts: PlanFacts) -> PlanFacts:
    return replace(facts, title=better_title(facts) or facts.title)
