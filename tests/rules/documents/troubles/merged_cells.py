"""Merged cells: down several tasks, across several columns, and the line of a section in one cell."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a row that is struck through, one in part, and one struck but for the cell merged with that above",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        --2-- | --B-- | --Sở Y tế-- | --Sở Nội vụ-- | --Quý I/2026-- | --X--
        3 | --C-- | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        --4-- | --D-- | ^ | --Sở Nội vụ-- | --Quý I/2026-- | --X--
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 4 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        faint-row-2-annex-1 B
        faint-cell-3-title-1 C
        faint-row-4-annex-1 D
        merged-value-4-lead-1 Sở Y tế
        """,
    ),
    trouble(
        "a lead merged down three tasks",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        2 | B | ^ | | Quý I/2026 | X
        3 | C | ^ | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 2 | B | so-y-te |  | Quý I/2026 | X
        | 3 | C | so-y-te |  | Quý I/2026 | X
        """,
        """
        merged-value-2-lead-1 Sở Y tế
        merged-value-3-lead-1 Sở Y tế
        """,
    ),
    trouble(
        "a deadline merged down a section",
        """
        I | **CHUNG** | | | |
        1 | A | Sở Y tế | | Quý I/2026 | X
        2 | B | Sở Xây dựng | | ^ | X
        """,
        """
        I. CHUNG | 1 | A | so-y-te |  | Quý I/2026 | X
        I. CHUNG | 2 | B | so-xay-dung |  | Quý I/2026 | X
        """,
        """
        merged-value-2-deadline-1 Quý I/2026
        """,
    ),
    trouble(
        "one task with a line for each of two leads",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        ^ | ^ | Sở Xây dựng | ^ | ^ | ^
        """,
        """
        | 1 | A | so-y-te, so-xay-dung | so-noi-vu | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 Sở Xây dựng
        """,
    ),
    trouble(
        "one task with a deliverable for each lead",
        """
        1 | A | Sở Y tế | | Quý I/2026 | Báo cáo
        ^ | ^ | Sở Xây dựng | | ^ | Tờ trình
        """,
        """
        | 1 | A | so-y-te, so-xay-dung |  | Quý I/2026 | Báo cáo/nTờ trình
        """,
        """
        joined-row-1-annex-1 Sở Xây dựng Tờ trình
        """,
    ),
    trouble(
        "one task whose two leads were typed with its number and title again",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        1 | A | Sở Xây dựng | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te, so-xay-dung |  | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 1 A Sở Xây dựng Quý I/2026 X
        """,
    ),
    trouble(
        "a merged lead of a task that goes on in the next line",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        2 | B: | ^ | | Quý I/2026 | X
         | - C | | | |
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 2 | B:/n- C | so-y-te |  | Quý I/2026 | X
        """,
        """
        joined-row-2-annex-1 - C
        merged-value-2-lead-1 Sở Y tế
        """,
    ),
    trouble(
        "one number merged over two tasks",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        ^ | B | Sở Xây dựng | | Quý II/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 1 | B | so-xay-dung |  | Quý II/2026 | X
        """,
        """
        duplicate-number-2-number-1 1 → 1a
        """,
    ),
    trouble(
        "a heading merged across to the end",
        """
        14 | Tập trung nguồn lực: | < | < | < | <
        14.1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 14 | Tập trung nguồn lực:
        | 14.1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section whose title is merged across beside its label",
        """
        I | QUẢN LÝ | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. QUẢN LÝ | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section in one merged cell as wide as the table",
        """
        I. Quản lý | < | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section in one merged cell, left in its first column",
        """
        Nhiệm vụ thường xuyên | | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Nhiệm vụ thường xuyên | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "lead and coordinating in one merged cell",
        """
        1 | A | Các sở, ban ngành | < | Quý I/2026 | X
        """,
        """
        | 1 | A | departments | departments | Quý I/2026 | X
        """,
        """
        lead-also-coordinating-1-coordinating-1 Các sở, ban ngành
        """,
    ),
    trouble(
        "a cell that says as above",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | nt | -nt- | Như trên | Y
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | Y
        """,
        """
        ditto-value-2-lead-1 Sở Y tế
        ditto-value-2-coordinating-1 Sở Nội vụ
        ditto-value-2-deadline-1 Quý I/2026
        """,
    ),
    trouble(
        "the marks that stand for 'as above'",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | // | // | // | //
        3 | C | -nt- | nt | " | ”
        4 | D | -"- | n/t | 〃 | - // -
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 4 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ditto-value-2-lead-1 Sở Y tế
        ditto-value-2-coordinating-1 Sở Nội vụ
        ditto-value-2-deadline-1 Quý I/2026
        ditto-value-2-deliverable-1 X
        ditto-value-3-lead-1 Sở Y tế
        ditto-value-3-coordinating-1 Sở Nội vụ
        ditto-value-3-deadline-1 Quý I/2026
        ditto-value-3-deliverable-1 X
        ditto-value-4-lead-1 Sở Y tế
        ditto-value-4-coordinating-1 Sở Nội vụ
        ditto-value-4-deadline-1 Quý I/2026
        ditto-value-4-deliverable-1 X
        """,
    ),
    trouble(
        "marks of 'as above' with nothing above",
        """
        1 | A | Sở Y tế | // | Quý I/2026 | nt
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 |
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | //
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026
        """,
        """
        empty-column-0-deliverable-1 Sản phẩm
        ditto-of-nothing-1-coordinating-1 //
        ditto-of-nothing-1-deliverable-1 nt
        ditto-of-nothing-3-deliverable-1 //
        """,
    ),
)
