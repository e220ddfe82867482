"""The city's register as files: agencies, communes and groups of `seed/`, read into rows and checked for nothing else.

Pure but for reading the three files. What becomes of the rows is the loader's affair.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from app.kernel.text import fold, nfc

CITY = "ubnd-tp"
COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    code: str
    name: str
    short_name: str | None
    aliases: tuple[str, ...]
    kind: str
    parent_code: str | None
    e_identifier: str | None
    admin_unit_code: str | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """`unresolved`: a class that nobody has named the members of, as "các sở, ban ngành liên quan"."""

    code: str
    name: str
    aliases: tuple[str, ...]
    rule_kinds: tuple[str, ...]
    members: tuple[str, ...]
    unresolved: bool


def read_register(seed_dir: Path) -> tuple[list[AgencyRow], list[GroupRow]]:
    """Agencies, parents before children, then communes in the order of their codes; and the groups."""
    agencies = [_agency(line) for line in _lines(seed_dir / "agencies.csv")]
    communes = [_commune(line) for line in _lines(seed_dir / "can-tho-communes.csv")]
    return agencies + communes, [_group(line) for line in _lines(seed_dir / "agency_groups.csv")]


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{title: nfc(value).strip() for title, value in line.items()} for line in csv.DictReader(file)]


def _agency(line: dict[str, str]) -> AgencyRow:
    return AgencyRow(
        code=line["code"],
        name=line["name"],
        short_name=line["short_name"] or None,
        aliases=_several(line["aliases"]),
        kind=line["kind"],
        parent_code=line["parent_code"] or None,
        e_identifier=line["e_identifier"] or None,
        admin_unit_code=line["admin_unit_code"] or None,
    )


def _commune(line: dict[str, str]) -> AgencyRow:
    """QĐ 19/2025/QĐ-TTg names the unit; in a plan the unit and its people's committee are one body."""
    kind_of_unit, _, name = line["full_name"].partition(" ")
    committee_of = f"{kind_of_unit.lower()} {name}"
    return AgencyRow(
        code=fold(line["full_name"]).replace(" ", "-"),
        name=line["full_name"],
        short_name=f"UBND {committee_of}",
        aliases=(f"Ủy ban nhân dân {committee_of}", f"{kind_of_unit[0]}. {name}"),
        kind=COMMUNE,
        parent_code=CITY,
        e_identifier=None,
        admin_unit_code=line["code"],
    )


def _group(line: dict[str, str]) -> GroupRow:
    return GroupRow(
        code=line["code"],
        name=line["name"],
        aliases=_several(line["aliases"]),
        rule_kinds=_several(line["rule_kinds"]),
        members=_several(line["members"]),
        unresolved=line["unresolved"] == "true",
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
