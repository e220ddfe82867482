"""The catalogue of row security: no table without it, no policy that could go or be loosened unnoticed."""

import pytest

from app.kernel import roles
from app.kernel.db import Base
from tests.access.every_probe import everything
from tests.access.mutants import POLICIES, bench, mutants, unnoticed
from tests.callers import Tokens
from tests.clones import Clone

# Tables without row security, with the reason.
EXEMPT = {"alembic_version": "it says which migration was the last; whoever serves reads it and only the owner writes"}

QUICK = "it spares a submission the look for events"

# Functions that see more than their caller; each finds the caller by digest and tells no more than its name says.
DEFINERS = {
    "caller",
    "opening",
    "my_token",
    "my_credential",
    "my_role",
    "my_reporting_agencies",
    "my_monitored_plans",
    "my_offices",
    "leads_published_task",
    "my_awaited_events",
    "my_voices",
    "may_decide_for",
    "may_amend",
    "may_report_for",
    "may_answer",
    "may_move_day",
    "accepts_day",
    "may_succeed",
    "may_follow_succession",
    "may_hand_over",
    "may_end_request_of",
    "has_report",
    "enrolled_by_import",
    "last_editor",
    "my_key",
    "may_obtain",
    "may_replace",
    "note_uses",
}
# Functions whose body is kept as text, with the reason.
AS_TEXT = {"refuse_change": "it raises, which SQL cannot; its search_path is its own"}
READERS_FUNCTIONS = {"caller"}

# What may go and nobody would notice, with the reason.
DOUBLED = {
    "plan_imports i WHERE (true AND": "what this very transaction has committed was its own; another's comes into sight between two statements",
    "obligation_states.written_by_who_moved with check ((token_id = ( SELECT my_token() AS my_token)) AND true AND": QUICK,
    "task_agency_states.written_by_who_moved with check ((token_id = ( SELECT my_token() AS my_token)) AND true AND": QUICK,
    "'submitter'::text])) AND true) OR ((c.role = 'office'::text)": "an agency moves no row of another at all",
    "OR (true AND (EXISTS ( SELECT FROM plans p": "of its office's plan an agency moves its own rows",
}


async def test_every_table_has_forced_row_security_or_a_reason(database: Clone) -> None:
    found = await database.fetch(
        "select relname, relrowsecurity and relforcerowsecurity as held from pg_class "
        "where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    )
    assert {row["relname"] for row in found if not row["held"]} == set(EXEMPT)
    assert {row["relname"] for row in found} == set(Base.metadata.tables) | set(EXEMPT)


async def test_every_table_has_a_policy_or_a_reason(database: Clone) -> None:
    assert {row["tablename"] for row in await database.fetch(POLICIES)} == set(Base.metadata.tables)


async def test_nobody_but_the_owner_writes_an_exempt_table(database: Clone) -> None:
    found = await database.fetch(
        "select grantee from information_schema.role_table_grants where table_name = any($1) "
        "and privilege_type <> 'SELECT'",
        list(EXEMPT),
    )
    assert {row["grantee"] for row in found} == {roles.OWNER}


async def test_every_function_that_sees_more_than_its_caller_is_listed(database: Clone) -> None:
    found = await database.fetch(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
    )
    assert {row["proname"] for row in found} == DEFINERS


async def test_no_function_is_for_everybody(database: Clone) -> None:
    allowed = (
        "select proname from pg_proc where pronamespace = 'public'::regnamespace "
        "and has_function_privilege($1, oid, 'execute')"
    )
    assert {row["proname"] for row in await database.fetch(allowed, roles.READER)} == READERS_FUNCTIONS
    public = (
        "select proname from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) as granted "
        "where pronamespace = 'public'::regnamespace and granted.grantee = 0"
    )
    assert await database.fetch(public) == []


async def test_the_bodies_of_functions_were_parsed_when_they_were_made(database: Clone) -> None:
    """A body kept as text would be parsed at each call, under the caller's search_path."""
    found = await database.fetch(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosqlbody is null"
    )
    assert {row["proname"] for row in found} == set(AS_TEXT)
    settings = await database.fetch("select proconfig from pg_proc where proname = any($1)", list(AS_TEXT))
    assert [row["proconfig"] for row in settings] == [["search_path=pg_catalog"]]


async def test_those_who_serve_own_nothing(database: Clone) -> None:
    found = await database.fetch(
        "select relname from pg_class where pg_get_userbyid(relowner) = any($1) "
        "union all select proname from pg_proc where pg_get_userbyid(proowner) = any($1) "
        "union all select nspname from pg_namespace where pg_get_userbyid(nspowner) = any($1)",
        [roles.SERVING, roles.READER, roles.LOGIN],
    )
    assert found == []


async def test_those_who_serve_bypass_nothing(database: Clone) -> None:
    found = await database.fetch(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles "
        "where rolname = any($1)",
        [roles.OWNER, roles.SERVING, roles.READER, roles.LOGIN],
    )
    assert {row["rolname"]: [name for name, one in row.items() if one is True] for row in found} == {
        roles.OWNER: [],
        roles.SERVING: [],
        roles.READER: [],
        roles.LOGIN: [],
    }


async def test_the_login_inherits_nothing(database: Clone) -> None:
    assert (await database.fetch("select rolinherit from pg_roles where rolname = $1", roles.LOGIN))[0][0] is False


@pytest.mark.parametrize("of", ["policies", "triggers", "functions"])
async def test_no_piece_of_it_goes_unnoticed(database: Clone, tokens: Tokens, of: str) -> None:
    """Each policy and trigger dropped, each condition taken away, one at a time: some probe has to end otherwise."""
    known, stored, every = everything(tokens)
    await database.store(*stored)
    wanted = [one for one in (await mutants(database))[of] if not any(doubled in one.name for doubled in DOUBLED)]
    async with bench(database, known) as on:
        async with on.under("select"):
            assert [one.name for one in every if await on.notices(one)] == []
        assert await unnoticed(on, every, wanted) == []


async def test_what_is_said_twice_is_still_there(database: Clone) -> None:
    names = [one.name for of_kind in (await mutants(database)).values() for one in of_kind]
    assert [sum(doubled in name for name in names) for doubled in DOUBLED] == [1] * len(DOUBLED)


async def test_no_trigger_is_off(database: Clone) -> None:
    found = await database.fetch("select tgenabled from pg_trigger where not tgisinternal")
    assert {row["tgenabled"] for row in found} == {b"O"}
