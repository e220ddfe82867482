"""What an export of ours adds to an annex, and a reader of it must pass over."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    as_it_stands(
        "the lines around the table of an export",
        """
        Số liệu đến ngày 26/11/2026 · tính theo thời hạn ban đầu · Phụ lục: Phụ lục I | < | < | < | < | <
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Tổng số dòng: 1 · SHA-256: 0f3a | < | < | < | < | <
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "the columns of progress",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Trạng thái | Hạn thực tế | Số ngày quá hạn
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X | Đang thực hiện | 31/3/2026 | 0
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        progress-not-read-0-annex-1 Trạng thái, Hạn thực tế, Số ngày quá hạn
        """,
    ),
    as_it_stands(
        "an export of a part of an annex",
        """
        Số liệu đến ngày 26/11/2026 · Trích: Trạng thái: Hoàn thành | < | < | < | < | <
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        partial-export-0-annex-1 Trích: Trạng thái: Hoàn thành
        """,
    ),
    as_it_stands(
        "an export of a part of an annex with nothing above its titles",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Trích: Cơ quan: Sở Y tế
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        partial-export-0-annex-1 Trích: Cơ quan: Sở Y tế
        """,
    ),
    trouble(
        "the section of a further annex in an export",
        """
        **Phụ lục II. Các đề án** | < | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Phụ lục II. Các đề án | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
)
