"""Changes what a published task is called, and what it is to produce. Nothing that is owed moves; each lead's history tells it."""

from typing import Any

from app.obligations.amendments.amending import Amended, Amending, status_of
from app.tasks.edit import search_key_of
from app.tasks.rules import Status

TEXTS = ("title", "deliverable")


async def change_text(act: Amending) -> Amended:
    wanted = act.draft.model_dump(include=set(TEXTS), exclude_unset=True)
    # A title is never cleared: null in its place says nothing.
    changes: dict[str, Any] = {name: one for name, one in wanted.items() if one is not None or name != "title"}
    before = {name: getattr(act.task, name) for name in changes}
    for name, one in changes.items():
        setattr(act.task, name, one)
    act.task.search_key = await search_key_of(act.work, act.task)
    act.task.version += 1
    act.task.updated_at = act.work.now
    return Amended([one for one in act.held if status_of(one) is not Status.cancelled], before, changes)
