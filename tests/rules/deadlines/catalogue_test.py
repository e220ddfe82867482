"""The catalogue of deadline phrases, DOMAIN.md §6, section by section: plan year 2026, no day of issue."""

import pytest

from tests.rules.deadlines.told import told

# Points and the ends of periods
SECTION_6_1 = {
    "Tháng 4/2026": "date 2026-04-30",
    "trong tháng 6 năm 2026": "date 2026-06-30",
    "tháng 6": "date 2026-06-30 assumed:year_from_plan",
    "Quý I": "date 2026-03-31 assumed:year_from_plan",
    "Quý II/2026": "date 2026-06-30",
    "Quý II/ 2026": "date 2026-06-30",
    "Q.II": "date 2026-06-30 assumed:year_from_plan",
    "6 tháng đầu năm": "date 2026-06-30 assumed:year_from_plan",
    "nửa đầu năm": "date 2026-06-30 assumed:year_from_plan",
    "giữa năm": "date 2026-06-30 assumed:year_from_plan",
    "6 tháng cuối năm": "date 2026-12-31 assumed:year_from_plan",
    "cuối năm": "date 2026-12-31 assumed:year_from_plan",
    "9 tháng": "date 2026-09-30 assumed:year_from_plan",
    "9 tháng đầu năm": "date 2026-09-30 assumed:year_from_plan",
    "Năm 2026": "date 2026-12-31",
    "trong năm 2026": "date 2026-12-31",
    "cả năm": "date 2026-12-31 assumed:year_from_plan",
    "đầu tháng 5": "date 2026-05-01 assumed:year_from_plan,loose_part",
    "giữa tháng 5": "date 2026-05-15 assumed:year_from_plan",
    "cuối tháng 5": "date 2026-05-31 assumed:year_from_plan",
    "đầu quý II/2026": "date 2026-04-01 assumed:loose_part",
    "cuối quý II/2026": "date 2026-06-30",
    "đầu năm 2026": "date 2026-01-01 assumed:loose_part",
    "tuần 3 tháng 6": "date 2026-06-21 assumed:year_from_plan,week_of_month",
    "trong tuần": "unscheduled unresolved:issue_day_unknown",
    "Năm 2026 - 2027": "range from 2026-01-01 2027-12-31",
    "giai đoạn 2026-2030": "range from 2026-01-01 2030-12-31",
}
# Named dates
SECTION_6_2 = {
    "Trước ngày 20/6/2026": "date before→2026-06-19",
    "Trước 30/6": "date before→2026-06-29 assumed:year_from_plan",
    "trước tháng 7/2026": "date before→2026-06-30",
    "trước quý III": "date before→2026-06-30 assumed:year_from_plan",
    "Chậm nhất ngày 30/6/2026": "date 2026-06-30",
    "đến hết ngày 30/6/2026": "date 2026-06-30",
    "đến ngày 30/6/2026": "date 2026-06-30",
    "hoàn thành ngày 30/6/2026": "date 2026-06-30",
    "không quá ngày 30/6/2026": "date 2026-06-30",
    "Ngày 15/7/2026": "date 2026-07-15",
    "15/7": "date 2026-07-15 assumed:year_from_plan",
    "Trước 17 giờ ngày 20/6/2026": "date 2026-06-20 17:00",
    "trong ngày 20/6/2026": "date 2026-06-20",
    "Báo cáo tiến độ thực hiện trước ngày 20/6/2026": "date before→2026-06-19 progress_report",
}
# Durations after an event
SECTION_6_3 = {
    "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026": "event [10 day after: có số liệu công bố ước GRDP quý II năm 2026] [10 day after: có số liệu công bố ước GRDP quý III năm 2026]",
    "Trong vòng 10 ngày kể từ ngày nhận được văn bản": "event [10 day after: ngày nhận được văn bản]",
    "Trong thời hạn 05 ngày làm việc kể từ ngày ban hành": "event [5 working_day after: ngày ban hành]",
    "Trong thời hạn 15 ngày kể từ ngày ký": "event [15 day after: ngày ký]",
    "Sau 05 ngày làm việc kể từ khi Trung ương ban hành": "event [5 working_day after: Trung ương ban hành]",
    "Sau 05 ngày làm việc kể từ khi Trung ương hướng dẫn": "event [5 working_day after: Trung ương hướng dẫn]",
    "Ngay sau khi có hướng dẫn": "event [after: có hướng dẫn]",
    "khi có hướng dẫn": "event [after: có hướng dẫn]",
    "khi có yêu cầu": "event [after: có yêu cầu]",
    "03 tháng kể từ ngày ký": "event [3 month after: ngày ký]",
    "01 năm kể từ ngày ký": "event [1 year after: ngày ký]",
    "Trong 24 giờ": "event [24 hour after: Trong 24 giờ] unresolved:start_not_named",
    "48 giờ": "event [48 hour after: 48 giờ] unresolved:start_not_named",
    "Trong 24 giờ/48 giờ": "event [48 hour after: Trong 24 giờ/48 giờ] unresolved:upper_amount,start_not_named",
}
# What comes again
SECTION_6_4 = {
    "định kỳ vào thứ Tư hằng tuần": "recurring FREQ=WEEKLY;BYDAY=WE",
    "Hằng tuần": "recurring FREQ=WEEKLY;BYDAY=FR assumed:friday_by_default",
    "thứ Sáu hằng tuần": "recurring FREQ=WEEKLY;BYDAY=FR",
    "Hằng tháng": "recurring monthly",
    "trước ngày 20 hằng tháng": "recurring before→ FREQ=MONTHLY;BYMONTHDAY=19",
    "ngày 25 hằng tháng": "recurring FREQ=MONTHLY;BYMONTHDAY=25",
    "Hằng quý": "recurring quarterly",
    "định kỳ quý": "recurring quarterly",
    "trước ngày 15 của tháng cuối quý": "recurring before→ FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=14",
    "06 tháng/ năm": "recurring half_yearly+yearly assumed:half_year_and_year",
    "6 tháng, năm": "recurring half_yearly+yearly",
    "định kỳ 6 tháng và năm": "recurring half_yearly+yearly",
    "sơ kết 6 tháng, tổng kết năm": "recurring half_yearly+yearly",
    "Hằng năm": "recurring yearly",
    "hàng năm": "recurring yearly",
    "trước ngày 15/12 hằng năm": "recurring before→ FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14",
    "02 lần/năm": "recurring half_yearly assumed:spread_evenly",
    "3 năm/lần": "recurring FREQ=YEARLY;INTERVAL=3;BYMONTH=12;BYMONTHDAY=-1 assumed:counted_from_start",
    "đột xuất khi có yêu cầu": "event [after: có yêu cầu]",
}
# Continuous, no single deadline
SECTION_6_5 = {
    "Thường xuyên": "continuous",
    "Liên tục": "continuous",
    "Xuyên suốt": "continuous",
    "Trong suốt quá trình": "continuous",
    "Thường xuyên, hằng năm": "recurring yearly +continuous assumed:continuous_with_reports",
}
# What another document decides
SECTION_6_6 = {
    "Báo cáo tiến độ thực hiện theo kế hoạch": "unscheduled progress_report unresolved:refers_elsewhere",
    "Theo Kế hoạch của Tổ công tác số 7 Ban Chỉ đạo 533": "unscheduled unresolved:refers_elsewhere",
    "Theo tiến độ dự án": "unscheduled unresolved:refers_elsewhere",
    "Theo chỉ đạo của Trung ương": "unscheduled unresolved:refers_elsewhere",
    "Theo chương trình công tác của UBND/HĐND": "unscheduled unresolved:refers_elsewhere",
    "Tại kỳ họp thường lệ cuối năm 2026 của HĐND thành phố": "unscheduled unresolved:refers_elsewhere",
    "Kỳ họp giữa năm": "unscheduled unresolved:refers_elsewhere",
}
# Conditional and composite
SECTION_6_7 = {
    "Quý II/2026 (theo tiến độ Trung ương hướng dẫn)": "date 2026-06-30 if(theo tiến độ Trung ương hướng dẫn)",
    "Năm 2026 và điều chỉnh/bổ sung thường xuyên (nếu cần)": "date 2026-12-31 +continuous",
    "Quý II và Quý IV/2026": "recurring 2026-06-30 2026-12-31",
    "tháng 4, 8, 12": "recurring 2026-04-30 2026-08-31 2026-12-31 assumed:year_from_plan",
    "Từ quý II đến quý IV/2026": "range from 2026-04-01 2026-12-31",
    "từ tháng 3 đến tháng 9": "range from 2026-03-01 2026-09-30 assumed:year_from_plan",
    "Hoàn thành việc sắp xếp tổ chức lại ấp, khu vực năm 2026 trên địa bàn thành phố tháng 6 năm 2026": "date 2026-06-30 assumed:refined,leftover_words",
    "đưa Bệnh viện Ung bướu Cần Thơ đi vào hoạt động trong năm 2026": "date 2026-12-31",
}

CATALOGUE = SECTION_6_1 | SECTION_6_2 | SECTION_6_3 | SECTION_6_4 | SECTION_6_5 | SECTION_6_6 | SECTION_6_7


@pytest.mark.parametrize(("text", "expected"), CATALOGUE.items(), ids=str)
def test_the_catalogue(text: str, expected: str) -> None:
    assert told(text) == expected
