"""What an import refuses once a file is read; why a file is not read at all stands in refusals.py."""

from app.kernel.problems import Problem
from app.kernel.words import Words


class AnotherFile(Problem):
    status, slug = 409, "another-file"
    title = Words(
        "Kế hoạch này đã được nhập từ một tệp khác",
        "This plan was made from another file",
    )
    cure = Words(
        "Nếu kế hoạch còn là dự thảo: xóa nó (DELETE /v1/plans/{code}, mã của cơ quan theo dõi) rồi nhập lại; nếu đã ban hành: "
        "nó chỉ đổi bằng văn bản điều chỉnh.",
        "While it is a draft: delete it (DELETE /v1/plans/{code} with a token of its office) and import again; once published "
        "it changes by amendment only.",
    )


class NoTable(Problem):
    status, slug = 422, "no-table"
    title = Words("Không tìm thấy bảng nhiệm vụ trong tệp", "There is no table of tasks in the file")
    cure = Words(
        "Tệp .txt cần một dòng tiêu đề cột, các cột cách nhau bằng phím Tab.",
        "A .txt file needs a line of column titles, its columns split by tabs.",
    )
