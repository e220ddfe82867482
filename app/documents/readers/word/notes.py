"""Notes at the foot of a page and at the end: numbered as Word prints them, in the order in which the text refers to them.

Word keeps the mark beside the text and draws it. It becomes no letter of the text here either: a title is the same with its note
and without.
"""

from collections.abc import Iterator

from app.documents.readers.superscript import raised
from app.documents.readers.word.names import STRUCK, W
from app.documents.readers.xml import Element

FOOTNOTE, ENDNOTE = "footnote", "endnote"
KINDS = (FOOTNOTE, ENDNOTE)
KIND_OF = {f"{W}{kind}Reference": kind for kind in KINDS}
ID, TYPE = f"{W}id", f"{W}type"


class Notes:
    """The marks of both kinds differ, as they do on paper."""

    def __init__(self, *, has_notes: bool) -> None:
        self._has_notes = has_notes
        self._order: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}

    def marks_in(self, paragraph: Element) -> tuple[str, ...]:
        if not self._has_notes:
            return ()
        references = paragraph.iter(*KIND_OF)
        kept = (one for one in references if next(one.iterancestors(*STRUCK), None) is None)
        return tuple(self._mark(KIND_OF[one.tag], str(one.get(ID))) for one in kept)

    def marked(self, kind: str, root: Element) -> Iterator[tuple[str, Element]]:
        """Those of a part by their numbers; those that nothing refers to come last. Lines that part notes from the text are none."""
        found = [one for one in root.iter(f"{W}{kind}") if one.get(TYPE) is None]
        order = self._order[kind]
        referred = sorted((one for one in found if one.get(ID) in order), key=lambda one: order[one.get(ID)])
        for one in (*referred, *(one for one in found if one.get(ID) not in order)):
            yield self._mark(kind, str(one.get(ID))), one

    def _mark(self, kind: str, of: str) -> str:
        order = self._order[kind]
        number = str(order.setdefault(of, len(order) + 1))
        return f"[{number}]" if kind == FOOTNOTE else raised(number)
