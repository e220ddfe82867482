"""Numbers: used twice, left out, beginning again."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "one number used twice",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | D | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        duplicate-number-3-number-1 2 → 2a
        """,
    ),
    trouble(
        "a number left out",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-number-2-number-1 → 2
        """,
    ),
    trouble(
        "numbers that begin again without a section",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        1 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | D | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 1 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        restarted-numbers-3-number-1 1
        """,
    ),
    trouble(
        "numbers with a full stop, a bracket, a nought",
        """
        1. | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2) | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        03 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 03 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
)
