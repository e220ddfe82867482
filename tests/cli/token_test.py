"""`tiendo token`: an operator issues, lists and revokes as the owner of the database."""

import csv
import io
from pathlib import Path

import pytest

from app.agencies.models import GroupMember
from app.kernel.embedded import Server
from tests.callers import Caller, Callers
from tests.cli.tiendo import here, process, refused
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world


async def test_made_shown_once_listed_and_revoked(callers: Callers, database: Clone) -> None:
    made = await process(
        database, "token", "create", "--role", "agency", "--agency", "so-tai-chinh", "--days", "30", "--json"
    )
    assert made.status == 0, made.err
    caller = Caller("made", callers.admin.http, made.data["token"])
    me = (await caller.get("/v1/me")).json()
    assert (me["role"], [one["code"] for one in me["agencies"]]) == ("agency", ["so-tai-chinh"])
    listed = await here(database, "token", "list", "--json")
    assert made.data["id"] in [one["id"] for one in listed.data]
    assert made.data["token"] not in listed.out
    assert {str(callers.expired.token_id), str(callers.revoked.token_id)}.isdisjoint(one["id"] for one in listed.data)
    assert (await here(database, "token", "revoke", made.data["id"])).status == 0
    assert (await caller.get("/v1/me")).status_code == 401


async def test_without_json_the_token_stands_alone(callers: Callers, database: Clone) -> None:
    made = await here(database, "token", "create", "--role", "viewer")
    listed = await here(database, "token", "list")
    caller = Caller("made", callers.admin.http, made.out.strip())
    assert (await caller.get("/v1/me")).json()["role"] == "viewer"
    heading, *rows = [line.split("\t") for line in listed.out.splitlines()]
    assert (listed.status, heading[0]) == (0, "mã số / id")
    assert ["viewer", "tiendo token create"] in [row[1:3] for row in rows], "whole in a pipe"


async def test_one_is_rotated_and_both_are_listed(callers: Callers, database: Clone) -> None:
    lead = str(callers.lead.token_id)
    await database.execute(
        "update access_tokens set last_used_at = '2026-03-02T02:00Z' where id = $1", callers.lead.token_id
    )
    made = await here(database, "token", "rotate", lead, "--overlap-hours", "48", "--days", "30", "--json")
    assert made.status == 0, made.err
    by_new = Caller("made", callers.admin.http, made.data["token"])
    assert [(await one.get("/v1/me")).status_code for one in (callers.lead, by_new)] == [200, 200]
    listed = {one["id"]: one for one in (await here(database, "token", "list", "--json")).data}
    old, new = listed[lead], listed[made.data["id"]]
    assert (made.data["replaces"], old["credential_id"], new["credential_id"]) == (lead, lead, lead)
    assert (old["last_used_at"], new["last_used_at"], new["retires_at"]) == ("2026-03-02T02:00:00+00:00", None, None)
    assert old["retires_at"] is not None
    rows = [line.split("\t") for line in (await here(database, "token", "list")).out.splitlines()]
    assert rows[0][3:] == ["dùng gần nhất / last used", "đến hết / until"]
    assert [row[3] for row in rows if row[2] == "lead"] == ["02/03/2026", ""]
    # At once, and the token alone.
    again = await here(database, "token", "rotate", made.data["id"], "--overlap-hours", "0")
    by_third = Caller("third", callers.admin.http, again.out.strip())
    assert [(await one.get("/v1/me")).status_code for one in (callers.lead, by_new, by_third)] == [401, 401, 200]
    refused(await here(database, "token", "rotate", lead), made.data["id"])
    refused(await here(database, "token", "rotate", str(world.uid(999))))
    refused(await here(database, "token", "rotate", lead, "--overlap-hours", "721"), "720", status=2)


async def test_what_is_refused_is_said_in_a_sentence(database: Clone) -> None:
    before = await database.counts()
    refused(await here(database, "token", "create", "--role", "agency", "--agency", "so-khong-co"), "so-khong-co")
    twice = await here(database, "token", "create", "--role", "agency")
    refused(twice, "at least one agency")
    assert twice.err.count("at least one agency") == 1
    refused(await here(database, "token", "revoke", str(world.uid(999))))
    refused(await here(database, "token", "create", "--role", "minister"), "minister", status=2)
    assert await database.counts() == before


async def test_one_for_each_commune_in_a_file_that_only_its_maker_reads(
    server: Server, contract: Contract, clock: StoppedClock, tmp_path: Path
) -> None:
    file = tmp_path / "xa-phuong.csv"
    command = ("token", "create", "--role", "submitter", "--group", "communes", "--out", str(file))
    async with seeded.city(server, WORKER, clock, contract) as city:
        before = await city.database.counts()
        made = await here(city.database, *command, "--days", "90")
        assert (made.status, made.out.strip()) == (0, f"103 mã truy cập (tokens): {file}"), made.err
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert (len(rows), list(rows[0]), len({row["token"] for row in rows})) == (
            103,
            ["code", "name", "token", "id", "expires_at"],
            103,
        )
        assert file.stat().st_mode & 0o777 == 0o600
        for row in (rows[0], rows[-1]):
            me = (await Caller("made", city.http, row["token"]).get("/v1/me")).json()
            assert (me["role"], me["token_id"], me["expires_at"][:10]) == (
                "submitter",
                row["id"],
                row["expires_at"][:10],
            )
            assert [(one["code"], one["name"]) for one in me["agencies"]] == [(row["code"], row["name"])]
        after = await city.database.counts()
        assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
            "access_tokens": 103
        }
        # Once more into the same file: it stays as it is, and nothing is issued.
        kept = file.read_bytes()
        refused(await here(city.database, *command), str(file), "exists")
        assert (file.read_bytes(), await city.database.counts()) == (kept, after)
        asked = await here(city.database, *command[:-1], str(tmp_path / "more.csv"), "--json")
        assert asked.data == {
            "count": 103,
            "group": "communes",
            "role": "submitter",
            "file": str(tmp_path / "more.csv"),
        }


@pytest.mark.own_database
async def test_what_cannot_be_written_is_not_issued(database: Clone, tmp_path: Path) -> None:
    await database.store(GroupMember(group_id=world.GROUP, agency_id=world.LEAD))
    before, file = await database.counts(), tmp_path / "a.csv"
    create = ("token", "create", "--role", "agency")
    named, out = ("--group", "cac-co-quan-neu-ten"), ("--out", str(file))
    refused(await here(database, *create, *named, "--out", str(tmp_path / "khong-co" / "a.csv")), "FileNotFoundError")
    refused(await here(database, *create, "--group", "khong-co", *out), "khong-co")
    refused(await here(database, *create, *named, *out, "--agency", "so-y-te"), "--agency", status=2)
    refused(await here(database, *create, *named), "--out", status=2)
    refused(await here(database, *create, *out), "--group", status=2)
    refused(await here(database, "token", "create", "--role", "admin", *named, *out), "submitter", status=2)
    # A row that the database does not take after the file was begun.
    await database.execute("alter table access_tokens add constraint never check (name not like '%so-tai-chinh')")
    refused(await here(database, *create, *named, *out), "never")
    assert not file.exists()
    assert await database.counts() == before
