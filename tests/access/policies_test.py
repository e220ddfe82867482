"""The catalogue of row security: no table without it, no policy that could go or be loosened unnoticed."""

import re
from collections.abc import Mapping
from typing import Any

from app.kernel import roles
from app.kernel.db import Base
from tests.access.probes import Probe, more_rows, outcomes, probes
from tests.callers import Tokens
from tests.clones import Clone

# Tables without row security, with the reason.
EXEMPT = {"alembic_version": "it says which migration was the last; whoever serves reads it and only the owner writes"}

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
}
READERS_FUNCTIONS = {"caller"}

POLICIES = "select * from pg_policies where schemaname = 'public' order by tablename, policyname"


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
    assert found == []


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


async def test_the_end_of_any_policy_is_noticed(database: Clone, tokens: Tokens) -> None:
    """Dropped one at a time: the outcome of some probe must change, else nothing would tell that it is gone."""
    changes = {_named(one): (_dropping(one), _creating(one)) for one in await database.fetch(POLICIES)}
    assert await _unnoticed(database, tokens, changes) == []


async def test_a_policy_that_lets_everything_pass_is_noticed(database: Clone, tokens: Tokens) -> None:
    """Each condition in turn is replaced by `true`."""
    changes = {
        f"{_named(one)}: {clause}": (_altering(one, clause, "true"), _altering(one, clause, one[part]))
        for one in await database.fetch(POLICIES)
        for clause, part in {"using": "qual", "with check": "with_check"}.items()
        if one[part] not in {None, "true"}
    }
    assert await _unnoticed(database, tokens, changes) == []


async def _unnoticed(database: Clone, tokens: Tokens, changes: dict[str, tuple[str, str]]) -> list[str]:
    """The names of those changes, each made and undone, under which every probe ends as before."""
    await database.store(*more_rows(tokens))
    every = probes(tokens)
    expected = {one.name: one.expected for one in every}
    unnoticed = []
    for name, (change, undo) in changes.items():
        table = name.split(".")[0]
        concerned = [one for one in every if _touches(one, table)]
        await database.execute(change)
        seen = await outcomes(database, tokens, concerned)
        await database.execute(undo)
        if all(expected[probe] == outcome for probe, outcome in seen.items()):
            unnoticed.append(name)
    return unnoticed


def _touches(probe: Probe, table: str) -> bool:
    return re.search(rf"\b({table}|opening)\b", str(probe.statement)) is not None


def _named(policy: Mapping[str, Any]) -> str:
    return f"{policy['tablename']}.{policy['policyname']}"


def _dropping(policy: Mapping[str, Any]) -> str:
    return f'drop policy "{policy["policyname"]}" on {policy["tablename"]}'


def _creating(policy: Mapping[str, Any]) -> str:
    using = f" using ({policy['qual']})" if policy["qual"] else ""
    check = f" with check ({policy['with_check']})" if policy["with_check"] else ""
    whom = f"for {policy['cmd']} to {', '.join(policy['roles'])}"
    return f'create policy "{policy["policyname"]}" on {policy["tablename"]} {whom}{using}{check}'


def _altering(policy: Mapping[str, Any], clause: str, condition: str) -> str:
    return f'alter policy "{policy["policyname"]}" on {policy["tablename"]} {clause} ({condition})'
