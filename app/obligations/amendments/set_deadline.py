"""Sets a deadline of a published task anew, or adds a second one, and fits what its leads owe to it."""

from typing import Any

from uuid_utils.compat import uuid7

from app.calendar.queries import working_days
from app.deadlines import Confidence, Reading, read_deadline
from app.kernel.problems import Fault
from app.kernel.words import Words
from app.obligations.amendments.amending import Amended, Amending, those_at_work
from app.obligations.amendments.fit import Deadlines, asked, deadlines_of, fit
from app.obligations.amendments.problems import DeadlineNotInForce, DeadlineNotRead
from app.tasks.draft import reading_columns
from app.tasks.edit import reading_context
from app.tasks.models import TaskDeadline


async def set_deadline(act: Amending) -> Amended:
    moved = those_at_work(act.held)
    deadlines = await deadlines_of(act.work, act.task.id)
    replaced = None if act.draft.additional else _replaced(act, deadlines)
    deadline = await _new_deadline(act, deadlines, replaced)
    now = Deadlines((*deadlines.rows, deadline))
    place = now.place_of[deadline.id]
    await fit(act.work, await asked(act.work, act.plan, now), [(one, (place,)) for one in moved], act.draft.kind)
    act.task.version += 1
    act.task.updated_at = act.work.now
    return Amended(moved, _told(replaced), _told(deadline))


def _replaced(act: Amending, deadlines: Deadlines) -> TaskDeadline | None:
    """The one named; else what stands in the place of the cell's, or nothing where the cell has none."""
    in_force = {one.id: one for one in deadlines.in_force}
    named = act.draft.deadline_id
    if named is None:
        cell = next((one for one in deadlines.rows if one.source == "cell"), None)
        return cell and deadlines.in_force[deadlines.place_of[cell.id]]
    if named not in in_force:
        raise DeadlineNotInForce(in_force=[str(one) for one in in_force])
    return in_force[named]


async def _new_deadline(act: Amending, deadlines: Deadlines, replaced: TaskDeadline | None) -> TaskDeadline:
    reading = await _read(act)
    calendar = await working_days(act.work.session)
    deadline = TaskDeadline(
        id=uuid7(),
        task_id=act.task.id,
        plan_id=act.plan.id,
        source="amendment",
        position=max((one.position for one in deadlines.rows), default=0) + 1,
        replaces_id=replaced and replaced.id,
        amendment_id=act.id,
        **reading_columns(act.plan, reading, calendar),
    )
    act.work.session.add(deadline)
    await act.work.session.flush()  # obligations refer to it
    return deadline


async def _read(act: Amending) -> Reading:
    """What a draft may leave open, an amendment must not guess: a phrase that is not read is refused with what was not."""
    context = await reading_context(act.work, act.plan, act.task.annex_id)
    reading = read_deadline(act.draft.deadline_text or "", context)
    if reading.confidence is Confidence.unresolved:
        notes = [Words(note.text("vi"), note.text("en")) for note in reading.notes]
        raise DeadlineNotRead(faults=[Fault("/deadline_text", one) for one in notes or [DeadlineNotRead.title]])
    return reading


def _told(deadline: TaskDeadline | None) -> dict[str, Any]:
    if deadline is None:
        return {}
    day = deadline.effective_due_date
    return {
        "deadline_id": str(deadline.id),
        "deadline_text": deadline.text,
        "effective_due_date": day and day.isoformat(),
    }
