"""Days of the calendar: bodies a client sends."""

from typing import Any


def calendar_day_body(**overrides: Any) -> dict[str, Any]:
    """Nghị quyết 28/2026/QH16."""
    given = {
        "day": "2026-11-24",
        "kind": "holiday",
        "name": "Ngày Văn hóa Việt Nam",
        "decision": "Nghị quyết 28/2026/QH16",
    }
    return given | {"provisional": False} | overrides
