"""Deadlines and dates: unread, assumed, missing, a second one in the title."""

from tests.rules.documents.troubles.trouble import Trouble, trouble

TROUBLES: tuple[Trouble, ...] = (
    trouble(
        "a deadline that is no day",
        """
        1 | A | Sở Y tế | | xem bên dưới | X
        """,
        """
        | 1 | A | so-y-te |  | xem bên dưới | X
        """,
        """
        unread-deadline-1-deadline-1 xem bên dưới
        """,
    ),
    trouble(
        "a deadline without its year",
        """
        1 | A | Sở Y tế | | Tháng 6 | X
        """,
        """
        | 1 | A | so-y-te |  | Tháng 6 | X
        """,
        """
        assumed-deadline-1-deadline-1 Tháng 6
        """,
    ),
    trouble(
        "years that are not the plan's",
        """
        1 | A | Sở Y tế | Sở Nội vụ | 01/01/2025 | X
        2 | B | Sở Y tế | Sở Nội vụ | 31/12/2062 | X
        3 | C | Sở Y tế | Sở Nội vụ | đến năm 2030 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | 01/01/2025 | X
        | 2 | B | so-y-te | so-noi-vu | 31/12/2062 | X
        | 3 | C | so-y-te | so-noi-vu | đến năm 2030 | X
        """,
        """
        far-deadline-1-deadline-1 01/01/2025
        far-deadline-2-deadline-1 31/12/2062
        """,
    ),
    trouble(
        "a date in the title",
        """
        1 | Hoàn thành cầu trong năm 2026 | Sở Xây dựng | | Quý II/2026 | X
        """,
        """
        | 1 | Hoàn thành cầu trong năm 2026 | so-xay-dung |  | Quý II/2026 | X
        """,
        """
        date-in-title-1-title-1 trong năm 2026 → trong năm 2026
        """,
    ),
    trouble(
        "no deadline and no deliverable",
        """
        1 | A | Sở Y tế | Sở Nội vụ | |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu
        """,
        """
        missing-deadline-1-deadline-1
        missing-deliverable-1-deliverable-1
        """,
    ),
    trouble(
        "a deadline that names more days than one",
        """
        1 | A | Sở Y tế | | Trong quý III/2026 và báo cáo kết quả trước 25/12/2026 | X
        2 | B | Sở Y tế | | Giai đoạn 1: tháng 3/2026; Giai đoạn 2: tháng 9/2026 | X
        3 | C | Sở Y tế | | Quý II/2026 hoặc quý III/2026 | X
        4 | D | Sở Y tế | | Hoàn thành trước 30/6/2026, báo cáo hằng quý | X
        5 | E | Sở Y tế | | Ngày 20 hằng tháng; tổng kết 15/12/2026 | X
        6 | F | Sở Y tế | | Thường xuyên; sơ kết tháng 6/2026, tổng kết tháng 12/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Trong quý III/2026 và báo cáo kết quả trước 25/12/2026 | X
        | 2 | B | so-y-te |  | Giai đoạn 1: tháng 3/2026; Giai đoạn 2: tháng 9/2026 | X
        | 3 | C | so-y-te |  | Quý II/2026 hoặc quý III/2026 | X
        | 4 | D | so-y-te |  | Hoàn thành trước 30/6/2026, báo cáo hằng quý | X
        | 5 | E | so-y-te |  | Ngày 20 hằng tháng; tổng kết 15/12/2026 | X
        | 6 | F | so-y-te |  | Thường xuyên; sơ kết tháng 6/2026, tổng kết tháng 12/2026 | X
        """,
        """
        assumed-deadline-1-deadline-1 Trong quý III/2026 và báo cáo kết quả trước 25/12/2026
        deadline-part-unread-1-deadline-1 Trong quý III/2026 và báo cáo kết quả trước 25/12/2026
        assumed-deadline-2-deadline-1 Giai đoạn 1: tháng 3/2026; Giai đoạn 2: tháng 9/2026
        deadline-part-unread-2-deadline-1 Giai đoạn 1: tháng 3/2026; Giai đoạn 2: tháng 9/2026
        assumed-deadline-3-deadline-1 Quý II/2026 hoặc quý III/2026
        deadline-part-unread-3-deadline-1 Quý II/2026 hoặc quý III/2026
        deadline-part-unread-4-deadline-1 Hoàn thành trước 30/6/2026, báo cáo hằng quý
        deadline-part-unread-5-deadline-1 Ngày 20 hằng tháng; tổng kết 15/12/2026
        assumed-deadline-6-deadline-1 Thường xuyên; sơ kết tháng 6/2026, tổng kết tháng 12/2026
        deadline-part-unread-6-deadline-1 Thường xuyên; sơ kết tháng 6/2026, tổng kết tháng 12/2026
        """,
    ),
    trouble(
        "deadlines that name several days, each of which is read",
        """
        1 | A | Sở Y tế | | Từ quý II đến quý IV/2026 | X
        2 | B | Sở Y tế | | Trước ngày 15/6 và trước ngày 15/12/2026 | X
        3 | C | Sở Y tế | | Tháng 4, tháng 8 và tháng 12/2026 | X
        4 | D | Sở Y tế | | Hằng năm, trước ngày 15/12 | X
        5 | E | Sở Y tế | | Trong vòng 10 ngày kể từ ngày 01/6/2026 | X
        6 | F | Sở Y tế | | Quý II/2026, theo Kế hoạch số 5/KH-UBND ngày 5/3/2026 | X
        7 | G | Sở Y tế | | Tuần đầu tháng 7/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Từ quý II đến quý IV/2026 | X
        | 2 | B | so-y-te |  | Trước ngày 15/6 và trước ngày 15/12/2026 | X
        | 3 | C | so-y-te |  | Tháng 4, tháng 8 và tháng 12/2026 | X
        | 4 | D | so-y-te |  | Hằng năm, trước ngày 15/12 | X
        | 5 | E | so-y-te |  | Trong vòng 10 ngày kể từ ngày 01/6/2026 | X
        | 6 | F | so-y-te |  | Quý II/2026, theo Kế hoạch số 5/KH-UBND ngày 5/3/2026 | X
        | 7 | G | so-y-te |  | Tuần đầu tháng 7/2026 | X
        """,
        "assumed-deadline-7-deadline-1 Tuần đầu tháng 7/2026",
    ),
    trouble(
        "the beginning of a quarter, of which the law says no day",
        """
        1 | A | Sở Y tế | | Đầu quý III/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Đầu quý III/2026 | X
        """,
        "assumed-deadline-1-deadline-1 Đầu quý III/2026",
    ),
    trouble(
        "a deliverable in the cell of the deadline",
        """
        1 | A | Sở Y tế | | 30/9/2026; Quyết định của UBND thành phố |
        2 | B | Sở Y tế | | Quý II/2026, nghị quyết | X
        3 | C | Sở Y tế | | 30/9/2026 (Kế hoạch) | X
        5 | E | Sở Y tế | | Hoàn thành Đề án 30/9/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | 30/9/2026; Quyết định của UBND thành phố
        | 2 | B | so-y-te |  | Quý II/2026, nghị quyết | X
        | 3 | C | so-y-te |  | 30/9/2026 (Kế hoạch) | X
        | 5 | E | so-y-te |  | Hoàn thành Đề án 30/9/2026 | X
        """,
        """
        missing-deliverable-1-deliverable-1
        product-in-deadline-1-deadline-1 30/9/2026; Quyết định của UBND thành phố
        product-in-deadline-2-deadline-1 Quý II/2026, nghị quyết
        product-in-deadline-3-deadline-1 30/9/2026 (Kế hoạch)
        """,
    ),
    trouble(
        "days of which one can only be month first",
        """
        1 | A | Sở Y tế | | 06/13/2026 | X
        2 | B | Sở Y tế | | 06/01/2026 | X
        3 | C | Sở Y tế | | 30/6/2026 | X
        4 | D | Sở Y tế | | 06/06/2026 | X
        5 | E | Sở Y tế | | trước 3-4-2026 | X
        """,
        """
        | 1 | A | so-y-te |  | 06/13/2026 | X
        | 2 | B | so-y-te |  | 06/01/2026 | X
        | 3 | C | so-y-te |  | 30/6/2026 | X
        | 4 | D | so-y-te |  | 06/06/2026 | X
        | 5 | E | so-y-te |  | trước 3-4-2026 | X
        """,
        """
        unread-deadline-1-deadline-1 06/13/2026
        month-first-2-deadline-1 06/01/2026 → 01/06/2026
        month-first-5-deadline-1 trước 3-4-2026 → trước 4-3-2026
        """,
    ),
    trouble(
        "days that a title and a product name as their terms",
        """
        1 | Việc G, thời hạn: 30/3/2026 | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | - Nội dung một, hạn 30/3/2026; - Nội dung hai (hạn chót 30/9/2026) | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | Báo cáo gửi trước 15/4/2026
        """,
        """
        | 1 | Việc G, thời hạn: 30/3/2026 | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | - Nội dung một, hạn 30/3/2026; - Nội dung hai (hạn chót 30/9/2026) | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | Báo cáo gửi trước 15/4/2026
        """,
        """
        date-in-title-1-title-1 30/3/2026 → 30/3/2026
        date-in-title-2-title-1 30/3/2026 → 30/3/2026
        date-in-title-2-title-2 30/9/2026 → 30/9/2026
        date-in-deliverable-3-deliverable-1 trước 15/4/2026
        """,
    ),
)
