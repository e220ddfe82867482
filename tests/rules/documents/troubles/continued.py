"""Rows that go on in a line of their own."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "dash lines in rows of their own",
        """
        1 | A: | Sở Y tế | | Quý I/2026 | X
         | - B | | | |
         | + C | | | |
        """,
        """
        | 1 | A:/n- B/n+ C | so-y-te |  | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 - B
        """,
    ),
    trouble(
        "dash lines in two columns at once",
        """
        1 | A | - Sở Y tế | | Quý I/2026 | - X
         | | - Sở Xây dựng | | | - Y
        """,
        """
        | 1 | A | so-y-te, so-xay-dung |  | Quý I/2026 | - X/n- Y
        """,
        """
        joined-row-1-annex-1 - Sở Xây dựng - Y
        """,
    ),
    trouble(
        "dashes in the column of numbers",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        - | B | | | |
        - | C | | | |
        """,
        """
        | 1 | A/n- B/n- C | so-y-te |  | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 - B
        """,
    ),
    trouble(
        "a second lead and a second deliverable in rows of their own",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
         | | Sở Nội vụ | | |
         | | | | | Y
        2 | B | Sở Y tế | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te, so-noi-vu |  | Quý I/2026 | X/nY
        | 2 | B | so-y-te |  | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 Sở Nội vụ
        """,
    ),
)
