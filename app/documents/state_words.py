"""How the state of a task is called in documents (DOMAIN §1.2): what an export writes, and an opening state is read from. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from app.tasks.cell_rules import Cell
from app.tasks.rules import Status

STATUS_WORDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.not_started: "Chưa thực hiện",
        Status.in_progress: "Đang thực hiện",
        Status.awaiting_confirmation: "Chờ xác nhận",
        Status.returned: "Bị trả lại",
        Status.completed: "Hoàn thành",
        Status.suspended: "Tạm dừng",
        Status.cancelled: "Thôi theo dõi",
    }
)
BLOCKED = "Đang thực hiện, có vướng mắc"
CELL_WORDS: Mapping[Cell, str] = MappingProxyType(
    {
        Cell.overdue: "Quá hạn",
        Cell.in_term: "Trong hạn",
        Cell.awaiting_event: "Chờ sự kiện",
        Cell.undated: "Không thời hạn",
        Cell.suspended: "Tạm dừng",
        Cell.completed_late: "Hoàn thành quá hạn",
        Cell.completed_on_time: "Hoàn thành đúng hạn",
        Cell.completed_undated: "Hoàn thành, không thời hạn",
    }
)
DUE_SOON = "Sắp đến hạn"


def status_words(status: Status, *, blocked: bool) -> str:
    return BLOCKED if blocked and status is Status.in_progress else STATUS_WORDS[status]


def cell_words(cell: Cell | None, *, due_soon: bool) -> str:
    """Empty for what is in no cell."""
    if cell is None:
        return ""
    return DUE_SOON if due_soon and cell is Cell.in_term else CELL_WORDS[cell]
