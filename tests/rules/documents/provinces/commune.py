"""A commune: the head in two columns of spaces, blanks for number and day, people and hamlets."""

DOCUMENT = """
ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TÂN PHÚ                              Độc lập - Tự do - Hạnh phúc
Số:     /KH-UBND                       Tân Phú, ngày      tháng 01 năm 2026
KẾ HOẠCH
Triển khai nhiệm vụ phát triển kinh tế - xã hội năm 2026
STT | Nội dung công việc | Người thực hiện | Bộ phận phối hợp | Thời gian thực hiện | Ghi chú
1. | Lập dự toán thu, chi ngân sách | Phòng Kinh tế | Văn phòng HĐND và UBND | Tháng 1 |
2. | Tổ chức Tết trồng cây | Phòng Kinh tế | Đoàn Thanh niên, các ấp | 10 - 15/02/2026 |
3. | Phòng, chống sốt xuất huyết | Trạm Y tế | Các ấp; trường học | Cả năm | theo đợt
4. | Tiếp công dân | Chủ tịch UBND xã | Công an xã | Thứ Năm hằng tuần |
5. | Đại hội Thể dục thể thao | Phòng Văn hóa - Xã hội | Các ngành, đoàn thể xã | Quý II |
"""
FACTS = """
title: Triển khai nhiệm vụ phát triển kinh tế - xã hội năm 2026
kind: KẾ HOẠCH
symbol: /KH-UBND
issuer: ỦY BAN NHÂN DÂN XÃ TÂN PHÚ
year: 2026
of: Triển khai nhiệm vụ phát triển kinh tế - xã hội năm 2026
"""
ROWS = """
| 1 | Lập dự toán thu, chi ngân sách | ? Phòng Kinh tế | ? Văn phòng HĐND và UBND | Tháng 1
| 2 | Tổ chức Tết trồng cây | ? Phòng Kinh tế | ? Đoàn Thanh niên, ? các ấp | 10 - 15/02/2026
| 3 | Phòng, chống sốt xuất huyết | ? Trạm Y tế | ? Các ấp, ? trường học | Cả năm |  | Ghi chú: theo đợt
| 4 | Tiếp công dân | ? Chủ tịch UBND xã | ? Công an xã | Thứ Năm hằng tuần
| 5 | Đại hội Thể dục thể thao | ? Phòng Văn hóa - Xã hội | ? Các ngành, ? đoàn thể xã | Quý II
"""
DAYS = """
Tháng 1 = 2026-01-31
10 - 15/02/2026 = 2026-02-15
Cả năm = 2026-12-31
Thứ Năm hằng tuần = recurring
Quý II = 2026-06-30
"""
FINDINGS = """
absent-column-0-deliverable-1
kept-as-note-0-annex-1 Ghi chú
unknown-agency-1-lead-1 Phòng Kinh tế
unknown-agency-1-coordinating-1 Văn phòng HĐND và UBND
assumed-deadline-1-deadline-1 Tháng 1
unknown-agency-2-lead-1 Phòng Kinh tế
unknown-agency-2-coordinating-1 Đoàn Thanh niên
unknown-agency-2-coordinating-2 các ấp
unknown-agency-3-lead-1 Trạm Y tế
unknown-agency-3-coordinating-1 Các ấp
unknown-agency-3-coordinating-2 trường học → dh-can-tho
assumed-deadline-3-deadline-1 Cả năm
unknown-agency-4-lead-1 Chủ tịch UBND xã
unknown-agency-4-coordinating-1 Công an xã → cong-an
unknown-agency-5-lead-1 Phòng Văn hóa - Xã hội
unknown-agency-5-coordinating-1 Các ngành → departments
unknown-agency-5-coordinating-2 đoàn thể xã
assumed-deadline-5-deadline-1 Quý II
"""
