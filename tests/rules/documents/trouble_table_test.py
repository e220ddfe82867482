"""The table of troubles: one awkward fragment of an annex a case, what a careful reader makes of it, and what the reader tells.

A fragment is drawn as in drawn.py and stands under the usual header of six columns, unless it brings one of its own. `reads` has a
line for each row: section, number, title, leads, coordinating, deadline, deliverable; "?" marks a name that is not in the register.
`tells` are the findings, each by its id, with what is suggested.
"""

from typing import NamedTuple

import pytest

from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.findings import Finding
from app.documents.annex.read import read_annex
from tests.rules.documents.drawn import USUAL, drawn
from tests.rules.documents.make import coordinating_codes, lead_codes, register


class Trouble(NamedTuple):
    name: str
    fragment: str
    reads: str
    tells: str = ""


def trouble(name: str, fragment: str, reads: str, tells: str = "", *, header: str = USUAL) -> Trouble:
    return Trouble(name, f"{header}\n{fragment.strip()}", reads.strip(), tells.strip())


def as_it_stands(name: str, fragment: str, reads: str, tells: str = "") -> Trouble:
    """A whole document, with its header."""
    return Trouble(name, fragment.strip(), reads.strip(), tells.strip())


TROUBLES = [
    # columns
    as_it_stands(
        "columns in another order, under other titles",
        """
        Sản phẩm đầu ra | Thời hạn | Đơn vị phối hợp | Đơn vị chủ trì | Tên nhiệm vụ | Số TT
        X | Quý I/2026 | Sở Nội vụ | Sở Y tế | A | 1
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "titles as a scanner breaks them",
        """
        1T | NHIEM VU, GIAI PHÁP | C0 QUAN CHU TRl THEO DÕI | CO QUAN PHÔI HOP | THƠI HẠN THAM MUÙ/BÁO CÁO | SẢN PHÂM
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "titles with line breaks",
        """
        S/nTT | Nội dung/ncông việc | Cơ quan,/nđơn vị chủ trì | Cơ quan,/nđơn vị phối hợp | Thời gian/nhoàn thành | Sản phẩm,/nkết quả
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "two columns that may both be the deadline",
        """
        TT | Nhiệm vụ | Chủ trì | Phối hợp | Tiến độ | Thời hạn hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | đang làm | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Tiến độ: đang làm
        """,
        """
        contested-column//deadline/1 Tiến độ
        """,
    ),
    as_it_stands(
        "a column that means nothing to us",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Ghi chú
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X | khẩn
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Ghi chú: khẩn
        """,
        """
        kept-as-note///1 Ghi chú
        """,
    ),
    as_it_stands(
        "a column for notes with nothing in it",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Ghi chú
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "people instead of agencies",
        """
        TT | Nhiệm vụ | Người thực hiện | Phối hợp | Thời hạn | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "people beside agencies",
        """
        TT | Nhiệm vụ | Lãnh đạo phụ trách | Chủ trì | Phối hợp | Thời hạn | Sản phẩm
        1 | A | Đ/c B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Lãnh đạo phụ trách: Đ/c B
        """,
        """
        kept-as-note///1 Lãnh đạo phụ trách
        """,
    ),
    as_it_stands(
        "no column of deadlines",
        """
        TT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu |  | X
        """,
        """
        absent-column//deadline/1
        """,
    ),
    as_it_stands(
        "a header in two lines with merged titles",
        """
        TT | Nhiệm vụ | Phân công | < | Thời hạn | Sản phẩm
        ^ | ^ | Chủ trì | Phối hợp | ^ | ^
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "a header in two lines that tells its meaning only together",
        """
        TT | Nhiệm vụ | Thực hiện | < | Thời gian | < | Sản phẩm
        ^ | ^ | Chủ trì | Phối hợp | Bắt đầu | Hoàn thành | ^
        1 | A | Sở Y tế | Sở Nội vụ | Tháng 1 | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | Thời gian Bắt đầu: Tháng 1
        """,
        """
        kept-as-note///1 Thời gian Bắt đầu
        """,
    ),
    trouble(
        "a line that numbers the columns",
        """
        (1) | (2) | (3) | (4) | (5) | (6)
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "a title as wide as the table above the header",
        """
        DANH MỤC NHIỆM VỤ | < | < | < | < | <
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "numbers that Word counts by itself and does not write",
        """
         | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        |  | A | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | B | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        empty-column//number/1 STT
        """,
    ),
    # pages
    trouble(
        "the header repeated on each page",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "the header repeated with scan errors",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        STT | Nôi dung công viêc | C0 quan chủ trì | Cơ quan phôi hợp | Thơi gian hoàn thành | Sản phấm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a row cut by a page",
        """
        1 | Rà soát quy hoạch của các | Sở Nông nghiệp và | Sở Y tế; | Tháng | Báo cáo của
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
         | ngành. | Môi trường | Sở Xây dựng | 6/2026 | Sở
        """,
        """
        | 1 | Rà soát quy hoạch của các ngành. | so-nong-nghiep-va-moi-truong | so-y-te, so-xay-dung | Tháng 6/2026 | Báo cáo của Sở
        """,
        """
        joined-row/1//1 ngành. Môi trường Sở Xây dựng 6/2026 Sở
        """,
    ),
    trouble(
        "a row cut by a page that prints no header",
        """
        1 | Rà soát quy hoạch | Sở Xây | Sở Nội vụ | Quý I/2026 | X
         | của các ngành | dựng | | |
        """,
        """
        | 1 | Rà soát quy hoạch của các ngành | so-xay-dung | so-noi-vu | Quý I/2026 | X
        """,
        """
        joined-row/1//1 của các ngành dựng
        """,
    ),
    trouble(
        "a table that a page cuts into two tables",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a page number between two pages",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Trang 2/3
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row///1 Trang 2/3
        """,
    ),
    trouble(
        "a row without a number at the top of a page",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
         | Bố trí vốn | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | Bố trí vốn | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-number/2/number/1 → 2
        """,
    ),
    # merged cells
    trouble(
        "a lead merged down three tasks",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        2 | B | ^ | | Quý I/2026 | X
        3 | C | ^ | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 2 | B | so-y-te |  | Quý I/2026 | X
        | 3 | C | so-y-te |  | Quý I/2026 | X
        """,
        """
        merged-value/2/lead/1 Sở Y tế
        merged-value/3/lead/1 Sở Y tế
        """,
    ),
    trouble(
        "a deadline merged down a section",
        """
        I | **CHUNG** | | | |
        1 | A | Sở Y tế | | Quý I/2026 | X
        2 | B | Sở Xây dựng | | ^ | X
        """,
        """
        I. CHUNG | 1 | A | so-y-te |  | Quý I/2026 | X
        I. CHUNG | 2 | B | so-xay-dung |  | Quý I/2026 | X
        """,
        """
        merged-value/2/deadline/1 Quý I/2026
        """,
    ),
    trouble(
        "one task with a line for each of two leads",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        ^ | ^ | Sở Xây dựng | ^ | ^ | ^
        """,
        """
        | 1 | A | so-y-te, so-xay-dung | so-noi-vu | Quý I/2026 | X
        """,
        """
        joined-row/1//1 Sở Xây dựng
        """,
    ),
    trouble(
        "one task with a deliverable for each lead",
        """
        1 | A | Sở Y tế | | Quý I/2026 | Báo cáo
        ^ | ^ | Sở Xây dựng | | ^ | Tờ trình
        """,
        """
        | 1 | A | so-y-te, so-xay-dung |  | Quý I/2026 | Báo cáo/nTờ trình
        """,
        """
        joined-row/1//1 Sở Xây dựng Tờ trình
        """,
    ),
    trouble(
        "one task whose two leads were typed with its number and title again",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        1 | A | Sở Xây dựng | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te, so-xay-dung |  | Quý I/2026 | X
        """,
        """
        joined-row/1//1 1 A Sở Xây dựng Quý I/2026 X
        """,
    ),
    trouble(
        "one number merged over two tasks",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        ^ | B | Sở Xây dựng | | Quý II/2026 | X
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 1 | B | so-xay-dung |  | Quý II/2026 | X
        """,
        """
        duplicate-number/2/number/1 1 → 1a
        """,
    ),
    trouble(
        "a heading merged across to the end",
        """
        14 | Tập trung nguồn lực: | < | < | < | <
        14.1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 14 | Tập trung nguồn lực:
        | 14.1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section whose title is merged across beside its label",
        """
        I | QUẢN LÝ | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. QUẢN LÝ | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section in one merged cell as wide as the table",
        """
        I. Quản lý | < | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a section in one merged cell, left in its first column",
        """
        Nhiệm vụ thường xuyên | | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Nhiệm vụ thường xuyên | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "lead and coordinating in one merged cell",
        """
        1 | A | Các sở, ban ngành | < | Quý I/2026 | X
        """,
        """
        | 1 | A | departments | departments | Quý I/2026 | X
        """,
        """
        lead-also-coordinating/1/coordinating/1 Các sở, ban ngành
        """,
    ),
    # sections
    trouble(
        "a Roman section and a lettered one",
        """
        I | Quản lý | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        B. | Đào tạo | | | |
        1 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        B. Đào tạo | 1 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "sections without label, in bold and in capitals",
        """
         | **Quản lý** | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | ĐÀO TẠO | | | |
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        ĐÀO TẠO | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "parts above sections",
        """
        Phần I | NHIỆM VỤ CHUNG | | | |
        I | Quản lý | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. Quản lý | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a part in one cell",
        """
        **Phần II - Cơ chế** | < | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Phần II. Cơ chế | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "a Roman number as a scanner reads it",
        """
        Il. | QUẢN LÝ | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        II. QUẢN LÝ | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "the title of a section in whatever column is next",
        """
        TT | Thời hạn | Nhiệm vụ | Chủ trì | Sản phẩm
        I | Nhiệm vụ thường xuyên | | |
        1 | Quý I/2026 | A | Sở Y tế | X
        """,
        """
        I. Nhiệm vụ thường xuyên | 1 | A | so-y-te |  | Quý I/2026 | X
        """,
        """
        absent-column//coordinating/1
        """,
    ),
    as_it_stands(
        "a word beside the title of a section",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Ghi chú
        I | QUẢN LÝ | | | | | khẩn
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X |
        """,
        """
        I. QUẢN LÝ | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row///1 khẩn
        """,
    ),
    trouble(
        "a section cut by a page",
        """
        I | KIỂM TRA, GIÁM SÁT, | | | |
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
         | THÔNG TIN BÁO CÁO | | | |
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        I. KIỂM TRA, GIÁM SÁT, THÔNG TIN BÁO CÁO | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    # children
    trouble(
        "decimal children of a heading",
        """
        14 | A | | | |
        14.1 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        14. 2. | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 14 | A
        | 14.1 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 14.2 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "lettered children that begin again",
        """
        1 | A | | | |
        a) | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | C | | | |
        a) | D | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A
        | 1.a | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | C
        | 2.a | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "children that take lead and deadline from above",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        1.1 | B | | | | Y
        1.2 | C | Sở Xây dựng | | | Z
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 1.1 | B | so-y-te | so-noi-vu | Quý I/2026 | Y
        | 1.2 | C | so-xay-dung |  | Quý I/2026 | Z
        """,
        """
        inherited-lead/2/lead/1 Sở Y tế
        inherited-coordinating/2/coordinating/1 Sở Nội vụ
        inherited-deadline/2/deadline/1 Quý I/2026
        inherited-deadline/3/deadline/1 Quý I/2026
        """,
    ),
    trouble(
        "a grandchild that takes what its parent took",
        """
        1 | A | Sở Y tế | | Quý I/2026 | X
        1.1 | B | | | | Y
        1.1.1 | C | | | Quý II/2026 | Z
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 | X
        | 1.1 | B | so-y-te |  | Quý I/2026 | Y
        | 1.1.1 | C | so-y-te |  | Quý II/2026 | Z
        """,
        """
        inherited-lead/2/lead/1 Sở Y tế
        inherited-deadline/2/deadline/1 Quý I/2026
        inherited-lead/3/lead/1 Sở Y tế
        """,
    ),
    trouble(
        "a child that names only who coordinates",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        1.1 | B | | Sở Tư pháp | Quý I/2026 | Y
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 1.1 | B | so-y-te | so-tu-phap | Quý I/2026 | Y
        """,
        """
        inherited-lead/2/lead/1 Sở Y tế
        """,
    ),
    trouble(
        "a child without a lead under a heading that has none",
        """
        1 | A | | | |
        1.1 | B | | | Quý I/2026 | X
        """,
        """
        | 1 | A
        | 1.1 | B |  |  | Quý I/2026 | X
        """,
        """
        missing-lead/2/lead/1
        """,
    ),
    # continuation rows
    trouble(
        "dash lines in rows of their own",
        """
        1 | A: | Sở Y tế | | Quý I/2026 | X
         | - B | | | |
         | + C | | | |
        """,
        """
        | 1 | A:/n- B/n+ C | so-y-te |  | Quý I/2026 | X
        """,
        """
        joined-row/1//1 - B
        """,
    ),
    trouble(
        "dash lines in two columns at once",
        """
        1 | A | - Sở Y tế | | Quý I/2026 | - X
         | | - Sở Xây dựng | | | - Y
        """,
        """
        | 1 | A | so-y-te, so-xay-dung |  | Quý I/2026 | - X/n- Y
        """,
        """
        joined-row/1//1 - Sở Xây dựng - Y
        """,
    ),
    # numbers
    trouble(
        "one number used twice",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | D | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        duplicate-number/3/number/1 2 → 2a
        """,
    ),
    trouble(
        "a number left out",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
         | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        3 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        |  | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 3 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-number/2/number/1 → 2
        """,
    ),
    trouble(
        "numbers that begin again without a section",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        1 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | D | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 1 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | D | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        restarted-numbers/3/number/1 1
        """,
    ),
    trouble(
        "numbers with a full stop, a bracket, a nought",
        """
        1. | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2) | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        03 | C | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        | 03 | C | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    # footnotes
    trouble(
        "a footnote by a star in the title",
        """
        1 | A (*) | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        (*) Theo Quyết định số 12/QĐ-UBND
        """,
        """
        | 1 | A (*) | so-y-te | so-noi-vu | Quý I/2026 | X | (*): (*) Theo Quyết định số 12/QĐ-UBND
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        footnote///1 (*) Theo Quyết định số 12/QĐ-UBND
        """,
    ),
    trouble(
        "a footnote by a small figure behind an agency",
        """
        1 | A | Sở Y tế¹ | Sở Nội vụ [2] | Quý I/2026 | X
        ¹ Giao bổ sung
        [2] Chờ ý kiến
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X | ¹: ¹ Giao bổ sung | [2]: [2] Chờ ý kiến
        """,
        """
        footnote///1 ¹ Giao bổ sung
        footnote///2 [2] Chờ ý kiến
        """,
    ),
    trouble(
        "a footnote behind a deadline and behind a number",
        """
        1(*) | A | Sở Y tế | | Quý I/2026 (1) | X
        (1) Có thể lùi
        (*) Việc mới
        """,
        """
        | 1 | A | so-y-te |  | Quý I/2026 (1) | X | (1): (1) Có thể lùi | (*): (*) Việc mới
        """,
        """
        footnote///1 (1) Có thể lùi
        footnote///2 (*) Việc mới
        """,
    ),
    trouble(
        "a footnote that no row refers to",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        (**) Số liệu ước
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        footnote///1 (**) Số liệu ước
        """,
    ),
    trouble(
        "a remark under the table",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Ghi chú: các đơn vị gửi báo cáo trước ngày 15.
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        footnote///1 Ghi chú: các đơn vị gửi báo cáo trước ngày 15.
        """,
    ),
    trouble(
        "a footnote in the last row of the table",
        """
        1 | A* | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        * Theo văn bản mới | < | < | < | < | <
        """,
        """
        | 1 | A* | so-y-te | so-noi-vu | Quý I/2026 | X | *: * Theo văn bản mới
        """,
        """
        footnote///1 * Theo văn bản mới
        """,
    ),
    # agency cells
    trouble(
        "two names that lost their separator",
        """
        1 | A | Sở Tài chính Sở Xây dựng | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-tai-chinh, so-xay-dung |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "one head noun for a list, before a colon",
        """
        1 | A | Sở: Tài chính, Xây dựng | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-tai-chinh, so-xay-dung |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "one head noun for a list, without a colon",
        """
        1 | A | Sở Tài chính, Xây dựng, Nội vụ | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-tai-chinh, so-xay-dung, so-noi-vu |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "communes after one head noun",
        """
        1 | A | UBND các phường Ninh Kiều, Cái Khế và xã Long Phú | | Quý I/2026 | X
        """,
        """
        | 1 | A | phuong-ninh-kieu, phuong-cai-khe, xa-long-phu |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "an agency whose own name has separators",
        """
        1 | A | Sở Văn hóa, Thể thao và Du lịch, Sở Y tế | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-van-hoa-the-thao-va-du-lich, so-y-te |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "names in lines, numbered",
        """
        1 | A | 1. Sở Y tế/n2. Sở Nội vụ | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te, so-noi-vu |  | Quý I/2026 | X
        """,
    ),
    trouble(
        "a misspelt agency",
        """
        1 | A | Sở Tài chánh | Sở Nội vu | Quý I/2026 | X
        """,
        """
        | 1 | A | ? Sở Tài chánh | ? Sở Nội vu | Quý I/2026 | X
        """,
        """
        unknown-agency/1/lead/1 Sở Tài chánh → so-tai-chinh
        unknown-agency/1/coordinating/1 Sở Nội vu → so-noi-vu
        """,
    ),
    trouble(
        "agencies the register does not know",
        """
        1 | A | Ban Tuyên giáo và Dân vận Thành ủy | Đoàn Thanh niên | Quý I/2026 | X
        """,
        """
        | 1 | A | ? Ban Tuyên giáo và Dân vận Thành ủy | ? Đoàn Thanh niên | Quý I/2026 | X
        """,
        """
        unknown-agency/1/lead/1 Ban Tuyên giáo và Dân vận Thành ủy
        unknown-agency/1/coordinating/1 Đoàn Thanh niên
        """,
    ),
    trouble(
        "some of a class",
        """
        1 | A | Các sở, ban ngành phụ trách | cơ quan, đơn vị liên quan | Quý I/2026 | X
        """,
        """
        | 1 | A | departments-in-charge | bodies-concerned | Quý I/2026 | X
        """,
        """
        narrowed-agency/1/lead/1 Các sở, ban ngành phụ trách
        narrowed-agency/1/coordinating/1 cơ quan, đơn vị liên quan
        """,
    ),
    trouble(
        "all of them, or one of them",
        """
        1 | A | Sở Xây dựng/ Sở Tài chính | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-xay-dung, so-tai-chinh |  | Quý I/2026 | X
        """,
        """
        joint-or-either/1/lead/1 Sở Xây dựng/ Sở Tài chính
        """,
    ),
    trouble(
        "both roles in the cell of the lead",
        """
        1 | A | Sở Y tế; phối hợp: Sở Nội vụ, Sở Tư pháp | | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu, so-tu-phap | Quý I/2026 | X
        """,
        """
        coordinating-in-lead/1/lead/1 Sở Nội vụ, Sở Tư pháp
        """,
    ),
    as_it_stands(
        "both roles in one column, each with its word",
        """
        TT | Nhiệm vụ | Cơ quan chủ trì, phối hợp | Thời hạn | Sản phẩm
        1 | A | - Chủ trì: Sở Y tế/n- Phối hợp: Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        coordinating-in-lead/1/lead/1 Sở Nội vụ
        """,
    ),
    trouble(
        "one agency leading and coordinating",
        """
        1 | A | Sở Y tế | Sở Y tế, Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-y-te, so-noi-vu | Quý I/2026 | X
        """,
        """
        lead-also-coordinating/1/coordinating/1 Sở Y tế
        """,
    ),
    trouble(
        "no lead",
        """
        1 | A | | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A |  | so-noi-vu | Quý I/2026 | X
        """,
        """
        missing-lead/1/lead/1
        """,
    ),
    # deadlines
    trouble(
        "a deadline that is no day",
        """
        1 | A | Sở Y tế | | xem bên dưới | X
        """,
        """
        | 1 | A | so-y-te |  | xem bên dưới | X
        """,
        """
        unread-deadline/1/deadline/1 xem bên dưới
        """,
    ),
    trouble(
        "a deadline without its year",
        """
        1 | A | Sở Y tế | | Tháng 6 | X
        """,
        """
        | 1 | A | so-y-te |  | Tháng 6 | X
        """,
        """
        assumed-deadline/1/deadline/1 Tháng 6
        """,
    ),
    trouble(
        "a date in the title",
        """
        1 | Hoàn thành cầu trong năm 2026 | Sở Xây dựng | | Quý II/2026 | X
        """,
        """
        | 1 | Hoàn thành cầu trong năm 2026 | so-xay-dung |  | Quý II/2026 | X
        """,
        """
        date-in-title/1/title/1 trong năm 2026 → trong năm 2026
        """,
    ),
    trouble(
        "no deadline and no deliverable",
        """
        1 | A | Sở Y tế | Sở Nội vụ | |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu
        """,
        """
        missing-deadline/1/deadline/1
        missing-deliverable/1/deliverable/1
        """,
    ),
    # several tables
    as_it_stands(
        "the head of the letter in a table without borders",
        """
        ỦY BAN NHÂN DÂN/nTHÀNH PHỐ CẦN THƠ/nSố: 12/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc/nCần Thơ, ngày 5 tháng 3 năm 2026
        KẾ HOẠCH
        Công tác năm 2026
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "a table of figures before the annex",
        """
        Chỉ tiêu | Đơn vị tính | Kế hoạch
        GRDP | % | 10

        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table///1 Chỉ tiêu Đơn vị tính Kế hoạch
        """,
    ),
    trouble(
        "the list of copies and the signature below",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        Nơi nhận:/n- Như trên | TM. ỦY BAN NHÂN DÂN/nCHỦ TỊCH
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table///1 Nơi nhận:/n- Như trên TM. ỦY BAN NHÂN DÂN/nCHỦ TỊCH
        """,
    ),
    trouble(
        "a further annex with its own label and columns",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        PHỤ LỤC II
        CÁC ĐỀ ÁN
        Thời hạn | Tên đề án | Chủ trì | Phối hợp | STT | Sản phẩm
        Quý II/2026 | B | Sở Xây dựng | | 1 | Y
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        PHỤ LỤC II. CÁC ĐỀ ÁN | 1 | B | so-xay-dung |  | Quý II/2026 | Y
        """,
        """
        further-annex///1 PHỤ LỤC II
        """,
    ),
    trouble(
        "a further annex in one line, with a note",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Phụ lục II: Các đề án
        (Kèm theo Kế hoạch số 5/KH-UBND)
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        Phụ lục II. Các đề án | 1 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        further-annex///1 Phụ lục II
        """,
    ),
    trouble(
        "a table of figures between two of tasks",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        TT | Chỉ tiêu | Kế hoạch
        1 | GRDP | 10

        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        2 | B | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        | 2 | B | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table///1 TT Chỉ tiêu Kế hoạch
        """,
    ),
    trouble(
        "a table of figures as wide as the annex",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X

        TT | Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2026 | Ghi chú
        1 | GRDP | % | 9 | 10 |
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        ignored-table///1 TT Chỉ tiêu Đơn vị Năm 2025 Năm 2026 Ghi chú
        """,
    ),
    trouble(
        "what the letter says below the table",
        """
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        III. TỔ CHỨC THỰC HIỆN
        1. Giao các sở báo cáo.
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
        """
        unread-row///1 III. TỔ CHỨC THỰC HIỆN
        unread-row///2 1. Giao các sở báo cáo.
        """,
    ),
    # what exports of ours add
    as_it_stands(
        "the lines around the table of an export",
        """
        Số liệu đến ngày 26/11/2026 · Lọc: trạng thái = quá hạn | < | < | < | < | <
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        Tổng số dòng: 1 · SHA-256: 0f3a | < | < | < | < | <
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    as_it_stands(
        "the columns of progress",
        """
        STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm | Trạng thái | Hạn thực tế | Số ngày quá hạn
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X | Đang thực hiện | 31/3/2026 | 0
        """,
        """
        | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
    trouble(
        "the section of a further annex in an export",
        """
        **Phụ lục II. Các đề án** | < | < | < | < | <
        1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X
        """,
        """
        Phụ lục II. Các đề án | 1 | A | so-y-te | so-noi-vu | Quý I/2026 | X
        """,
    ),
]


@pytest.mark.parametrize("one", TROUBLES, ids=[one.name for one in TROUBLES])
def test_trouble(one: Trouble) -> None:
    draft = read_annex(drawn(one.fragment), register(), year=2026)
    assert _lines(draft) == _trimmed(one.reads)
    assert [_told(finding) for finding in draft.findings] == _trimmed(one.tells)


def _lines(draft: AnnexDraft) -> list[str]:
    return [_line(draft, row) for row in draft.rows]


def _line(draft: AnnexDraft, row: RowDraft) -> str:
    section = None if row.section is None else draft.sections[row.section]
    texts = (
        "" if section is None else f"{section.label}. {section.title}" if section.label else section.title,
        row.number,
        row.title,
        ", ".join(lead_codes(row)),
        ", ".join(coordinating_codes(row)),
        row.deadline_text,
        row.deliverable,
        *(f"{note.column}: {note.text}" for note in row.notes),
    )
    return " | ".join((text or "").replace("\n", "/n") for text in texts).rstrip(" |").strip()


def _told(one: Finding) -> str:
    suggestion = f" → {one.suggestion}" if one.suggestion else ""
    return f"{one.id} {one.read or ''}".replace("\n", "/n").strip() + suggestion


def _trimmed(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
