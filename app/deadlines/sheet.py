"""The phrase being read: its words, and which of them have been understood.

Each family of phrases takes the words it understands; what nobody took is judged at the end. Taken words are masked,
so no family sees them again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.deadlines.fold import Words, words
from app.deadlines.notes import Note
from app.deadlines.vocabulary import misspelled

MASK = "_"
NAME = "#"


def pattern(text: str) -> re.Pattern[str]:
    """A pattern over whole words."""
    return re.compile(rf"(?<!\S)(?:{text})(?!\S)")


@dataclass(slots=True)
class Sheet:
    """`free` masks what was taken, quoted or named, `spoken` only what was quoted or named."""

    words: Words
    free: str
    spoken: str
    notes: list[Note] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "Sheet":
        laid_out = words(text)
        return cls(laid_out, laid_out.plain, laid_out.plain)

    def take(self, start: int, end: int) -> str:
        """Marks a stretch as understood, notes the spelling it took to understand it, gives it as written."""
        self.free = _masked(self.free, start, end)
        tokens = self.words.between(start, end)
        for token in tokens:
            if token.slip:
                self.note("scan_slip", self.words.text[token.start : token.end], token.plain.upper())
        odd = [
            self.words.text[t.start : t.end] for t in tokens if misspelled(t.plain, self.words.text[t.start : t.end])
        ]
        if odd:
            self.note("respelled", " ".join(odd))
        return self.words.written(start, end)

    def quote(self, start: int, end: int) -> str:
        """Marks a stretch that speaks of something else; its spelling is its own affair."""
        self.free = _masked(self.free, start, end)
        self.spoken = _masked(self.spoken, start, end)
        return self.words.written(start, end)

    def name(self, start: int, end: int) -> None:
        """Marks a document's number and day: quoted words may run on over it."""
        self.free = _masked(self.free, start, end, NAME)
        self.spoken = _masked(self.spoken, start, end, NAME)

    def take_all(self, sought: re.Pattern[str]) -> list[str]:
        """Takes every occurrence; gives each as written."""
        return [self.take(*found.span()) for found in self.finds(sought)]

    def finds(self, sought: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Occurrences among free words, each looked up after the one before was dealt with."""
        at = 0
        while found := sought.search(self.free, at):
            yield found
            at = max(found.end(), at + 1)

    def note(self, code: str, *params: str) -> None:
        note = Note(code, params)
        if note not in self.notes:
            self.notes.append(note)


def _masked(text: str, start: int, end: int, mask: str = MASK) -> str:
    return text[:start] + "".join(" " if c == " " else mask for c in text[start:end]) + text[end:]
