"""Cà Mau: no numbers, sections without labels in merged cells, leads merged down, responsibilities by person."""

DOCUMENT = """
UBND TỈNH CÀ MAU
DANH MỤC CÔNG VIỆC CẦN THỰC HIỆN ĐỂ CHỐNG KHAI THÁC IUU
(Kèm theo Công văn số 1021/UBND-NNMT ngày 18/3/2026)
Đầu việc | Thời hạn | Trách nhiệm thực hiện | Kết quả cần đạt
**Quản lý đội tàu** | < | < | <
Rà soát, đăng ký tàu cá từ 06 mét trở lên | Xong trước 30/4/2026 | Sở Nông nghiệp và Môi trường chủ trì, phối hợp với UBND các xã, phường ven biển | 100% tàu được đăng ký
Lắp thiết bị giám sát hành trình | 31/5/2026 | ^ | 100% tàu trên 15 mét
**Xử lý vi phạm** | < | < | <
Xử phạt tàu mất kết nối | Thường xuyên, báo cáo hằng tuần | Bộ Chỉ huy Bộ đội Biên phòng; Công an tỉnh | Hồ sơ xử lý
Làm việc với Đoàn thanh tra EC | Theo kế hoạch của Bộ | Sở Nông nghiệp và Môi trường | Báo cáo
"""
FACTS = """
title: DANH MỤC CÔNG VIỆC CẦN THỰC HIỆN ĐỂ CHỐNG KHAI THÁC IUU
kind: Công văn
number: 1021/UBND-NNMT
symbol: /UBND-NNMT
day: 2026-03-18
issuer: UBND TỈNH CÀ MAU
year: 2026
"""
ROWS = """
Quản lý đội tàu |  | Rà soát, đăng ký tàu cá từ 06 mét trở lên | so-nong-nghiep-va-moi-truong | ? UBND các xã, phường ven biển | Xong trước 30/4/2026 | 100% tàu được đăng ký
Quản lý đội tàu |  | Lắp thiết bị giám sát hành trình | so-nong-nghiep-va-moi-truong | ? UBND các xã, phường ven biển | 31/5/2026 | 100% tàu trên 15 mét
Xử lý vi phạm |  | Xử phạt tàu mất kết nối | ? Bộ Chỉ huy Bộ đội Biên phòng, ? Công an tỉnh |  | Thường xuyên, báo cáo hằng tuần | Hồ sơ xử lý
Xử lý vi phạm |  | Làm việc với Đoàn thanh tra EC | so-nong-nghiep-va-moi-truong |  | Theo kế hoạch của Bộ | Báo cáo
"""
DAYS = """
Xong trước 30/4/2026 = 2026-04-29
31/5/2026 = 2026-05-31
Thường xuyên, báo cáo hằng tuần = recurring
Theo kế hoạch của Bộ = unscheduled
"""
FINDINGS = """
absent-column-0-number-1
coordinating-in-lead-1-lead-1 UBND các xã, phường ven biển
unknown-agency-1-coordinating-1 UBND các xã, phường ven biển → communes
merged-value-2-lead-1 Sở Nông nghiệp và Môi trường chủ trì, phối hợp với UBND các xã, phường ven biển
coordinating-in-lead-2-lead-1 UBND các xã, phường ven biển
unknown-agency-2-coordinating-1 UBND các xã, phường ven biển → communes
unknown-agency-3-lead-1 Bộ Chỉ huy Bộ đội Biên phòng
unknown-agency-3-lead-2 Công an tỉnh → cong-an
assumed-deadline-3-deadline-1 Thường xuyên, báo cáo hằng tuần
unread-deadline-4-deadline-1 Theo kế hoạch của Bộ
"""
