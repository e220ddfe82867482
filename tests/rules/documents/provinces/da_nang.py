"""Đà Nẵng: a header in two lines with numbered columns, start and end of each task, footnotes."""

DOCUMENT = """
UBND THÀNH PHỐ ĐÀ NẴNG/nSỞ NỘI VỤ | Phụ lục 2
PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026
Đơn vị tính: nhiệm vụ
Số TT | Nội dung công việc | Phân công thực hiện | < | Thời gian thực hiện | < | Sản phẩm đầu ra | Ghi chú
^ | ^ | Chủ trì | Phối hợp | Bắt đầu | Hoàn thành | ^ | ^
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8)
A | Công tác chỉ đạo, điều hành | < | < | < | < | < | <
1 | Xây dựng Kế hoạch cải cách hành chính | Sở Nội vụ | Văn phòng UBND thành phố; Sở Tài chính | 01/2026 | 02/2026 | Kế hoạch |
2 | Đo lường sự hài lòng của người dân (*) | Sở Nội vụ | UBND cấp xã | Quý III | Quý IV/2026 | Báo cáo | Thuê tư vấn
B | Công tác cán bộ | < | < | < | < | < | <
3 | Tinh giản biên chế: | | | | | |
3.1 | Rà soát vị trí việc làm | Sở Nội vụ | Các sở, ban, ngành | | Trước 30/6/2026 | Đề án |
3.2 | Giải quyết chế độ, chính sách | ^ | Sở Tài chính | | Thường xuyên | Quyết định |
4 | Bồi dưỡng kỹ năng số | Sở Nội vụ¹ | Sở Khoa học và Công nghệ Sở Tài chính | Tháng 3 | Tháng 10 | Lớp bồi dưỡng |
(*) Theo Quyết định số 12/QĐ-UBND ngày 05/01/2026.
¹ Phối hợp Trường Chính trị khi mở lớp.
"""
FACTS = """
label: Phụ lục 2
title: PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026
issuer: SỞ NỘI VỤ
year: 2026
"""
ROWS = """
A. Công tác chỉ đạo, điều hành | 1 | Xây dựng Kế hoạch cải cách hành chính | so-noi-vu | vp-ubnd, so-tai-chinh | 02/2026 | Kế hoạch | Thời gian thực hiện Bắt đầu: 01/2026
A. Công tác chỉ đạo, điều hành | 2 | Đo lường sự hài lòng của người dân (*) | so-noi-vu | communes | Quý IV/2026 | Báo cáo | Thời gian thực hiện Bắt đầu: Quý III | Ghi chú: Thuê tư vấn | (*): (*) Theo Quyết định số 12/QĐ-UBND ngày 05/01/2026.
B. Công tác cán bộ | 3 | Tinh giản biên chế:
B. Công tác cán bộ | 3.1 | Rà soát vị trí việc làm | so-noi-vu | departments | Trước 30/6/2026 | Đề án
B. Công tác cán bộ | 3.2 | Giải quyết chế độ, chính sách | so-noi-vu | so-tai-chinh | Thường xuyên | Quyết định
B. Công tác cán bộ | 4 | Bồi dưỡng kỹ năng số | so-noi-vu | so-khoa-hoc-va-cong-nghe, so-tai-chinh | Tháng 10 | Lớp bồi dưỡng | Thời gian thực hiện Bắt đầu: Tháng 3 | ¹: ¹ Phối hợp Trường Chính trị khi mở lớp.
"""
DAYS = """
02/2026 = 2026-02-28
Quý IV/2026 = 2026-12-31
Trước 30/6/2026 = 2026-06-29
Thường xuyên = continuous
Tháng 10 = 2026-10-31
"""
FINDINGS = """
kept-as-note-0-annex-1 Thời gian thực hiện Bắt đầu
kept-as-note-0-annex-2 Ghi chú
footnote-0-annex-1 (*) Theo Quyết định số 12/QĐ-UBND ngày 05/01/2026.
footnote-0-annex-2 ¹ Phối hợp Trường Chính trị khi mở lớp.
merged-value-5-lead-1 Sở Nội vụ
assumed-deadline-6-deadline-1 Tháng 10
"""
