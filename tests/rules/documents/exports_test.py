"""What stands in the cells of an export: what leads tell, what a spreadsheet must not run, what XML must not hold."""

import hashlib
import io
from typing import Any

import pytest

from app.documents.admitted import MAX_CELL
from app.documents.exports.csv_file import CsvWriter
from app.documents.exports.leads import leads_of, progress_cells, tone
from app.documents.exports.sheet import Band, Column, Line, Sheet, Tally, Tone, put, shown
from app.documents.exports.texts import fit
from app.documents.formulas import as_it_was, harmless


@pytest.mark.parametrize(
    ("written", "in_csv"),
    [
        ("=1+1", "'=1+1"),
        ("+84 292", "'+84 292"),
        ("- Báo cáo tháng", "'- Báo cáo tháng"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("''-1", "'''-1"),
        ("'Sở Y tế", "'Sở Y tế"),
        ("'", "'"),
        ("1 = 1", "1 = 1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula_and_each_is_read_back_as_it_was(written: str, in_csv: str) -> None:
    assert harmless(written) == in_csv
    assert as_it_was(in_csv) == written


def test_what_xml_must_not_hold_is_left_out_and_a_cell_has_an_end() -> None:
    assert fit("a\x00\x0b\ufffe\ud800b\t\nc") == "ab\t\nc"
    assert len(fit("a" * (MAX_CELL + 1))) == MAX_CELL


def lead(name: str | None, status: str = "not_started", **told: Any) -> dict[str, Any]:
    given = {
        "name": name,
        "status": status,
        "blocked": False,
        "cell": "in_term",
        "due_soon": False,
        "percent": 0,
        "nominal_due_date": "2026-06-14",
        "effective_due_date": "2026-06-16",
        "days_overdue": 0,
        "done_on": None,
        "last_reported_on": None,
        "last_report_id": None,
    }
    return given | told


def report(id_: str, **told: Any) -> dict[str, Any]:
    texts = dict.fromkeys(("summary", "result_documents", "no_document_reason", "difficulties", "proposals"))
    return {"id": id_, "no_change": False, **texts} | told


def cells(*leads: dict[str, Any], reports: tuple[dict[str, Any], ...] = ()) -> tuple[Any, ...]:
    return progress_cells({"leads": list(leads), "reports": list(reports)})


def test_one_lead_is_not_named() -> None:
    done = lead(
        "Sở Tài chính", "completed", cell="completed_late", percent=100, done_on="2026-06-20", last_report_id="r"
    )
    document = {"kind": "submission", "number": "12/TTr-STC", "issued_on": "2026-06-18", "title": "Tờ trình"}
    told = report("r", summary="Đã trình", result_documents=[document], difficulties="Thiếu vốn")
    assert cells(done, reports=(told,)) == (
        "Hoàn thành",
        "Hoàn thành quá hạn",
        100,
        "14/06/2026",
        "16/06/2026",
        "",
        "20/06/2026",
        "Đã trình",
        "12/TTr-STC ngày 18/06/2026: Tờ trình (trình ban hành)",
        "Thiếu vốn",
        "",
        "",
    )


def test_several_leads_have_a_line_each_where_they_differ() -> None:
    one = lead("Sở Tài chính", "in_progress", blocked=True, percent=40, last_report_id="r")
    two, gone = lead(None, days_overdue=3, cell="overdue"), lead("Sở Y tế", "cancelled", cell=None)
    told = cells(one, two, gone, reports=(report("r", no_change=True),))
    assert told[0] == "Sở Tài chính: Đang thực hiện, có vướng mắc\nChưa rõ cơ quan: Chưa thực hiện"
    assert told[1] == "Sở Tài chính: Trong hạn\nChưa rõ cơ quan: Quá hạn"
    assert told[2] == "Sở Tài chính: 40\nChưa rõ cơ quan: 0"
    assert told[3] == "14/06/2026"
    assert told[5] == "Chưa rõ cơ quan: 3"
    assert told[7] == "Sở Tài chính: Không thay đổi so với báo cáo trước"
    assert [one.name for one in leads_of({"leads": [gone], "reports": []})] == ["Sở Y tế"]


def test_of_a_hundred_leads_the_first_twenty_are_named() -> None:
    communes = [lead(f"Xã {n}", "in_progress" if n == 1 else "not_started", last_report_id=n) for n in range(1, 104)]
    reports = tuple(report(str(n), summary="Xong" if n <= 20 else True) for n in range(1, 104))
    told = progress_cells(
        {"leads": [one | {"last_report_id": str(one["last_report_id"])} for one in communes], "reports": list(reports)}
    )
    lines = str(told[0]).split("\n")
    assert (lines[0], lines[19], lines[20]) == (
        "Xã 1: Đang thực hiện",
        "Xã 20: Chưa thực hiện",
        "… và 83 cơ quan khác",
    )
    assert str(told[7]).split("\n")[19:] == ["Xã 20: Xong", "… và 83 cơ quan khác"]


def test_a_heading_tells_nothing() -> None:
    assert set(cells()) == {""}
    assert tone({"cell": None, "due_soon": False}) is None
    assert tone({"cell": "in_term", "due_soon": True}) is Tone.soon


SHEET = Sheet("Phụ lục", (Column("STT", 1), Column("Nhiệm vụ", 8), Column("Cơ quan", 4)), label_at=0, title_at=1)


def written(*items: Any) -> list[str]:
    file = io.BytesIO()
    writer, tally = CsvWriter(file), Tally()
    put(items, writer, tally)
    writer.finish(tally.words)
    return file.getvalue().decode("utf-8").split("\r\n")


def test_a_csv_is_a_header_and_rows() -> None:
    lines = written(SHEET, Band("I", "Chung"), Line(("1", "a, b", 2)), Band(None, "RIÊNG"), Band(None, "Khác"))
    assert lines == ["\ufeffSTT,Nhiệm vụ,Cơ quan", "I,Chung,", '1,"a, b",2', ",RIÊNG,", "Khác,Khác,Khác", ""]


def test_a_receiver_can_work_out_the_digest() -> None:
    tally = Tally()
    for one in (Line(("1", 'Sở "A"\nB', 2)), Line(("2", "", 33.3))):
        tally.add(one)
    canonical = '["1","Sở \\"A\\"\\nB","2"]\n["2","","33,3"]\n'
    assert tally.words == f"Tổng số dòng: 2 · SHA-256: {hashlib.sha256(canonical.encode()).hexdigest()}"
    assert shown(0.0) == "0,0"
