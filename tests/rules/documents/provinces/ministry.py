"""A ministry: both roles in one column, a decision that promulgates the plan, periods after an event."""

DOCUMENT = """
BỘ NÔNG NGHIỆP/nVÀ MÔI TRƯỜNG/nSố: 1234/QĐ-BNNMT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc/nHà Nội, ngày 03 tháng 4 năm 2026
QUYẾT ĐỊNH
Ban hành Kế hoạch triển khai thi hành Luật Đất đai
Căn cứ Nghị định số 35/2025/NĐ-CP ngày 25 tháng 02 năm 2025;
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch (có Phụ lục kèm theo).
PHỤ LỤC
KẾ HOẠCH TRIỂN KHAI THI HÀNH LUẬT ĐẤT ĐAI
(Ban hành kèm theo Quyết định số 1234/QĐ-BNNMT ngày 03 tháng 4 năm 2026 của Bộ trưởng Bộ Nông nghiệp và Môi trường)
TT | Nội dung | Đơn vị thực hiện | Sản phẩm | Tiến độ thực hiện
1 | Xây dựng Nghị định sửa đổi, bổ sung | - Chủ trì: Cục Quản lý đất đai | - Dự thảo Nghị định | Trình Chính phủ tháng 8/2026
 | | - Phối hợp: Vụ Pháp chế; Thanh tra Bộ | - Tờ trình |
2 | Tập huấn, phổ biến Luật | Chủ trì: Cục Quản lý đất đai; phối hợp: Vụ Pháp chế, các Sở Nông nghiệp và Môi trường | Hội nghị | Quý II - Quý III/2026
3 | Kiểm tra thi hành | Thanh tra Bộ | Báo cáo | 06 tháng kể từ ngày Luật có hiệu lực
4 | Rà soát văn bản: | | |
a) | Ở trung ương | Vụ Pháp chế | Danh mục | 30/6/2026
b) | Ở địa phương | Sở Nông nghiệp và Môi trường | Danh mục | 30/9/2026
"""
FACTS = """
label: PHỤ LỤC
title: KẾ HOẠCH TRIỂN KHAI THI HÀNH LUẬT ĐẤT ĐAI
kind: Quyết định
number: 1234/QĐ-BNNMT
symbol: /QĐ-BNNMT
day: 2026-04-03
issuer: Bộ trưởng Bộ Nông nghiệp và Môi trường
year: 2026
of: Ban hành Kế hoạch triển khai thi hành Luật Đất đai
"""
ROWS = """
| 1 | Xây dựng Nghị định sửa đổi, bổ sung | ? Cục Quản lý đất đai | ? Vụ Pháp chế, ? Thanh tra Bộ | Trình Chính phủ tháng 8/2026 | - Dự thảo Nghị định/n- Tờ trình
| 2 | Tập huấn, phổ biến Luật | ? Cục Quản lý đất đai | ? Vụ Pháp chế, so-nong-nghiep-va-moi-truong | Quý II - Quý III/2026 | Hội nghị
| 3 | Kiểm tra thi hành | ? Thanh tra Bộ |  | 06 tháng kể từ ngày Luật có hiệu lực | Báo cáo
| 4 | Rà soát văn bản:
| 4.a | Ở trung ương | ? Vụ Pháp chế |  | 30/6/2026 | Danh mục
| 4.b | Ở địa phương | so-nong-nghiep-va-moi-truong |  | 30/9/2026 | Danh mục
"""
DAYS = """
Trình Chính phủ tháng 8/2026 = 2026-08-31
Quý II - Quý III/2026 = 2026-09-30
06 tháng kể từ ngày Luật có hiệu lực = event
30/6/2026 = 2026-06-30
30/9/2026 = 2026-09-30
"""
FINDINGS = """
joined-row-1-annex-1 - Phối hợp: Vụ Pháp chế; Thanh tra Bộ - Tờ trình
coordinating-in-lead-1-lead-1 Vụ Pháp chế; Thanh tra Bộ
unknown-agency-1-lead-1 Cục Quản lý đất đai
unknown-agency-1-coordinating-1 Vụ Pháp chế
unknown-agency-1-coordinating-2 Thanh tra Bộ → thanh-tra
coordinating-in-lead-2-lead-1 Vụ Pháp chế, các Sở Nông nghiệp và Môi trường
unknown-agency-2-lead-1 Cục Quản lý đất đai
unknown-agency-2-coordinating-1 Vụ Pháp chế
unknown-agency-3-lead-1 Thanh tra Bộ → thanh-tra
unknown-agency-5-lead-1 Vụ Pháp chế
"""
