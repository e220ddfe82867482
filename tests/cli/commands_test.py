"""`tiendo migrate` and `tiendo openapi`, and what the commands say when there is no database to work with."""

import json

from app.kernel import roles
from tests.cli.tiendo import here, process, refused
from tests.client import Contract
from tests.clones import Clone


async def test_migrate_from_nothing_and_again(blank: Clone) -> None:
    for told in (await process(blank, "migrate"), await here(blank, "migrate")):
        assert (told.status, told.out) == (0, ""), told.err
    tables = await blank.fetch(
        "select count(*) from pg_tables where schemaname = 'public' and tableowner = $1", roles.OWNER
    )
    assert tables[0]["count"] > 20


async def test_the_roles_for_a_dba_without_any_database() -> None:
    told = await here(None, "migrate", "--print-roles")
    assert told.status == 0, told.err
    expected = [
        *roles.role_statements(roles.OWNER, roles.LOGIN),
        *roles.database_statements("tiendo", roles.OWNER, roles.LOGIN),
    ]
    assert told.out.splitlines() == [line for one in expected for line in f"{one};".splitlines()]


async def test_the_contract_as_it_is_served(contract: Contract) -> None:
    told = await here(None, "openapi")
    assert (told.status, told.data) == (0, contract.document)
    assert json.dumps(told.data, ensure_ascii=False, indent=2) + "\n" == told.out


async def test_no_owner_nobody_at_home_and_no_command(database: Clone) -> None:
    nowhere = "postgresql://tiendo@127.0.0.1:1/tiendo"
    refused(await here(database, "token", "list", TIENDO_DATABASE_OWNER_URL=""), "TIENDO_DATABASE_OWNER_URL")
    refused(await here(database, "token", "list", TIENDO_DATABASE_OWNER_URL=nowhere), "127.0.0.1")
    refused(await here(database, "publish"), "publish", status=2)
