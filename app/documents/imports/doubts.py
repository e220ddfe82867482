"""The findings of a comparison: what the file and the plan together leave open. Those of the file alone are the annex's own.

Pure. Each has a code, and an id that is the same in the next comparison, so that an answer given once holds.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from app.deadlines import Kind, Reading
from app.documents.imports.answers import LEAD, OPEN, Answer, Resolution
from app.documents.imports.differences import PLACES, Change, key_of
from app.documents.imports.draft import Draft, Name, Raised, Row, Target
from app.documents.imports.plan_now import PlanNow, TaskNow
from app.kernel.words import Words

RENUMBERED, MATCH_UNSURE, HAS_REPORTS, NOT_AMENDABLE = "renumbered", "match-unsure", "has-reports", "not-amendable"
NOTE_DIFFERS, PAST_DEADLINES, ABSENT_TITLE = "note-differs", "past-deadlines", "absent-title"
CODES = frozenset({RENUMBERED, MATCH_UNSURE, HAS_REPORTS, NOT_AMENDABLE, NOTE_DIFFERS, PAST_DEADLINES, ABSENT_TITLE})
SENTENCES = {
    PAST_DEADLINES: Words(
        "{rows} nhiệm vụ có thời hạn đã qua. Nếu ban hành khi nhập mà không nêu published_on thì kế hoạch có hiệu lực từ hôm nay, và các "
        "thời hạn ấy được tính như không có thời hạn.",
        "{rows} tasks have deadlines that are past. If the commit publishes without published_on, the plan takes effect today, and these "
        "deadlines count as none.",
    ),
    ABSENT_TITLE: Words(
        "Tệp không nêu tên kế hoạch, nên mã “{taken}” được lấy làm tên; hãy nêu tên (title) khi nhập, hoặc bằng PATCH.",
        "The file names no plan, so that its code “{taken}” is taken for the title; give the title with the import, or by PATCH.",
    ),
    NOTE_DIFFERS: Words(
        "Ghi chú của dòng này khác với kế hoạch đã ban hành và không được cập nhật: “{after}”.",
        "The note of this row differs from the published plan's and is not taken: “{after}”.",
    ),
    RENUMBERED: Words(
        "Nhiệm vụ số {before} của kế hoạch nay mang số {after}.",
        "The task with number {before} of the plan bears number {after} now.",
    ),
    MATCH_UNSURE: Words(
        "Chưa chắc dòng này là nhiệm vụ “{title}” của kế hoạch. Đúng là nó thì accepted; là việc khác thì rejected.",
        "It is not sure that this row is the plan's task “{title}”. If it is, accept; if it is another, reject.",
    ),
    HAS_REPORTS: Words(
        "Tệp không còn nhiệm vụ “{title}”, nhưng nó đã có báo cáo hoặc ý kiến nên không bị bỏ. Chấp nhận để giữ nó lại, không mang "
        "số nếu tệp đã dùng số ấy cho việc khác.",
        "The file no longer has the task “{title}”, but it has reports or comments and is not removed. Accept to keep it, without its number "
        "where the file gives that to another.",
    ),
    NOT_AMENDABLE: Words(
        "Kế hoạch đã ban hành: việc nhập tệp không đổi được {fields} của nhiệm vụ này. Chấp nhận để giữ như trong kế hoạch; cần đổi thì "
        "điều chỉnh nhiệm vụ tại /v1/tasks/{{id}}/amendments.",
        "The plan is published: an import cannot change {fields} of this task. Accept to keep what the plan has; to change it, amend the "
        "task at /v1/tasks/{{id}}/amendments.",
    ),
}
LONGEST_TITLE = 120
# What no amendment changes: who coordinates owes nothing, and whose completion counts was fixed with the plan.
FIXED = frozenset({"coordinating", "completion_rule"})
HEADING = "heading"
OF_A_HEADING = PLACES | {"title", "deliverable"}


def denied(answers: Mapping[str, Answer]) -> set[int]:
    """The rows of which somebody has said that they are not the task they were taken for."""
    stem = f"{MATCH_UNSURE}-"
    return {
        int(id_.removeprefix(stem)) - 1
        for id_, answer in answers.items()
        if id_.startswith(stem) and answer.resolution is Resolution.rejected
    }


def of_match(
    place: int, row: Row, task: TaskNow, fields: Sequence[Change], plan: PlanNow, *, unsure: bool
) -> list[Raised]:
    raised = []
    if unsure:
        raised.append(_raised(MATCH_UNSURE, f"{place + 1}", "warning", place, title=task.title))
    number = next((one for one in fields if one.field == "number"), None)
    if number is not None:
        told = {"before": number.before or "—", "after": number.after or "—"}
        raised.append(_raised(RENUMBERED, f"{place + 1}", "info", place, **told))
    fixed = _fixed(row, task, fields) if plan.is_published else []
    if fixed:
        raised.append(_raised(NOT_AMENDABLE, f"{place + 1}", "error", place, fields=", ".join(fixed)))
    return raised


def of_title(read: str | None, title: str, code: str) -> list[Raised]:
    """Of a plan that is not there yet: neither the file nor a person has named it."""
    return [] if read or title != code else [_raised(ABSENT_TITLE, "plan", "warning", None, taken=code)]


def of_note(place: int, note: Change) -> Raised:
    """No amendment is about a note."""
    return _raised(NOTE_DIFFERS, f"{place + 1}", "warning", place, after=note.after or "—")


def of_removed(task: TaskNow, plan: PlanNow) -> list[Raised]:
    if task.is_over:
        return []
    if task.is_used:
        return [_raised(HAS_REPORTS, str(task.id), "error", None, title=task.title)]
    if plan.is_published and task.is_heading:
        return [_raised(NOT_AMENDABLE, str(task.id), "error", None, fields=HEADING, title=task.title)]
    return []


def of_past(draft: Draft, plan: PlanNow | None, today: date) -> list[Raised]:
    """Of a plan that is still to be published."""
    if plan is not None and plan.is_published:
        return []
    past = sum(any(_is_past(one, today) for one in (row.deadline, *row.second)) for row in draft.rows)
    return [_raised(PAST_DEADLINES, "annex", "warning", None, rows=str(past))] if past else []


def _is_past(deadline: Reading | None, today: date) -> bool:
    if deadline is None or deadline.due_on is None or deadline.kind not in {Kind.date, Kind.range}:
        return False
    return deadline.due_on < today


def left(fields: tuple[Change, ...], raised: Sequence[Raised], answers: Mapping[str, Answer]) -> tuple[Change, ...]:
    """The changes without those of which somebody has said that the plan's stay."""
    fixed = {
        name
        for one in raised
        if one.code == NOT_AMENDABLE and stays(one, answers)
        for name in one.params["fields"].split(", ")
    }
    return tuple(one for one in fields if one.field not in fixed)


