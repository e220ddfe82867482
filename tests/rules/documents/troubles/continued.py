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
    trouble(
        "two leads and two deadlines in the lines of their cells",
        """
        1 | A | Sở Y tế/nSở Nội vụ | | Quý II/2026/nQuý III/2026 | X
        2 | B | Sở Y tế; Sở Nội vụ | | 30/6/2026; 30/9/2026 | X
        3 | C | Sở Y tế, Sở Nội vụ | | Quý II và quý IV/2026 | X
        4 | D | Sở Y tế/nSở Nội vụ | | Quý II/2026/n(theo tiến độ Trung ương) | X
        5 | E | Sở Y tế | | Quý II/2026/nQuý III/2026 | X
        """,
        """
        | 1 | A | so-y-te, so-noi-vu |  | Quý II/2026/nQuý III/2026 | X
        | 2 | B | so-y-te, so-noi-vu |  | 30/6/2026; 30/9/2026 | X
        | 3 | C | so-y-te, so-noi-vu |  | Quý II và quý IV/2026 | X
        | 4 | D | so-y-te, so-noi-vu |  | Quý II/2026/n(theo tiến độ Trung ương) | X
        | 5 | E | so-y-te |  | Quý II/2026/nQuý III/2026 | X
        """,
        """
        unpaired-lines-1-deadline-1 Quý II/2026/nQuý III/2026
        unpaired-lines-2-deadline-1 30/6/2026; 30/9/2026
        """,
    ),
    trouble(
        "a second lead with a deadline of its own beside a merged title, and below the row",
        """
        1 | A | Sở Y tế | | Quý II/2026 | X
        ^ | ^ | Sở Nội vụ | | Quý III/2026 | ^
        2 | B | Sở Y tế | | Quý II/2026 | X
         | | Sở Nội vụ | | Quý III/2026 |
        """,
        """
        | 1 | A | so-y-te, so-noi-vu |  | Quý II/2026/nQuý III/2026 | X
        | 2 | B | so-y-te, so-noi-vu |  | Quý II/2026/nQuý III/2026 | X
        """,
        """
        joined-row-1-annex-1 Sở Nội vụ Quý III/2026
        unpaired-lines-1-deadline-1 Quý II/2026/nQuý III/2026
        joined-row-2-annex-1 Sở Nội vụ Quý III/2026
        unpaired-lines-2-deadline-1 Quý II/2026/nQuý III/2026
        """,
    ),
)
