"""What other documents, meetings and requests decide: never a guessed date."""

import pytest

from tests.rules.deadlines.told import told

ELSEWHERE = {
    "Theo yêu cầu": "unscheduled unresolved:refers_elsewhere",
    "Theo yêu cầu của Trung ương": "unscheduled unresolved:refers_elsewhere",
    "Khi cần thiết": "unscheduled unresolved:not_a_limit",
    "Nếu có": "unscheduled unresolved:not_a_limit",
    "Theo tiến độ": "unscheduled unresolved:refers_elsewhere",
    "theo tiến độ của dự án, hoàn thành trước ngày 31/12/2026": "date before→2026-12-30 if(theo tiến độ của dự án)",
    "Theo kế hoạch, tháng 6/2026": "date 2026-06-30 if(Theo kế hoạch)",
    "Theo chương trình công tác năm 2026 của UBND thành phố": "unscheduled unresolved:refers_elsewhere",
    "Theo Chương trình công tác quý II, quý III năm 2026": "unscheduled unresolved:refers_elsewhere",
    "Căn cứ hướng dẫn của Trung ương": "unscheduled unresolved:refers_elsewhere",
    "Theo quy định của pháp luật": "unscheduled unresolved:refers_elsewhere",
    "Theo quy định tại khoản 2 Điều 3 của Nghị quyết số 257/2025/QH15 ngày 11/12/2025": "unscheduled unresolved:refers_elsewhere",
    "Tùy theo tình hình thực tế": "unscheduled unresolved:refers_elsewhere",
    "Theo thực tế": "unscheduled unresolved:refers_elsewhere",
    "Theo lộ trình": "unscheduled unresolved:refers_elsewhere",
    "Theo thời gian quy định": "unscheduled unresolved:refers_elsewhere",
    "Theo Công văn số 1234/UBND-KT ngày 5/6/2026 của UBND thành phố": "unscheduled unresolved:refers_elsewhere",
    "Kỳ họp thường lệ giữa năm 2026 của HĐND thành phố": "unscheduled unresolved:refers_elsewhere",
    "Trình kỳ họp HĐND thành phố tháng 7/2026": "date 2026-07-31 if(Trình kỳ họp HĐND thành phố)",
    "Tại phiên họp UBND thành phố tháng 6/2026": "date 2026-06-30 if(Tại phiên họp UBND thành phố)",
    "Tổ chức hội nghị trong quý II/2026": "date 2026-06-30",
    "Quý II/2026 hoặc theo tiến độ của Trung ương": "date 2026-06-30 if(theo tiến độ của Trung ương) assumed:leftover_words",
    "Theo Kế hoạch số 12/KH-UBND ngày 15/3/2026": "unscheduled unresolved:refers_elsewhere",
    "Theo Kế hoạch số 12/KH-UBND ngày 15 tháng 3 năm 2026, hoàn thành trước 30/9/2026": "date before→2026-09-29 if(Theo Kế hoạch số 12/KH-UBND ngày 15 tháng 3 năm 2026)",
    "Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024": "unscheduled unresolved:refers_elsewhere",
    "Tháng 6/2026 theo Kế hoạch số 12/KH-UBND": "date 2026-06-30 if(theo Kế hoạch số 12/KH-UBND)",
    "Theo quy định": "unscheduled unresolved:refers_elsewhere",
    "Trước kỳ họp HĐND cuối năm": "unscheduled unresolved:refers_elsewhere",
    "Theo kế hoạch năm 2026": "unscheduled unresolved:refers_elsewhere",
    "theo tiến độ": "unscheduled unresolved:refers_elsewhere",
    "Không xác định": "unscheduled unresolved:not_decided",
    "Năm học 2026-2027": "unscheduled unresolved:unknown_phrase",
    "Theo Kế hoạch số /KH-UBND ngày tháng năm 2026 của Ủy ban nhân dân thành phố": "unscheduled unresolved:refers_elsewhere",
    "Tại kỳ họp": "unscheduled unresolved:refers_elsewhere",
    "Trình kỳ họp ngày 10/7/2026": "date 2026-07-10 if(Trình kỳ họp)",
}


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE.items(), ids=str)
def test_elsewhere(text: str, expected: str) -> None:
    assert told(text) == expected
