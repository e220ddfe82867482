"""Small awkward annexes, each named for its trouble: what pages, scanners, spreadsheets and people do to a table."""

from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from tests.rules.documents.make import HEADER, codes, coordinating_codes, lead_codes, read, read_rows

BROKEN_HEADER = HEADER.upper().replace("CƠ QUAN CHỦ TRÌ", "C0 QUAN CHỦ TRÌ").replace("HOÀN THÀNH", "HOÀN THÀNHH")


def titles(rows: tuple[RowDraft, ...]) -> list[tuple[str | None, str]]:
    return [(row.number, row.title) for row in rows]


def test_row_cut_by_a_page_with_the_header_repeated() -> None:
    (row,) = read_rows(
        "1\tRà soát quy hoạch của các\tSở Nông nghiệp và\tSở Y tế;\tTháng\tBáo cáo của\n"
        + BROKEN_HEADER
        + "\tngành.\tMôi trường\tSở Xây dựng\t6/2026\tSở\n"
    )
    assert row.title == "Rà soát quy hoạch của các ngành."
    assert lead_codes(row) == ["so-nong-nghiep-va-moi-truong"]
    assert coordinating_codes(row) == ["so-y-te", "so-xay-dung"]
    assert (row.deadline_text, row.deliverable) == ("Tháng 6/2026", "Báo cáo của Sở")


def test_joined_row_is_told() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\t\tTháng 6\tC\n" + HEADER + "\t- B\n")
    assert draft.rows[0].title == "A\n- B"
    assert ("joined-row", 0) in codes(draft)


def test_second_lead_beyond_the_page_break_is_a_name_of_its_own() -> None:
    (row,) = read_rows("1\tA.\tSở Y tế\t\tTháng 6\tC\n" + HEADER + "\tBáo cáo.\tSở Xây dựng\n")
    assert row.title == "A.\nBáo cáo."
    assert lead_codes(row) == ["so-y-te", "so-xay-dung"]


def test_list_of_agencies_cut_after_its_comma_stays_one_list() -> None:
    (row,) = read_rows("1\tA\tSở Y tế\tCác sở,\tQuý I\tC\n" + HEADER + "\t\t\tBan ngành và Ủy ban nhân dân cấp xã\n")
    assert row.coordinating_text == "Các sở, Ban ngành và Ủy ban nhân dân cấp xã"
    assert coordinating_codes(row) == ["departments", "communes"]


def test_notes_of_a_cut_row_are_all_kept() -> None:
    header = "TT\tNhiệm vụ\tChủ trì\tGhi chú\n"
    (row,) = read(header + "1\tA\tSở Y tế\tkhẩn\n" + header + "\tnữa\t\trất khẩn\n").rows
    assert [note.text for note in row.notes] == ["khẩn", "rất khẩn"]


def test_header_without_its_last_cells_after_a_row_without_them() -> None:
    short = "STT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\n"
    assert titles(read_rows("1\tA\n" + short + "2\tB\tSở Y tế\n")) == [("1", "A"), ("2", "B")]


def test_merged_cell_printed_again_beyond_the_page_break_is_not_doubled() -> None:
    (row,) = read_rows(
        "1\tRà soát\tSở Y tế\tSở Nội vụ\tTháng 6\tC\n" + HEADER + "\tđất đai\tSở Y tế\tSở Nội vụ\tTháng 6\tC\n"
    )
    assert (row.title, row.lead_text, row.deadline_text, row.deliverable) == (
        "Rà soát đất đai",
        "Sở Y tế",
        "Tháng 6",
        "C",
    )


def test_row_that_lost_its_number_at_the_top_of_a_page_is_a_task_of_its_own() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\t\tTháng 6\tC\n" + HEADER + "\tBố trí vốn\tSở Tài chính\t\tQuý II\tD\n")
    assert titles(draft.rows) == [("1", "A"), (None, "Bố trí vốn")]
    assert ("missing-number", 1) in codes(draft)


def test_row_cut_by_a_page_without_a_header_goes_on_in_small_letters() -> None:
    (row,) = read_rows("1\tRà soát quy hoạch\tSở Xây\t\tTháng 6\tC\n\tcủa các ngành\tdựng\n")
    assert (row.title, row.lead_text) == ("Rà soát quy hoạch của các ngành", "Sở Xây dựng")


