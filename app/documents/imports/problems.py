"""What an import refuses. Why a file is not read at all stands in documents/refusals.py: each of those is a problem of the same slug."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from app.documents.refusals import RefusedFile
from app.kernel.problems import Problem
from app.kernel.words import Words


class UnreadableFile(Problem):
    status, slug = 422, "unreadable-file"
    title = Words("Không đọc được tệp này", "The file cannot be read")
    cure = Words(
        "detail nêu lý do. Mở tệp bằng phần mềm văn phòng, lưu lại rồi gửi bản vừa lưu.",
        "detail says why. Open the file in an office program, save it again and send what was saved.",
    )


class EncryptedFile(Problem):
    status, slug = 422, "encrypted-file"
    title = Words("Tệp được đặt mật khẩu", "The file is protected by a password")
    cure = Words("Gỡ mật khẩu rồi gửi lại.", "Take the password off and send it again.")


class FileTooLarge(Problem):
    status, slug = 413, "file-too-large"
    title = Words("Tệp lớn hơn một phụ lục có thể có", "The file is larger than an annex can be")
    cure = Words(
        "detail nêu giới hạn bị vượt. Chia phụ lục thành nhiều tệp, hoặc bỏ những phần không phải bảng nhiệm vụ.",
        "detail names the limit. Split the annex into several files, or leave out what is no table of tasks.",
    )


class ClassifiedDocument(Problem):
    status, slug = 422, "classified-document"
    title = Words("Văn bản mật không được đưa vào hệ thống này", "A classified document may not enter this system")
    cure = Words(
        "Luật Bảo vệ bí mật nhà nước: chỉ lưu trên hệ thống được phép. Nội dung của tệp không được giữ lại.",
        "By the Law on the protection of state secrets it stays on a system licensed for it. Nothing of the file was kept.",
    )


class NoTable(Problem):
    status, slug = 422, "no-table"
    title = Words("Không tìm thấy bảng nhiệm vụ trong tệp", "There is no table of tasks in the file")
    cure = Words(
        "Tệp cần một bảng có dòng tiêu đề nêu nội dung công việc cùng cơ quan chủ trì hoặc thời hạn; tệp .txt ngăn cột bằng phím Tab.",
        "The file needs a table whose header names the work with its lead agency or its deadline; a .txt file splits columns by tabs.",
    )


class FindingsOpen(Problem):
    status, slug = 409, "findings-open"
    title = Words("Còn điều chưa rõ phải trả lời trước", "Some findings have to be settled first")
    cure = Words(
        "findings liệt kê chúng: trả lời từng điều bằng PATCH /v1/plan-imports/{id}.",
        "findings lists them: settle each by PATCH /v1/plan-imports/{id}.",
    )


class ImportCommitted(Problem):
    status, slug = 409, "import-committed"
    title = Words("Lần nhập này đã được ghi vào kế hoạch", "This import is committed already")
    cure = Words(
        "Đọc nó tại /v1/plan-imports/{id}; muốn đổi tiếp thì gửi một tệp khác.",
        "Read it at /v1/plan-imports/{id}; for further changes send another file.",
    )


class UnknownFinding(Problem):
    status, slug = 422, "unknown-finding"
    title = Words("Lần nhập này không có phát hiện đó", "This import has no such finding")
    cure = Words("Dùng id trong findings của lần nhập.", "Use an id from the import's findings.")


class SeveralAnnexes(Problem):
    status, slug = 409, "several-annexes"
    title = Words(
        "Kế hoạch có nhiều phụ lục và tệp này không nói về đúng một phụ lục trong đó",
        "The plan has several annexes, and this file is not about exactly one of them",
    )
    cure = Words(
        "labels nêu tên các phụ lục: mỗi tệp gửi một phụ lục (xuất từng phụ lục bằng annex=…) và ghi tên ấy phía trên bảng, trong tệp "
        ".csv cũng vậy; hoặc thêm phụ lục bằng POST /v1/plans/{plan}/annexes.",
        "labels names them: send each annex in a file of its own (export it with annex=…) with one of these above its table, in a .csv "
        "as well; or add an annex by POST /v1/plans/{plan}/annexes.",
    )


class OpeningUnclear(Problem):
    status, slug = 409, "opening-unclear"
    title = Words(
        "Có dòng chưa rõ tình trạng lúc bắt đầu, nên chưa ghi gì",
        "Of some rows the state at opening is not clear; nothing was written",
    )
    cure = Words(
        "left_out liệt kê từng dòng và lý do: sửa tệp rồi gửi lại, hoặc gửi leave_out true để chỉ ghi những dòng đã rõ.",
        "left_out lists each row and why: mend the file and send it again, or send leave_out true to state what is clear.",
    )


BY_SLUG: Mapping[str, type[Problem]] = MappingProxyType(
    {one.slug: one for one in (UnreadableFile, EncryptedFile, FileTooLarge, ClassifiedDocument)}
)
REFUSED = tuple(BY_SLUG.values())
TOO_MUCH = Words(
    "Đọc tệp này cần nhiều thời gian hoặc bộ nhớ hơn mức cho phép; tệp có thể bị hỏng",
    "Reading this file takes more time or memory than a file may; it may be damaged",
)


def problem_of(refused: RefusedFile) -> Problem:
    return BY_SLUG.get(refused.slug, UnreadableFile)(refused.detail)


def refusal_of(written: str) -> Problem:
    """The same from the process that read the file."""
    said = json.loads(written)
    return BY_SLUG.get(said["slug"], UnreadableFile)(Words(said["vi"], said["en"]))


def too_much() -> Problem:
    return UnreadableFile(TOO_MUCH)
