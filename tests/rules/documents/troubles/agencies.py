"""Agency cells: separators lost and shared, names nobody knows, several roles."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a dash where nobody leads",
        """
        1 | A | - | | Quý I/2026 | X
        """,
        """
        | 1 | A |  |  | Quý I/2026 | X
        """,
        "missing-lead-1-lead-1",
    ),
    trouble(
        "two names that lost their separator",
        """
        1 | A | Sở Tài chính Sở Xây dựng | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-tai-chinh, so-xay-dung |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "one head noun for a list, before a colon",
        """
        1 | A | Sở: Tài chính, Xây dựng | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-tai-chinh, so-xay-dung |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "one head noun for a list, without a colon",
        """
        1 | A | Sở Tài chính, Xây dựng, Nội vụ | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-tai-chinh, so-xay-dung, so-noi-vu |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "communes after one head noun",
        """
        1 | A | UBND các phường Ninh Kiều, Cái Khế và xã Long Phú | | Quý I/2026 | X
        """,
        """
        | 1 | A | phuong-ninh-kieu, phuong-cai-khe, xa-long-phu |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "an agency whose own name has separators",
        """
        1 | A | Sở Văn hóa, Thể thao và Du lịch, Sở Y tế | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-van-hoa-the-thao-va-du-lich, so-y-te |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "names in lines, numbered",
        """
        1 | A | 1. Sở Y tế/n2. Sở Nội vụ | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te, so-noi-vu |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "a misspelt agency",
        """
        1 | A | Sở Tài chánh | Sở Nội vu | Quý I/2026 | X
        """,
        """
        | 1 | A | ? Sở Tài chánh | ? Sở Nội vu | Quý I/2026 | X
        """,
        """
        unknown-agency-1-lead-1 Sở Tài chánh → so-tai-chinh
        unknown-agency-1-coordinating-1 Sở Nội vu → so-noi-vu
        """,
    ),
    trouble(
        "agencies the register does not know",
        """
        1 | A | Ban Tuyên giáo và Dân vận Thành ủy | Đoàn Thanh niên | Quý I/2026 | X
        """,
        """
        | 1 | A | ? Ban Tuyên giáo và Dân vận Thành ủy | ? Đoàn Thanh niên | Quý I/2026 | X
        """,
        """
        unknown-agency-1-lead-1 Ban Tuyên giáo và Dân vận Thành ủy
        unknown-agency-1-coordinating-1 Đoàn Thanh niên
        """,
    ),
    trouble(
        "some of a class",
        """
        1 | A | Các sở, ban ngành phụ trách | cơ quan, đơn vị liên quan | Quý I/2026 | X
        """,
        """
        | 1 | A | departments-in-charge | bodies-concerned | Quý I/2026 | X
        """,
        """
        narrowed-agency-1-lead-1 Các sở, ban ngành phụ trách
        narrowed-agency-1-coordinating-1 cơ quan, đơn vị liên quan
        """,
    ),
    trouble(
        "all of them, or one of them",
        """
        1 | A | Sở Xây dựng/ Sở Tài chính | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-xay-dung, so-tai-chinh |  | Quý I/2026 | X
        """,
        """
        joint-or-either-1-lead-1 Sở Xây dựng/ Sở Tài chính
        """,
    ),
    trouble(
        "both roles in the cell of the lead",
        """
        1 | A | Sở Y tế; phối hợp: Sở Nội vụ, Sở Tư pháp | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu, so-tu-phap | Quý I/2026 | X
        """,
        """
        coordinating-in-lead-1-lead-1 Sở Nội vụ, Sở Tư pháp
        """,
    ),
    as_it_stands(
        "both roles in one column, each with its word",
        """
        TT | Nhiệm vụ | Cơ quan chủ trì, phối hợp | Thời hạn | Sản phẩm
        1 | A | - Chủ trì: Sở Y tế/n- Phối hợp: Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        combined-column-0-lead-1 Cơ quan chủ trì, phối hợp
        coordinating-in-lead-1-lead-1 Sở Nội vụ
        """,
    ),
    trouble(
        "one agency leading and coordinating",
        """
        1 | A | Sở Y tế | Sở Y tế, Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-y-te, so-noi-vu | Quý I/2026 | X
        """,
        """
        lead-also-coordinating-1-coordinating-1 Sở Y tế
        """,
    ),
    trouble(
        "no lead",
        """
        1 | A | | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A |  | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-lead-1-lead-1
        """,
    ),
    trouble(
        "both roles in the cell of the lead, in the words of a sentence",
        """
        1 | A | Sở Nội vụ chủ trì, phối hợp Sở Tài chính | | Quý I/2026 | X
        2 | B | Sở Nội vụ (phối hợp Sở Tài chính, Sở Y tế) | | Quý I/2026 | X
        3 | C | Sở Nội vụ chủ trì phối hợp các sở, ban ngành | | Quý I/2026 | X
        4 | D | Sở Nội vụ chủ trì; Sở Tài chính phối hợp | | Quý I/2026 | X
        5 | E | Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp) | | Quý I/2026 | X
        6 | F | Sở Nội vụ; đơn vị phối hợp Sở Tài chính | | Quý I/2026 | X
        7 | G | Sở Nội vụ cùng Sở Tài chính | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-noi-vu | so-tai-chinh | Quý I/2026 | X
        | 2 | B | so-noi-vu | so-tai-chinh, so-y-te | Quý I/2026 | X
        | 3 | C | so-noi-vu | departments | Quý I/2026 | X
        | 4 | D | so-noi-vu | so-tai-chinh | Quý I/2026 | X
        | 5 | E | so-noi-vu | so-tai-chinh | Quý I/2026 | X
        | 6 | F | so-noi-vu | so-tai-chinh | Quý I/2026 | X
        | 7 | G | ? Sở Nội vụ cùng Sở Tài chính |  | Quý I/2026 | X
        """,
        """
        coordinating-in-lead-1-lead-1 Sở Tài chính
        coordinating-in-lead-2-lead-1 Sở Tài chính, Sở Y tế
        coordinating-in-lead-3-lead-1 các sở, ban ngành
        coordinating-in-lead-4-lead-1 Sở Tài chính
        coordinating-in-lead-5-lead-1 Sở Tài chính
        coordinating-in-lead-6-lead-1 Sở Tài chính
        unknown-agency-7-lead-1 Sở Nội vụ cùng Sở Tài chính
        """,
    ),
    trouble(
        "names of another level, whose nearest open with the same word",
        """
        1 | A | Công an tỉnh | | Quý I/2026 | X
        2 | B | Công an phường Ninh Kiều | | Quý I/2026 | X
        3 | C | UBND tỉnh | | Quý I/2026 | X
        """,
        """
        | 1 | A | ? Công an tỉnh |  | Quý I/2026 | X
        | 2 | B | ? Công an phường Ninh Kiều |  | Quý I/2026 | X
        | 3 | C | ? UBND tỉnh |  | Quý I/2026 | X
        """,
        """
        unknown-agency-1-lead-1 Công an tỉnh → cong-an
        unknown-agency-2-lead-1 Công an phường Ninh Kiều
        unknown-agency-3-lead-1 UBND tỉnh
        """,
    ),
    trouble(
        "communes whose head noun the register has under another",
        """
        1 | A | UBND xã An Bình, Phú Lợi | | Quý I/2026 | X
        2 | B | UBND xã Tân Thành, An Bình và Phú Lợi | | Quý I/2026 | X
        3 | C | X. An Bình, Phú Lợi | | Quý I/2026 | X
        4 | D | UBND xã Long Phú, Phú Lợi | | Quý I/2026 | X
        5 | E | UBND phường Ninh Kiều, xã Phú Lợi | | Quý I/2026 | X
        """,
        """
        | 1 | A | ? UBND xã An Bình, ? Phú Lợi |  | Quý I/2026 | X
        | 2 | B | ? UBND xã Tân Thành, ? An Bình và Phú Lợi |  | Quý I/2026 | X
        | 3 | C | ? X. An Bình, ? Phú Lợi |  | Quý I/2026 | X
        | 4 | D | xa-long-phu, ? Phú Lợi |  | Quý I/2026 | X
        | 5 | E | phuong-ninh-kieu, ? xã Phú Lợi |  | Quý I/2026 | X
        """,
        """
        unknown-agency-1-lead-1 UBND xã An Bình → phuong-an-binh
        unknown-agency-1-lead-2 Phú Lợi → phuong-phu-loi
        unknown-agency-2-lead-1 UBND xã Tân Thành → xa-tan-thanh
        unknown-agency-2-lead-2 An Bình và Phú Lợi
        unknown-agency-3-lead-1 X. An Bình → phuong-an-binh
        unknown-agency-3-lead-2 Phú Lợi → phuong-phu-loi
        unknown-agency-4-lead-1 Phú Lợi → phuong-phu-loi
        unknown-agency-5-lead-1 xã Phú Lợi → phuong-phu-loi
        """,
    ),
    trouble(
        "names like those of bodies of another kind",
        """
        1 | A | UBND TP Vinh | | Quý I/2026 | X
        2 | B | TTTT | | Quý I/2026 | X
        3 | C | Bộ Y tế | | Quý I/2026 | X
        4 | D | UBND xã An Bình | | Quý I/2026 | X
        5 | E | UBND huyện Long Phú | | Quý I/2026 | X
        6 | F | Sở Y tê tỉnh | | Quý I/2026 | X
        7 | G | UBND tỉnh | | Quý I/2026 | X
        """,
        """
        | 1 | A | ? UBND TP Vinh |  | Quý I/2026 | X
        | 2 | B | ? TTTT |  | Quý I/2026 | X
        | 3 | C | ? Bộ Y tế |  | Quý I/2026 | X
        | 4 | D | ? UBND xã An Bình |  | Quý I/2026 | X
        | 5 | E | ? UBND huyện Long Phú |  | Quý I/2026 | X
        | 6 | F | ? Sở Y tê tỉnh |  | Quý I/2026 | X
        | 7 | G | ? UBND tỉnh |  | Quý I/2026 | X
        """,
        """
        unknown-agency-1-lead-1 UBND TP Vinh
        unknown-agency-2-lead-1 TTTT
        unknown-agency-3-lead-1 Bộ Y tế
        unknown-agency-4-lead-1 UBND xã An Bình → phuong-an-binh
        unknown-agency-5-lead-1 UBND huyện Long Phú
        unknown-agency-6-lead-1 Sở Y tê tỉnh → so-y-te
        unknown-agency-7-lead-1 UBND tỉnh
        """,
    ),
)
