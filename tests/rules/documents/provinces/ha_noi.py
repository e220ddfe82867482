"""Hà Nội: a plan with its whole letter, groups of tasks beside the tasks, products before leads."""

DOCUMENT = """
ỦY BAN NHÂN DÂN/nTHÀNH PHỐ HÀ NỘI/n_____/nSố: 45/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc/n_______/nHà Nội, ngày 12 tháng 02 năm 2026
KẾ HOẠCH
Thực hiện Chương trình hành động số 12-CTr/TU của Thành ủy
về phát triển khoa học, công nghệ, đổi mới sáng tạo năm 2026
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, UBND Thành phố ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Quán triệt, triển khai kịp thời.
II. TỔ CHỨC THỰC HIỆN
Giao các sở, ban, ngành thực hiện Phụ lục kèm theo./.

Nơi nhận:/n- Như trên; | TM. ỦY BAN NHÂN DÂN/nKT. CHỦ TỊCH/nPHÓ CHỦ TỊCH
Phụ lục
DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026
(Kèm theo Kế hoạch số 45/KH-UBND ngày 12/02/2026 của UBND Thành phố)
TT | Nhóm nhiệm vụ | Nhiệm vụ cụ thể | Kết quả | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành
I | HOÀN THIỆN THỂ CHẾ | < | < | < | < | <
1 | Thể chế | Trình HĐND Thành phố ban hành Nghị quyết về cơ chế thử nghiệm | Nghị quyết của HĐND Thành phố | Sở Khoa học và Công nghệ | Sở Tư pháp, Sở Tài chính | Tháng 6/2026
2 | ^ | Rà soát quy định về đấu thầu thuốc | Báo cáo | Sở Y tế | Các sở, ban, ngành | Tháng 9/2026
II | HẠ TẦNG SỐ | < | < | < | < | <
3 | Hạ tầng | Phủ sóng 5G | 100% phường, xã | Sở Khoa học và Công nghệ | UBND các phường, xã | Hằng năm
4 | ^ | Lắp đặt camera giám sát giao thông, hoàn thành trong quý III/2026 | Hệ thống vận hành | Công an Thành phố | Các Sở: Xây dựng, Tài chính | Quý IV năm 2026
5 | ^ | Trung tâm điều hành thông minh | Trung tâm hoạt động | Văn phòng UBND Thành phố | Tập đoàn Viettel; Trung tâm Phục vụ hành chính công | Trước 30/11/2026
"""
FACTS = """
label: Phụ lục
title: DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026
kind: Kế hoạch
number: 45/KH-UBND
symbol: /KH-UBND
day: 2026-02-12
issuer: UBND Thành phố
year: 2026
of: Thực hiện Chương trình hành động số 12-CTr/TU của Thành ủy về phát triển khoa học, công nghệ, đổi mới sáng tạo năm 2026
"""
ROWS = """
I. HOÀN THIỆN THỂ CHẾ | 1 | Trình HĐND Thành phố ban hành Nghị quyết về cơ chế thử nghiệm | so-khoa-hoc-va-cong-nghe | so-tu-phap, so-tai-chinh | Tháng 6/2026 | Nghị quyết của HĐND Thành phố | Nhóm nhiệm vụ: Thể chế
I. HOÀN THIỆN THỂ CHẾ | 2 | Rà soát quy định về đấu thầu thuốc | so-y-te | departments | Tháng 9/2026 | Báo cáo | Nhóm nhiệm vụ: Thể chế
II. HẠ TẦNG SỐ | 3 | Phủ sóng 5G | so-khoa-hoc-va-cong-nghe | communes | Hằng năm | 100% phường, xã | Nhóm nhiệm vụ: Hạ tầng
II. HẠ TẦNG SỐ | 4 | Lắp đặt camera giám sát giao thông, hoàn thành trong quý III/2026 | cong-an | so-xay-dung, so-tai-chinh | Quý IV năm 2026 | Hệ thống vận hành | Nhóm nhiệm vụ: Hạ tầng
II. HẠ TẦNG SỐ | 5 | Trung tâm điều hành thông minh | vp-ubnd | ? Tập đoàn Viettel, ? Trung tâm Phục vụ hành chính công | Trước 30/11/2026 | Trung tâm hoạt động | Nhóm nhiệm vụ: Hạ tầng
"""
DAYS = """
Tháng 6/2026 = 2026-06-30
Tháng 9/2026 = 2026-09-30
Hằng năm = recurring
Quý IV năm 2026 = 2026-12-31
Trước 30/11/2026 = 2026-11-29
"""
FINDINGS = """
kept-as-note-0-annex-1 Nhóm nhiệm vụ
ignored-table-0-annex-1 Nơi nhận:/n- Như trên; TM. ỦY BAN NHÂN DÂN/nKT. CHỦ TỊCH/nPHÓ CHỦ TỊCH
date-in-title-4-title-1 trong quý III/2026 → trong quý III/2026
unknown-agency-5-coordinating-1 Tập đoàn Viettel
unknown-agency-5-coordinating-2 Trung tâm Phục vụ hành chính công
"""
