"""Phrases that send the reader elsewhere ("theo kế hoạch …", "tại kỳ họp …"), go on without end ("thường xuyên"), or
hedge ("nếu cần").
"""

import re
from dataclasses import dataclass

from app.deadlines.phrases_events import boundary
from app.deadlines.sheet import Sheet, pattern

_ENUMERATOR = re.compile(r"^(?:[0-9]{1,2}|[a-e]) (?:\.|\)|\. \))(?= [^0-9\s])")
_CODE = r"(?:kh|qd|nd|nq|ct|ctr|tb|cv|kl|ubnd|hdnd|ttg|qh|tt|ttr|hd|bc|bcd|vpcp|cd|qc|pa|da|stc|snv)"
_CITATION = pattern(
    rf"(?:so (?:: )?(?:[0-9]{{1,5}} )?|[0-9]{{1,5}} )(?:/ [0-9]{{4}} )?[/-] {_CODE}(?: [0-9]{{1,2}})"
    rf"?(?: [/-] [a-z]+(?: [0-9]{{1,2}}(?! [/-] [0-9]))?)*"
    r"(?:(?: ,)? ngay (?:[0-9]{1,2} [/.-] [0-9]{1,2} [/.-] [0-9]{4}|[0-9]{1,2} thang [0-9]{1,2} nam [0-9]{4}|"
    r"thang nam [0-9]{4}))?"
)
_REFERENCE = pattern(
    r"(?:tuy )?(?:can cu )?(?:theo|can cu|tuy thuoc|phu thuoc(?: vao)?|tuy tinh hinh)"
    r"(?! (?:dinh ky|tung (?:thang|quy|nam|tuan)(?!\S)|(?:thang|quy|tuan|nam)(?!\S)))(?= [^\s_])"
)
_SESSION = pattern(
    r"(?:(?:trinh|tai|trong|truoc|vao|phuc vu|cac|tu) )*(?:ky hop|phien hop)"
    r"|(?:trinh |tai |trong |truoc |vao |phuc vu )+(?:cac )?(?:hoi nghi|dai hoi|cuoc hop)"
)
_SESSION_DAY = pattern(
    r"(?:vao |trong )*(?:ngay [0-9]{1,2} (?:[/.-] [0-9]|thang)|thang [0-9]{1,2}(?: / | nam )[0-9]{4})"
)
_BRANCH = r"[^_;,()]*[^_;,()\s]"
_ENDLESS = pattern(
    r"(?:(?:lam|thuc hien|duy tri|dieu chinh|bo sung|cap nhat|/|,|va) )*(?:thuong xuyen|lien tuc|xuyen suot|lau dai|"
    rf"(?:trong )?suot (?:qua trinh|thoi gian|nhiem ky|giai doan)(?: (?![0-9]){_BRANCH})?|trong (?:ca )"
    rf"?qua trinh(?: {_BRANCH})?|"
    r"khong (?:co |xac dinh |quy dinh |ghi )?(?:thoi han|han)(?! dinh))"
    r"(?: (?:,|va|/) (?:thuong xuyen|lien tuc|lau dai|xuyen suot))*"
)
_GOES_ON = pattern(
    r"(?:(?:,|va|;|\+|den) )*(?:(?:cac|nhung) (?:nam|quy|thang|giai doan) (?:tiep theo|ke tiep|sau do|sau|toi)"
    r"|giai doan tiep theo|"
    r"tro di|ve sau|tiep tuc (?:thuc hien|duy tri|cac nam tiep theo))"
)
_IF = pattern(r"(?:\( )?(?:neu (?:can(?: thiet)?|co)|khi can(?: thiet)?)(?: \))?")
_IF_CLAUSE = pattern(
    r"(?:neu|tru truong hop|tru khi|voi dieu kien|khi (?:co )?du dieu kien|sau khi du dieu kien)(?= [^\s_])"
)
_TENTATIVE = pattern(r"(?:\( )?(?:du kien|khoang|tam thoi|tam tinh|phan dau(?: hoan thanh)?|co gang)(?: \))?")
_UNDECIDED = pattern(
    r"(?:chua|khong) (?:xac dinh|ro|quyet dinh|an dinh)(?: (?:duoc )?thoi (?:gian|han|diem))|chua (?:xac dinh|"
    r"ro|co|quyet dinh)|khong (?:xac dinh|ro)|"
    r"(?:se )?thong bao sau|ngay (?:\. )*thang (?:\. )*nam(?: [0-9]{4})?"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the phrase as written, and where it begins in the sheet."""

    written: str
    start: int


def take_enumerator(sheet: Sheet) -> None:
    """As in "1. Tháng 6/2026", "a) Quý II/2026"."""
    sheet.take_all(_ENUMERATOR)


def take_citations(sheet: Sheet) -> None:
    """What names a document ("Nghị định 358/2025/NĐ-CP ngày 31/12/2025") holds a day that is no deadline."""
    for found in sheet.finds(_CITATION):
        sheet.name(*found.span())


def take_ifs(sheet: Sheet) -> list[Words]:
    """The words "nếu cần" and the like, before "khi" is looked for as an event."""
    short = [Words(sheet.take(*found.span()), found.start()) for found in sheet.finds(_IF)]
    return [*short, *(_swallowed(sheet, found.start(), found.end() + 1) for found in sheet.finds(_IF_CLAUSE))]


def take_references(sheet: Sheet) -> list[Words]:
    """What the phrase leaves to another document or to a meeting."""
    found_all = [_swallowed(sheet, found.start(), found.end() + 1) for found in sheet.finds(_REFERENCE)]
    for found in sheet.finds(_SESSION):
        day = _SESSION_DAY.search(sheet.free, found.end())
        end = min(boundary(sheet.free, found.end()), day.start() - 1 if day else len(sheet.free))
        found_all.append(Words(sheet.quote(found.start(), end), found.start()))
    return sorted(found_all, key=lambda words: words.start)


def take_endless(sheet: Sheet) -> list[Words]:
    return [Words(sheet.take(*found.span()), found.start()) for found in sheet.finds(_ENDLESS)]


def take_going_on(sheet: Sheet) -> bool:
    """As in "và các năm tiếp theo"."""
    return bool(sheet.take_all(_GOES_ON))


def take_hedges(sheet: Sheet) -> None:
    for written in sheet.take_all(_TENTATIVE):
        sheet.note("tentative", written.strip("( )"))
    if sheet.take_all(_UNDECIDED):
        sheet.note("not_decided")


def _swallowed(sheet: Sheet, start: int, begin: int) -> Words:
    return Words(sheet.quote(start, boundary(sheet.free, begin)), start)
