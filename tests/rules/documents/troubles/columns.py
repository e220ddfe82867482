"""Columns: their titles, their order, headers in one line or two."""

from tests.rules.documents.troubles.trouble import Trouble, as_it_stands, trouble

TROUBLES: tuple[Trouble, ...] = (
    as_it_stands(
        "columns in another order, under other titles",
        """
        Sản phẩm đầu ra | Thời hạn | Đơn vị phối hợp | Đơn vị chủ trì | Tên nhiệm vụ | Số TT
        X | Quý I/2026 | Sở Nội vụ | Sở Y tế | A | 1
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "titles as a scanner breaks them",
        """
        1T | NHIEM VU, GIAI PHÁP | C0 QUAN CHU TRl THEO DÕI | CO QUAN PHÔI HOP | THƠI HẠN THAM MUÙ/BÁO CÁO | SẢN PHÂM
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "titles with line breaks",
        """
        S/nTT | Nội dung/ncông việc | Cơ quan,/nđơn vị chủ trì | Cơ quan,/nđơn vị phối hợp | Thời gian/nhoàn thành | Sản phẩm,/nkết quả
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "two columns that may both be the deadline",
        """
        TT | Nhiệm vụ | Chủ trì | Phối hợp | Tiến độ | Thời hạn hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | đang làm | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        contested-column-0-deadline-1 Tiến độ
        progress-not-read-0-annex-1 Tiến độ
        """,
    ),
    as_it_stands(
        "what was done in the place of what is asked for",
        """
        TT | Nhiệm vụ | Chủ trì | Hạn | Tiến độ | Kết quả thực hiện
        1 | A | Sở Y tế | Quý I/2026 | Đã hoàn thành | Đã ban hành QĐ 12
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026
        """,
        """
        absent-column-0-coordinating-1
        absent-column-0-deliverable-1
        contested-column-0-deadline-1 Tiến độ
        progress-not-read-0-annex-1 Tiến độ, Kết quả thực hiện
        """,
    ),
    as_it_stands(
        "a column that means nothing to us",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Ghi chú
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X | khẩn
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Ghi chú: khẩn
        """,
        """
        kept-as-note-0-annex-1 Ghi chú
        """,
    ),
    as_it_stands(
        "a column for notes with nothing in it",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Ghi chú
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "percentages are no deadline, support is coordination",
        """
        TT | Nhiệm vụ | Đơn vị thực hiện | Đơn vị hỗ trợ | % hoàn thành | Thời gian kết thúc | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | 40 | 30/6/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | 30/6/2026 | X | % hoàn thành: 40
        """,
        """
        kept-as-note-0-annex-1 % hoàn thành
        """,
    ),
    as_it_stands(
        "people instead of agencies",
        """
        TT | Nhiệm vụ | Người thực hiện | Phối hợp | Thời hạn | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "people beside agencies",
        """
        TT | Nhiệm vụ | Lãnh đạo phụ trách | Chủ trì | Phối hợp | Thời hạn | Sản phẩm
        1 | A | Đ/c B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Lãnh đạo phụ trách: Đ/c B
        """,
        """
        kept-as-note-0-annex-1 Lãnh đạo phụ trách
        """,
    ),
    as_it_stands(
        "no column of deadlines",
        """
        TT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu |  | X
        """,
        """
        absent-column-0-deadline-1
        """,
    ),
    as_it_stands(
        "a header in two lines with merged titles",
        """
        TT | Nhiệm vụ | Phân công | < | Thời hạn | Sản phẩm
        ^ | ^ | Chủ trì | Phối hợp | ^ | ^
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "a header in two lines that tells its meaning only together",
        """
        TT | Nhiệm vụ | Thực hiện | < | Thời gian | < | Sản phẩm
        ^ | ^ | Chủ trì | Phối hợp | Bắt đầu | Hoàn thành | ^
        1 | A | Sở Y tế | Sở Nội vụ | Tháng 1 | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Thời gian Bắt đầu: Tháng 1
        """,
        """
        kept-as-note-0-annex-1 Thời gian Bắt đầu
        """,
    ),
    trouble(
        "a line that numbers the columns",
        """
        (1) | (2) | (3) | (4) | (5) | (6)
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "a title as wide as the table above the header",
        """
        DANH MỤC NHIỆM VỤ | < | < | < | < | <
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        "generic-title-0-annex-1 DANH MỤC NHIỆM VỤ",
    ),
    trouble(
        "numbers that Word counts by itself and does not write",
        """
         | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        |  | A | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | B | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        empty-column-0-number-1 STT
        """,
    ),
    trouble(
        "formulas that no program has worked out, or whose result is an error",
        """
        =ROW()-1 | =Nháp!B2 | #N/A | Sở Nội vụ | #REF! | #NAME?
        """,
        """
        | =ROW()-1 | =Nháp!B2 | ? #N, ? A | so-noi-vu | #REF! | #NAME?
        """,
        """
        unworked-cell-1-number-1 =ROW()-1
        unworked-cell-1-title-1 =Nháp!B2
        unworked-cell-1-lead-1 #N/A
        unworked-cell-1-deadline-1 #REF!
        unworked-cell-1-deliverable-1 #NAME?
        unknown-agency-1-lead-1 #N
        unknown-agency-1-lead-2 A
        joint-or-either-1-lead-1 #N/A
        unread-deadline-1-deadline-1 #REF!
        """,
    ),
    as_it_stands(
        "one column for the deadline and the deliverable",
        """
        TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian/Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | 30/9/2026; Kế hoạch
        2 | B | Sở Y tế | Sở Nội vụ | Quý II/2026/Báo cáo
        3 | C | Sở Y tế | Sở Nội vụ | Tháng 8/2026 - Đề án
        4 | D | Sở Y tế | Sở Nội vụ | Quý III/2026
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | 30/9/2026; Kế hoạch
        | 2 | B | so-y-te | so-noi-vu | Quý II/2026/Báo cáo
        | 3 | C | so-y-te | so-noi-vu | Tháng 8/2026 - Đề án
        | 4 | D | so-y-te | so-noi-vu | Quý III/2026
        """,
        """
        combined-column-0-deadline-1 Thời gian/Sản phẩm
        product-in-deadline-1-deadline-1 30/9/2026; Kế hoạch
        assumed-deadline-2-deadline-1 Quý II/2026/Báo cáo
        product-in-deadline-2-deadline-1 Quý II/2026/Báo cáo
        product-in-deadline-3-deadline-1 Tháng 8/2026 - Đề án
        """,
    ),
)
