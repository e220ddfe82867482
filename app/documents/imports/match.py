"""Which row of a file is which task of a plan (§6): by title and leads first, by number second.

Pure. What is not sure is matched and said to be unsure; and by its number alone no row takes the place of a task that has reports.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

# The share of their words that two titles have in common when one is the other reworded.
ALIKE = 0.5
# Without the number to go by, more of them.
MUCH_ALIKE = 0.6
# A word that so many titles hold tells none of them from the others.
COMMON = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is compared: texts folded, leads as the ids or the folded names they are."""

    number: str | None
    section: str | None
    title: str
    leads: tuple[str, ...]
    has_reports: bool = False

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.title.split())


@dataclass(slots=True)
class Matched:
    """`task_of`: of each row the place of its task; `unsure`: the rows whose match somebody should look at."""

    task_of: dict[int, int] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)


Key = Callable[[Line], Hashable | None]
# From the surest to the least sure: what two lines have in common that are one.
KEYS: tuple[Key, ...] = (
    lambda line: (line.title, line.leads, line.section, line.number),
    lambda line: (line.title, line.leads, line.section),
    lambda line: (line.title, line.leads),
    lambda line: (line.title, line.section, line.number),
    lambda line: line.title,
)


def match(rows: Sequence[Line], tasks: Sequence[Line], denied: Collection[int] = ()) -> Matched:
    """`denied`: rows of which somebody has said that the unsure match is none."""
    found = Matched()
    for key in KEYS:
        _by_key(rows, tasks, found, key)
    # Titles of one plan are alike by nature: the likest task goes before the one that happens to have the number.
    _by_words(rows, tasks, found, denied)
    _by_number(rows, tasks, found, _are_alike)
    _by_number(rows, tasks, found, lambda _, task: not task.has_reports, denied, unsure=True)
    return found


def _by_key(rows: Sequence[Line], tasks: Sequence[Line], found: Matched, key: Key) -> None:
    """Of several that are the same, the first is the first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(_left(tasks, found.task_of.values())):
        waiting[key(tasks[place])].append(place)
    for place in _left(rows, found.task_of):
        same = waiting.get(key(rows[place]))
        if same:
            found.task_of[place] = same.pop()


def _left(lines: Sequence[Line], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in range(len(lines)) if place not in gone]


def _by_number(
    rows: Sequence[Line],
    tasks: Sequence[Line],
    found: Matched,
    may: Callable[[Line, Line], bool],
    denied: Collection[int] = (),
    *,
    unsure: bool = False,
) -> None:
    numbered = {
        (tasks[place].section, tasks[place].number): place for place in reversed(_left(tasks, found.task_of.values()))
    }
    for place in _left(rows, found.task_of):
        row = rows[place]
        task = numbered.get((row.section, row.number)) if row.number is not None and place not in denied else None
        if task is not None and may(row, tasks[task]):
            del numbered[row.section, row.number]
            found.task_of[place] = task
            if unsure:
                found.unsure.add(place)


def _place(line: Line) -> tuple[str | None, str | None]:
    return line.section, line.number


def _are_alike(row: Line, task: Line) -> bool:
    return _likeness(row.words, task.words) >= ALIKE


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _by_words(rows: Sequence[Line], tasks: Sequence[Line], found: Matched, denied: Collection[int]) -> None:
    """A row that was reworded: the likest of those that share a telling word and all leads; unsure when it stands elsewhere."""
    telling: dict[str, list[int]] = defaultdict(list)
    for place in _left(tasks, found.task_of.values()):
        for word in tasks[place].words:
            telling[word].append(place)
    taken: set[int] = set()
    for place in _left(rows, found.task_of):
        task = None if place in denied else _likest(rows[place], tasks, telling, taken)
        if task is not None:
            taken.add(task)
            found.task_of[place] = task
            if _place(rows[place]) != _place(tasks[task]):
                found.unsure.add(place)


def _likest(row: Line, tasks: Sequence[Line], telling: dict[str, list[int]], taken: Collection[int]) -> int | None:
    shared = Counter(
        place for word in row.words if len(telling.get(word, ())) <= COMMON for place in telling.get(word, ())
    )
    same = [place for place in shared if place not in taken and tasks[place].leads == row.leads]
    best = max(
        same,
        key=lambda place: (_likeness(row.words, tasks[place].words), _place(tasks[place]) == _place(row), -place),
        default=None,
    )
    return best if best is not None and _likeness(row.words, tasks[best].words) >= MUCH_ALIKE else None
