"""Sections: labelled in every way, or not at all."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a Roman section and a lettered one",
        """
        I | Quản lý | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        B. | Đào tạo | | | |
        1 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        B. Đào tạo | 1 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "sections without label, in bold and in capitals",
        """
         | **Quản lý** | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | ĐÀO TẠO | | | |
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        ĐÀO TẠO | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section without tasks",
        """
        I | Quản lý | | | |
        II | Đào tạo | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Tổng cộng: 1 | < | < | < | < | <
        """,
        """
        II. Đào tạo | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row-0-annex-1 Tổng cộng: 1
        empty-section-0-annex-1 Quản lý
        """,
    ),
    trouble(
        "parts above sections",
        """
        Phần I | NHIỆM VỤ CHUNG | | | |
        I | Quản lý | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        upper-section-0-annex-1 Phần I. NHIỆM VỤ CHUNG
        """,
    ),
    trouble(
        "a letter above Roman sections",
        """
        A | CẢI CÁCH THỂ CHẾ | | | |
        I | Quản lý | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        upper-section-0-annex-1 A. CẢI CÁCH THỂ CHẾ
        """,
    ),
    trouble(
        "a part in one cell",
        """
        **Phần II - Cơ chế** | < | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Phần II. Cơ chế | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a Roman number as a scanner reads it",
        """
        Il. | QUẢN LÝ | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        II. QUẢN LÝ | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "the title of a section in whatever column is next",
        """
        TT | Thời hạn | Nhiệm vụ | Chủ trì | Sản phẩm
        I | Nhiệm vụ thường xuyên | | |
        1 | Quý I/2026 | A | Sở Y tế | X
        """,
        """
        I. Nhiệm vụ thường xuyên | 1 | A | so-y-te |  | Quý I/2026 | X
        """,
        """
        absent-column-0-coordinating-1
        """,
    ),
    trouble(
        "a section in plain letters, in one cell as wide as the table",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        ~Nhiệm vụ có thời hạn
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        Nhiệm vụ có thời hạn | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        guessed-section-0-annex-1 Nhiệm vụ có thời hạn
        """,
    ),
    as_it_stands(
        "a word beside the title of a section",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Ghi chú
        I | QUẢN LÝ | | | | | khẩn
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X |
        """,
        """
        I. QUẢN LÝ | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row-0-annex-1 khẩn
        """,
    ),
    trouble(
        "a section cut by a page",
        """
        I | KIỂM TRA, GIÁM SÁT, | | | |
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
         | THÔNG TIN BÁO CÁO | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. KIỂM TRA, GIÁM SÁT, THÔNG TIN BÁO CÁO | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section that is struck through",
        """
        --I-- | **--CHUNG--** | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        **--RIÊNG--** | < | < | < | < | <
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. CHUNG | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        RIÊNG | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        faint-section-0-annex-1 CHUNG
        faint-section-0-annex-2 RIÊNG
        """,
    ),
    trouble(
        "sections whose rows name a lead or a day",
        """
        I | Thể chế | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        II | Nguồn lực | Sở Nội vụ | | |
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        III | Hạ tầng | | | Quý IV/2026 |
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Thể chế | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        II. Nguồn lực | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        III. Hạ tầng | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        laden-section-0-lead-1 Sở Nội vụ
        laden-section-0-deadline-1 Quý IV/2026
        """,
    ),
    trouble(
        "an upper section whose row names a lead and a day",
        """
        A | NHIỆM VỤ CHUNG | Sở Tài chính | | Quý IV/2026 |
        I | Thể chế | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Thể chế | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        laden-section-0-lead-1 Sở Tài chính
        laden-section-0-deadline-1 Quý IV/2026
        upper-section-0-annex-1 A. NHIỆM VỤ CHUNG
        """,
    ),
    trouble(
        "tasks with Roman numbers, of which each owes something",
        """
        I | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        II | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | I | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | II | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
)
