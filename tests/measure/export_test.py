"""How long an export takes and how much memory, each in a process of its own: 100,000 rows need no more memory than 1,000.

`make measure` makes each format of 1,000 and of 100,000 rows and prints both; else it is 1,000 rows in Word, the format that is
hardest to write in pieces.
"""

import asyncio
import json
import os
import sys
from typing import Any

import pytest

from app.documents.exports.formats import Format
from tests.callers import Tokens
from tests.clones import ROOT, Clone, connected
from tests.measure import FOLDER
from tests.measure.exporting import export

FEW = 1_000
ROWS = int(os.environ.get("TIENDO_MEASURE_ROWS", FEW))
# What pages and buffers may vary by; a document of 100,000 rows held in memory would be gigabytes.
MOST_MORE_BYTES = 40_000_000
TELLING = """
    update task_agency_state s set last_report_id = r.id from progress_reports r where r.pair_id = s.id;
    update progress_reports set difficulties = 'Chờ ý kiến của bộ, ngành trung ương', proposals = 'Đề nghị cho ý kiến sớm';
    update tasks set title = repeat(title || ' theo chương trình mục tiêu quốc gia; ', 3), deliverable = 'Quyết định của UBND',
      section_id = (select id from sections s where s.annex_id = tasks.annex_id and s.position = 1),
      lead_text = 'Sở Tài chính; Sở Xây dựng', coordinating_text = 'Các sở, ban ngành và Ủy ban nhân dân cấp xã'"""


@pytest.fixture
async def big(database: Clone) -> Clone:
    script = (FOLDER / "big_plan.sql").read_text().replace("$1", str(ROWS)).replace("$2", "1")
    async with connected(database.superuser_url) as connection:
        await connection.execute(script)
        await connection.execute(TELLING)
        await connection.execute("vacuum analyze")
    return database


async def test_many_rows_need_no_more_memory_than_few(big: Clone, tokens: Tokens) -> None:
    if ROWS == FEW:
        # Here, and not in a process of its own, which would take longer to begin than to export.
        made = await export(big.serving_url, tokens.digest("viewer"), Format.docx, FEW)
        assert (made["lines"], made["size"] > 30_000) == (FEW, True)
        return
    for form in Format:
        few, many = [await _exported_apart(big, tokens, form, rows) for rows in (FEW, ROWS)]
        print(_told(form, few), _told(form, many))  # noqa: T201  what it is for
        assert (few["lines"], many["lines"]) == (FEW, ROWS)
        assert many["memory"] < few["memory"] + MOST_MORE_BYTES


async def _exported_apart(big: Clone, tokens: Tokens, form: Format, rows: int) -> dict[str, Any]:
    asked = (big.serving_url, tokens.digest("viewer").hex(), form.value, str(rows))
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.measure.exporting", *asked, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await child.communicate()
    assert child.returncode == 0
    told: dict[str, Any] = json.loads(out)
    return told


def _told(form: Format, one: dict[str, Any]) -> str:
    size, memory = (f"{one[name] / 1_000_000:8.1f} MB" for name in ("size", "memory"))
    return (
        f"\n{form.value:<5}{one['lines']:>8} rows {one['seconds']:7.1f} s, a file of {size}, at most {memory} of memory"
    )
