"""Parts of one row that stood in several lines: how a line is known as the rest of the one before, and how both become one text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.documents.annex.columns import Role
from app.documents.annex.fields import DASH, Fields

# "nt", "-nt-", "n/t", "như trên"; and the marks that stand for them: ", 〃, //, with or without a dash on either side.
DITTO = re.compile(
    r"\W*(?:nt|n[./]t|như\s+trên)\W*|[-–—.\s]{0,3}(?:[\"“”″〃]\s?[\"“”″〃]?|//|''|,,)[-–—.\s]{0,3}", re.IGNORECASE
)
LONGEST_DITTO = 20
Join = Callable[[str, str], str]

ENDS_OPEN = re.compile(r"(?:[,;/]|(?<!\w)và)\Z", re.IGNORECASE)
OPENS_NAME = re.compile(
    r"(?:các|sở|ban|ủy|uỷ|ubnd|hđnd|văn phòng|trung tâm|công an|chi nhánh|cơ quan|đơn vị|trường|bệnh viện|thanh tra)(?!\w)",
    re.IGNORECASE,
)


def is_list_item(fields: Fields) -> bool:
    filled = _filled(fields)
    return bool(filled) and all(DASH.match(text) for text in filled)


def goes_on_in_small_letters(fields: Fields) -> bool:
    filled = _filled(fields)
    return bool(filled) and all(text[0].islower() for text in filled)


def is_whole(fields: Fields) -> bool:
    """Title, lead and deadline, the title opening as a sentence does: a row that lost its number, not the rest of one."""
    return bool(fields.lead and fields.deadline and fields.title) and not fields.title[0].islower()


def _filled(fields: Fields) -> Sequence[str]:
    return [text for text in (fields.title, *fields.values) if text]


def without_repeated(fields: Fields) -> Fields:
    def own(role: Role, text: str) -> str:
        return "" if role in fields.repeated else text

    return replace(
        fields,
        number=own(Role.number, fields.number),
        title=own(Role.task_title, fields.title),
        lead=own(Role.lead, fields.lead),
        coordinating=own(Role.coordinating, fields.coordinating),
        deadline=own(Role.deadline, fields.deadline),
        deliverable=own(Role.deliverable, fields.deliverable),
        repeated=frozenset(),
    )


def with_ditto(fields: Fields, above: Fields) -> Fields:
    """ "nt" (như trên) is what the row above says; where that says nothing, nothing."""
    own = {
        Role.lead: (fields.lead, above.lead),
        Role.coordinating: (fields.coordinating, above.coordinating),
        Role.deadline: (fields.deadline, above.deadline),
        Role.deliverable: (fields.deliverable, above.deliverable),
    }
    ditto = {role: text for role, (text, _) in own.items() if len(text) <= LONGEST_DITTO and DITTO.fullmatch(text)}
    taken = {role: said if role in ditto else text for role, (text, said) in own.items()}
    return replace(
        fields,
        lead=taken[Role.lead],
        coordinating=taken[Role.coordinating],
        deadline=taken[Role.deadline],
        deliverable=taken[Role.deliverable],
        ditto=frozenset(role for role in ditto if taken[role]),
        ditto_of_nothing=tuple((role, text) for role, text in ditto.items() if not taken[role]),
    )


def same_task(row: Fields, rest: Fields) -> bool:
    """Number and title merged down over two lines with a lead in each, and one deadline for both."""
    return (
        (row.number, row.title) == (rest.number, rest.title)
        and rest.lead not in ("", row.lead)
        and (row.deadline == rest.deadline or not rest.deadline)
        and (row.deliverable == rest.deliverable or not rest.deliverable)
    )


def joined_fields(row: Fields, rest: Fields) -> Fields:
    return _together(row, rest, joined, joined_names)


def stacked_fields(row: Fields, rest: Fields) -> Fields:
    """Lines beside one merged title: each says something of its own."""
    return _together(row, without_repeated(rest), _stacked, _stacked)


def _together(row: Fields, rest: Fields, text: Join, names: Join) -> Fields:
    return Fields(
        number=row.number,
        title=text(row.title, rest.title),
        lead=names(row.lead, rest.lead),
        coordinating=names(row.coordinating, rest.coordinating),
        deadline=text(row.deadline, rest.deadline),
        deliverable=text(row.deliverable, rest.deliverable),
        notes=tuple(dict.fromkeys(row.notes + rest.notes)),
        progress=tuple(dict.fromkeys(row.progress + rest.progress)),
        beyond=text(row.beyond, rest.beyond),
        marks=row.marks | rest.marks,
        repeated=row.repeated,
        ditto=row.ditto,
        ditto_of_nothing=row.ditto_of_nothing,
        bold=row.bold,
        faint=row.faint and rest.faint,
        faint_cells=row.faint_cells + rest.faint_cells,
        left_out=row.left_out + rest.left_out,
    )


def _stacked(text: str, rest: str) -> str:
    return f"{text}\n{rest}" if text and rest and text != rest else text or rest


def joined(text: str, rest: str) -> str:
    """Two parts of one text: a new line before a dash or after a finished sentence, else a space."""
    if not text or not rest or text == rest:  # a cell merged down the rows is printed again on the next page
        return text or rest
    new_line = DASH.match(rest) or (text[-1] in ".;:!?" and rest[0].isupper())
    return f"{text}\n{rest}" if new_line else f"{text} {rest}"


def joined_names(names: str, rest: str) -> str:
    """Two parts of an agency cell: a name cut in two gets a space, a name of its own a new line."""
    if not names or not rest or names == rest:
        return names or rest
    own = DASH.match(rest) or (OPENS_NAME.match(rest) and rest[0].isupper() and not ENDS_OPEN.search(names))
    return f"{names}\n{rest}" if own else f"{names} {rest}"
