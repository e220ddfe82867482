"""Column titles as offices write and scanners break them."""

import pytest

from app.deadlines import Purpose
from app.documents.annex.columns import Column, Columns, Role
from app.documents.annex.headers import columns_under, find_columns, numbers_columns
from app.documents.annex.titles import PROGRESS_TITLES, meaning
from app.documents.tables import Cell

MEANINGS = {
    Role.number: ("TT", "STT", "Số TT", "SỐ THỨ TỰ", "S.T.T", "Stt"),
    Role.task_title: (
        "Nội dung công việc",
        "Nhiệm vụ",
        "Nhiệm vụ, giải pháp cụ thể trọng tâm",
        "NHIỆM VỤ, GIẢI PHÁP CỤ THỂ TRỌNG TÂM THEO KẾT LUẬN CỦA THỦ TƯỚNG",
        "Tên nhiệm vụ",
        "Nội dung thực hiện",
        "Nội dung nhiệm vụ",
        "Danh mục nhiệm vụ",
        "Nôi dung công viêc",
    ),
    Role.lead: (
        "Cơ quan chủ trì",
        "Đơn vị chủ trì",
        "CƠ QUAN, ĐƠN VỊ CHỦ TRÌ THEO DÕI, THAM MUÙ",
        "CƠ QUAN, ĐƠN VỊ CHỦ TRÌ THEO DÕI, THAM MUÙU",
        "Chủ trì",
        "Đơn vị thực hiện",
        "Cơ quan chủ trì, phối hợp",
        "C0 QUAN CHỦ TRl",
    ),
    Role.coordinating: (
        "Cơ quan phối hợp",
        "Đơn vị phối hợp",
        "CƠ QUAN, ĐƠN VỊ PHỐI HỢP",
        "Phối hợp",
        "Cơ quan phôi hơp",
    ),
    Role.deadline: (
        "Thời gian hoàn thành",
        "Thời hạn",
        "Thời hạn hoàn thành nhiệm vụ",
        "THỜI HẠN THAM MUÙU/ BÁO CÁO",
        "Thời gian thực hiện",
        "Tiến độ",
        "Tiến độ thực hiện",
        "Thơi gian hoan thành",
        "Yêu cầu về thời hạn",
    ),
    Role.deliverable: ("Sản phẩm", "Kết quả", "Sản phẩm đầu ra", "Sản phẩm, kết quả", "Dự kiến sản phẩm", "Sån phåm"),
    Role.note: (
        "Ghi chú",
        "Văn bản giao nhiệm vụ",
        "Căn cứ",
        "Kinh phí thực hiện",
        "Thời gian bắt đầu",
        "Tỷ lệ giải ngân",
        "Người phụ trách",
        "Nhóm nhiệm vụ",
        "",
        "Nhiệm vụ " * 40,
        "x" * 80,
    ),
}


@pytest.mark.parametrize(("role", "title"), [(role, title) for role, titles in MEANINGS.items() for title in titles])
def test_a_title_has_the_meaning(role: Role, title: str) -> None:
    assert meaning(title) is role


def columns(*titles: str) -> Columns:
    found = find_columns(cells(*titles))
    assert found is not None
    return found


def cells(*texts: str) -> list[Cell]:
    return [Cell(text) for text in texts]


def test_columns_in_any_order_with_others_between() -> None:
    found = columns("Sản phẩm", "Ghi chú", "Thời hạn", "Đơn vị chủ trì", "STT", "Nhiệm vụ")
    assert [column.role.value for column in found.columns] == [
        "deliverable",
        "note",
        "deadline",
        "lead",
        "number",
        "title",
    ]
    assert found.of(Role.coordinating) is None


def test_of_two_columns_with_one_meaning_the_usual_title_wins() -> None:
    found = columns("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kết quả cần đạt", "Sản phẩm", "Tiến độ", "Thời hạn hoàn thành")
    assert found.of(Role.deliverable) == Column(4, "Sản phẩm", Role.deliverable)
    assert found.of(Role.deadline) == Column(6, "Thời hạn hoàn thành", Role.deadline)
    assert [found.columns[at].role for at in (3, 5)] == [Role.note, Role.progress]


