"""Agency cells: names the register does not know, classes of which only some are meant, and whether several lead or one of them."""

from collections.abc import Callable, Iterator, Sequence

from app.agencies.matching import Likely, Named
from app.documents.annex.agency_kinds import COMMUNE_KINDS, is_shorthand, is_that_commune, kind_of
from app.documents.annex.cells import Assignment, AssignmentRole, written
from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.findings import Code, Finding, Severity, finding
from app.kernel.text import fold
from app.kernel.words import Words

Nearest = Callable[[str], Sequence[Likely]]
# Below this a name is told among the nearest, but not put into anybody's mouth.
SUGGESTED = 0.6
MOST_TOLD = 3
COLUMN_OF = {AssignmentRole.lead: Role.lead, AssignmentRole.coordinating: Role.coordinating}
EITHER = ("/", "hoặc")


def agency_findings(index: int, draft: RowDraft, nearest: Nearest) -> Iterator[Finding]:
    in_lead = [one for one in draft.coordinating if one.column is AssignmentRole.lead]
    if said := written(one for one in in_lead if not one.guessed):
        yield finding(Code.coordinating_in_lead, index, Role.lead, read=said)
    for assignment in draft.assignments:
        if assignment.found is None:
            yield _unknown(index, assignment, nearest(assignment.text))
        elif assignment.narrowed:
            # Who coordinates owes no report: that some of them are not named yet holds nothing up.
            severity = Severity.warning if assignment.role is AssignmentRole.lead else Severity.info
            column, group = COLUMN_OF[assignment.role], assignment.found.named.name
            yield finding(Code.narrowed_agency, index, column, severity=severity, read=assignment.text, group=group)
    leading = {assignment.found.named.id for assignment in draft.leads if assignment.found}
    for assignment in draft.coordinating:
        if assignment.found and assignment.found.named.id in leading:
            yield finding(Code.lead_also_coordinating, index, Role.coordinating, read=assignment.text)
    if any(assignment.separator in EITHER for assignment in draft.leads):
        yield finding(Code.joint_or_either, index, Role.lead, read=draft.lead_text)
    if guessed := written(one for one in in_lead if one.guessed):
        yield finding(Code.guessed_role, index, Role.lead, read=guessed, cell=draft.lead_text or "")
    also = [one for one in draft.coordinating if one.guessed and one.column is AssignmentRole.coordinating]
    if also:
        yield finding(
            Code.lead_in_coordinating, index, Role.coordinating, read=written(also), cell=draft.coordinating_text or ""
        )


def _unknown(index: int, assignment: Assignment, all_likely: Sequence[Likely]) -> Finding:
    """The nearest name is suggested by its code; those told with it are few."""
    likely = _of_its_kind(assignment.text, all_likely)[:MOST_TOLD]
    names = "; ".join(one.named.name for one in likely) or "—"
    return finding(
        Code.unknown_agency,
        index,
        COLUMN_OF[assignment.role],
        severity=Severity.error if assignment.role is AssignmentRole.lead else Severity.warning,
        told={"nearest": Words(names, names)},
        read=assignment.text,
        suggestion=_suggested(assignment.text, likely),
        codes=" ".join(one.named.code for one in likely),
    )


def _suggested(written: str, likely: Sequence[Likely]) -> str | None:
    """None where the text holds several of the names ("Sở A cùng Sở B"): whichever is taken, another would be lost."""
    held = sum(fold(one.named.name) in fold(written) for one in likely)
    return next((one.named.code for one in likely if one.likeness >= SUGGESTED and held <= 1), None)


def _of_its_kind(written: str, likely: Sequence[Likely]) -> Sequence[Likely]:
    """Nobody of another kind, however alike the letters: Sở Y tế for "Bộ Y tế", a commune for "UBND TP Vinh"."""
    kind, proper = kind_of(written)
    if kind in COMMUNE_KINDS:
        own = [one for one in likely if any(kind_of(name)[1] == proper for name in _spellings(one.named))]
        return own or [one for one in likely if any(is_that_commune(written, name) for name in _spellings(one.named))]
    if kind:
        return [one for one in likely if any(kind_of(name)[0] == kind for name in _spellings(one.named))]
    opening = _opening(written)
    same = [one for one in likely if opening in map(_opening, _spellings(one.named))]
    # A shorthand or a lone name has no kind: letters alone must then tell nearly all of it.
    return same or [one for one in likely if not is_shorthand(written)]


def _spellings(named: Named) -> Sequence[str]:
    return (named.name, named.short_name or "", *named.aliases)


def _opening(name: str) -> str:
    return fold(name).partition(" ")[0]
