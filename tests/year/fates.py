"""What becomes of each pair in the year, as a reader can check it against the two annexes.

`handed in` and `confirmed` are days of 2026, in term when the first is not after `due`; `*` is told by the month itself, `-`
never happens. `ends as` is the cell of the pair on 15 January 2027, `by its first day` the same under basis=original where that
differs. The programme is closed on 31 December: what is due on that day stays in term for ever.

A row of the programme is called as in the annex (II.13), one of the conclusions with a K before its number (K14.3).
"""

from dataclasses import dataclass
from datetime import date

# Which agency a table means by its short name.
LEADS = {
    "VPĐP": "vpdp-ctmtqg",
    "STC": "so-tai-chinh",
    "SNNMT": "so-nong-nghiep-va-moi-truong",
    "SXD": "so-xay-dung",
    "TK": "thong-ke",
    "SDTTG": "so-dan-toc-va-ton-giao",
    "BCĐ": "bcd-ctmtqg",
    "SNV": "so-noi-vu",
    "TTPTQĐ": "tt-phat-trien-quy-dat",
    "SCT": "so-cong-thuong",
    "BQL": "bql-kcx-cn",
    "SVHTTDL": "so-van-hoa-the-thao-va-du-lich",
    "SKHCN": "so-khoa-hoc-va-cong-nghe",
    "SYT": "so-y-te",
    "SGDĐT": "so-giao-duc-va-dao-tao",
}

FATES = """
row    lead     due    handed-in  confirmed  ends-as            by-its-first-day

I.1    VPĐP     30/4   28/4       6/5        completed_on_time
I.2    VPĐP     30/4   29/4       15/6       completed_on_time
I.3    STC      31/12  10/12      15/12      completed_on_time
I.4    STC      31/12  24/12      29/12      completed_on_time
I.5    VPĐP     30/4   *          *          completed_late
I.6    VPĐP     31/12  20/11      27/11      completed_on_time
I.7    TK       31/12  30/11      4/12       completed_on_time
I.8    SDTTG    31/12  -          -          in_term
I.9    VPĐP     31/3   *          *          completed_on_time
I.10   SNNMT    31/12  31/12      31/12      completed_on_time
II.1   SNNMT    30/6   25/9       30/9       completed_on_time  completed_late
II.1   VPĐP     30/6   25/9       30/9       completed_on_time  completed_late
II.2   VPĐP     30/9   *          *          completed_on_time
II.3   SNNMT    30/6   6/7        10/7       completed_late
II.3   VPĐP     30/6   2/6        9/6        completed_on_time
II.4   SXD      31/12  1/12       8/12       completed_on_time
II.5   VPĐP     30/6   20/8       25/8       completed_on_time  completed_late
II.6   VPĐP     31/12  -          -          in_term
II.7   STC      30/6   *          *          completed_on_time
II.8   STC      30/6   *          *          completed_late
II.9   SNNMT    30/6   22/6       26/6       completed_on_time
II.10  STC      30/6   15/6       18/6       completed_on_time
II.11  SXD      30/6   10/7       15/7       completed_late
II.12  STC      31/12  15/12      18/12      completed_on_time
II.13  VPĐP     31/3   28/3       10/4       completed_on_time
II.13  STC      31/3   20/4       24/4       completed_late
II.14  VPĐP     30/9   30/10      3/11       completed_on_time  completed_late
II.14  STC      30/9   12/10      16/10      completed_late
II.15  SXD      30/6   30/6       3/7        completed_on_time
II.15  STC      30/6   -          -          overdue
III.2  BCĐ      -      *          -          completed_late
III.2  VPĐP     -      *          -          completed_on_time
IV.1   VPĐP     31/12  15/10      20/10      completed_late     completed_on_time
IV.2   VPĐP     31/12  15/12      18/12      completed_on_time
V.1    VPĐP     31/12  -          -          suspended
V.2    VPĐP     31/12  30/12      -          in_term

K1     STC      -      15/12      20/12      completed_on_time
K2     SXD      -      10/12      14/12      completed_late
K3     STC      -      *          *          completed_on_time
K4     STC      30/6   25/6       30/6       completed_on_time
K5     STC      30/6   *          *          completed_on_time
K6     STC      31/7   31/7       5/8        completed_on_time
K7     BQL      -      *          -          completed_on_time
K7     SXD      -      *          -          completed_late
K8     SNNMT    19/6   20/6       24/6       completed_late
K9     SNV      30/6   30/6       31/7       completed_on_time
K10    STC      30/6   -          -          -
K11    TTPTQĐ   30/6   -          -          -
K11    SNNMT    30/6   30/6       3/7        completed_on_time
K12    STC      -      -          -          undated
K13    STC      30/6   28/9       1/10       completed_on_time  completed_late
K14.1  SCT      30/6   25/6       30/6       completed_on_time
K14.2  BQL      30/6   *          *          completed_on_time
K14.3  SNNMT    30/6   26/6       2/7        completed_on_time
K14.4  SCT      30/6   5/8        10/8       completed_late
K14.5  SVHTTDL  30/6   -          -          overdue
K15    SKHCN    30/6   29/6       2/7        completed_on_time
K16    STC      30/6   -          -          overdue
K17    SKHCN    -      -          -          undated
K18    SYT      -      1/12       4/12       completed_undated
K19    SYT      -      -          -          undated
K20    SYT      30/6   1/7        6/7        completed_late
K21    SYT      30/6   30/6       2/7        completed_on_time
K21    SGDĐT    30/6   20/7       24/7       completed_late
"""

# The 103 communes of III.3 owe a report for June (by 16/6) and one for the year (by 16/12, moved to 17/12 by a day off that is
# decided on 1/12). All but these seven send both in time, on 15/6 and 15/12. Xã Ngọc Tố
# becomes a part of xã Gia Hòa on 15/9, which then owes one report for the year; what Ngọc Tố has sent for June stays its own.
COMMUNES = """
commune            June   December  ends-as

phuong-cai-khe     15/6   17/12     completed_on_time
xa-thanh-an        20/6   15/12     completed_late
xa-co-do           -      15/12     overdue
xa-vinh-thanh      15/6   -         overdue
xa-lai-hoa         -      -         overdue
xa-ngoc-to         15/6   -         completed_on_time
xa-gia-hoa         15/6   15/12     completed_on_time
"""


@dataclass(frozen=True, slots=True)
class Fate:
    row: str
    lead: str
    handed_in: date | None
    confirmed: date | None
    ends_as: str | None
    by_first_day: str | None


@dataclass(frozen=True, slots=True)
class CommuneFate:
    code: str
    june: date | None
    december: date | None
    ends_as: str | None


def fates() -> list[Fate]:
    return [
        Fate(row, LEADS[lead], _day(handed_in), _day(confirmed), _cell(ends_as), _cell((*rest, ends_as)[0]))
        for row, lead, _, handed_in, confirmed, ends_as, *rest in rows(FATES)
    ]


def communes() -> list[CommuneFate]:
    return [
        CommuneFate(code, _day(june), _day(december), _cell(ends_as))
        for code, june, december, ends_as in rows(COMMUNES)
    ]


def rows(table: str) -> list[list[str]]:
    lines = [line.split() for line in table.splitlines() if line]
    return lines[1:]


def _day(written: str) -> date | None:
    if written in ("-", "*"):
        return None
    day, month = written.split("/")
    return date(2026, int(month), int(day))


def _cell(written: str) -> str | None:
    return None if written == "-" else written
