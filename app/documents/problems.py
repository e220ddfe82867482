"""What an import refuses once a file is read; why a file is not read at all stands in refusals.py."""

from app.kernel.problems import Problem
from app.kernel.words import Words


class AnotherFile(Problem):
    status, slug = 409, "another-file"
    title = Words(
        "Kế hoạch này đã được nhập từ một tệp khác: thay đổi bằng văn bản điều chỉnh",
        "This plan was made from another file: it changes by amendment",
    )