def test_dash_lines_in_rows_of_their_own_belong_to_the_task_above() -> None:
    (row,) = read_rows("1\tA:\tSở Y tế\t\tTháng 6\tD\n\t- B\n\t+ C\n")
    assert row.title == "A:\n- B\n+ C"


def test_quoted_cell_with_line_breaks() -> None:
    (row,) = read_rows('1\t"- A;\n\n- B."\t"Sở Y tế,\nSở Nội vụ"\t\tTháng 6\tC\n')
    assert row.title == "- A;\n- B."
    assert lead_codes(row) == ["so-y-te", "so-noi-vu"]


def test_line_break_in_a_cell_without_quotes() -> None:
    rows = read_rows("1\t- A;\n- B.\tSở Y tế\tSở Nội vụ\tTháng 6\tC\n2\tD\tSở Y tế\t\tQuý I\tE\n")
    assert titles(rows) == [("1", "- A;\n- B."), ("2", "D")]
    assert (rows[0].lead_text, rows[0].deliverable) == ("Sở Y tế", "C")


def test_missing_trailing_cells() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\n2\tB\tSở Y tế\t\tQuý I\n")
    assert [(row.lead_text, row.deadline_text, row.deliverable) for row in draft.rows] == [
        ("Sở Y tế", None, None),
        ("Sở Y tế", "Quý I", None),
    ]
    assert [one for one in codes(draft) if one[1] == 0] == [("missing-deadline", 0), ("missing-deliverable", 0)]


def test_more_cells_than_the_header() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\t\tQuý I/2026\tB\tC\t\tD\n")
    assert draft.rows[0].deliverable == "B"
    assert codes(draft) == [("unread-cell", 0)]
    assert "C D" in draft.findings[0].message("vi")


def test_windows_line_ends_and_no_last_one() -> None:
    (row,) = read_rows("1\tA\tSở Y tế\t\tQuý I\tB".replace("\n", "\r\n"))
    assert row.deliverable == "B"


def test_blank_lines_and_lines_of_tabs_between_rows() -> None:
    assert titles(read_rows("\n1\tA\tSở Y tế\n\t\t\t\t\t\n   \n2\tB\tSở Y tế\n\n")) == [("1", "A"), ("2", "B")]


def test_columns_in_another_order() -> None:
    draft = read("Sản phẩm\tThời hạn\tĐơn vị chủ trì\tSố TT\tTên nhiệm vụ\nB\tQuý I\tSở Y tế\t1\tA\n")
    row = draft.rows[0]
    assert (row.number, row.title, row.lead_text, row.deadline_text, row.deliverable) == (
        "1",
        "A",
        "Sở Y tế",
        "Quý I",
        "B",
    )


def test_columns_in_another_order_from_a_later_page_on() -> None:
    rows = read(HEADER + "1\tA\tSở Y tế\t\tQuý I\tB\nThời hạn\tChủ trì\tNhiệm vụ\tSTT\nQuý II\tSở Nội vụ\tC\t2\n").rows
    assert titles(rows) == [("1", "A"), ("2", "C")]
    assert (rows[1].lead_text, rows[1].deadline_text) == ("Sở Nội vụ", "Quý II")


def test_other_columns_are_notes_and_those_of_our_export_are_not() -> None:
    draft = read(
        "TT\tNhiệm vụ\tChủ trì\tThời hạn\tGhi chú\tTrạng thái\tHạn thực tế\tVăn bản kết quả\n"
        "1\tA\tSở Y tế\tQuý I\tkhẩn\tĐang thực hiện\t31/3/2026\t5/BC-SYT\n"
    )
    assert [(note.column, note.text) for note in draft.rows[0].notes] == [("Ghi chú", "khẩn")]
    assert draft.rows[0].deadline_text == "Quý I"
    assert draft.rows[0].progress == {
        "Trạng thái": "Đang thực hiện",
        "Hạn thực tế": "31/3/2026",
        "Văn bản kết quả": "5/BC-SYT",
    }


