"""Legal citations in running text: which point, clause and article of which numbered instrument, and where it stands.

Only an instrument with a number is a citation ("các Kết luận của Bộ Chính trị" is none). Number and symbol are written as
NĐ 30/2020/NĐ-CP lays down for the administration, with a year for laws and decrees, and with a dash by the Party.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from app.kernel.text import fold


class Instrument(StrEnum):
    law = "law"
    code = "code"
    ordinance = "ordinance"
    resolution = "resolution"
    decree = "decree"
    decision = "decision"
    circular = "circular"
    joint_circular = "joint_circular"
    directive = "directive"
    conclusion = "conclusion"
    regulation = "regulation"
    programme = "programme"
    plan = "plan"
    project = "project"
    guidance = "guidance"
    notice = "notice"
    report = "report"
    submission = "submission"
    dispatch = "dispatch"
    telegram = "telegram"
    other = "other"


NAMES = {
    "Bộ luật": Instrument.code,
    "Luật": Instrument.law,
    "Pháp lệnh": Instrument.ordinance,
    "Nghị quyết": Instrument.resolution,
    "Nghị định": Instrument.decree,
    "Quyết định": Instrument.decision,
    "Thông tư liên tịch": Instrument.joint_circular,
    "Thông tư": Instrument.circular,
    "Chỉ thị": Instrument.directive,
    "Kết luận": Instrument.conclusion,
    "Quy định": Instrument.regulation,
    "Quy chế": Instrument.regulation,
    "Chương trình": Instrument.programme,
    "Kế hoạch": Instrument.plan,
    "Đề án": Instrument.project,
    "Hướng dẫn": Instrument.guidance,
    "Thông báo": Instrument.notice,
    "Báo cáo": Instrument.report,
    "Tờ trình": Instrument.submission,
    "Công văn": Instrument.dispatch,
    "Công điện": Instrument.telegram,
}
BY_NAME = {fold(name): instrument for name, instrument in NAMES.items()}
# NĐ 30/2020/NĐ-CP, Phụ lục III: abbreviations in a symbol. "QH" alone does not tell a law from a resolution.
SYMBOLS = {
    "NQ": Instrument.resolution,
    "NĐ": Instrument.decree,
    "QĐ": Instrument.decision,
    "TT": Instrument.circular,
    "TTLT": Instrument.joint_circular,
    "CT": Instrument.directive,
    "KL": Instrument.conclusion,
    "QC": Instrument.regulation,
    "CTr": Instrument.programme,
    "KH": Instrument.plan,
    "ĐA": Instrument.project,
    "HD": Instrument.guidance,
    "TB": Instrument.notice,
    "BC": Instrument.report,
    "TTr": Instrument.submission,
    "CĐ": Instrument.telegram,
    "UBND": Instrument.dispatch,
}

LETTER = r"[A-Za-zĐđÂâÊêÔôƠơƯư]"
NUMBER = re.compile(
    rf"(?<![\w/.-])\d{{1,5}}[a-z]?(?:\s?/\s?(?:19|20)\d\d)?\s?[/-]\s?(?=[A-ZĐ])(?P<symbol>{LETTER}{{1,10}})\d{{0,3}}"
    rf"(?:[-/&]\s?(?:{LETTER}|\d){{1,12}}){{0,4}}(?!\w)"
)
NAME = re.compile(
    r"(?<!\w)(?<!pháp )(?:"
    + "|".join(sorted((name.replace(" ", r"\s+") for name in NAMES), key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
# Between name and number may stand whose it is or what it is about: "Luật Đầu tư công số 58/2024/QH15".
BETWEEN = re.compile(r"\s+(?P<about>[^\d;:.()]{1,80}\s)?(?:số\s*:?\s*)?|\s*", re.IGNORECASE)
ISSUED = re.compile(
    r"(?:\s+của(?:\s+(?!về\b|ngày\b)[^\s\d;:.(),]+){1,8})?,?\s+(?:ban\s+hành\s+)?ngày\s+(\d{1,2})"
    r"(?:\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))(?!\d)",
    re.IGNORECASE,
)


def _level(word: str, item: str) -> str:
    """One level of a provision; "điểm a, b" and "khoản 1 và khoản 2" are one text each."""
    return rf"{word}\s+({item}(?:\s*(?:,|và)\s*(?:{word}\s+)?{item}){{0,9}})"


POINT = _level("điểm", r"[a-zđ]\d?(?!\w)")
CLAUSE = _level("khoản", r"\d{1,3}[a-z]?(?!\w)")
ARTICLE = _level("điều", r"\d{1,4}[a-z]?(?!\w)")
OF = r"\s*,?\s*(?:của\s+)?"
PROVISION = re.compile(rf"(?<!\w)(?:{POINT}{OF})?(?:{CLAUSE}{OF})?(?:{ARTICLE}{OF})?\Z", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:,|;|và)\s+(?:số\s*:?\s*)?", re.IGNORECASE)
# How far before its number the name and the provision of an instrument may begin.
REACH = 240
# A title cites a handful; a text that looks like thousands of numbers is not searched to its end.
MOST = 200


@dataclass(frozen=True, slots=True)
class Citation:
    """`start` and `end` are the place of `text` in the text read; lists of points or clauses stay as written."""

    instrument: Instrument
    number: str
    issued_on: date | None
    point: str | None
    clause: str | None
    article: str | None
    text: str
    start: int
    end: int


def find_citations(text: str) -> tuple[Citation, ...]:
    found: list[Citation] = []
    for number in islice(NUMBER.finditer(text), MOST):
        citation = _cited(text, number, found[-1] if found else None)
        if citation is not None:
            found.append(citation)
    return tuple(found)


def _cited(text: str, number: re.Match[str], previous: Citation | None) -> Citation | None:
    floor = max(previous.end if previous else 0, number.start() - REACH)
    name = _name_before(text, floor, number.start())
    instrument = BY_NAME[fold(name[0])] if name else _unnamed(text, number, previous)
    if instrument is None:
        return None
    named_at = name.start() if name else number.start()
    provision = PROVISION.search(text, floor, named_at)
    # Every level is optional, so the search finds at least the empty text before the name.
    point, clause, article = provision.groups() if provision else (None, None, None)
    start = provision.start() if provision and any(provision.groups()) else named_at
    issued = ISSUED.match(text, number.end())
    end = issued.end() if issued else number.end()
    written = re.sub(r"\s", "", number[0])
    return Citation(instrument, written, _day(issued), point, clause, article, text[start:end], start, end)


def _name_before(text: str, floor: int, number_at: int) -> re.Match[str] | None:
    """The last name of an instrument from which only its subject leads to the number."""
    names = [name for name in NAME.finditer(text, floor, number_at) if _leads_to(text, name.end(), number_at)]
    return names[-1] if names else None


def _leads_to(text: str, start: int, number_at: int) -> bool:
    between = BETWEEN.fullmatch(text, start, number_at)
    about = between and between["about"]
    # "Quyết định thành lập theo 909/QĐ-TTg": small letters after the name tell that the number is another's.
    return between is not None and (
        not about or about.lstrip()[:1].isupper() or fold(about).split()[0] in ("cua", "so")
    )


def _unnamed(text: str, number: re.Match[str], previous: Citation | None) -> Instrument | None:
    if previous is not None and JOINED.fullmatch(text, previous.end, number.start()):
        return previous.instrument
    return SYMBOLS.get(number["symbol"]) if "/" in number[0] else None


def _day(issued: re.Match[str] | None) -> date | None:
    if issued is None:
        return None
    day, *parts = (int(part) for part in issued.groups() if part)
    try:
        return date(parts[1], parts[0], day)
    except ValueError:
        return None
