"""What is struck through in a part: the old words of an amended annex beside the new ones."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a deadline and a lead with the old struck through beside the new",
        """
        1 | A | --Sở Y tế--/nSở Xây dựng | Sở Nội vụ | --Quý I/2026-- Quý II/2026 | X
        """,
        """
        | 1 | A | so-xay-dung | so-noi-vu | Quý II/2026 | X
        """,
        """
        left-out-text-1-lead-1 Sở Xây dựng
        left-out-text-1-deadline-1 Quý II/2026
        """,
    ),
    trouble(
        "one cell of a row struck through",
        """
        1 | A | Sở Y tế | --Sở Nội vụ-- | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        faint-cell-1-coordinating-1 Sở Nội vụ
        """,
    ),
    trouble(
        "a part of a cell in a column of notes and in a line that is joined",
        """
        1 | A: | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | - --B-- C | | | |
        """,
        """
        | 1 | A:/n- C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        joined-row-1-annex-1 - C
        left-out-text-1-title-1 - C
        """,
    ),
    trouble(
        "a part of the title of a section",
        """
        I | **--CHUNG-- RIÊNG** | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. RIÊNG | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        left-out-text-0-annex-1 RIÊNG
        """,
    ),
    as_it_stands(
        "the old title, number and day above the table",
        """
        PHỤ LỤC
        --CÔNG TÁC NĂM 2025--
        CÔNG TÁC NĂM 2026
        (Kèm theo Kế hoạch số --1-- 2/KH-UBND ngày 5 tháng --3-- 4 năm 2026)
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý II/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý II/2026 | X
        """,
        """
        left-out-text-0-annex-1
        left-out-text-0-annex-2 (Kèm theo Kế hoạch số 2/KH-UBND ngày 5 tháng 4 năm 2026)
        """,
    ),
)