def test_what_stands_beside_a_section_is_told() -> None:
    header = HEADER.strip() + "\tGhi chú\n"
    draft = read(header + "I\tQUẢN LÝ\t\t\t\t\tkhẩn\tlệch\n1\tA\tSở Y tế\tSở Nội vụ\tQuý I/2026\tB\n")
    assert [one.read for one in draft.findings] == ["khẩn", "lệch"]


def test_small_roman_label_is_no_section() -> None:
    draft = read(HEADER + "I\tA\n1\tB\nii)\tC\tSở Y tế\n")
    assert [section.label for section in draft.sections] == ["I"]


def test_header_in_two_lines_and_a_line_that_numbers_the_columns() -> None:
    draft = read(
        "TT\tNhiệm vụ\tCơ quan thực hiện\t\tThời hạn\n\t\tChủ trì\tPhối hợp\t\n(1)\t(2)\t(3)\t(4)\t(5)\n1\tA\tSở Y tế\tSở Nội vụ\tQuý I\n"
    )
    assert titles(draft.rows) == [("1", "A")]
    assert coordinating_codes(draft.rows[0]) == ["so-noi-vu"]


def test_letterhead_in_two_columns_above_the_annex() -> None:
    draft = read(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPhụ lục 3\nDANH MỤC NHIỆM VỤ\n"
        + HEADER
        + "1\tA\tSở Y tế\n"
    )
    assert (draft.facts.label, draft.facts.title) == ("Phụ lục 3", "DANH MỤC NHIỆM VỤ")
    assert titles(draft.rows) == [("1", "A")]


def test_section_in_one_cell_of_a_line_by_itself() -> None:
    draft = read(HEADER + "I. CÔNG TÁC QUẢN LÝ\n1\tA\tSở Y tế\nPhần II - Cơ chế\n1\tB\tSở Y tế\n")
    assert [(section.label, section.title) for section in draft.sections] == [
        ("I", "CÔNG TÁC QUẢN LÝ"),
        ("Phần II", "Cơ chế"),
    ]
    assert [row.section for row in draft.rows] == [0, 1]


def test_section_whose_merged_cell_was_spread_over_the_columns() -> None:
    draft = read(
        HEADER + "\t".join(["A. Nhiệm vụ chung"] * 6) + "\n1\tB\tSở Y tế\n" + "\t".join(["Nhiệm vụ riêng"] * 6) + "\n"
    )
    assert [(section.label, section.title) for section in draft.sections] == [
        ("A", "Nhiệm vụ chung"),
        (None, "Nhiệm vụ riêng"),
    ]


def test_section_in_capitals_without_a_label() -> None:
    draft = read(HEADER + "\tĐÀO TẠO\t\t\t\t\n1\tA\tSở Y tế\n\t<b>Tuyên truyền</b>\n2\tB\tSở Y tế\n")
    assert [(section.label, section.title) for section in draft.sections] == [(None, "ĐÀO TẠO"), (None, "Tuyên truyền")]
    assert [row.section for row in draft.rows] == [0, 1]


def test_section_label_as_scanners_break_it() -> None:
    draft = read(HEADER + "l\tQUẢN LÝ\n1\tA\tSở Y tế\nIl.\tCƠ CHẾ\n1\tB\tSở Y tế\nI1I\t<b>Kiểm tra</b>\n")
    assert [section.label for section in draft.sections] == ["I", "II", "III"]


def test_section_title_cut_by_a_page() -> None:
    draft = read(HEADER + "I\tKIỂM TRA GIÁM SÁT,\t\t\t\t\n" + HEADER + "\tTHÔNG TIN BÁO CÁO\t\t\t\t\n1\tA\tSở Y tế\n")
    assert [section.title for section in draft.sections] == ["KIỂM TRA GIÁM SÁT, THÔNG TIN BÁO CÁO"]


def test_bold_section_at_the_top_of_a_page_is_not_the_rest_of_the_task_before_it() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\t\tQuý I\tB\n" + HEADER + "\t<b>Tuyên truyền</b>\t\t\t\t\n2\tC\tSở Y tế\n")
    assert titles(draft.rows) == [("1", "A"), ("2", "C")]
    assert [row.section for row in draft.rows] == [None, 0]


def test_lettered_row_with_a_lead_is_a_task_not_a_section() -> None:
    draft = read(HEADER + "A\tRà soát\tSở Y tế\t\tQuý I\tB\n")
    assert draft.sections == ()
    assert titles(draft.rows) == [("A", "Rà soát")]


