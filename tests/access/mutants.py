"""Row security with one piece taken out at a time, and the probes that have to notice.

A piece is a policy, a trigger, or one condition in one of them or in a function they ask. Everything happens in one transaction
of a superuser that steps into the role of each probe, and nothing of it stays.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from app.kernel import roles
from tests.access.probe import SUPERUSER, Probe, rows, what_became_of
from tests.callers import Tokens
from tests.clones import Clone

POLICIES = "select * from pg_policies where schemaname = 'public' order by tablename, policyname"
TRIGGERS = """select tgname, tgrelid::regclass::text as tablename, pg_get_triggerdef(oid) as definition from pg_trigger
  where not tgisinternal order by 2, 1"""
FUNCTIONS = """select proname, pg_get_functiondef(oid) as definition from pg_proc
  where pronamespace = 'public'::regnamespace and prosqlbody is not null order by 1"""
PASSED = {rows(1), rows(2)}
CONNECTIVES = {" AND ": "true", " OR ": "false"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """`about`: the tables that it concerns; `loosens`: whether more may pass than before, or less."""

    name: str
    about: frozenset[str]
    loosens: bool
    change: str


async def mutants(database: Clone) -> dict[str, list[Mutant]]:
    policies, triggers = await database.fetch(POLICIES), await database.fetch(TRIGGERS)
    functions = {row["proname"]: row["definition"] for row in await database.fetch(FUNCTIONS)}
    asked = [(one["tablename"], f"{one['qual']} {one['with_check']}") for one in policies]
    asked += [(one["tablename"], one["definition"]) for one in triggers]
    return {
        "policies": [one for policy in policies for one in _of_policy(policy)],
        "triggers": [one for trigger in triggers for one in _of_trigger(trigger)],
        "functions": [one for name in functions for one in _of_function(name, functions, asked)],
    }


def _of_policy(policy: Mapping[str, Any]) -> Iterator[Mutant]:
    table, name = policy["tablename"], policy["policyname"]
    about = frozenset({table})
    yield Mutant(f"{table}.{name} dropped", about, loosens=False, change=f'drop policy "{name}" on {table}')
    for clause, part in {"using": "qual", "with check": "with_check"}.items():
        if policy[part] not in {None, "true"}:
            for condition, loosens in (("true", True), *weakened(policy[part])):
                change = f'alter policy "{name}" on {table} {clause} ({condition})'
                yield Mutant(_in_one_line(f"{table}.{name} {clause} {condition}"), about, loosens, change)


def _of_trigger(trigger: Mapping[str, Any]) -> Iterator[Mutant]:
    """What holds for a policy is the other way round: the more conditions, the less it refuses."""
    table, name, definition = trigger["tablename"], trigger["tgname"], trigger["definition"]
    about = frozenset({table})
    yield Mutant(f"{table}.{name} dropped", about, loosens=True, change=f'drop trigger "{name}" on {table}')
    for changed, loosens in weakened(definition):
        change = changed.replace("CREATE ", "CREATE OR REPLACE ", 1)
        yield Mutant(_in_one_line(f"{table}: {changed}"), about, not loosens, change)


def _of_function(name: str, functions: Mapping[str, str], asked: Iterable[tuple[str, str]]) -> Iterator[Mutant]:
    askers = {name}
    for _ in functions:
        askers |= {one for one, body in functions.items() if askers & set(re.findall(r"\w+", body))}
    about = frozenset({table for table, text in asked if askers & set(re.findall(r"\w+", text))} | {name})
    for changed, loosens in weakened(functions[name]):
        yield Mutant(_in_one_line(changed), about, loosens, changed)


def _in_one_line(sql: str) -> str:
    return " ".join(sql.split())


def weakened(sql: str) -> Iterator[tuple[str, bool]]:
    """The text as PostgreSQL writes it, each time with one member of an AND taken for true or, which loosens nothing, one of an OR
    for false.
    """
    for start, end in _in_parentheses(sql):
        members, connective = _members(sql[start:end])
        for member_start, member_end in members:
            cut = slice(start + member_start, start + member_end)
            yield sql[: cut.start] + CONNECTIVES[connective] + sql[cut.stop :], connective == " AND "
        if not members and sql[:start].endswith(" WHERE ("):
            yield f"{sql[:start]}true{sql[end:]}", True


def _in_parentheses(sql: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for place, letter in _outside_quotes(sql):
        if letter == "(":
            opened.append(place + 1)
        elif letter == ")":
            yield opened.pop(), place


def _outside_quotes(sql: str) -> Iterator[tuple[int, str]]:
    quoted = False
    for place, letter in enumerate(sql):
        quoted ^= letter == "'"
        if not quoted:
            yield place, letter


def _members(group: str) -> tuple[list[tuple[int, int]], str]:
    """What stands between the connectives of a group, which are all the same: PostgreSQL writes every parenthesis."""
    depth, starts, connective = 0, [0], " AND "
    ends: list[int] = []
    for place, letter in _outside_quotes(group):
        depth += (letter == "(") - (letter == ")")
        for one in CONNECTIVES if depth == 0 else ():
            if group.startswith(one, place):
                ends.append(place)
                starts.append(place + len(one))
                connective = one
    return (list(zip(starts, [*ends, len(group)], strict=True)) if ends else []), connective


@dataclass(frozen=True, slots=True)
class Bench:
    """Where probes are tried under a change. What ends one and begins the next goes to the driver in one message."""

    connection: AsyncConnection
    driver: Any
    tokens: Tokens

    @asynccontextmanager
    async def under(self, change: str) -> AsyncIterator[None]:
        await self.driver.execute(f"savepoint whole; {change}; savepoint probe")
        yield
        await self.driver.execute("rollback to whole")

    async def notices(self, probe: Probe) -> bool:
        role = {None: roles.READER, SUPERUSER: "none"}.get(probe.role, probe.role)
        digest = self.tokens.digest(probe.caller).hex() if probe.caller else ""
        await self.driver.execute(
            f"rollback to probe; set local role {role}; select set_config('tiendo.digest', '{digest}', true)"
        )
        return await what_became_of(self.connection, probe) != probe.expected


@asynccontextmanager
async def bench(clone: Clone, tokens: Tokens) -> AsyncIterator[Bench]:
    engine = create_async_engine(
        clone.superuser_url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool
    )
    async with engine.connect() as connection, connection.begin() as transaction:
        raw = await connection.get_raw_connection()
        await connection.exec_driver_sql("select")  # begins: what goes to the driver below is part of it
        yield Bench(connection, raw.driver_connection, tokens)
        await transaction.rollback()


async def unnoticed(on: Bench, every: Iterable[Probe], wanted: Sequence[Mutant]) -> list[str]:
    """The names of the mutants under which every probe ends as before."""
    likely = [Likely(one, frozenset(re.findall(r"\w+", str(one.statement)))) for one in every]
    found = []
    for mutant in wanted:
        async with on.under(mutant.change):
            if not await _is_noticed(on, likely, mutant):
                found.append(mutant.name)
    return found


@dataclass(frozen=True, slots=True)
class Likely:
    probe: Probe
    names: frozenset[str]

    def rank(self, mutant: Mutant) -> tuple[bool, bool]:
        """First those that meet what is changed, and of them who was refused where more may pass, who passed where less may."""
        return not self.names & mutant.about, (self.probe.expected in PASSED) is mutant.loosens


async def _is_noticed(on: Bench, likely: list[Likely], mutant: Mutant) -> bool:
    """Who notices is asked sooner the next time: neighbours are noticed by the same."""
    for one in sorted(likely, key=lambda one: one.rank(mutant)):
        if await on.notices(one.probe):
            likely.remove(one)
            likely.insert(0, one)
            return True
    return False
