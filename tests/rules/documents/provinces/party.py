"""A Conclusion of a Party committee: its own letterhead, forms of documents for products, no letter of the State."""

DOCUMENT = """
THÀNH ỦY ĐÀ NẴNG/n*/nSố 88-KL/TU | ĐẢNG CỘNG SẢN VIỆT NAM/n/nĐà Nẵng, ngày 15 tháng 3 năm 2026
KẾT LUẬN
của Ban Thường vụ Thành ủy về nhiệm vụ trọng tâm quý II năm 2026
-----
Tại phiên họp ngày 10/3/2026, Ban Thường vụ Thành ủy kết luận như sau:
PHỤ LỤC
phân công thực hiện Kết luận số 88-KL/TU
Stt | Nội dung, nhiệm vụ | Cơ quan chủ trì tham mưu | Cơ quan phối hợp | Thời gian trình Ban Thường vụ | Hình thức ban hành
1 | Đề án sắp xếp tổ chức bộ máy | Ban Tổ chức Thành ủy | Đảng ủy UBND thành phố | Tháng 4/2026 | Quyết định
2 | Sơ kết Nghị quyết số 43-NQ/TW | Văn phòng Thành ủy | Ban Tuyên giáo và Dân vận Thành ủy; các đảng ủy trực thuộc | Trước ngày 20/5 | Báo cáo
3 | Kiểm tra, giám sát chuyên đề | UBKT Thành ủy | | Theo Chương trình kiểm tra năm 2026 | Thông báo kết luận
4 | Phát triển đảng viên mới | Ban Tổ chức Thành ủy/ Văn phòng Thành ủy | Các đảng ủy xã, phường | Thường xuyên | Báo cáo
"""
FACTS = """
label: PHỤ LỤC
title: phân công thực hiện Kết luận số 88-KL/TU
kind: KẾT LUẬN
number: 88-KL/TU
symbol: -KL/TU
day: 2026-03-15
issuer: THÀNH ỦY ĐÀ NẴNG
year: 2026
of: của Ban Thường vụ Thành ủy về nhiệm vụ trọng tâm quý II năm 2026
"""
ROWS = """
| 1 | Đề án sắp xếp tổ chức bộ máy | ? Ban Tổ chức Thành ủy | ? Đảng ủy UBND thành phố | Tháng 4/2026 | Quyết định
| 2 | Sơ kết Nghị quyết số 43-NQ/TW | ? Văn phòng Thành ủy | ? Ban Tuyên giáo và Dân vận Thành ủy, ? các đảng ủy trực thuộc | Trước ngày 20/5 | Báo cáo
| 3 | Kiểm tra, giám sát chuyên đề | ? UBKT Thành ủy |  | Theo Chương trình kiểm tra năm 2026 | Thông báo kết luận
| 4 | Phát triển đảng viên mới | ? Ban Tổ chức Thành ủy, ? Văn phòng Thành ủy | ? Các đảng ủy xã, phường | Thường xuyên | Báo cáo
"""
DAYS = """
Tháng 4/2026 = 2026-04-30
Trước ngày 20/5 = 2026-05-19
Theo Chương trình kiểm tra năm 2026 = unscheduled
Thường xuyên = continuous
"""
FINDINGS = """
unknown-agency-1-lead-1 Ban Tổ chức Thành ủy
unknown-agency-1-coordinating-1 Đảng ủy UBND thành phố → ubnd-tp
unknown-agency-2-lead-1 Văn phòng Thành ủy → vp-ubnd
unknown-agency-2-coordinating-1 Ban Tuyên giáo và Dân vận Thành ủy
unknown-agency-2-coordinating-2 các đảng ủy trực thuộc
assumed-deadline-2-deadline-1 Trước ngày 20/5
unknown-agency-3-lead-1 UBKT Thành ủy
unread-deadline-3-deadline-1 Theo Chương trình kiểm tra năm 2026
unknown-agency-4-lead-1 Ban Tổ chức Thành ủy
unknown-agency-4-lead-2 Văn phòng Thành ủy → vp-ubnd
unknown-agency-4-coordinating-1 Các đảng ủy xã, phường → communes
joint-or-either-4-lead-1 Ban Tổ chức Thành ủy/ Văn phòng Thành ủy
"""
