"""Footnotes: the marks in the cells and the lines below the table."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a footnote by a star in the title",
        """
        1 | A (*) | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        (*) Theo Quyết định số 12/QĐ-UBND
        """,
        """
        | 1 | A (*) | so-y-te | so-noi-vu | Quý I/2026 | X | (*): (*) Theo Quyết định số 12/QĐ-UBND
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        footnote-0-annex-1 (*) Theo Quyết định số 12/QĐ-UBND
        """,
    ),
    trouble(
        "a footnote by a small figure behind an agency",
        """
        1 | A | Sở Y tế¹ | Sở Nội vụ [2] | Quý I/2026 | X
        ¹ Giao bổ sung
        [2] Chờ ý kiến
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | ¹: ¹ Giao bổ sung | [2]: [2] Chờ ý kiến
        """,
        """
        footnote-0-annex-1 ¹ Giao bổ sung
        footnote-0-annex-2 [2] Chờ ý kiến
        """,
    ),
    trouble(
        "a footnote behind a deadline and behind a number",
        """
        1(*) | A | Sở Y tế | | Quý I/2026 (1) | X
        (1) Có thể lùi
        (*) Việc mới
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 (1) | X | (1): (1) Có thể lùi | (*): (*) Việc mới
        """,
        """
        footnote-0-annex-1 (1) Có thể lùi
        footnote-0-annex-2 (*) Việc mới
        """,
    ),
    trouble(
        "a footnote that no row refers to",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        (**) Số liệu ước
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        loose-footnote-0-annex-1 (**) Số liệu ước
        """,
    ),
    trouble(
        "a remark under the table",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Ghi chú: các đơn vị gửi báo cáo trước ngày 15.
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        loose-footnote-0-annex-1 Ghi chú: các đơn vị gửi báo cáo trước ngày 15.
        """,
    ),
    trouble(
        "a footnote in the last row of the table",
        """
        1 | A* | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        * Theo văn bản mới | < | < | < | < | <
        """,
        """
        | 1 | A* | so-y-te | so-noi-vu | Quý I/2026 | X | *: * Theo văn bản mới
        """,
        """
        footnote-0-annex-1 * Theo văn bản mới
        """,
    ),
    trouble(
        "footnotes that Word numbers, one of them for two tasks and one of the section",
        """
        I | **CHUNG {3}** | | | |
        1 | A {1} | Sở Y tế {2} | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 {1} | X
        [1] Theo Quyết định số 12/QĐ-UBND
        [2] Giao bổ sung
        [3] Toàn mục
        """,
        """
        I. CHUNG | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | [1]: [1] Theo Quyết định số 12/QĐ-UBND | [2]: [2] Giao bổ sung
        I. CHUNG | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X | [1]: [1] Theo Quyết định số 12/QĐ-UBND
        """,
        """
        footnote-0-annex-1 [1] Theo Quyết định số 12/QĐ-UBND
        footnote-0-annex-2 [2] Giao bổ sung
        loose-footnote-0-annex-1 [3] Toàn mục
        """,
    ),
)