def test_decimal_children_of_three_levels() -> None:
    rows = read_rows(
        "14\tA\n14.1\tB\n14. 1.1.\tC\tSở Y tế\t\tQuý I\tD\n14.3\tE\tSở Y tế\t\tQuý I\tF\n15.1\tG\tSở Y tế\n"
    )
    assert [(row.number, row.parent, row.is_heading) for row in rows] == [
        ("14", None, True),
        ("14.1", 0, True),
        ("14.1.1", 1, False),
        ("14.3", 0, False),
        ("15.1", None, False),
    ]


def test_children_find_their_parent_in_their_own_section_only() -> None:
    rows = read_rows("I\tA A\n1\tB\nII\tC C\n1.1\tD\tSở Y tế\n")
    assert [row.parent for row in rows] == [None, None]


def test_lettered_children_begin_again_under_each_number() -> None:
    draft = read(
        HEADER + "1.\tA\na)\tB\tSở Y tế\tSở Nội vụ\tQuý I/2026\tX\n2.\tC\na)\tD\tSở Y tế\tSở Nội vụ\tQuý I/2026\tX\n"
    )
    assert [(row.number, row.parent) for row in draft.rows] == [("1", None), ("1.a", 0), ("2", None), ("2.a", 2)]
    assert codes(draft) == []


def test_a_letter_at_the_head_of_a_section_is_no_child_of_the_section_before() -> None:
    rows = read_rows("I\tA A\n1\tB\tSở Y tế\nII\tC C\na)\tD\tSở Y tế\n")
    assert [(row.number, row.parent) for row in rows] == [("1", None), ("a", None)]


def test_a_lettered_child_written_in_full_means_the_same() -> None:
    assert [(row.number, row.parent) for row in read_rows("1\tA\n1.a\tB\tSở Y tế\n")] == [("1", None), ("1.a", 0)]


def test_row_without_number_stands_under_a_heading_but_not_under_a_task() -> None:
    rows = read_rows(
        "1\tA\n-\tB\tSở Y tế\t\tQuý I\tC\n2\tD\tSở Y tế\t\tQuý I\tC\n\tE\tSở Y tế\t\tQuý I\tC\nb\tF\tSở Y tế\n"
    )
    assert [(row.number, row.parent) for row in rows] == [("1", None), (None, 0), ("2", None), (None, None), ("2.b", 2)]


def test_heading_in_one_cell_of_a_line_by_itself() -> None:
    rows = read_rows("14. Tập trung nguồn lực, cụ thể:\n14.1\tA\tSở Y tế\n")
    assert titles(rows) == [("14", "Tập trung nguồn lực, cụ thể:"), ("14.1", "A")]
    assert [(row.is_heading, row.parent) for row in rows] == [(True, None), (False, 0)]


def test_a_product_that_nobody_owes_is_that_of_a_task_which_lost_its_cells() -> None:
    draft = read(HEADER + "1\tA\t\t\t\tB\n")
    assert not draft.rows[0].is_heading
    assert codes(draft) == [("missing-lead", 0), ("missing-deadline", 0)]


def test_heading_with_a_product_over_a_task_is_one_still() -> None:
    draft = read(HEADER + "1\tA\t\t\t\tB\n1.1\tC\tSở Y tế\t\tQuý I/2026\tD\n")
    assert [row.is_heading for row in draft.rows] == [True, False]
    assert codes(draft) == [("heading-deliverable", 0)]


def test_one_number_twice_in_a_section_but_not_in_two() -> None:
    line = "1\tA\tSở Y tế\tSở Nội vụ\tQuý I/2026\tB\n"
    draft = read(HEADER + "I\tX X\n" + line + line + "II\tY Y\n" + line)
    assert codes(draft) == [("duplicate-number", 1)]
    assert (draft.findings[0].read, draft.findings[0].suggestion) == ("1", "1a")


def test_page_numbers_signatures_and_a_second_label_are_told() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\tSở Nội vụ\tQuý I/2026\tB\n3\nTM. ỦY BAN NHÂN DÂN\nPhụ lục II\n")
    assert titles(draft.rows) == [("1", "A")]
    assert [one.read for one in draft.findings] == ["3", "TM. ỦY BAN NHÂN DÂN", "Phụ lục II"]


