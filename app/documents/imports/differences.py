"""What differs between a row of a file and a task of a plan, field by field, as a person reads it.

Pure. Texts are the same when they are as written (NFC, spaces, line ends and tags aside); names, when they mean the same agencies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.documents.as_written import clean
from app.documents.imports.draft import Draft, Name, Row, Section
from app.documents.imports.plan_now import PlanNow, TaskNow
from app.kernel.text import fold

LEAD, COORDINATING = "lead", "coordinating"
NOTES = "notes"
# Where a row stands: a change of these alone renumbers it.
PLACES = frozenset({"number", "section", "parent"})


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """One field of a row: as it is shown, and the key by which two of them are the same; a text has none but itself as written."""

    shown: str | None
    key: object = None

    def is_same(self, other: "Facet") -> bool:
        """Nearly every text of a file is that of the plan to the letter: only another is cleaned to be compared."""
        if self.key is not None:
            return self.key == other.key
        return self.shown == other.shown or as_written(self.shown) == as_written(other.shown)


Facets = Mapping[str, Facet]


def changes(before: Facets, after: Facets) -> tuple[Change, ...]:
    return tuple(
        Change(name, before[name].shown, one.shown) for name, one in after.items() if not one.is_same(before[name])
    )


def facets_of_row(draft: Draft, row: Row, task: TaskNow) -> Facets:
    """`task`: the one it is compared with; what an amendment has put beside its deadlines a file says nothing of."""
    parent = None if row.parent is None else draft.rows[row.parent]
    added = set(map(fold, task.added))
    return _facets(
        row,
        None if row.section is None else draft.sections[row.section],
        None if parent is None else parent.number or parent.title,
        None if row.deadline is None else row.deadline.text,
        [one.text for one in row.second if fold(one.text) not in added],
    )


def facets_of_tasks(plan: PlanNow) -> dict[int, Facets]:
    by_id = {task.id: task for task in plan.tasks}
    parents = [None if task.parent_id is None else by_id.get(task.parent_id) for task in plan.tasks]
    return {
        place: _facets(
            task, task.section, None if parent is None else parent.number or parent.title, task.deadline, task.second
        )
        for place, (task, parent) in enumerate(zip(plan.tasks, parents, strict=True))
    }


def _facets(
    of: Row | TaskNow, section: Section | None, parent: str | None, deadline: str | None, second: Sequence[str]
) -> Facets:
    return MappingProxyType(
        {
            "number": Facet(of.number),
            "section": Facet(None if section is None else called(section)),
            "parent": Facet(parent),
            "title": Facet(of.title),
            "leads": _names(of.of(LEAD)),
            "coordinating": _names(of.of(COORDINATING)),
            "deadline": Facet(deadline),
            "title_deadlines": Facet("\n".join(second) or None, frozenset(map(fold, second))),
            "deliverable": Facet(of.deliverable),
            "completion_rule": Facet(of.completion_rule),
        }
    )


def change_of_notes(draft: Draft, row: Row, task: TaskNow) -> Change | None:
    """In the columns that the file has; a note of the foot has none of its own."""
    columns = frozenset(draft.column_titles)
    before, after = (_by_column(notes, columns) for notes in (task.notes, row.notes))
    if {name: as_written(text) for name, text in before.items()} == {
        name: as_written(text) for name, text in after.items()
    }:
        return None
    return Change(NOTES, _noted(before), _noted(after))


def _by_column(notes: Sequence[tuple[str, str]], columns: frozenset[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for column, text in notes:
        if column in columns and as_written(text):
            texts[column] = f"{texts[column]}\n{text}" if column in texts else text
    return texts


def _noted(texts: Mapping[str, str]) -> str | None:
    return "\n".join(f"{column}: {text}" for column, text in texts.items()) or None


def called(section: Section) -> str:
    return f"{section.label}. {section.title}" if section.label else section.title


def as_written(text: str | None) -> str | None:
    """As a reader of files has it: a tag that a client has typed is no text either."""
    return None if text is None else " ".join(clean(text).split()) or None


def _names(names: Sequence[Name]) -> Facet:
    """The first is the primary one; the order of the others says nothing."""
    keys = [key_of(one) for one in names]
    shown = "\n".join(f"{one.text} [{one.target.code}]" if one.target else one.text for one in names)
    return Facet(shown or None, (keys[:1], frozenset(keys[1:])))


def key_of(name: Name) -> str:
    return str(name.target.id) if name.target else fold(name.text)
