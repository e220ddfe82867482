"""`tiendo migrate` and `tiendo openapi`, and what the commands say when there is no database to work with."""

import asyncio
import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from app.cli.guard import NotFitToServe, check_owner_login, check_serving_login
from app.cli.migrate import migrate
from app.kernel import roles
from app.kernel.contract import for_generators
from app.kernel.embedded import Server
from app.kernel.embedded.installation import bundled_bin_dir
from app.kernel.idempotency import StoredAnswer
from tests.cli.tiendo import here, process, refused
from tests.client import Contract
from tests.clones import Clone
from tests.make import world
from tests.postgres import chosen_binaries


async def test_migrate_from_nothing_and_again(blank: Clone) -> None:
    for told in (await process(blank, "migrate"), await here(blank, "migrate")):
        assert (told.status, told.out) == (0, ""), told.err
    tables = await blank.fetch(
        "select count(*) from pg_tables where schemaname = 'public' and tableowner = $1", roles.OWNER
    )
    assert tables[0]["count"] > 20


async def test_migrate_deletes_the_answers_that_need_not_be_kept_any_longer(database: Clone) -> None:
    def kept(key: str, age: timedelta) -> StoredAnswer:
        given = {"credential_id": world.uid(1), "request_digest": bytes(32), "status": 200, "body": "{}"}
        return StoredAnswer(key=key, created_at=datetime.now(UTC) - age, **given)

    await database.store(kept("old", timedelta(days=91)), kept("young", timedelta(days=89)))
    assert (await here(database, "migrate")).status == 0
    assert [row["key"] for row in await database.fetch("select key from idempotency_keys")] == ["young"]


async def test_what_a_dba_runs_makes_a_database_that_can_be_migrated_and_served(server: Server) -> None:
    told = await here(None, "migrate", "--print-roles")
    assert told.status == 0, told.err
    name = f"dba_{uuid4().hex}"
    script = told.out.replace('"tiendo"', f'"{name}"')
    psql = (chosen_binaries() or bundled_bin_dir()) / "psql"
    command = [str(psql), "-X", "-q", "-v", "ON_ERROR_STOP=1", server.superuser_url()]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)  # noqa: ASYNC221
    assert done.returncode == 0, done.stderr
    await asyncio.to_thread(migrate, server.owner_url(name))
    await check_serving_login(server.serving_url(name), must_be_migrated=True)
    await check_owner_login(server.owner_url(name))
    with pytest.raises(NotFitToServe, match="superuser"):
        await check_owner_login(server.superuser_url(name))
    with pytest.raises(NotFitToServe, match="no superuser"):
        await check_serving_login(server.superuser_url(name), must_be_migrated=False)


async def test_a_database_without_tables_is_not_served(blank: Clone) -> None:
    with pytest.raises(NotFitToServe, match="tiendo migrate"):
        await check_serving_login(blank.serving_url, must_be_migrated=True)


async def test_the_contract_as_it_is_served(contract: Contract) -> None:
    told = await here(None, "openapi")
    assert (told.status, told.data) == (0, contract.document)
    assert json.dumps(told.data, ensure_ascii=False, indent=2) + "\n" == told.out
    client = await here(None, "openapi", "--client")
    assert client.data == for_generators(contract.document)


async def test_no_owner_nobody_at_home_and_no_command(database: Clone) -> None:
    nowhere = "postgresql://tiendo@127.0.0.1:1/tiendo"
    refused(await here(database, "token", "list", TIENDO_DATABASE_OWNER_URL=""), "TIENDO_DATABASE_OWNER_URL")
    refused(await here(database, "token", "list", TIENDO_DATABASE_OWNER_URL=nowhere), "127.0.0.1")
    refused(await here(database, "publish"), "publish", status=2)


def held(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_asking_makes_no_database(tmp_path: Path) -> None:
    for asked in (["summary", "kh-01-2026"], ["overdue"], ["token", "list"], ["export", "-o", str(tmp_path / "a.csv")]):
        told = await here(None, *asked, "--data-dir", str(tmp_path / "elsewhere"))
        assert told.status == 1
        assert "there is no database in it" in told.err
        assert "--data-dir" in told.err
    assert held(tmp_path) == []