def stays(finding: Raised, answers: Mapping[str, Answer]) -> bool:
    return answers.get(finding.id, OPEN).resolution is Resolution.accepted


def _fixed(row: Row, task: TaskNow, fields: Sequence[Change]) -> list[str]:
    found = []
    for one in fields:
        dropped = one.field in {"deadline", "title_deadlines"} and _drops(one)
        if (
            one.field in FIXED
            or dropped
            or (one.field == "leads" and lead_moves(task, row) is None)
            or (task.is_heading and one.field not in OF_A_HEADING)
        ):
            found.append(one.field)
    return found


def _drops(change: Change) -> bool:
    after = set((change.after or "").split("\n"))
    return change.after is None or (
        change.field == "title_deadlines" and not set((change.before or "").split("\n")) <= after | {""}
    )


def lead_moves(task: TaskNow, row: Row) -> tuple[list[tuple[Target, Name]], list[Target]] | None:
    """Which lead hands on to which, and whose part ends; None for what amendments of one lead each cannot bring about."""
    before, after = task.of(LEAD), row.of(LEAD)
    kept = {key_of(one) for one in before} & {key_of(one) for one in after}
    old = [one for one in before if key_of(one) not in kept]
    new = [one for one in after if key_of(one) not in kept]
    agencies = [one.agency for one in old if one.agency is not None]
    if len(agencies) < len(old) or len(new) > len(old) or any(one.agency is None and not one.is_new for one in new):
        return None
    if not after or not (old or new):
        return None
    return list(zip(agencies, new, strict=False)), agencies[len(new) :]


def _raised(code: str, of: str, severity: str, row: int | None, **params: str) -> Raised:
    shown = {name: one if len(one) <= LONGEST_TITLE else f"{one[:LONGEST_TITLE]}…" for name, one in params.items()}
    words = SENTENCES[code]
    return Raised(
        f"{code}-{of}", code, severity, row, None, Words(words.vi.format(**shown), words.en.format(**shown)), params
    )
