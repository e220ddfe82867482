"""Why a file is not taken as evidence."""

from app.kernel.problems import Problem
from app.kernel.words import Words


class ReportClosed(Problem):
    status, slug = 409, "report-closed"
    title = Words(
        "Báo cáo đã được xác nhận hoặc đã rút, không nhận thêm tệp",
        "The report was confirmed or withdrawn and takes no more files",
    )
    cure = Words(
        "Gửi báo cáo mới (supersedes_id nêu báo cáo này) và đính kèm tệp vào đó.",
        "Post a new report, naming this one as supersedes_id, and attach the file to that.",
    )


class TooManyAttachments(Problem):
    status, slug = 409, "too-many-attachments"
    title = Words("Báo cáo đã có đủ số tệp tối đa", "The report has as many files as it takes")
    cure = Words(
        "Gộp tài liệu thành ít tệp hơn; giới hạn ghi trong most và tại /v1/me.",
        "Put the documents together in fewer files; the limit is in most and at /v1/me.",
    )


class EmptyFile(Problem):
    status, slug = 422, "empty-file"
    title = Words("Tệp rỗng", "The file is empty")
    cure = Words(
        "Kiểm tra tệp trên máy rồi gửi lại.",
        "Look at the file where it comes from, then send it again.",
    )


class UnsupportedFileType(Problem):
    status, slug = 415, "unsupported-file-type"
    title = Words(
        "Tệp không phải văn bản, bảng tính, trình chiếu, ảnh hay tệp chữ",
        "The file is no document, table, slides, picture or text",
    )
    cure = Words(
        "Loại tệp được nhận biết từ nội dung, không từ tên. allowed nêu các loại nhận được; tệp nén và tệp có macro thì gửi từng văn bản bên trong.",
        "What a file is, its bytes tell and not its name. allowed lists what is taken; of an archive or a file with macros, send the documents.",
    )
