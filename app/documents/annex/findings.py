"""What a reader of an annex is not sure of, told to a person who decides: codes, how grave each is, and the sentences.

Where each is raised is in checks.py. A finding never stops the reading; what does is in refusals.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.documents.annex.columns import Role
from app.kernel.words import Language, Words


class Severity(StrEnum):
    info = "info"
    warning = "warning"
    error = "error"


class Code(StrEnum):
    absent_table = "absent-table"
    absent_column = "absent-column"
    unread_row = "unread-row"
    unread_cell = "unread-cell"
    joined_row = "joined-row"
    missing_number = "missing-number"
    duplicate_number = "duplicate-number"
    missing_lead = "missing-lead"
    unknown_agency = "unknown-agency"
    narrowed_agency = "narrowed-agency"
    joint_or_either = "joint-or-either"
    missing_deadline = "missing-deadline"
    unread_deadline = "unread-deadline"
    assumed_deadline = "assumed-deadline"
    date_in_title = "date-in-title"
    missing_deliverable = "missing-deliverable"


# `warning` unless another is given where it is raised.
SEVERITIES = {
    Code.absent_table: Severity.error,
    Code.duplicate_number: Severity.error,
    Code.joined_row: Severity.info,
    Code.assumed_deadline: Severity.info,
    Code.missing_deliverable: Severity.info,
}

SENTENCES = {
    Code.absent_table: Words(
        "Không tìm thấy bảng nhiệm vụ: không có dòng tiêu đề nào nêu nội dung công việc cùng cơ quan chủ trì hoặc thời hạn.",
        "No table of tasks was found: no header row names the work together with its lead agency or its deadline.",
    ),
    Code.absent_column: Words("Phụ lục không có cột {column}.", "The annex has no {column} column."),
    Code.unread_row: Words(
        "Dòng “{text}” không thuộc mục hay nhiệm vụ nào nên chưa được đưa vào.",
        "The line “{text}” belongs to no section and no task; it was left out.",
    ),
    Code.unread_cell: Words(
        "Dòng có nhiều ô hơn tiêu đề; phần thừa “{text}” chưa được đưa vào. Các ô có thể đã lệch cột.",
        "The row has more cells than the header; “{text}” was left out. Its cells may stand in the wrong columns.",
    ),
    Code.joined_row: Words(
        "Phần tiếp theo ở dòng sau (do ngắt trang hoặc xuống dòng) đã được ghép vào nhiệm vụ này.",
        "The rest of this task stood in a later line (a page or line break) and was joined to it.",
    ),
    Code.missing_number: Words("Nhiệm vụ không có số thứ tự.", "The task has no number."),
    Code.duplicate_number: Words(
        "Số thứ tự {number} đã dùng cho một nhiệm vụ khác trong cùng mục.",
        "The number {number} is taken by another task of the same section.",
    ),
    Code.missing_lead: Words("Nhiệm vụ không có cơ quan chủ trì.", "The task has no lead agency."),
    Code.unknown_agency: Words(
        "“{name}” không có trong danh mục cơ quan. Gần giống: {nearest}.",
        "“{name}” is not in the register of agencies. Nearest: {nearest}.",
    ),
    Code.narrowed_agency: Words(
        "“{name}” chỉ một số cơ quan, chưa rõ là những cơ quan nào.",
        "“{name}” means some agencies; which ones is not said.",
    ),
    Code.joint_or_either: Words(
        "“{text}”: chưa rõ là cùng chủ trì hay một trong các cơ quan; đang hiểu là cùng chủ trì, cơ quan đầu là chính.",
        "“{text}” may mean all of them or one of them; read as all of them, the first being primary.",
    ),
    Code.missing_deadline: Words("Nhiệm vụ không có thời hạn.", "The task has no deadline."),
    Code.unread_deadline: Words(
        "Không xác định được ngày từ thời hạn “{text}”. {notes}",
        "No day can be told from the deadline “{text}”. {notes}",
    ),
    Code.assumed_deadline: Words("Thời hạn “{text}”: {notes}", "The deadline “{text}”: {notes}"),
    Code.date_in_title: Words(
        "Nội dung nhiệm vụ còn nêu “{text}”; nếu chấp nhận, đó là thời hạn thứ hai.",
        "The task's text also names “{text}”; if accepted, it is a second deadline.",
    ),
    Code.missing_deliverable: Words("Nhiệm vụ không nêu sản phẩm.", "The task names no deliverable."),
}

COLUMN_NAMES = {
    Role.number: Words("số thứ tự", "number"),
    Role.task_title: Words("nội dung công việc", "task"),
    Role.lead: Words("cơ quan chủ trì", "lead agency"),
    Role.coordinating: Words("cơ quan phối hợp", "coordinating agencies"),
    Role.deadline: Words("thời hạn", "deadline"),
    Role.deliverable: Words("sản phẩm", "deliverable"),
}
LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is an index into the rows of the draft, None for the annex; `params` are what a program can act on."""

    code: Code
    severity: Severity
    row: int | None
    column: Role | None
    params: Mapping[str, str]
    words: Words

    def message(self, language: Language) -> str:
        return self.words.in_(language)


def finding(
    code: Code,
    row: int | None = None,
    column: Role | None = None,
    *,
    severity: Severity | None = None,
    told: Mapping[str, Words] | None = None,
    **params: str,
) -> Finding:
    """`told` are values that differ by language ({notes} of a reading); they are shown, not among the `params`."""
    shown = {name: _shortened(value) for name, value in params.items()}
    sentence = SENTENCES[code]
    words = Words(*(text.format(**shown, **_in(told or {}, language)) for text, language in _by_language(sentence)))
    return Finding(code, severity or SEVERITIES.get(code, Severity.warning), row, column, params, words)


def _by_language(sentence: Words) -> tuple[tuple[str, Language], tuple[str, Language]]:
    return (sentence.vi, "vi"), (sentence.en, "en")


def _in(told: Mapping[str, Words], language: Language) -> dict[str, str]:
    return {name: _shortened(words.in_(language)) for name, words in told.items()}


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
