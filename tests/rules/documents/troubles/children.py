"""Children: decimal, lettered, and what they take from the row above them."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "decimal children of a heading",
        """
        14 | A | | | |
        14.1 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        14. 2. | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 14 | A
        | 14.1 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 14.2 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "lettered children that begin again",
        """
        1 | A | | | |
        a) | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | C | | | |
        a) | D | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A
        | 1.a | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | C
        | 2.a | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "children that take lead and deadline from above",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        1.1 | B | | | | Y
        1.2 | C | Sở Xây dựng | | | Z
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 1.1 | B | so-y-te | so-noi-vu | Quý I/2026 | Y
        | 1.2 | C | so-xay-dung |  | Quý I/2026 | Z
        """,
        """
        inherited-lead-2-lead-1 Sở Y tế
        inherited-coordinating-2-coordinating-1 Sở Nội vụ
        inherited-deadline-2-deadline-1 Quý I/2026
        inherited-deadline-3-deadline-1 Quý I/2026
        """,
    ),
    trouble(
        "a grandchild that takes what its parent took",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        1.1 | B | | | | Y
        1.1.1 | C | | | Quý II/2026 | Z
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 1.1 | B | so-y-te |  | Quý I/2026 | Y
        | 1.1.1 | C | so-y-te |  | Quý II/2026 | Z
        """,
        """
        inherited-lead-2-lead-1 Sở Y tế
        inherited-deadline-2-deadline-1 Quý I/2026
        inherited-lead-3-lead-1 Sở Y tế
        """,
    ),
    trouble(
        "a child that names only who coordinates",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        1.1 | B | | Sở Tư pháp | Quý I/2026 | Y
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 1.1 | B | so-y-te | so-tu-phap | Quý I/2026 | Y
        """,
        """
        inherited-lead-2-lead-1 Sở Y tế
        """,
    ),
    trouble(
        "a child without a lead under a heading that has none",
        """
        1 | A | | | |
        1.1 | B | | | Quý I/2026 | X
        """,
        """
        | 1 | A
        | 1.1 | B |  |  | Quý I/2026 | X
        """,
        """
        missing-lead-2-lead-1
        """,
    ),
    trouble(
        "a product that nobody owes",
        """
        1 | A | | | | Đề án
        2 | B | | | | Báo cáo
        2.1 | C | Sở Y tế | | Quý I/2026 | X
        3 | D | | | |
        """,
        """
        | 1 | A |  |  |  | Đề án
        | 2 | B |  |  |  | Báo cáo
        | 2.1 | C | so-y-te |  | Quý I/2026 | X
        | 3 | D
        """,
        """
        missing-lead-1-lead-1
        missing-deadline-1-deadline-1
        heading-deliverable-2-deliverable-1 Báo cáo
        missing-lead-4-lead-1
        missing-deadline-4-deadline-1
        missing-deliverable-4-deliverable-1
        childless-heading-4-title-1 D
        """,
    ),
)
