"""The README's walk, executed as it is written: its commands in its order, against the service its first command starts."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.kernel.embedded_test import wait_until
from tests.pages import ROOT, blocks_of
from tests.walks.service import Service, serving
from tests.walks.walking import furnish, walk


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with serving(tmp_path, {}) as service:
        yield service


def test_the_walk(service: Service, tmp_path: Path) -> None:
    blocks = blocks_of((ROOT / "README.md").read_text(encoding="utf-8"))
    furnish(tmp_path / "checkout", blocks)
    out = "".join(walk(tmp_path / "checkout", blocks, service, {"TIENDO_DATA_DIR": str(service.folder)}))
    statuses = re.findall(r"^(\d{3})$", out, re.MULTILINE)
    assert statuses == ["201", "403"], out
    assert '"settled":[{"obligation_id":' in out
    assert "This agency only coordinates on the task: its lead agency reports." in out
    assert "ket-luan-thu-tuong-2026 · " in out
    assert "đầu mối quá hạn / leads overdue" in out
    assert "đầu mối đang chờ / leads waiting" in out
    assert '"cell": "overdue"' in out
    assert '"review":{"state":"confirmed"' in out
    assert '"state":"approved"' in out
    httpx.get(f"{service.address}/v1/agencies/so-tai-chinh/calendar.ics", params={"token": "tdo_agency_bi-mat"})
    log = service.log
    wait_until(lambda: "calendar.ics" in log.read_text(encoding="utf-8"))  # the line follows the answer
    assert "bi-mat" not in log.read_text(encoding="utf-8"), "a token in an address reaches no log"
    assert "{'added': 0, 'changed': 0, 'unchanged': 26}" in out, out
