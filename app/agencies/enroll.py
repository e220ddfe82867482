"""Puts an agency or a group into the register, or changes what it says of one."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, select
from uuid_utils.compat import uuid7

from app.access.reading import naming
from app.access.versions import heed_version, require_version
from app.access.writing import Shown, Work
from app.agencies import queries
from app.agencies.models import Agency, AgencyGroup, GroupMember
from app.agencies.problems import NotAMemberList
from app.agencies.schemas import AgencyCreate, AgencyGroupCreate, AgencyGroupUpdate, AgencyUpdate, GroupMembers
from app.kernel.problems import NotFound
from app.kernel.schema import as_uuid
from app.kernel.text import fold, initials, sort_key


async def enroll_agency(work: Work, draft: AgencyCreate) -> Shown:
    agency = Agency(
        id=draft.id or uuid7(),
        updated_at=work.now,
        parent_id=await _parent(work, draft.parent),
        search_key="",
        sort_key="",
        **draft.model_dump(exclude={"id", "parent"}),
    )
    _set_keys(agency)
    work.session.add(agency)
    shown = await work.show(queries.AGENCY, **naming(str(agency.id)))
    await work.record("agency", agency.id, "create", after=shown[0])
    return shown


async def change_agency(work: Work, reference: str, patch: AgencyUpdate, if_match: str | None) -> Shown:
    before, _ = await work.show(queries.AGENCY, **naming(reference))
    agency = await _locked(work, Agency, reference)
    await require_version(work, if_match, "agency", agency)
    changes: dict[str, Any] = patch.model_dump(exclude_unset=True, exclude={"parent"})
    if "parent" in patch.model_fields_set:
        changes["parent_id"] = await _parent(work, patch.parent)
    apply_changes(work, agency, changes)
    shown = await work.show(queries.AGENCY, **naming(str(agency.id)))
    await work.record("agency", agency.id, "change", before=before, after=shown[0])
    return shown


async def enroll_group(work: Work, draft: AgencyGroupCreate) -> Shown:
    given = draft.model_dump(exclude={"id"})
    group = AgencyGroup(id=draft.id or uuid7(), updated_at=work.now, search_key="", sort_key="", **given)
    _set_keys(group)
    work.session.add(group)
    shown = await work.show(queries.GROUP, **naming(str(group.id)))
    await work.record("agency_group", group.id, "create", after=shown[0])
    return shown


async def change_group(work: Work, reference: str, patch: AgencyGroupUpdate, if_match: str | None) -> Shown:
    before, _ = await work.show(queries.GROUP, **naming(reference))
    group = await _locked(work, AgencyGroup, reference)
    await require_version(work, if_match, "agency_group", group)
    apply_changes(work, group, patch.model_dump(exclude_unset=True))
    shown = await work.show(queries.GROUP, **naming(str(group.id)))
    await work.record("agency_group", group.id, "change", before=before, after=shown[0])
    return shown


async def list_members(work: Work, reference: str, wanted: GroupMembers, if_match: str | None = None) -> Shown:
    """Replaces the list. A published plan keeps the members it was published with (§5)."""
    before, _ = await work.show(queries.GROUP, **naming(reference))
    group = await _locked(work, AgencyGroup, reference)
    if group.rule != "members":
        raise NotAMemberList(rule=group.rule)
    await heed_version(work, if_match, "agency_group", group)
    members = dict.fromkeys(await queries.agency_ids(work.session, wanted.agencies, "/agencies"))
    await work.session.execute(delete(GroupMember).where(GroupMember.group_id == group.id))
    work.session.add_all(GroupMember(group_id=group.id, agency_id=one) for one in members)
    apply_changes(work, group, {})
    shown = await work.show(queries.GROUP, **naming(str(group.id)))
    await work.record("agency_group", group.id, "list_members", before=before, after=shown[0])
    return shown


Entry = TypeVar("Entry", Agency, AgencyGroup)


async def _locked(work: Work, table: type[Entry], reference: str) -> Entry:
    named = (table.id == as_uuid(reference)) | (table.code == reference)
    if table is Agency:
        named |= Agency.e_identifier == reference
    found = await work.session.scalar(select(table).where(named).with_for_update())
    if found is None:
        raise NotFound
    return found


async def _parent(work: Work, reference: str | None) -> UUID | None:
    return None if reference is None else await queries.agency_id(work.session, reference, "/parent")


def apply_changes(work: Work, entry: Agency | AgencyGroup, changes: Mapping[str, Any]) -> None:
    for name, one in changes.items():
        setattr(entry, name, one)
    _set_keys(entry)
    entry.version += 1
    entry.updated_at = work.now


def _set_keys(entry: Agency | AgencyGroup) -> None:
    """Each name stands in the search key between bars: a search finds the beginning of a word, or a whole name."""
    short = entry.short_name if isinstance(entry, Agency) else None
    names = (entry.name, short or "", initials(entry.name), entry.code, *entry.aliases)
    entry.search_key = "| " + " | ".join(dict.fromkeys(fold(one) for one in names if one)) + " |"
    entry.sort_key = sort_key(entry.name)
