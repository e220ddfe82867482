"""Everything the families of phrases took out of one phrase, before it is put together."""

from dataclasses import dataclass
from datetime import time

from app.deadlines.phrases_events import Event
from app.deadlines.phrases_points import Point
from app.deadlines.phrases_recurring import Due
from app.deadlines.phrases_references import Words
from app.deadlines.phrases_rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Found:
    ifs: list[Words]
    events: list[Event]
    references: list[Words]
    endless: list[Words]
    goes_on: bool
    due_time: time | None
    rhythm: Rhythm
    due: Due | None
    points: list[Point]
    weekdays: set[int]

    def condition(self) -> str | None:
        """What a day depends on; "nếu cần" after "thường xuyên" belongs to the continuing work, not to the day."""
        lasting = min((words.start for words in self.endless), default=None)
        ifs = [words for words in self.ifs if lasting is None or words.start < lasting]
        told = [(words.start, words.written) for words in [*ifs, *self.references]]
        told += [(event.start, event.written) for event in self.events if not event.added]
        return "; ".join(written.strip("( )") for _, written in sorted(told)) or None
