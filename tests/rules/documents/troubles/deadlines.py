"""Deadlines and dates: unread, assumed, missing, a second one in the title."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a deadline that is no day",
        """
        1 | A | Sở Y tế | | xem bên dưới | X
        """,
        """
        | 1 | A | so-y-te |  | xem bên dưới | X
        """,
        """
        unread-deadline-1-deadline-1 xem bên dưới
        """,
    ),
    trouble(
        "a deadline without its year",
        """
        1 | A | Sở Y tế | | Tháng 6 | X
        """,
        """
        | 1 | A | so-y-te |  | Tháng 6 | X
        """,
        """
        assumed-deadline-1-deadline-1 Tháng 6
        """,
    ),
    trouble(
        "years that are not the plan's",
        """
        1 | A | Sở Y tế | Sở Nội vụ | 01/01/2025 | X
        2 | B | Sở Y tế | Sở Nội vụ | 31/12/2062 | X
        3 | C | Sở Y tế | Sở Nội vụ | đến năm 2030 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | 01/01/2025 | X
        | 2 | B | so-y-te | so-noi-vu | 31/12/2062 | X
        | 3 | C | so-y-te | so-noi-vu | đến năm 2030 | X
        """,
        """
        far-deadline-1-deadline-1 01/01/2025
        far-deadline-2-deadline-1 31/12/2062
        """,
    ),
    trouble(
        "a date in the title",
        """
        1 | Hoàn thành cầu trong năm 2026 | Sở Xây dựng | | Quý II/2026 | X
        """,
        """
        | 1 | Hoàn thành cầu trong năm 2026 | so-xay-dung |  | Quý II/2026 | X
        """,
        """
        date-in-title-1-title-1 trong năm 2026 → trong năm 2026
        """,
    ),
    trouble(
        "no deadline and no deliverable",
        """
        1 | A | Sở Y tế | Sở Nội vụ | |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu
        """,
        """
        missing-deadline-1-deadline-1
        missing-deliverable-1-deliverable-1
        """,
    ),
)
