"""Several tables in a document: the head of the letter, figures, copies, further annexes."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a sum below the tasks",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
          | Tổng cộng: 1 nhiệm vụ | | | |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        "unread-row-0-annex-1 Tổng cộng: 1 nhiệm vụ",
    ),
    as_it_stands(
        "the head of the letter in a table without borders",
        """
        ỦY BAN NHÂN DÂN/nTHÀNH PHỐ CẦN THƠ/nSố: 12/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc/nCần Thơ, ngày 5 tháng 3 năm 2026
        KẾ HOẠCH
        Công tác năm 2026
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "a table of figures before the annex",
        """
        Chỉ tiêu | Đơn vị tính | Kế hoạch
        GRDP | % | 10

        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table-0-annex-1 Chỉ tiêu Đơn vị tính Kế hoạch
        """,
    ),
    trouble(
        "the list of copies and the signature below",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        Nơi nhận:/n- Như trên | TM. ỦY BAN NHÂN DÂN/nCHỦ TỊCH
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table-0-annex-1 Nơi nhận:/n- Như trên TM. ỦY BAN NHÂN DÂN/nCHỦ TỊCH
        """,
    ),
    trouble(
        "the signature in the last row of a sheet",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        TM. ỦY BAN NHÂN DÂN | | | | |
        Nơi nhận: Như trên | < | < | < | < | <
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row-0-annex-1 TM. ỦY BAN NHÂN DÂN
        unread-row-0-annex-2 Nơi nhận: Như trên
        """,
    ),
    trouble(
        "a further annex with its own label and columns",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        PHỤ LỤC II
        CÁC ĐỀ ÁN
        Thời hạn | Tên đề án | Chủ trì | Phối hợp | STT | Sản phẩm
        Quý II/2026 | B | Sở Xây dựng | | 1 | Y
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        PHỤ LỤC II. CÁC ĐỀ ÁN | 1 | B | so-xay-dung |  | Quý II/2026 | Y
        """,
        """
        further-annex-0-annex-1 PHỤ LỤC II
        """,
    ),
    trouble(
        "a further annex whose columns are numbered and whose tasks are not",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        PHỤ LỤC II
        CÁC ĐỀ ÁN
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        (1) | (2) | (3) | (4) | (5) | (6)
         | B | | | Quý II/2026 | Y
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        PHỤ LỤC II. CÁC ĐỀ ÁN |  | B |  |  | Quý II/2026 | Y
        """,
        """
        further-annex-0-annex-1 PHỤ LỤC II
        missing-number-2-number-1 → 1
        missing-lead-2-lead-1
        """,
    ),
    trouble(
        "a further annex in one line, with a note",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Phụ lục II: Các đề án
        (Kèm theo Kế hoạch số 5/KH-UBND)
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        Phụ lục II. Các đề án | 1 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        further-annex-0-annex-1 Phụ lục II
        """,
    ),
    trouble(
        "a table of figures between two of tasks",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        TT | Chỉ tiêu | Kế hoạch
        1 | GRDP | 10

        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table-0-annex-1 TT Chỉ tiêu Kế hoạch
        """,
    ),
    trouble(
        "a table of figures as wide as the annex",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        TT | Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2026 | Ghi chú
        1 | GRDP | % | 9 | 10 |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table-0-annex-1 TT Chỉ tiêu Đơn vị Năm 2025 Năm 2026 Ghi chú
        """,
    ),
    trouble(
        "what the letter says below the table",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        III. TỔ CHỨC THỰC HIỆN
        1. Giao các sở báo cáo.
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row-0-annex-1 III. TỔ CHỨC THỰC HIỆN
        unread-row-0-annex-2 1. Giao các sở báo cáo.
        """,
    ),
    as_it_stands(
        "a title that only says what a table is, below the letter that has one",
        """
        ỦY BAN NHÂN DÂN/nTHÀNH PHỐ CẦN THƠ/nSố: 12/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc/nCần Thơ, ngày 5 tháng 3 năm 2026
        KẾ HOẠCH
        Công tác năm 2026
        PHỤ LỤC
        DANH MỤC NHIỆM VỤ
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý II/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý II/2026 | X
        """,
        "generic-title-0-annex-1 DANH MỤC NHIỆM VỤ → Công tác năm 2026",
    ),
    as_it_stands(
        "a title that only says what a table is, with what its note says the plan is about",
        """
        PHỤ LỤC
        BẢNG PHÂN CÔNG NHIỆM VỤ
        (Kèm theo Kế hoạch số 12/KH-UBND ngày 5/3/2026 của UBND thành phố về việc phòng, chống thiên tai)
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý II/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý II/2026 | X
        """,
        "generic-title-0-annex-1 BẢNG PHÂN CÔNG NHIỆM VỤ → phòng, chống thiên tai",
    ),
    as_it_stands(
        "a title that only says what a table is, and nothing else above it",
        """
        PHỤ LỤC 3
        DANH MỤC CÁC NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý II/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý II/2026 | X
        """,
        "generic-title-0-annex-1 DANH MỤC CÁC NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM",
    ),
)
