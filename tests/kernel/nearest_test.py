"""The name that is told to whoever sent an unknown one."""

import pytest

from app.kernel.nearest import nearest

REPORT = (
    "id",
    "agency",
    "status",
    "percent_complete",
    "percent_reason",
    "summary",
    "result_documents",
    "no_document_reason",
)


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("percent", "percent_complete"),
        ("complete", "percent_complete"),
        ("reason", "percent_reason"),
        ("document_reason", "no_document_reason"),
        ("percent_resaon", "percent_reason"),
        ("sumary", "summary"),
        ("documents", "result_documents"),
        ("agency_code", "agency"),
        ("khong_co", None),
        ("", None),
        ("_", None),
    ],
)
def test_nearest(sent: str, meant: str | None) -> None:
    assert nearest(sent, REPORT) == meant
