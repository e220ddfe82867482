"""What a client holds is asked about with its ETag: every GET of one thing and of a page, at midnight, by others, in both languages."""

from pathlib import Path

import pytest

from app.kernel.etags import HELD, names
from tests.access.matrix_test import COLUMNS, TABLE, operation_of
from tests.access.requests import valid
from tests.access.walk import furnish
from tests.callers import Caller, Callers, Tokens
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.imports import annex
from tests.make.office import DATED, office_rows
from tests.make.reports import report_body

PLAN, TASK = "/v1/plans/kh-01-2026", f"/v1/tasks/{world.TASK}"
# GETs whose answers have no tag, with the reason.
UNTAGGED = {
    "it says how the service is at this moment": {"GET /healthz", "GET /readyz"},
    "a page for people": {"GET /problems/{slug}"},
    "numbers worked out anew each time": {
        "GET /v1/plans/{plan}/summary",
        "GET /v1/summary",
        "GET /v1/summary/movements",
    },
    "a file made for one answer": {
        "GET /v1/plans/{plan}/export",
        "GET /v1/tasks/export",
        "GET /v1/summary/agencies/export",
    },
}


def test_every_get_has_a_tag_or_a_reason(contract: Contract) -> None:
    asked = {name: operation for name, (method, _, operation) in contract.operations().items() if method == "GET"}
    tagged = {name for name, operation in asked.items() if "304" in operation["responses"]}
    assert set(asked) - tagged == {name for some in UNTAGGED.values() for name in some}


async def test_whoever_has_it_is_told_so(
    callers: Callers, database: Clone, contract: Contract, tokens: Tokens, tmp_path: Path
) -> None:
    await furnish(database, tokens, tmp_path)
    for row, by_column in TABLE.items():
        if "304" not in contract.operations()[operation_of(row)][2]["responses"]:
            continue
        column = next(one for one, status in by_column.items() if status == 200)
        caller: Caller = getattr(callers, COLUMNS[column][0])
        url = valid(row).url(operation_of(row).partition(" ")[2])
        read = await caller.get(url)
        again = await caller.get(url, headers={"If-None-Match": f'"other", W/{read.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b""), row
        held = ("etag", "cache-control", "vary")
        assert [again.headers.get(one) for one in held] == [read.headers.get(one) for one in held], row
        changed = await caller.get(url, headers={"If-None-Match": '"other"'})
        assert changed.content == read.content, row


async def test_what_is_held_depends_on_who_asks_and_how(callers: Callers) -> None:
    for url in (PLAN, "/v1/plans"):
        read = await callers.office.get(url)
        assert {name: read.headers[name] for name in HELD} == dict(HELD)


async def test_it_changes_at_midnight(callers: Callers, clock: StoppedClock, database: Clone, tokens: Tokens) -> None:
    """The last day for a report is over; nobody has written anything."""
    await database.store(*office_rows(tokens.made["office"][0]))
    clock.set("2026-03-31T23:59:59")
    urls = (f"/v1/obligations/{DATED}", "/v1/obligations", "/v1/obligations?agency=so-tai-chinh&state=open")
    before = {url: await callers.lead.get(url) for url in urls}
    clock.set("2026-04-01T00:00:00")
    for url, read in before.items():
        after = await callers.lead.get(url, headers={"If-None-Match": read.headers["etag"]})
        assert after.status_code == 200, url
        assert after.headers["etag"] != read.headers["etag"]


async def test_it_changes_by_caller(callers: Callers) -> None:
    read = await callers.office.get(PLAN)
    others = await callers.lead.get(PLAN, headers={"If-None-Match": read.headers["etag"]})
    assert (others.status_code, others.json()["version"]) == (200, read.json()["version"])
    assert others.headers["etag"].partition(".")[0] == read.headers["etag"].partition(".")[0]


async def test_it_changes_by_language(callers: Callers) -> None:
    form = {
        "files": {"file": ("kh.txt", annex("1\tViệc\tSở Lạ\t\tQuý II/2026\t"))},
        "data": {"plan_code": "kh-51-2026"},
    }
    url = (await callers.office.post("/v1/plan-imports", **form)).headers["location"]
    tags = {
        language: (await callers.office.get(url, headers={"Accept-Language": language})).headers["etag"]
        for language in ("vi", "en")
    }
    assert tags["vi"] != tags["en"]


async def test_a_report_is_answered_with_the_tag_it_is_read_by(callers: Callers) -> None:
    made = await callers.lead.post(f"{TASK}/reports", report_body(), headers={"Idempotency-Key": "once"})
    read = await callers.lead.get(made.headers["location"], headers={"If-None-Match": made.headers["etag"]})
    assert read.status_code == 304


async def test_a_write_answers_with_the_tag_of_what_it_made(callers: Callers) -> None:
    changed = await callers.office.patch(TASK, {"starred": True}, if_match="*")
    read = await callers.office.get(TASK, headers={"If-None-Match": changed.headers["etag"]})
    assert read.status_code == 304
    # If-None-Match is not for writes: what has been changed is never "not modified".
    assert changed.headers["etag"] != '"1.00000000"'
    again = await callers.office.patch(
        TASK, {"starred": True}, if_match="*", headers={"If-None-Match": changed.headers["etag"]}
    )
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (['"1.a"'], True),
        (['W/"1.a"'], True),
        (["*"], True),
        (['"0.b", W/"1.a" , "2.c"'], True),
        (['"0.b"', '"1.a"'], True),
        ([], False),
        ([""], False),
        (['"1.b"'], False),
        (["1.a"], False),
        (['"1.a'], False),
    ],
    ids=str,
)
def test_which_tags_are_named(lines: list[str], named: bool) -> None:
    assert names(lines, '"1.a"') is named
