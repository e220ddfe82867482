"""What stands in a cell or between the lines and is none of its plain words."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    as_it_stands(
        "pictures, in a cell and between the lines",
        """
        {picture}
        Nhiệm vụ năm 2026 {picture}
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | {picture} | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu |  | X
        """,
        """
        loose-picture-0-annex-1
        unread-picture-1-deadline-1 A
        missing-deadline-1-deadline-1
        """,
    ),
    trouble(
        "a text box and a table in a cell",
        """
        1 | A | {text-box Sở Y tế} | Sở Nội vụ | Quý I/2026 | X
        2 | B {table Con 1 Con 2} | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B Con 1 Con 2 | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        merged-text-box-1-lead-1 Sở Y tế
        merged-table-2-title-1 Con 1 Con 2
        """,
    ),
    trouble(
        "changes that nobody has accepted",
        """
        1 | A | {deleted Sở Tài chính} {inserted Sở Y tế} | Sở Nội vụ | Quý I/2026 | X
        I | {inserted CHUNG} | | | |
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        I. CHUNG | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        tracked-insertion-0-annex-1 CHUNG
        tracked-deletion-1-lead-1 Sở Tài chính
        tracked-insertion-1-lead-1 Sở Y tế
        """,
    ),
)
