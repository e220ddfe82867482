"""Findings about sections: those with no task, those over others, and what stands in their rows as in the row of a task."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from app.documents.annex.fields import kind_of_label
from app.documents.annex.findings import Code, Finding, finding
from app.documents.annex.rows import Section
from app.documents.annex.sentences import COLUMN_NAMES


def section_findings(sections: Sequence[Section], filled: AbstractSet[int | None]) -> Iterator[Finding]:
    """`filled`: the places of those with a task. A section may stand over others of another kind: a part over Roman ones; sections
    have no levels, so it is not kept. Over one of its own kind it holds nothing.
    """
    for at, section in enumerate(sections):
        if section.faint:
            yield finding(Code.faint_section, read=section.title)
        yield from _laden(section)
        over = None if at + 1 == len(sections) else kind_of_label(sections[at + 1].label)
        if at in filled:
            continue
        if over in (None, kind_of_label(section.label)):
            yield finding(Code.empty_section, read=section.title)
        else:
            yield finding(Code.upper_section, read=_called(section))


def _laden(section: Section) -> Iterator[Finding]:
    for role, text in section.cells:
        told = {"column": COLUMN_NAMES[role]}
        yield finding(Code.laden_section, column=role, read=text, told=told, section=_called(section))


def _called(section: Section) -> str:
    return f"{section.label}. {section.title}" if section.label else section.title
