"""What a plan of an import is made with: what the form says, and before it says anything, what the document does."""

from datetime import date
from typing import Any

from app.documents.imports.draft import Draft
from app.documents.imports.schemas import ImportForm
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.schema import FIRST_DAY, LAST_DAY
from app.kernel.words import Words
from app.plans.models import Plan

LONGEST_TITLE, LONGEST_NUMBER = 500, 100
OTHER_YEAR = Words("Kế hoạch này là của năm khác; bỏ trống year", "The plan is of another year; leave year out")
REVERSED = Words("Ngày kết thúc trước ngày bắt đầu", "ends_on is before starts_on")
FACTS = ("title", "type", "document_number", "issued_on", "issuer", "year", "starts_on", "ends_on")


def facts_of(form: ImportForm, draft: Draft, plan: Plan | None, today: date) -> dict[str, Any]:
    if plan is not None:
        return {name: getattr(plan, name) for name in FACTS}
    year = form.year or year_of(draft) or today.year
    facts: dict[str, Any] = {
        "title": form.title or _line(draft.title) or form.plan_code,
        "type": "plan",
        "document_number": _line(draft.document_number, LONGEST_NUMBER),
        "issued_on": draft.issued_on if draft.issued_on and FIRST_DAY <= draft.issued_on <= LAST_DAY else None,
        "issuer": _line(draft.issuer),
        "year": year,
        "starts_on": form.starts_on or date(year, 1, 1),
        "ends_on": form.ends_on or date(year, 12, 31),
    }
    if facts["starts_on"] > facts["ends_on"]:
        raise InvalidRequest(faults=[Fault("/ends_on", REVERSED)])
    return facts


def year_of(draft: Draft) -> int | None:
    """A document may say any four figures."""
    return draft.year if draft.year and FIRST_DAY.year <= draft.year <= LAST_DAY.year else None


def require_year(form: ImportForm, plan: Plan) -> None:
    if form.year is not None and form.year != plan.year:
        raise InvalidRequest(faults=[Fault("/year", OTHER_YEAR)])


def _line(text: str | None, longest: int = LONGEST_TITLE) -> str | None:
    return " ".join(text.split())[:longest] or None if text else None
