"""Pages: what a printer and a scanner do to a table that goes over several of them."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "the header repeated on each page",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "the header repeated with scan errors",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        STT | Nôi dung công viêc | C0 quan chủ trì | Cơ quan phôi hợp | Thơi gian hoàn thành | Sản phấm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a row cut by a page",
        """
        1 | Rà soát quy hoạch của các | Sở Nông nghiệp và | Sở Y tế; | Tháng | Báo cáo của
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
         | ngành. | Môi trường | Sở Xây dựng | 6/2026 | Sở
        """,
        """
        | 1 | Rà soát quy hoạch của các ngành. | so-nong-nghiep-va-moi-truong | so-y-te, so-xay-dung | Tháng 6/2026 | Báo cáo của Sở
        """,
        """
        joined-row-1-annex-1 ngành. Môi trường Sở Xây dựng 6/2026 Sở
        """,
    ),
    trouble(
        "a row cut by a page that prints no header",
        """
        1 | Rà soát quy hoạch | Sở Xây | Sở Nội vụ | Quý I/2026 | X
         | của các ngành | dựng | | |
        """,
        """
        | 1 | Rà soát quy hoạch của các ngành | so-xay-dung | so-noi-vu | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 của các ngành dựng
        """,
    ),
    trouble(
        "a table that a page cuts into two tables",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a page number between two pages",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Trang 2/3
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row-0-annex-1 Trang 2/3
        """,
    ),
    trouble(
        "a row without a number at the top of a page",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
         | Bố trí vốn | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | Bố trí vốn | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-number-2-number-1 → 2
        """,
    ),
)
