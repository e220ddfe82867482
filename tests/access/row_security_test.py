"""The third gate: what the database refuses whoever logs in as the service, whatever the service itself has forgotten."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import TypeAlias

import asyncpg
import pytest

from app.kernel import roles
from tests.access.every_probe import everything
from tests.access.probe import outcomes
from tests.access.register_probes import UNREADABLE
from tests.callers import Tokens
from tests.clones import Clone, connected
from tests.make import world

# Of the service, as its pool opens one.
Login: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
AS_WRITER = f"set local role {roles.SERVING}"
OPENING = "select * from opening($1, null)"
REPORT = """insert into progress_reports (id, pair_id, task_id, plan_id, agency_id, status, no_change, result_documents,
  submitted_at, submitted_on, out_of_order, captured_at_implausible, settled, token_id, request_digest)
  values (gen_random_uuid(), $1, $2, $3, $4, 'in_progress', true, '[]', now(), current_date, false, false, '[]', $5, '')"""
OWN = (world.PAIR, world.TASK, world.PLAN, world.LEAD)
FOREIGN = (world.OTHER_PAIR, world.OTHER_TASK, world.PLAN, world.OTHER_AGENCY)

# What a caller who can run SQL might set to be taken for another.
SETTINGS = {
    "a made-up digest": ("tiendo.digest", "ab" * 32),
    "an agency as digest": ("tiendo.digest", world.OTHER_AGENCY.hex * 2),
    "an empty digest": ("tiendo.digest", ""),
    "an agency": ("app.agency_id", str(world.OTHER_AGENCY)),
    "an agency of ours": ("tiendo.agency_id", str(world.OTHER_AGENCY)),
    "agencies": ("tiendo.agency_ids", f"{{{world.OTHER_AGENCY}}}"),
    "a role of ours": ("tiendo.role", "admin"),
    "a token": ("tiendo.token_id", str(world.uid(905))),
    "a search path": ("search_path", "pg_temp, public"),
    "a replica's role": ("application_name", "postgres"),
}
FORBIDDEN_SETTINGS = {
    "the owner's role": f"set role {roles.OWNER}",
    "a superuser's role": "set role tiendo_superuser",
    "the owner's session": f"set session authorization {roles.OWNER}",
    "triggers off": "set session_replication_role = replica",
    "a role by name": "select set_config('role', 'tiendo_owner', true)",
}
FORBIDDEN_ACTS = {
    "a table": "create table mine ()",
    "a temporary table": "create temporary table agencies ()",
    "a schema": "create schema mine",
    "a function": "create function public.caller(text) returns int language sql as 'select 1'",
    "a temporary function": "create function pg_temp.caller(bytea) returns int language sql as 'select 1'",
    "an end of an extension": "drop extension plpgsql",
    "a policy": "create policy mine on progress_reports for insert with check (true)",
    "an end of a policy": "drop policy reported_by_lead on progress_reports",
    "an end of row security": "alter table progress_reports disable row level security",
    "an end of force": "alter table progress_reports no force row level security",
    "an end of a trigger": "drop trigger decided_by_office on obligations",
    "an end of all triggers": "alter table obligations disable trigger user",
    "a truncation": "truncate progress_reports",
    "another body of a function": "alter function my_role() rename to mine",
    "a trigger": "create trigger mine before insert on progress_reports execute function pg_catalog.suppress_redundant_updates_trigger()",
    "a program": "copy agencies to program 'true'",
    "a file": "copy agencies to '/dev/null'",
    "the server's files": "select pg_read_file('PG_VERSION')",
    "other passwords": "select rolpassword from pg_authid",
    "the digests": "select digest from access_tokens",
    "everything of the tokens": "select * from access_tokens",
    "digests through a function's row": "select t from access_tokens t",
}


@pytest.fixture
async def login(database: Clone) -> AsyncIterator[Login]:
    async with connected(database.serving_url) as connection:
        yield connection


async def test_each_caller_can_do_to_the_tables_what_its_role_says_and_nothing_else(
    database: Clone, tokens: Tokens
) -> None:
    tokens, stored, every = everything(tokens)
    await database.store(*stored)
    assert [name for name, count in Counter(one.name for one in every).items() if count > 1] == []
    seen = await outcomes(database, tokens, every)
    assert {one.name: (seen[one.name], one.expected) for one in every if seen[one.name] != one.expected} == {}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
async def test_no_setting_makes_a_lead_somebody_else(login: Login, tokens: Tokens, setting: tuple[str, str]) -> None:
    lead = tokens.made["lead"][0]
    transaction = login.transaction()
    await transaction.start()
    await login.execute(AS_WRITER)
    await login.fetch(OPENING, tokens.digest("lead"))
    await login.fetch("select set_config($1, $2, true)", *setting)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await login.execute(REPORT, *FOREIGN, lead)
    await transaction.rollback()


async def test_a_digest_that_is_no_hex_writes_nothing(login: Login, tokens: Tokens) -> None:
    async with login.transaction():
        await login.execute(AS_WRITER)
        await login.fetch("select set_config('tiendo.digest', 'zz', true)")
        with pytest.raises(asyncpg.InvalidParameterValueError):
            async with login.transaction():
                await login.execute(REPORT, *OWN, tokens.made["lead"][0])


async def test_row_security_off_is_an_error_and_no_way_around(login: Login, tokens: Tokens) -> None:
    transaction = login.transaction()
    await transaction.start()
    await login.execute(AS_WRITER)
    await login.execute("set local row_security = off")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await login.execute(REPORT, *OWN, tokens.made["lead"][0])
    await transaction.rollback()


@pytest.mark.parametrize("act", (FORBIDDEN_SETTINGS | FORBIDDEN_ACTS).values(), ids=FORBIDDEN_SETTINGS | FORBIDDEN_ACTS)
@pytest.mark.parametrize("role", ["bare login", roles.SERVING])
async def test_the_login_may_not_make_itself(login: Login, tokens: Tokens, role: str, act: str) -> None:
    transaction = login.transaction()
    await transaction.start()
    if role == roles.SERVING:
        await login.execute(AS_WRITER)
        await login.fetch(OPENING, tokens.digest("admin"))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await login.execute(act)
    await transaction.rollback()


async def test_the_login_grants_itself_nothing(login: Login) -> None:
    async with login.transaction():
        await login.execute(AS_WRITER)
        # PostgreSQL warns and does nothing where a role holds some other right on the table.
        await login.execute(f"grant update on progress_reports to {roles.SERVING}")
        assert not await login.fetchval("select has_table_privilege('progress_reports', 'update')")


async def test_a_forgotten_role_writes_nothing(login: Login, tokens: Tokens) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
        await login.execute(REPORT, *OWN, tokens.made["lead"][0])


async def test_a_forgotten_context_writes_nothing(login: Login, tokens: Tokens) -> None:
    transaction = login.transaction()
    await transaction.start()
    await login.execute(AS_WRITER)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await login.execute(REPORT, *OWN, tokens.made["lead"][0])
    await transaction.rollback()


async def test_the_context_ends_with_its_transaction(login: Login, tokens: Tokens) -> None:
    async with login.transaction():
        await login.execute(AS_WRITER)
        await login.fetch(OPENING, tokens.digest("lead"))
    left = await login.fetchrow("select current_setting('tiendo.digest', true) as digest, current_user::text as role")
    assert dict(left) == {"digest": "", "role": roles.READER}


@pytest.mark.own_database
async def test_a_bare_login_begins_as_a_reader_and_no_more(login: Login) -> None:
    assert await login.fetchval("select current_user::text") == roles.READER
    writable = "select tablename from pg_tables where has_table_privilege($1, schemaname || '.' || tablename, $2)"
    for act in ("insert", "update", "delete", "truncate", "references", "trigger"):
        assert await login.fetch(writable, roles.READER, act) == []
        assert await login.fetch(writable, roles.LOGIN, act) == []


async def test_the_serving_role_rewrites_nothing_that_is_append_only(login: Login) -> None:
    append_only = {
        *(one.__tablename__ for one in UNREADABLE),
        "progress_reports",
        "task_agency_states",
        "obligation_states",
        "report_reviews",
        "plan_openings",
        "extension_decisions",
        "amendments",
        "report_requests",
        "attachments",
        "comments",
    }
    granted = await login.fetch(
        "select table_name, privilege_type from information_schema.role_table_grants where grantee = $1 "
        "union select table_name, privilege_type from information_schema.column_privileges where grantee = $1",
        roles.SERVING,
    )
    changing = {row["table_name"] for row in granted if row["privilege_type"] in {"UPDATE", "DELETE", "TRUNCATE"}}
    assert changing & append_only == set()


async def test_no_digest_shows_among_the_running_statements(database: Clone, login: Login, tokens: Tokens) -> None:
    digest = tokens.digest("lead")
    async with connected(database.serving_url) as other, other.transaction():
        await other.execute(AS_WRITER)
        await other.fetch(OPENING, digest)
        seen = await login.fetch("select query from pg_stat_activity where datname = current_database()")
        assert not [row["query"] for row in seen if digest.hex() in row["query"]]


async def test_a_rolled_back_savepoint_keeps_the_callers_context(login: Login, tokens: Tokens) -> None:
    async with login.transaction():
        await login.execute(AS_WRITER)
        await login.fetch(OPENING, tokens.digest("lead"))
        savepoint = login.transaction()
        await savepoint.start()
        await login.fetch(OPENING, tokens.digest("other_agency"))
        await savepoint.rollback()
        assert await login.fetchval("select my_token()") == tokens.made["lead"][0]
