"""`/v1/reports/{id}/attachments` and `/v1/attachments`: evidence handed in with a report, and handed out again."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.kernel.limits import FILE_BYTES, FILES_OF_A_REPORT, FORM_BYTES
from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import files, world
from tests.v1.reports.published import refusal, submitted

BOUNDARY = "b0undary"
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
REVIEWED = """
insert into report_reviews (id, report_id, task_id, plan_id, agency_id, reviewed_by, action, respond_by, is_self_review, settled,
  token_id, reviewed_at, reviewed_on)
select $1, id, task_id, plan_id, agency_id, agency_id, $2, $3, false, '[]', token_id, submitted_at, submitted_on
from progress_reports
"""


async def place(caller: Caller, **overrides: Any) -> str:
    """Where the files of a new report of the lead are."""
    report = await submitted(caller, **overrides)
    return f"/v1/reports/{report['id']}/attachments"


async def send(caller: Caller, path: str, content: bytes = files.PDF, name: str = "Biên bản.pdf") -> httpx.Response:
    return await caller.post(path, files={"file": (name, content, "application/x-whatever")})


def stored(folder: Path) -> list[str]:
    """The keys in the storage, and whatever else would lie there."""
    return sorted(
        str(one.relative_to(folder / "attachments")) for one in (folder / "attachments").rglob("*") if one.is_file()
    )


async def test_a_file_goes_in_is_described_and_comes_out_as_it_was(
    callers: Callers, database: Clone, tmp_path: Path
) -> None:
    path = await place(callers.lead)
    answer = await send(callers.lead, path)
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/attachments/{made['id']}"
    assert made == {
        "id": made["id"],
        "report_id": path.split("/")[3],
        "file_name": "Biên bản.pdf",
        "media_type": "application/pdf",
        "size_bytes": len(files.PDF),
        "sha256": hashlib.sha256(files.PDF).hexdigest(),
        "agency": {"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"},
        "attached_at": "2026-03-02T02:00:00+00:00",
        "version": 1,
    }
    content = await callers.viewer.get(f"{answer.headers['location']}/content")
    assert content.content == files.PDF
    assert {name: content.headers[name] for name in ("content-type", "content-disposition", "etag")} == {
        "content-type": "application/octet-stream",
        "content-disposition": "attachment; filename=\"Bien ban.pdf\"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n.pdf",
        "etag": f'"{made["sha256"]}"',
    }
    assert content.headers["x-content-type-options"] == "nosniff"
    assert content.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert (await callers.viewer.get(answer.headers["location"])).json() == made
    assert (await callers.viewer.get(path)).json() == {"items": [made], "next_cursor": None}
    assert stored(tmp_path) == [f"{made['id'][-2:]}/{made['id']}"]
    journaled = (await database.fetch("select entity, action, plan_id from journal order by sequence"))[-1]
    assert tuple(journaled) == ("attachment", "attach", world.PLAN)


async def test_a_part_of_it_and_none_of_it(callers: Callers) -> None:
    path = await place(callers.lead)
    content = f"/v1/attachments/{(await send(callers.lead, path)).json()['id']}/content"
    tag = (await callers.lead.get(content)).headers["etag"]

    async def asked(**headers: str) -> httpx.Response:
        return await callers.lead.get(content, headers={name.replace("_", "-"): one for name, one in headers.items()})

    part = await asked(Range="bytes=1-4", If_Range=tag)
    assert (part.status_code, part.content) == (206, files.PDF[1:5])
    assert part.headers["content-range"] == f"bytes 1-4/{len(files.PDF)}"
    assert part.headers["content-length"] == "4"
    assert (await asked(Range="bytes=-5")).content == files.PDF[-5:]
    stale = await asked(Range="bytes=1-4", If_Range='"older"')
    assert (stale.status_code, stale.content) == (200, files.PDF)
    beyond = await asked(Range="bytes=9999-")
    assert refusal(beyond) == (416, "range-not-satisfiable")
    assert beyond.headers["content-range"] == f"bytes */{len(files.PDF)}"
    known = await asked(If_None_Match=tag)
    assert (known.status_code, known.content) == (304, b"")
    assert (await asked(Accept="application/octet-stream")).status_code == 200
    assert refusal(await asked(Accept="text/html")) == (406, "not-acceptable")


async def test_the_same_file_again_is_the_one_that_is_there(callers: Callers, database: Clone, tmp_path: Path) -> None:
    path = await place(callers.lead)
    first = await send(callers.lead, path)
    again = await send(callers.submitter, path, name="khac.pdf")
    at_once = await asyncio.gather(*(send(callers.lead, path, files.PNG, "anh.png") for _ in range(5)))
    other = await send(callers.lead, await place(callers.lead, percent_complete=40))
    assert (again.status_code, again.json()) == (200, first.json())
    assert sorted(one.status_code for one in at_once) == [200, 200, 200, 200, 201]
    assert len({one.json()["id"] for one in at_once}) == 1
    assert (other.status_code, other.json()["id"] != first.json()["id"]) == (201, True)
    assert (await database.counts())["attachments"] == len(stored(tmp_path)) == 3


async def test_until_it_is_confirmed_or_withdrawn(callers: Callers, database: Clone, tmp_path: Path) -> None:
    path = await place(callers.lead)
    await database.execute(REVIEWED, world.uid(721), "return", StoppedClock().now.date())
    assert (await send(callers.lead, path)).status_code == 201
    for action in ("confirm", "withdraw"):
        await database.execute("delete from report_reviews")
        await database.execute(REVIEWED, world.uid(722), action, None)
        assert refusal(await send(callers.lead, path, files.PNG)) == (409, "report-closed")
        # Before a byte is read: a body that never comes is not waited for.
        assert refusal(await callers.lead.post(path, content=_never(), headers=FORM)) == (409, "report-closed")
    assert len(stored(tmp_path)) == 1


async def test_whose_report_it_is_is_asked_before_the_body_is_read(callers: Callers, tmp_path: Path) -> None:
    path = await place(callers.lead)

    async def refused(caller: Caller, at: str = path) -> tuple[int, str]:
        return refusal(await caller.post(at, content=_never(), headers=FORM))

    assert await refused(callers.anyone) == (401, "token-required")
    assert await refused(callers.revoked) == (401, "token-invalid")
    for nobody in (callers.admin, callers.office, callers.viewer):
        assert await refused(nobody) == (403, "permission-missing")
    for foreign in (callers.coordinator, callers.other_agency):
        assert await refused(foreign) == (403, "not-your-report")
    assert await refused(callers.lead, f"/v1/reports/{world.uid(999)}/attachments") == (404, "not-found")
    foreign_report = await place(callers.other_agency, task=world.OTHER_TASK)
    assert await refused(callers.submitter, foreign_report) == (404, "not-found")
    assert (await callers.submitter.get(foreign_report)).status_code == 404
    assert stored(tmp_path) == []


async def _never() -> AsyncIterator[bytes]:
    raise AssertionError("the body was read")
    yield b""


async def test_a_report_takes_so_many_files(callers: Callers, tmp_path: Path) -> None:
    path = await place(callers.lead)
    me = (await callers.lead.get("/v1/me")).json()["limits"]
    assert (me["attachment_bytes"], me["attachments_per_report"]) == (FILE_BYTES, FILES_OF_A_REPORT)
    for number in range(FILES_OF_A_REPORT):
        assert (await send(callers.lead, path, f"Biên bản {number}".encode(), "a.txt")).status_code == 201
    more = await send(callers.lead, path, b"Bien ban nua", "a.txt")
    assert (refusal(more), more.json()["most"]) == ((409, "too-many-attachments"), FILES_OF_A_REPORT)
    assert (await send(callers.lead, path, "Biên bản 0".encode(), "a.txt")).status_code == 200
    page = (await callers.lead.get(path, params={"limit": 15})).json()
    rest = (await callers.lead.get(path, params={"limit": 15, "cursor": page["next_cursor"]})).json()
    assert [len(one["items"]) for one in (page, rest)] == [15, FILES_OF_A_REPORT - 15]
    assert len(stored(tmp_path)) == FILES_OF_A_REPORT


async def test_what_its_bytes_say_is_what_it_is_called(callers: Callers) -> None:
    path = await place(callers.lead)
    answers = [
        await send(callers.lead, path, files.PNG, "anh.pdf"),
        await send(callers.lead, path, files.PDF, "C:\\fakepath\\khach.hta"),
        await send(callers.lead, path, files.office_open("word/document.xml"), "to-trinh.DOCX"),
        await send(callers.lead, path, "số,việc\n1,Rà soát".encode(), "x" * 300 + ".csv"),
    ]
    assert [(one.json()["media_type"].rpartition("/")[2], one.json()["file_name"]) for one in answers] == [
        ("png", "anh.pdf.png"),
        ("pdf", "khach.hta.pdf"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.document", "to-trinh.DOCX"),
        ("csv", "x" * 251 + ".csv"),
    ]


async def test_the_largest_file_passes_and_one_byte_more_does_not(
    callers: Callers, database: Clone, tmp_path: Path
) -> None:
    path = await place(callers.lead)
    largest = _in_form(files.PDF, bytes(FILE_BYTES - len(files.PDF)))
    answer = await callers.lead.post(path, content=_pieces(largest), headers=FORM)
    assert (answer.status_code, answer.json()["size_bytes"]) == (201, FILE_BYTES)
    back = await callers.lead.get(
        f"{answer.headers['location']}/content", headers={"Range": f"bytes={FILE_BYTES - 9}-"}
    )
    assert back.content == bytes(9)
    too_large = await callers.lead.post(
        path, content=_pieces(_in_form(files.PDF, bytes(FILE_BYTES - len(files.PDF) + 1))), headers=FORM
    )
    assert (refusal(too_large), too_large.json()["limit_bytes"]) == ((413, "body-too-large"), FILE_BYTES)
    assert (await database.counts())["attachments"] == len(stored(tmp_path)) == 1


def _in_form(*content: bytes, disposition: str = 'form-data; name="file"; filename="a.pdf"') -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\nContent-Type: application/pdf\r\n\r\n"
    return head.encode() + b"".join(content) + f"\r\n--{BOUNDARY}--\r\n".encode()


async def _pieces(body: bytes, size: int = 1 << 16) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'.encode() + files.PDF
END = f"\r\n--{BOUNDARY}--\r\n".encode()
HOSTILE: dict[str, tuple[int, bytes]] = {
    "nothing": (422, b""),
    "no boundary in it": (422, b"x" * 1000),
    "only the end": (422, END),
    "cut off in the head": (422, PART[:60]),
    "cut off in the file": (422, PART),
    "another boundary": (422, _in_form(files.PDF).replace(BOUNDARY.encode(), b"other")),
    "two files": (422, PART + b"\r\n" + PART + END),
    "a field beside it": (
        422,
        PART + f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="x"\r\n\r\n1'.encode() + END,
    ),
    "ten thousand parts": (422, (PART + b"\r\n") * 10_000 + END),
    "another field": (422, _in_form(files.PDF, disposition='form-data; name="tep"; filename="a.pdf"')),
    "no file name": (422, _in_form(files.PDF, disposition='form-data; name="file"')),
    "an empty file name": (422, _in_form(files.PDF, disposition='form-data; name="file"; filename=""')),
    "a name that is no UTF-8": (422, _in_form(files.PDF).replace(b"a.pdf", b"\xff\xfe.pdf")),
    "a name with NUL": (422, _in_form(files.PDF).replace(b"a.pdf", b"a\x00.pdf")),
    "a way out of the folder": (422, _in_form(files.PDF).replace(b"a.pdf", b"../../etc/cron.d/a.pdf")),
    "a marked name": (422, _in_form(files.PDF).replace(b"a.pdf", "TỐI MẬT.pdf".encode())),
    "no disposition": (422, f"--{BOUNDARY}\r\nX: y\r\n\r\n".encode() + files.PDF + END),
    "a head without end": (422, f"--{BOUNDARY}\r\nX-{'x' * 10_000}: y\r\n\r\n".encode() + files.PDF + END),
    "a hundred heads": (422, f"--{BOUNDARY}\r\n{'X: y' + chr(13) + chr(10)}".encode() * 100 + files.PDF + END),
    "an empty file": (422, _in_form(b"")),
    "a program named .pdf": (415, _in_form(files.EXE, bytes(70_000))),
    "an archive named .pdf": (415, _in_form(files.package("a.txt"))),
    "an archive with a program behind much else": (
        415,
        _in_form(files.package("a.exe", filling=bytes(10**6)), bytes(10**6)),
    ),
    "a page": (415, _in_form(b"<html><script>alert(1)</script>")),
    "a picture that runs": (415, _in_form(b"<svg onload='alert(1)'/>")),
    "a script": (415, _in_form(b"#!/bin/sh\nid")),
    "26 MB that declare no length": (413, _in_form(files.PDF, bytes(26 * 2**20))),
}


async def test_nothing_hostile_leaves_anything(callers: Callers, database: Clone, tmp_path: Path) -> None:
    path = await place(callers.lead)
    before = await database.counts()
    for name, (status, body) in HOSTILE.items():
        for size in (1 << 16, 997) if len(body) < 100_000 else (1 << 16,):
            answer = await callers.lead.post(path, content=_pieces(body, size), headers=FORM)
            assert answer.status_code == status, f"{name}: {answer.text}"
    kinds = ["text/plain", "", "multipart/mixed; boundary=b", "application/json", "multipart/form-data; boundary="]
    kinds += ["multipart/form-data", "multipart/form-data; boundary=" + "x" * 500]
    answers = [
        await callers.lead.post(path, content=_in_form(files.PDF), headers={"Content-Type": kind}) for kind in kinds
    ]
    assert [one.status_code for one in answers] == [415, 415, 415, 415, 422, 422, 422]
    declared = FORM | {"Content-Length": str(FORM_BYTES + 1)}
    assert refusal(await callers.lead.post(path, content=b"", headers=declared)) == (413, "body-too-large")
    assert refusal(await callers.lead.post(path, content=b"", headers=FORM | {"Content-Length": "x"}))[0] == 413
    assert await database.counts() == before
    assert stored(tmp_path) == []


@pytest.mark.own_database
async def test_a_row_that_the_database_refuses_leaves_no_object(
    callers: Callers, database: Clone, tmp_path: Path
) -> None:
    path = await place(callers.lead)
    await database.execute("drop policy attached_by_reporter on attachments")
    assert refusal(await send(callers.lead, path)) == (403, "refused-by-database")
    assert stored(tmp_path) == []


async def test_an_object_that_is_gone_is_no_answer_but_a_refusal(
    callers: Callers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = await place(callers.lead)
    made = (await send(callers.lead, path)).json()
    (tmp_path / "attachments" / made["id"][-2:] / made["id"]).unlink()
    gone = await callers.lead.get(f"/v1/attachments/{made['id']}/content")
    assert (refusal(gone), gone.headers["retry-after"]) == ((503, "unavailable"), "5")
    assert re.search(r"storage_fault.*FileNotFoundError", capsys.readouterr().out)


async def test_who_does_not_see_the_report_sees_no_file(callers: Callers) -> None:
    path = await place(callers.other_agency, task=world.OTHER_TASK)
    made = (await send(callers.other_agency, path)).json()
    for one in (f"/v1/attachments/{made['id']}", f"/v1/attachments/{made['id']}/content", path):
        assert (await callers.submitter.get(one)).status_code == 404
        assert (await callers.coordinator.get(one)).status_code == 200
    assert (await callers.lead.get(f"/v1/attachments/{world.uid(999)}/content")).status_code == 404


async def test_under_a_key_the_answer_comes_again_when_the_report_takes_no_more_files(
    callers: Callers, database: Clone, tmp_path: Path
) -> None:
    path, key = await place(callers.lead), {"Idempotency-Key": "may-quet-1"}

    async def keyed(content: bytes) -> httpx.Response:
        return await callers.lead.post(path, files={"file": ("Biên bản.pdf", content)}, headers=key)

    first = await keyed(files.PDF)
    await database.execute(REVIEWED, world.uid(721), "confirm", None)
    again, other = await keyed(files.PDF), await keyed(files.PNG)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert refusal(other) == (422, "idempotency-key-reused")
    assert refusal(await send(callers.lead, path)) == (409, "report-closed")
    assert stored(tmp_path) == [f"{first.json()['id'][-2:]}/{first.json()['id']}"]


@pytest.mark.parametrize("content", [files.PDF, b"", b"\x7fELF"], ids=["fit", "empty", "program"])
async def test_a_dry_run_looks_at_the_file_and_stores_none(callers: Callers, tmp_path: Path, content: bytes) -> None:
    path, form = await place(callers.lead), {"file": ("Biên bản.pdf", content)}
    dry = await callers.lead.post(path, files=form, headers={"Prefer": "dry-run"})
    assert stored(tmp_path) == []
    assert dry.status_code == (await callers.lead.post(path, files=form)).status_code
