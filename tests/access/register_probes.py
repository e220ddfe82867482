"""Who reads what, and who changes the register, the calendar and tokens."""

from datetime import UTC, date, datetime

from sqlalchemy import Executable, delete, inspect, select, update

from app.access.models import AccessToken
from app.access.tokens import new_token
from app.agencies.models import Agency, AgencyGroup, GroupMember
from app.calendar.models import CalendarDay
from app.kernel import roles
from app.kernel.db import Base
from app.kernel.idempotency import StoredAnswer
from app.kernel.journal import JournalEntry
from tests.access.more_rows import holiday
from tests.access.probe import NO_GRANT, NOW, ROW_SECURITY, Probe, adding, rows
from tests.callers import Tokens
from tests.make import world
from tests.make.access import token_row
from tests.make.agencies import agency_row, group_row

ALL_TABLES = [mapper.class_ for mapper in Base.registry.mappers]
# The serving role writes these and cannot read them back.
UNREADABLE = (JournalEntry, StoredAnswer)


def register_probes(tokens: Tokens) -> list[Probe]:
    return [*_reads(), *_register(), *_tokens(tokens)]


def _reads() -> list[Probe]:
    """A bare login reads everything but secrets, the journal and kept answers."""
    open_tables = [one for one in ALL_TABLES if one not in {AccessToken, *UNREADABLE}]
    seen = [Probe(f"a login reads {one.__tablename__}", "", _some(one), rows(1), None) for one in open_tables]
    hidden = [Probe(f"a login reads {one.__tablename__}", "", _some(one), NO_GRANT, None) for one in UNREADABLE]
    return [
        *seen,
        *hidden,
        Probe("a login reads the names of tokens", "", select(AccessToken.name).limit(1), rows(1), None),
        Probe("a login reads digests", "", select(AccessToken.digest), NO_GRANT, None),
        Probe("the serving role reads digests", "admin", select(AccessToken.digest), NO_GRANT),
        Probe("the serving role reads the journal", "admin", _some(JournalEntry), NO_GRANT),
        Probe("the serving role reads kept answers", "lead", _some(StoredAnswer), NO_GRANT),
        Probe("the owner reads the journal", "", _some(JournalEntry), rows(1), roles.OWNER),
    ]


def _some(table: type[Base]) -> Executable:
    return select(*inspect(table).primary_key).limit(1)


def _register() -> list[Probe]:
    drafts: dict[str, Base] = {
        "an agency": agency_row(),
        "a group": group_row(),
        "a member": GroupMember(group_id=world.GROUP, agency_id=world.LEAD),
        "a day off": holiday(date(2026, 9, 1)),
    }
    others = ("office", "lead", "submitter", "viewer", "auditor", "expired", "revoked", "")
    renamed = update(Agency).where(Agency.id == world.LEAD).values(name="x")
    return [
        *(Probe(f"admin adds {name}", "admin", adding(row), rows(1)) for name, row in drafts.items()),
        *(
            Probe(f"{other or 'nobody'} adds {name}", other, adding(row), ROW_SECURITY)
            for name, row in drafts.items()
            for other in others
        ),
        Probe("admin renames an agency", "admin", renamed, rows(1)),
        Probe("office renames an agency", "office", renamed, rows(0)),
        Probe("office renames a group", "office", update(AgencyGroup).values(name="x"), rows(0)),
        Probe("lead drops a member", "lead", delete(GroupMember), rows(0)),
        Probe("office drops a day off", "office", delete(CalendarDay), rows(0)),
        Probe("admin drops an agency", "admin", delete(Agency), NO_GRANT),
    ]


def _tokens(tokens: Tokens) -> list[Probe]:
    issued = adding(
        token_row(new_token("admin", world.uid(998)), id=world.uid(998), expires_at=datetime(2027, 1, 1, tzinfo=UTC))
    )
    revoking = update(AccessToken).where(AccessToken.id == tokens.made["viewer"][0]).values(revoked_at=NOW)
    widening = update(AccessToken).values(role="admin")
    return [
        Probe("admin issues a token", "admin", issued, rows(1)),
        Probe("admin revokes a token", "admin", revoking, rows(1)),
        # The operator's commands work as the owner.
        Probe("the owner issues a token", "", issued, rows(1), roles.OWNER),
        Probe("the owner revokes a token", "", revoking, rows(1), roles.OWNER),
        *(
            Probe(f"{other or 'nobody'} issues a token", other, issued, ROW_SECURITY)
            for other in ("office", "lead", "auditor", "expired", "revoked", "")
        ),
        *(Probe(f"{other} revokes a token", other, revoking, rows(0)) for other in ("office", "lead", "auditor")),
        Probe("admin widens a token", "admin", widening, NO_GRANT),
        Probe("admin drops tokens", "admin", delete(AccessToken), NO_GRANT),
    ]
