"""Đồng Nai: three annexes in one file, deadlines before tasks, figures between them."""

DOCUMENT = """
PHỤ LỤC I
DANH MỤC NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN
(Ban hành kèm theo Kế hoạch số 215 /KH-UBND ngày 20 tháng 01 năm 2026 của Chủ tịch UBND tỉnh Đồng Nai)
STT | Thời hạn | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Lãnh đạo UBND tỉnh phụ trách
I | Nhiệm vụ thường xuyên | | | |
1 | Trước ngày 15 hằng tháng | Báo cáo giải ngân vốn đầu tư công | Sở Tài chính | Các chủ đầu tư | PCT Nguyễn Văn B
2 | Trước ngày 25 của tháng cuối quý | Tổng hợp báo cáo kinh tế - xã hội | Sở Tài chính | Thống kê tỉnh | PCT Nguyễn Văn B
II | Nhiệm vụ có thời hạn | | | |
3 | 30/6/2026 | Điều chỉnh Quy hoạch tỉnh | Sở Tài chính | Sở Xây dựng Sở Nông nghiệp và Môi trường | CT
4 | Quý III/2026 | Khởi công đường ven sông Cái | Ban Quản lý dự án đầu tư xây dựng tỉnh | UBND phường Trấn Biên, Biên Hòa | PCT Lê C
PHỤ LỤC II
CHỈ TIÊU CHỦ YẾU
TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2026
1 | Tăng trưởng GRDP | % | 10
2 | Thu ngân sách | tỷ đồng | 62.000
PHỤ LỤC III
CÁC ĐỀ ÁN TRÌNH HĐND TỈNH
TT | Tên đề án, nghị quyết | Cơ quan trình | Cơ quan soạn thảo, chủ trì | Thời gian trình
1 | Nghị quyết về chính sách nhà ở xã hội | UBND tỉnh | Sở Xây dựng | Tháng 7/2026
2 | Nghị quyết hỗ trợ học phí | UBND tỉnh | Sở Giáo dục và Đào tạo | Tháng 12/2026
"""
FACTS = """
label: PHỤ LỤC I
title: DANH MỤC NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN
kind: Kế hoạch
number: 215/KH-UBND
symbol: /KH-UBND
day: 2026-01-20
issuer: Chủ tịch UBND tỉnh Đồng Nai
year: 2026
"""
ROWS = """
I. Nhiệm vụ thường xuyên | 1 | Báo cáo giải ngân vốn đầu tư công | so-tai-chinh | investors | Trước ngày 15 hằng tháng |  | Lãnh đạo UBND tỉnh phụ trách: PCT Nguyễn Văn B
I. Nhiệm vụ thường xuyên | 2 | Tổng hợp báo cáo kinh tế - xã hội | so-tai-chinh | ? Thống kê tỉnh | Trước ngày 25 của tháng cuối quý |  | Lãnh đạo UBND tỉnh phụ trách: PCT Nguyễn Văn B
II. Nhiệm vụ có thời hạn | 3 | Điều chỉnh Quy hoạch tỉnh | so-tai-chinh | so-xay-dung, so-nong-nghiep-va-moi-truong | 30/6/2026 |  | Lãnh đạo UBND tỉnh phụ trách: CT
II. Nhiệm vụ có thời hạn | 4 | Khởi công đường ven sông Cái | ? Ban Quản lý dự án đầu tư xây dựng tỉnh | ? UBND phường Trấn Biên, ? Biên Hòa | Quý III/2026 |  | Lãnh đạo UBND tỉnh phụ trách: PCT Lê C
PHỤ LỤC III. CÁC ĐỀ ÁN TRÌNH HĐND TỈNH | 1 | Nghị quyết về chính sách nhà ở xã hội | so-xay-dung |  | Tháng 7/2026 |  | Cơ quan trình: UBND tỉnh
PHỤ LỤC III. CÁC ĐỀ ÁN TRÌNH HĐND TỈNH | 2 | Nghị quyết hỗ trợ học phí | so-giao-duc-va-dao-tao |  | Tháng 12/2026 |  | Cơ quan trình: UBND tỉnh
"""
DAYS = """
Trước ngày 15 hằng tháng = recurring
Trước ngày 25 của tháng cuối quý = recurring
30/6/2026 = 2026-06-30
Quý III/2026 = 2026-09-30
Tháng 7/2026 = 2026-07-31
Tháng 12/2026 = 2026-12-31
"""
FINDINGS = """
generic-title-0-annex-1 DANH MỤC NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN
absent-column-0-deliverable-1
kept-as-note-0-annex-1 Lãnh đạo UBND tỉnh phụ trách
absent-column-0-deliverable-2
kept-as-note-0-annex-2 Cơ quan trình
further-annex-0-annex-1 PHỤ LỤC III
ignored-table-0-annex-1 TT Chỉ tiêu Đơn vị tính Kế hoạch 2026
unknown-agency-2-coordinating-1 Thống kê tỉnh → thong-ke
unknown-agency-4-lead-1 Ban Quản lý dự án đầu tư xây dựng tỉnh
unknown-agency-4-coordinating-1 UBND phường Trấn Biên
unknown-agency-4-coordinating-2 Biên Hòa
"""
