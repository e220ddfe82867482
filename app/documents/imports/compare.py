"""A draft against the plan of its code: which row is which task, what differs, and what somebody has to decide before a commit.

Pure. What nobody has answered yet goes by what the plan says already: a name that resolved to nobody then, and was put to an agency
since, is no change.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.imports import doubts
from app.documents.imports.answers import OPEN, Answer, Resolution, settled, with_second
from app.documents.imports.differences import (
    LEAD,
    PLACES,
    Change,
    as_written,
    change_of_notes,
    changes,
    facets_of_row,
    facets_of_tasks,
    key_of,
)
from app.documents.imports.draft import Draft, Name, Raised, Row, Section
from app.documents.imports.match import Line, Matched, match
from app.documents.imports.plan_now import PlanNow, TaskNow
from app.kernel.text import fold

ADDED, REMOVED, CHANGED, RENUMBERED, UNCHANGED = "added", "removed", "changed", "renumbered", "unchanged"
KINDS = (ADDED, REMOVED, CHANGED, RENUMBERED, UNCHANGED)
PARTIAL_EXPORT = "partial-export"
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Item:
    """`row`: its index in the draft, none for a task that the file has not; `task`: none for a row that is new."""

    change: str
    row: int | None
    task: TaskNow | None
    fields: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`draft`: settled, as a commit would write it; `findings`: those of the file and those of the comparison."""

    draft: Draft
    items: tuple[Item, ...]
    findings: tuple[Raised, ...]
    answers: Answers

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(one.change for one in self.items)
        return {kind: counted[kind] for kind in KINDS}

    @property
    def changes_something(self) -> bool:
        return any(one.change != UNCHANGED for one in self.items)

    @property
    def open_errors(self) -> tuple[Raised, ...]:
        """What stands as the plan has it already needs no answer."""
        same = {one.row for one in self.items if one.change == UNCHANGED}
        return tuple(
            one
            for one in self.findings
            if one.severity == "error"
            and self.answers.get(one.id, OPEN).resolution is Resolution.open
            and (one.row is None or one.row not in same or one.code in doubts.CODES)
        )


def compare(draft: Draft, answers: Answers, plan: PlanNow | None) -> Comparison:
    settled_draft = settled(draft, answers)
    if plan is None:
        added = tuple(Item(ADDED, place, None) for place in range(len(draft.rows)))
        return Comparison(settled_draft, added, draft.findings, answers)
    denied = doubts.denied(answers)
    found = match(_lines_of_rows(settled_draft), [_line_of_task(task) for task in plan.tasks], denied)
    inherited = _inherited(settled_draft, answers, plan, found)
    raised, items = _items(inherited, answers, plan, found)
    return Comparison(inherited, items, (*map(_told_of_plan, draft.findings), *raised), answers)


def as_committed(compared: Comparison) -> Comparison:
    """What a comparison with the plan says once the rows have become an annex of it: to read them back for that, and compare, takes a
    third of the time of such a commit.
    """
    same = tuple(Item(UNCHANGED, place, None) for place in range(len(compared.draft.rows)))
    return replace(compared, items=same, findings=tuple(map(_told_of_plan, compared.findings)))


def _told_of_plan(finding: Raised) -> Raised:
    """A part of a plan may become a plan of its own; nothing tells whether what it leaves out of this one was dropped."""
    return replace(finding, severity="error") if finding.code == PARTIAL_EXPORT else finding


def _lines_of_rows(draft: Draft) -> list[Line]:
    return [
        _line(
            row.number,
            None if row.section is None else draft.sections[row.section],
            row.title,
            row.of(LEAD),
            used=False,
        )
        for row in draft.rows
    ]


def _line_of_task(task: TaskNow) -> Line:
    return _line(task.number, task.section, task.title, task.of(LEAD), used=task.is_used)