def test_columns_of_our_own_export_are_known_when_there_are_several() -> None:
    exported = columns("TT", "Nhiệm vụ", "Chủ trì", *PROGRESS_TITLES)
    assert [column.role for column in exported.columns[3:]] == [Role.progress] * len(PROGRESS_TITLES)
    theirs = columns("TT", "Nhiệm vụ", "Chủ trì", "Kết quả thực hiện", "Trạng thái")
    assert [column.role for column in theirs.columns[3:]] == [Role.progress, Role.note]


@pytest.mark.parametrize(
    "row",
    [
        ("1", "Nhiệm vụ trọng tâm", "Sở Tài chính", "Tháng 6"),
        ("STT", "Nhiệm vụ", "Ghi chú"),
        ("Chủ trì", "Thời hạn"),
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (),
    ],
)
def test_a_row_that_names_no_task_with_its_lead_or_deadline_is_no_header(row: tuple[str, ...]) -> None:
    assert find_columns(cells(*row)) is None


@pytest.mark.parametrize(
    "row",
    [
        ("TT", "NHIỆM VỤ, GIẢI PHÁP", "CHỦ TRÌ THEO DÕI, THAM MUÙU", "PHỐI HỢP", "THỜI HẠN THAM MUÙU/ BÁO CÁO"),
        ("1T", "NHIỆM VỤ, GIẢI PHÁP", "CHỦ TRÌ THEO D0I, THAM MƯU", "PHỐl HỢP", "THỜI HẠN THAM MƯU/BÁO CÁO"),
        ("", "Nhiệm vụ, giải pháp", "", "Phối hợp", "Thời hạn tham mưu"),
    ],
)
def test_a_repeated_header_is_known_through_its_scan_errors(row: tuple[str, ...]) -> None:
    ours = columns("TT", "NHIỆM VỤ, GIẢI PHÁP", "CHỦ TRÌ THEO DÕI, THAM MUÙ", "PHỐI HỢP", "THỜI HẠN THAM MUÙ/BÁO CÁO")
    assert ours.repeated_in(cells(*row))


def test_a_task_is_no_repeated_header() -> None:
    ours = columns("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    assert not ours.repeated_in(cells("", "Nhiệm vụ chi thường xuyên", "Sở Tài chính", "Thời gian tới"))
    assert not ours.repeated_in(cells("", "Nhiệm vụ"))
    assert not ours.repeated_in(cells("", "Nhiệm vụ " * 50, "Chủ trì", ""))


def test_a_header_in_two_lines() -> None:
    upper = columns("TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn")
    lower = columns_under(upper, cells("", "", "Chủ trì", "Phối hợp"))
    assert lower is not None
    assert lower.titles == ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")
    assert lower.of(Role.coordinating) == Column(3, "Phối hợp", Role.coordinating)
    assert columns_under(upper, cells("TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn")) is None
    assert columns_under(upper, cells("1", "Quy hoạch", "Sở Xây dựng", "", "Tháng 6")) is None


@pytest.mark.parametrize(
    ("title", "purpose"),
    [
        ("Thời gian hoàn thành", Purpose.completion),
        ("THỜI HẠN THAM MUÙU/ BÁO CÁO", Purpose.advice),
        ("Thời hạn báo cáo", Purpose.progress_report),
    ],
)
def test_the_deadline_title_gives_the_purpose(title: str, purpose: Purpose) -> None:
    assert columns("TT", "Nhiệm vụ", "Chủ trì", title).deadline_purpose is purpose


def test_without_a_deadline_column_the_purpose_is_completion() -> None:
    assert columns("TT", "Nhiệm vụ", "Chủ trì").deadline_purpose is Purpose.completion


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("(1)", "(2)", "(3)"), True),
        (("A", "B", "1", "2"), True),
        (("1", "2"), False),
        (("1", "Quy hoạch", "2"), False),
    ],
)
def test_the_line_that_numbers_the_columns(row: tuple[str, ...], told: bool) -> None:
    assert numbers_columns(cells(*row)) is told
