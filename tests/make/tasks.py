"""Tasks, who is named in them, and their pairs: bodies a client sends, and rows."""

from datetime import UTC, datetime
from typing import Any

from uuid_utils.compat import uuid7

from app.deadlines import Context, read_deadline
from app.kernel.text import fold
from app.tasks.models import Assignment, Task, TaskAgency, TaskAgencyState, TaskDeadline

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def task_body(**overrides: Any) -> dict[str, Any]:
    """`annex` has to be given."""
    lead = {"role": "lead", "agency": "so-tai-chinh", "text": "Sở Tài chính"}
    given = {"title": "Ban hành quy chế dùng chung", "deadline_text": "Quý II/2026", "assignments": [lead]}
    return given | overrides


def task_row(**overrides: Any) -> Task:
    """`plan_id` and `annex_id` have to be given."""
    given: dict[str, Any] = {
        "id": uuid7(),
        "number": "1",
        "position": 1,
        "title": "Xây dựng cơ sở dữ liệu dùng chung",
        "external_refs": [],
        "updated_at": LONG_AGO,
    } | overrides
    return Task(search_key=" " + fold(given["title"]), **given)


def assignment_row(**overrides: Any) -> Assignment:
    """`plan_id` and `task_id` have to be given, and an agency or a group unless nobody is meant."""
    given = {"id": uuid7(), "role": "lead", "position": 1, "text": "Sở Tài chính", "is_primary": False}
    return Assignment(**given | overrides)


def task_agency_row(**overrides: Any) -> TaskAgency:
    """`plan_id`, `task_id`, `agency_id` and `assignment_id` have to be given."""
    return TaskAgency(**{"role": "lead", "named": True} | overrides)


def deadline_row(text: str = "Tháng 4/2026", **overrides: Any) -> TaskDeadline:
    """The cell's phrase and its reading, without the days it falls on; `plan_id` and `task_id` have to be given."""
    reading = read_deadline(text, Context(year=2026))
    given = {
        "id": uuid7(),
        "source": "cell",
        "position": 1,
        "text": text,
        "kind": reading.kind.value,
        "reading": reading.to_json(),
        "shown_vi": reading.as_dict("vi"),
        "shown_en": reading.as_dict("en"),
    }
    return TaskDeadline(**given | overrides)


def pair_row(**overrides: Any) -> TaskAgencyState:
    """`plan_id`, `task_id` and `agency_id` have to be given."""
    given = {"id": uuid7(), "is_primary": True, "position": 1, "undated": 1, "owes_completion": True}
    return TaskAgencyState(**given | overrides)