def _line(number: str | None, section: Section | None, title: str, leads: Sequence[Name], *, used: bool) -> Line:
    named = None if section is None else fold(section.title)
    return Line(number, named, fold(as_written(title) or ""), tuple(map(key_of, leads)), used)


def _inherited(draft: Draft, answers: Answers, plan: PlanNow, found: Matched) -> Draft:
    open_in: dict[int, list[Raised]] = {}
    for one in draft.findings:
        if one.row is not None and answers.get(one.id, OPEN).resolution is Resolution.open:
            open_in.setdefault(one.row, []).append(one)
    answered = {
        one.row for one in draft.findings if one.code == "joint-or-either" and one not in open_in.get(one.row or 0, ())
    }
    rows = list(draft.rows)
    for place, task in found.task_of.items():
        of_plan = plan.tasks[task]
        row = rows[place]
        if place not in answered and row.completion_rule != of_plan.completion_rule:
            row = replace(row, completion_rule=of_plan.completion_rule)
        rows[place] = _with_enrolled(_as_the_plan_says(row, open_in.get(place, ()), of_plan), of_plan)
    return replace(draft, rows=tuple(rows))


def _with_enrolled(row: Row, task: TaskNow) -> Row:
    """An agency that was accepted as new is no longer new once the plan names it."""
    if not any(one.is_new for one in row.names):
        return row
    known = {(one.role, fold(one.text)): one for one in task.names if one.target}
    return replace(
        row, names=tuple(known.get((one.role, fold(one.text)), one) if one.is_new else one for one in row.names)
    )


def _as_the_plan_says(row: Row, findings: Sequence[Raised], task: TaskNow) -> Row:
    known = {fold(text) for text in (*task.second, *task.added)}
    for place in (int(one.id.rpartition("-")[2]) - 1 for one in findings if one.code == "date-in-title"):
        row = with_second(row, place) if fold(row.offered[place].text) in known else row
    if any(one.code == "unknown-agency" for one in findings):
        known_names = {(one.role, fold(one.text)): one for one in task.names if one.target}
        return replace(row, names=tuple(_known(one, known_names) for one in row.names))
    return row


def _known(name: Name, known: Mapping[tuple[str, str], Name]) -> Name:
    if name.target or name.is_new:
        return name
    same = known.get((name.role, fold(name.text)))
    return name if same is None else replace(name, agency=same.agency, group=same.group)


def _items(draft: Draft, answers: Answers, plan: PlanNow, found: Matched) -> tuple[list[Raised], tuple[Item, ...]]:
    facets = facets_of_tasks(plan)
    raised: list[Raised] = []
    items: list[Item] = []
    for place, row in enumerate(draft.rows):
        if place not in found.task_of:
            items.append(Item(ADDED, place, None))
            continue
        task = plan.tasks[found.task_of[place]]
        fields = changes(facets[found.task_of[place]], facets_of_row(draft, row, task))
        of_row = doubts.of_match(place, row, task, fields, plan, unsure=place in found.unsure)
        note = change_of_notes(draft, row, task)
        if note is not None and plan.is_published:
            of_row.append(doubts.of_note(place, note))
        elif note is not None:
            fields = (*fields, note)
        raised += of_row
        items.append(_item(place, task, doubts.left(fields, of_row, answers)))
    is_part = draft.has(PARTIAL_EXPORT)
    gone = set(range(len(plan.tasks))) - set(found.task_of.values())
    for task in (plan.tasks[place] for place in sorted(gone)):
        of_task = [] if is_part else doubts.of_removed(task, plan)
        raised += of_task
        stays = task.is_over or is_part or any(doubts.stays(one, answers) for one in of_task)
        items.append(Item(UNCHANGED if stays else REMOVED, None, task))
    return raised, tuple(items)


def _item(place: int, task: TaskNow, fields: tuple[Change, ...]) -> Item:
    if not fields:
        return Item(UNCHANGED, place, task)
    return Item(RENUMBERED if {one.field for one in fields} <= PLACES else CHANGED, place, task, fields)
