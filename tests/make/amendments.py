"""Amendments: bodies a client sends."""

from typing import Any


def amendment_body(**overrides: Any) -> dict[str, Any]:
    """`kind` has to be given, and what it takes."""
    return {"document": "45/QĐ-UBND ngày 02/3/2026", "reason": "Theo chỉ đạo của Thành ủy"} | overrides