def test_row_without_a_title_is_told() -> None:
    draft = read(HEADER + "1\t\tSở Y tế\t\tQuý I/2026\tB\n")
    assert draft.rows == ()
    assert codes(draft) == [("unread-row", None)]


def test_rest_of_a_row_without_any_row_before_it_is_told() -> None:
    draft = read(HEADER + "\t\tSở Y tế\n")
    assert codes(draft) == [("unread-row", None)]


def test_agency_cell_after_a_section_belongs_to_no_row() -> None:
    draft = read(HEADER + "I\tQUẢN LÝ\n" + HEADER + "\tvà điều hành\tSở Y tế\n")
    assert [section.title for section in draft.sections] == ["QUẢN LÝ"]
    assert titles(draft.rows) == [(None, "và điều hành")]


def test_annex_without_numbers_is_told_once() -> None:
    draft = read(
        "Nhiệm vụ\tChủ trì\tPhối hợp\tThời hạn\tSản phẩm\nA\tSở Y tế\tSở Nội vụ\tQuý I/2026\tB\nC\tSở Y tế\tSở Nội vụ\tQuý I/2026\tD\n"
    )
    assert titles(draft.rows) == [(None, "A"), (None, "C")]
    assert [(one.code.value, one.column) for one in draft.findings] == [("absent-column", Role.number)]


def test_annex_without_a_lead_column_has_tasks_where_it_has_deadlines() -> None:
    draft = read("TT\tNhiệm vụ\tThời hạn\n1\tA\tQuý I/2026\n2\tB\n")
    assert [row.is_heading for row in draft.rows] == [False, True]
    assert [one for one in codes(draft) if one[1] is not None] == [("missing-deadline", 1), ("childless-heading", 1)]


def test_text_without_a_table() -> None:
    draft = read("Phụ lục I\nDANH MỤC\nKhông có bảng nào\n")
    assert draft.facts.label == "Phụ lục I"
    assert (draft.rows, codes(draft)) == ((), [("absent-table", None)])


def test_quarter_without_a_year_takes_it_from_the_document_or_the_caller() -> None:
    text = "(Kèm theo Kế hoạch số /KH-UBND ngày tháng năm 2027)\n" + HEADER + "1\tA\tSở Y tế\t\tQuý I\tB\n"
    years = [
        row.reading.due_on.year
        for year in (None, 2026)
        for row in read(text, year).rows
        if row.reading and row.reading.due_on
    ]
    assert years == [2027, 2026]


def test_unknown_agency_is_told_with_the_nearest_names() -> None:
    draft = read(HEADER + "1\tA\tSở Tài chánh vật giá\tCông ty X\tQuý I/2026\tB\n")
    lead, coordinating = (one for one in draft.findings if one.code == "unknown-agency")
    assert (lead.column, lead.severity.value, coordinating.severity.value) == (Role.lead, "error", "warning")
    assert lead.read == "Sở Tài chánh vật giá"
    assert "so-tai-chinh" in lead.params["codes"].split()
    assert "Sở Tài chính" in lead.message("vi")


def test_one_agency_named_twice_in_a_cell_is_assigned_once() -> None:
    (row,) = read_rows("1\tA\tSở Y tế; Sở Y tế\tSở Y tế\tQuý I\tB\n")
    assert (lead_codes(row), coordinating_codes(row)) == (["so-y-te"], ["so-y-te"])
    assert row.lead_text == "Sở Y tế; Sở Y tế"


def test_two_unknown_names_stay_two() -> None:
    (row,) = read_rows("1\tA\tCông ty X; Công ty Y\t\tQuý I\tB\n")
    assert lead_codes(row) == ["? Công ty X", "? Công ty Y"]


def test_deadline_without_a_day_is_told() -> None:
    draft = read(HEADER + "1\tA\tSở Y tế\tSở Nội vụ\txem bên dưới\tB\n")
    assert codes(draft) == [("unread-deadline", 0)]


def test_deadline_text_stays_as_written() -> None:
    (row,) = read_rows("1\tA\tSở Y tế\t\t <p>Quý II/  2026</p> \tB\n")
    assert row.deadline_text == "Quý II/  2026"
