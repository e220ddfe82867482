"""What a row of an office's tracking sheet says: every word of the sheets we know, and for each trouble its own finding."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest

from app.reports.opening.entries import entries_of
from app.reports.opening.leads import progress_of
from app.reports.opening.rules import OpeningEntry, opening_entry
from app.reports.opening.unclear import WORDS, Unclear, UnclearCode
from app.reports.opening.values import StatedDocument, read_documents
from app.reports.rules import DocumentKind, ReportStatus

TODAY, BEGINS_ON, DONE = date(2026, 9, 15), date(2026, 1, 1), date(2026, 3, 15)
COMPLETED, UNDER_WAY, BLOCKED = ReportStatus.completed, ReportStatus.in_progress, ReportStatus.blocked

# The cells, then status, percent and the day it was done; None for what says that nothing has begun, or says nothing.
READ: list[tuple[Mapping[str, str], tuple[ReportStatus, int | None, date | None] | None]] = [
    ({}, None),
    ({"Trạng thái": "", "Tỷ lệ hoàn thành (%)": "0"}, None),
    ({"Trạng thái": "Chưa thực hiện"}, None),
    ({"Tình trạng": "CHƯA TRIỂN KHAI (quá hạn)", "Tỷ lệ (%)": "0%"}, None),
    ({"Trạng thái": "Đang thực hiện"}, (UNDER_WAY, None, None)),
    ({"Tình trạng": "đang triển khai", "Tỷ lệ (%)": "75%"}, (UNDER_WAY, 75, None)),
    ({"Tình trạng": "Đang thực hiện, trong hạn", "Tỷ lệ (%)": "0,75"}, (UNDER_WAY, 75, None)),
    ({"Trạng thái": "Đang thực hiện sắp đến hạn", "Tien_do_%": "40"}, (UNDER_WAY, 40, None)),
    ({"Trạng thái": "Đang thực hiện 75,5%"}, (UNDER_WAY, 75, None)),
    ({"Tỷ lệ (%)": "0.3"}, (UNDER_WAY, 30, None)),
    ({"Trạng thái": "Vướng mắc", "Khó khăn, vướng mắc": "Chờ Bộ hướng dẫn"}, (BLOCKED, None, None)),
    ({"Trạng thái": "Đã hoàn thành"}, (COMPLETED, 100, None)),
    ({"Trạng thái": "Hoàn thành đúng hạn", "Ngày hoàn thành": "15/3/2026"}, (COMPLETED, 100, DONE)),
    ({"Trạng thái": "Hoàn thành quá hạn", "Ngày hoàn thành": "2026-03-15 00:00:00"}, (COMPLETED, 100, DONE)),
    ({"Tình trạng": "Xong", "Ngày hoàn thành": "15-03-2026"}, (COMPLETED, 100, DONE)),
    ({"Tình trạng": "Đã hoàn thành (ngày 15/3/2026)"}, (COMPLETED, 100, DONE)),
    ({"Tình trạng": "Hoàn thành 100%", "Thời gian hoàn thành thực tế": "15 tháng 3 năm 2026"}, (COMPLETED, 100, DONE)),
    ({"Đã hoàn thành": "x", "Ngày hoàn thành": "15.3.26"}, (COMPLETED, 100, DONE)),
    ({"Chưa thực hiện": "", "Đang thực hiện": "X", "Hoàn thành": " "}, (UNDER_WAY, None, None)),
    ({"Trạng thái": "Đang thực hiện", "% hoàn thành": "50", "Tỷ lệ giải ngân (%)": "1"}, (UNDER_WAY, 50, None)),
    ({"Tiến độ": "Đã hoàn thành"}, (COMPLETED, 100, None)),
    ({"Tiến độ thực hiện": "75%"}, (UNDER_WAY, 75, None)),
    # Ours, computed from days: nothing that anybody states.
    ({"Tình trạng thời hạn": "Quá hạn", "Hạn thực tế": "30/06/2026", "Số ngày quá hạn": "77"}, None),
]
DOCUMENT = "12/QĐ-UBND ngày 20/3/2026"
UNCLEAR: list[tuple[UnclearCode, Mapping[str, str]]] = [
    (UnclearCode.unknown_status, {"Tình trạng": "Đang chờ ý kiến Sở"}),
    (UnclearCode.unknown_status, {"Tình trạng": "x"}),
    (UnclearCode.unknown_status, {"Trạng thái": "Đã hoàn thành, còn chờ phụ lục"}),
    (UnclearCode.unknown_status, {"Đã hoàn thành": "một phần"}),
    (UnclearCode.unknown_status, {"Trạng thái": "Quá hạn"}),
    (UnclearCode.unknown_status, {"Tiến độ": "Xin dừng"}),
    (UnclearCode.unknown_status, {"Tiến độ": "Sở Y tế: hoàn thành; Sở Nội vụ: chưa", "Tỷ lệ (%)": "50"}),
    (UnclearCode.status_missing, {"Kết quả thực hiện": "Đã trình dự thảo"}),
    (UnclearCode.status_missing, {"Tỷ lệ (%)": "100%"}),
    (UnclearCode.status_missing, {"Ngày hoàn thành": "15/3/2026"}),
    (UnclearCode.status_needs_an_act, {"Trạng thái": "Tạm dừng"}),
    (UnclearCode.status_needs_an_act, {"Trạng thái": "Chờ xác nhận (quá hạn)"}),
    (UnclearCode.statuses_differ, {"Trạng thái": "Đang thực hiện", "Đã hoàn thành": "x"}),
    (UnclearCode.unread_percent, {"Trạng thái": "Đang thực hiện", "Tỷ lệ (%)": "gần xong"}),
    (UnclearCode.unread_percent, {"Trạng thái": "Đang thực hiện", "Tỷ lệ (%)": "1"}),
    (UnclearCode.unread_percent, {"Trạng thái": "Đang thực hiện", "Tỷ lệ (%)": "130%"}),
    (UnclearCode.percent_contradicts, {"Trạng thái": "Đang thực hiện", "Tỷ lệ (%)": "100%"}),
    (UnclearCode.percent_contradicts, {"Trạng thái": "Hoàn thành", "Tỷ lệ (%)": "75%"}),
    (UnclearCode.percent_contradicts, {"Trạng thái": "Chưa thực hiện", "Tỷ lệ (%)": "5"}),
    (UnclearCode.unread_day, {"Trạng thái": "Xong", "Ngày hoàn thành": "Tháng 3/2026"}),
    (UnclearCode.unread_day, {"Trạng thái": "Xong", "Ngày hoàn thành": "31/2/2026"}),
    (UnclearCode.unread_day, {"Trạng thái": "Xong", "Ngày hoàn thành": "15/3"}),
    (UnclearCode.day_ahead, {"Trạng thái": "Xong", "Ngày hoàn thành": "16/9/2026"}),
    (UnclearCode.day_before_plan, {"Trạng thái": "Xong", "Ngày hoàn thành": "31/12/2025"}),
    (
        UnclearCode.day_before_document,
        {"Trạng thái": "Xong", "Ngày hoàn thành": "15/3/2026", "Văn bản kết quả": DOCUMENT},
    ),
    (UnclearCode.day_of_unfinished, {"Trạng thái": "Đang thực hiện", "Ngày hoàn thành": "15/3/2026"}),
    (UnclearCode.late_without_day, {"Trạng thái": "Hoàn thành quá hạn"}),
    (UnclearCode.difficulties_missing, {"Trạng thái": "Vướng mắc"}),
    (UnclearCode.not_begun_but_told, {"Trạng thái": "Chưa thực hiện", "Khó khăn, vướng mắc": "Thiếu kinh phí"}),
]


def read(cells: Mapping[str, str]) -> OpeningEntry | Unclear | None:
    return opening_entry(cells, TODAY, BEGINS_ON)


@pytest.mark.parametrize(
    ("cells", "told"), READ, ids=lambda one: " · ".join(one.values()) if isinstance(one, dict) else ""
)
def test_what_the_cells_say(
    cells: Mapping[str, str], told: tuple[ReportStatus, int | None, date | None] | None
) -> None:
    found = read(cells)
    assert not isinstance(found, Unclear)
    assert (found and (found.status, found.percent, found.done_on)) == told


@pytest.mark.parametrize(("code", "cells"), UNCLEAR)
def test_what_is_not_clear_makes_no_entry(code: UnclearCode, cells: Mapping[str, str]) -> None:
    found = read(cells)
    assert isinstance(found, Unclear)
    assert found.code is code
    assert cells[found.column] == found.text


def test_every_trouble_has_its_words_and_a_row_above() -> None:
    assert set(WORDS) == set(UnclearCode) == {code for code, _ in UNCLEAR}


def test_the_texts_of_a_row_are_kept_as_written() -> None:
    cells = {
        "Tình trạng": "Đang thực hiện",
        "Tình hình, kết quả thực hiện": "Đã họp 2 lần",
        "Kết quả": "Dự thảo lần 1",
        "Khó khăn, vướng mắc; nguyên nhân": "Thiếu hướng dẫn",
        "Đề xuất, kiến nghị": "Gia hạn",
        "Ghi chú": "không phải tiến độ",
    }
    assert read(cells) == OpeningEntry(
        status=UNDER_WAY,
        summary="Đã họp 2 lần\nDự thảo lần 1",
        difficulties="Thiếu hướng dẫn",
        proposals="Gia hạn",
    )


def test_documents_by_line_and_semicolon() -> None:
    decision, submission, nameless = read_documents(f"{DOCUMENT}; Tờ trình số 5/TTr-STC\nBiên bản nghiệm thu")
    assert decision == StatedDocument(DocumentKind.issued, "12/QĐ-UBND", date(2026, 3, 20), DOCUMENT)
    assert submission == StatedDocument(DocumentKind.submission, "5/TTr-STC", None, "Tờ trình số 5/TTr-STC")
    assert nameless == StatedDocument(DocumentKind.issued, None, None, "Biên bản nghiệm thu")


FINANCE, HEALTH = UUID(int=1), UUID(int=2)
NAMES = {FINANCE: ["Sở Tài chính", "STC"], HEALTH: ["Sở Y tế"]}


@pytest.mark.parametrize(
    ("text", "finance", "health"),
    [
        ("Đang thực hiện", "Đang thực hiện", "Đang thực hiện"),
        ("Sở Tài chính: Đã hoàn thành\nSở Y tế: Đang thực hiện", "Đã hoàn thành", "Đang thực hiện"),
        ("- STC: Đã hoàn thành", "Đã hoàn thành", ""),
        ("SỞ Y TẾ:\nĐã họp: hai lần\nSở Tài chính: chưa", "chưa", "Đã họp: hai lần"),
        ("Chung cả hai\nSở Y tế: riêng", "Chung cả hai", "Chung cả hai\nriêng"),
    ],
)
def test_a_cell_of_several_leads(text: str, finance: str, health: str) -> None:
    found = {lead: progress_of(lead, {"Kết quả": text}, NAMES)["Kết quả"] for lead in NAMES}
    assert found == {FINANCE: finance, HEALTH: health}


@pytest.mark.parametrize(
    "status",
    ["Sở Y tế: hoàn thành; Sở Nội vụ: chưa", "Sở Y tế: Đang thực hiện\nSở Nội vụ: chưa"],
    ids=["line", "lines"],
)
def test_a_row_of_which_one_lead_is_not_clear_makes_no_entry_for_the_other(status: str) -> None:
    names = {UUID(int=1): ("Sở Y tế",), UUID(int=2): ("Sở Nội vụ",)}
    found = entries_of({"Trạng thái": status, "Tỷ lệ (%)": "50"}, names, TODAY)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == [UnclearCode.unknown_status]
    clear = entries_of({"Trạng thái": "Sở Y tế: Đang thực hiện\nSở Nội vụ: Chưa thực hiện"}, names, TODAY)
    assert list(clear) == [UUID(int=1)]
