"""Reads of the register, for the interface and for the verbs above."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, any_, func, literal_column, or_, select, tuple_
from sqlalchemy import Uuid as UuidType
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.access.reading import LIMIT, ME, TODAY, Listing, caller_agencies, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.matching import Named, Register
from app.agencies.models import Agency, AgencyGroup, GroupMember
from app.agencies.problems import UnknownAgency, UnknownGroup
from app.kernel.problems import Fault
from app.kernel.reads import Compiled, Rows, Shapes, as_object, value
from app.kernel.schema import as_uuid
from app.kernel.words import Words

AFTER = tuple_(value("after_sort_key", Text()), value("after_id", UuidType()))
PLACES = {"sort_key": str, "id": UUID}


def agency_ref(agency_id: Any, name: str, *outer: Any) -> ColumnElement[Any]:
    """An agency inside another object: `{id, code, name}`, or null."""
    one = aliased(Agency)
    return as_object(select(one.id, one.code, one.name).where(one.id == agency_id), name, *outer)


def is_member(group: Any, agency: Any, today: Any = TODAY) -> ColumnElement[bool]:
    """Whether an agency belongs to a group on a day: by its kind or by the list, while it exists."""
    named = GroupMember.group_id == group.id, GroupMember.agency_id == agency.id
    listed = select(GroupMember.agency_id).where(*named).correlate(group, agency).exists()
    by_kind = and_(group.rule == "kinds", agency.kind == any_(group.rule_kinds))
    begun = or_(agency.valid_from.is_(None), agency.valid_from <= today)
    not_ended = or_(agency.valid_to.is_(None), agency.valid_to >= today)
    return and_(begun, not_ended, or_(by_kind, and_(group.rule == "members", listed)))


def agency_asked(name: str = "agency") -> Rows:
    """The ids of what a filter names: of one agency, of those of the token (`me`), or none."""
    one, is_me = aliased(Agency), value(f"{name}_code", Text()) == literal_column(f"'{ME}'")
    return select(one.id).where(or_(and_(is_me, one.id == any_(caller_agencies)), and_(~is_me, same_thing(one, name))))


def members_asked(name: str = "group") -> Rows:
    """The ids of the agencies that belong today to the group that a filter names."""
    one, group = aliased(Agency), aliased(AgencyGroup)
    return select(one.id).join(group, is_member(group, one)).where(same_thing(group, name))


def _agencies(condition: ColumnElement[bool]) -> Rows:
    shown = select(
        Agency.id,
        Agency.code,
        Agency.e_identifier,
        Agency.admin_unit_code,
        Agency.name,
        Agency.short_name,
        Agency.aliases,
        Agency.kind,
        agency_ref(Agency.parent_id, "parent", Agency).label("parent"),
        Agency.valid_from,
        Agency.valid_to,
        agency_ref(Agency.successor_id, "successor", Agency).label("successor"),
        Agency.version,
    )
    item = as_object(shown, "shown", Agency)
    return select(item.label("item"), Agency.sort_key, Agency.id, Agency.version).where(condition)


def _agency_page(condition: ColumnElement[bool]) -> Rows:
    rows = _agencies(condition).order_by(Agency.sort_key, Agency.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "sort_key", "id")


def _groups(condition: ColumnElement[bool]) -> Rows:
    members = select(func.count()).select_from(Agency).where(is_member(AgencyGroup, Agency)).correlate(AgencyGroup)
    shown = select(
        AgencyGroup.id,
        AgencyGroup.code,
        AgencyGroup.name,
        AgencyGroup.aliases,
        AgencyGroup.rule,
        AgencyGroup.rule_kinds,
        members.scalar_subquery().label("member_count"),
        AgencyGroup.version,
    )
    item = as_object(shown, "shown", AgencyGroup)
    return select(item.label("item"), AgencyGroup.sort_key, AgencyGroup.id, AgencyGroup.version).where(condition)


def _group_page(condition: ColumnElement[bool]) -> Rows:
    rows = _groups(condition).order_by(AgencyGroup.sort_key, AgencyGroup.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "sort_key", "id")


_group_named = aliased(AgencyGroup)
_of_group = (
    select(_group_named.id).where(same_thing(_group_named), is_member(_group_named, Agency)).correlate(Agency).exists()
)

AGENCIES = Listing(
    Shapes(
        _agency_page,
        {
            "kind": Agency.kind == value("kind", Text()),
            "q": func.strpos(Agency.search_key, value("q", Text())) > literal_column("0"),
            "after": tuple_(Agency.sort_key, Agency.id) > AFTER,
        },
    ),
    Permission.agency_read,
    PLACES,
)
AGENCY = Compiled(for_caller(_agencies(same_thing(Agency)).subquery("rows")))
GROUPS = Listing(
    Shapes(_group_page, {"after": tuple_(AgencyGroup.sort_key, AgencyGroup.id) > AFTER}),
    Permission.agency_read,
    PLACES,
)
GROUP = Compiled(for_caller(_groups(same_thing(AgencyGroup)).subquery("rows")))
GROUP_MEMBERS = Listing(
    Shapes(
        lambda condition: _agency_page(and_(_of_group, condition)),
        {"after": tuple_(Agency.sort_key, Agency.id) > AFTER},
    ),
    Permission.agency_read,
    PLACES,
)


async def agency_id(session: AsyncSession, reference: str, pointer: str) -> UUID:
    """The agency a body names, or UnknownAgency at `pointer`."""
    named = or_(Agency.id == as_uuid(reference), Agency.code == reference, Agency.e_identifier == reference)
    found = await session.scalar(select(Agency.id).where(named))
    if found is None:
        said = Words(f"Không có cơ quan “{reference}”", f"No agency “{reference}”")
        raise UnknownAgency(faults=[Fault(pointer, said)])
    return found


async def agency_ids(session: AsyncSession, references: Sequence[str], pointer: str) -> list[UUID]:
    return [await agency_id(session, one, f"{pointer}/{place}") for place, one in enumerate(references)]


async def group_named(session: AsyncSession, reference: str, pointer: str) -> AgencyGroup:
    """The group a body names, or UnknownGroup at `pointer`."""
    named = or_(AgencyGroup.id == as_uuid(reference), AgencyGroup.code == reference)
    found = await session.scalar(select(AgencyGroup).where(named))
    if found is None:
        said = Words(f"Không có nhóm cơ quan “{reference}”", f"No group “{reference}”")
        raise UnknownGroup(faults=[Fault(pointer, said)])
    return found


async def members(session: AsyncSession, group_id: UUID, today: date) -> list[UUID]:
    """Who belongs to a group on a day, in the order of their names."""
    belongs = is_member(AgencyGroup, Agency, today)
    of_group = select(Agency.id).join(AgencyGroup, belongs).where(AgencyGroup.id == group_id)
    return list(await session.scalars(of_group.order_by(Agency.sort_key, Agency.id)))


async def heirs(session: AsyncSession) -> dict[UUID, UUID]:
    """Of each agency that another has succeeded, the one that stands in its place today."""
    succeeded = select(Agency.id, Agency.successor_id).where(Agency.successor_id.is_not(None))
    next_one = {one.id: one.successor_id for one in await session.execute(succeeded)}
    return {id_: _last_of(id_, next_one) for id_ in next_one}


def _last_of(agency_id: UUID, next_one: Mapping[UUID, UUID]) -> UUID:
    while agency_id in next_one:
        agency_id = next_one[agency_id]
    return agency_id


async def register(session: AsyncSession) -> Register:
    return Register(*await named(session))


async def named(session: AsyncSession) -> tuple[list[Named], list[Named]]:
    """Every name the register knows, agencies and groups, for reading agency cells. Who has been succeeded is read as its
    successor: a document may still write the old name.
    """
    found = await session.execute(
        select(Agency.id, Agency.code, Agency.name, Agency.short_name, Agency.aliases, Agency.e_identifier)
    )
    agencies, stands_for = found.all(), await heirs(session)
    former: dict[UUID, list[str]] = defaultdict(list)
    for id_, _, name, short, aliases, _ in agencies:
        if id_ in stands_for:
            former[stands_for[id_]] += [name, *([short] if short else []), *aliases]
    groups = await session.execute(select(AgencyGroup.id, AgencyGroup.code, AgencyGroup.name, AgencyGroup.aliases))
    return (
        [
            Named(id_, code, name, short, (*aliases, *former[id_]), eid)
            for id_, code, name, short, aliases, eid in agencies
            if id_ not in stands_for
        ],
        [Named(id_, code, name, None, tuple(aliases)) for id_, code, name, aliases in groups],
    )
