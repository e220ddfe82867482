"""Bodies of the register."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from app.kernel.schema import Code, Day, Input, Line, Name, Output, Reference, known

EIdentifier = Annotated[
    str,
    StringConstraints(min_length=1, max_length=35, pattern=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$"),
    Field(description="Electronic identifier of QĐ 20/2020/QĐ-TTg, the higher level first."),
]
AdminUnitCode = Annotated[str, StringConstraints(min_length=2, max_length=5, pattern=r"^[0-9]+$")]
Aliases = Annotated[list[Line], Field(max_length=50, description="Other spellings met in documents.")]


class AgencyKind(StrEnum):
    department = "department"
    office = "office"
    board = "board"
    sector_body = "sector_body"
    commune = "commune"
    vertical = "vertical"
    public_unit = "public_unit"
    steering_committee = "steering_committee"
    enterprise = "enterprise"
    party_body = "party_body"
    central = "central"
    other = "other"


class AgencyRef(Output):
    id: UUID
    code: str
    name: str


class Agency(Output):
    id: UUID
    code: str
    e_identifier: str | None
    admin_unit_code: str | None
    name: str
    short_name: str | None
    aliases: list[str]
    kind: str = Field(json_schema_extra=known(AgencyKind))
    parent: AgencyRef | None
    valid_from: date | None
    valid_to: date | None
    successor: AgencyRef | None
    version: int


class AgencyPage(Output):
    items: list[Agency]
    next_cursor: str | None


class AgencyCreate(Input):
    id: UUID | None = None
    code: Code
    name: Line
    kind: AgencyKind
    short_name: Name | None = None
    aliases: Aliases = []
    e_identifier: EIdentifier | None = None
    admin_unit_code: AdminUnitCode | None = None
    parent: Reference | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class AgencyUpdate(Input):
    """JSON merge patch (RFC 7396): what is absent stays, what is null is cleared."""

    name: Line = ""
    kind: AgencyKind = AgencyKind.other
    short_name: Name | None = None
    aliases: Aliases = []
    e_identifier: EIdentifier | None = None
    admin_unit_code: AdminUnitCode | None = None
    parent: Reference | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class SuccessionCreate(Input):
    """A merger or a change of name that makes another agency."""

    successor: Reference
    document: Line = Field(description="The decision that says so.")
    on: Day | None = Field(None, description="Its first day: today unless said, none in the future.")


class GroupRule(StrEnum):
    """Who belongs to it: all of some kinds, a list, or whoever the office names in each plan."""

    kinds = "kinds"
    members = "members"
    unresolved = "unresolved"


class AgencyGroup(Output):
    id: UUID
    code: str
    name: str
    aliases: list[str]
    rule: str = Field(json_schema_extra=known(GroupRule))
    rule_kinds: list[str]
    member_count: int
    version: int


class AgencyGroupPage(Output):
    items: list[AgencyGroup]
    next_cursor: str | None


class AgencyGroupCreate(Input):
    id: UUID | None = None
    code: Code
    name: Line
    aliases: Aliases = []
    rule: GroupRule
    rule_kinds: Annotated[list[AgencyKind], Field(max_length=20)] = []


class AgencyGroupUpdate(Input):
    """JSON merge patch (RFC 7396)."""

    name: Line = ""
    aliases: Aliases = []
    rule_kinds: Annotated[list[AgencyKind], Field(max_length=20)] = []


class GroupMembers(Input):
    agencies: Annotated[list[Reference], Field(max_length=1000)]
