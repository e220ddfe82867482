"""Roles in an agency cell: columns for both, role words beside a name, abbreviations."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    as_it_stands(
        "one column for both roles, which nothing in the cells tells",
        """
        TT | Nhiệm vụ | Cơ quan chủ trì, phối hợp | Thời hạn | Sản phẩm
        1 | A | Sở Y tế, Sở Nội vụ, Sở Tư pháp | Quý I/2026 | X
        2 | B | Sở Y tế; Sở Nội vụ, UBND các xã, phường | Quý I/2026 | X
        3 | C | Sở Y tế, Sở Tư pháp/nSở Nội vụ | Quý I/2026 | X
        4 | D | Sở Y tế | Quý I/2026 | X
        5 | E | Sở Y tế và các đơn vị liên quan | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu, so-tu-phap | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu, communes | Quý I/2026 | X
        | 3 | C | so-y-te, so-tu-phap | so-noi-vu | Quý I/2026 | X
        | 4 | D | so-y-te |  | Quý I/2026 | X
        | 5 | E | so-y-te | bodies-concerned | Quý I/2026 | X
        """,
        """
        combined-column-0-lead-1 Cơ quan chủ trì, phối hợp
        guessed-role-1-lead-1 Sở Nội vụ, Sở Tư pháp
        guessed-role-2-lead-1 Sở Nội vụ, UBND các xã, phường
        guessed-role-3-lead-1 Sở Nội vụ
        narrowed-agency-5-coordinating-1 các đơn vị liên quan
        guessed-role-5-lead-1 các đơn vị liên quan
        """,
    ),
    as_it_stands(
        "one column for both roles, with a stroke",
        """
        TT | Nhiệm vụ | Chủ trì/Phối hợp | Thời hạn | Sản phẩm
        1 | A | Sở Y tế/Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế/Các sở, ngành liên quan | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | departments-concerned | Quý I/2026 | X
        """,
        """
        combined-column-0-lead-1 Chủ trì/Phối hợp
        guessed-role-1-lead-1 Sở Nội vụ
        narrowed-agency-2-coordinating-1 Các sở, ngành liên quan
        guessed-role-2-lead-1 Các sở, ngành liên quan
        """,
    ),
    as_it_stands(
        "one column for both roles, abbreviated beside the names",
        """
        TT | Nhiệm vụ | Cơ quan chủ trì, phối hợp | Thời hạn | Sản phẩm
        1 | A | Sở Y tế/nPH: Sở Nội vụ, Sở Tư pháp | Quý I/2026 | X
        2 | B | CT: Sở Y tế; PH: Sở Nội vụ | Quý I/2026 | X
        3 | C | Sở Y tế (CT), Sở Nội vụ (PH) | Quý I/2026 | X
        4 | D | PH: Sở Nội vụ; CT: Sở Y tế | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu, so-tu-phap | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 4 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        combined-column-0-lead-1 Cơ quan chủ trì, phối hợp
        coordinating-in-lead-1-lead-1 Sở Nội vụ, Sở Tư pháp
        coordinating-in-lead-2-lead-1 Sở Nội vụ
        coordinating-in-lead-3-lead-1 Sở Nội vụ
        coordinating-in-lead-4-lead-1 Sở Nội vụ
        """,
    ),
    trouble(
        "a role word beside one of the names in the cell of the lead",
        """
        1 | A | Sở Y tế (chủ trì); Sở Nội vụ | | Quý I/2026 | X
        2 | B | Sở Y tế chủ trì, Sở Nội vụ | | Quý I/2026 | X
        3 | C | Sở Y tế, Sở Nội vụ chủ trì | | Quý I/2026 | X
        4 | D | Sở Y tế; Sở Nội vụ (phối hợp nội dung b) | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te, so-noi-vu |  | Quý I/2026 | X
        | 4 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        guessed-role-1-lead-1 Sở Nội vụ
        guessed-role-2-lead-1 Sở Nội vụ
        guessed-role-4-lead-1 Sở Nội vụ
        """,
    ),
    trouble(
        "abbreviated roles in the cell of the lead",
        """
        1 | A | Sở Y tế; PH: Sở Nội vụ | | Quý I/2026 | X
        2 | B | CT: Sở Y tế; PH: Sở Nội vụ | | Quý I/2026 | X
        3 | C | Sở Y tế, Sở Nội vụ (PH) | | Quý I/2026 | X
        4 | D | Sở Y tế chủ trì phối hợp cùng Công an thành phố | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 4 | D | so-y-te | cong-an | Quý I/2026 | X
        """,
        """
        coordinating-in-lead-1-lead-1 Sở Nội vụ
        coordinating-in-lead-2-lead-1 Sở Nội vụ
        coordinating-in-lead-3-lead-1 Sở Nội vụ
        coordinating-in-lead-4-lead-1 Công an thành phố
        """,
    ),
    trouble(
        "only who coordinates in the cell of the lead",
        """
        1 | A | PH: Sở Nội vụ | | Quý I/2026 | X
        2 | B | Sở Nội vụ (PH) | | Quý I/2026 | X
        3 | C | Sở Nội vụ phối hợp | | Quý I/2026 | X
        """,
        """
        | 1 | A |  | so-noi-vu | Quý I/2026 | X
        | 2 | B |  | so-noi-vu | Quý I/2026 | X
        | 3 | C |  | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-lead-1-lead-1
        coordinating-in-lead-1-lead-1 Sở Nội vụ
        missing-lead-2-lead-1
        coordinating-in-lead-2-lead-1 Sở Nội vụ
        missing-lead-3-lead-1
        coordinating-in-lead-3-lead-1 Sở Nội vụ
        """,
    ),
    trouble(
        "a lead in the cell of those who coordinate",
        """
        1 | A | Sở Y tế | Chủ trì: Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ (chủ trì nội dung b), Sở Tư pháp | Quý I/2026 | X
        3 | C | Sở Y tế | Phối hợp: Sở Nội vụ, Sở Tư pháp (PH) | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu, so-tu-phap | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu, so-tu-phap | Quý I/2026 | X
        """,
        """
        lead-in-coordinating-1-coordinating-1 Sở Nội vụ
        lead-in-coordinating-2-coordinating-1 Sở Nội vụ
        """,
    ),
)
