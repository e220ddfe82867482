"""What a phrase asks for beside its day: a report, advice or completion; to whom; and the words nobody understood."""

import re

from app.deadlines.reading import Purpose
from app.deadlines.sheet import MASK, Sheet, pattern
from app.deadlines.vocabulary import ACTIONS, HARMLESS, WEIGHTY

_REPORT_OF_PROGRESS = pattern(r"bao cao (?:\S+ ){0,6}?(?:tien do|tinh hinh)")
_COMPLETED = pattern(r"hoan thanh|xong|hoan tat|ket thuc")
_ADVICE = pattern(r"tham muu")
_REPORT = pattern(r"bao cao")
_ACTION = pattern(ACTIONS)
_STOP = re.compile(r"[;()]")
_AGENCY = (
    r"(?:sở|ubnd|hđnd|ủy ban|uỷ ban|hội đồng|văn phòng|thành ủy|thành uỷ|tỉnh ủy|bộ|ban|chủ tịch|thủ tướng|"
    r"chính phủ|phòng|cục|chi cục|thanh tra|công an|cơ quan|trung ương)\b"
)
_RECIPIENTS = re.compile(rf"(?:\b(?:về|gửi|gửi về|cho|đến|lên)|\bbáo cáo)\s+(?P<names>{_AGENCY}[^()]*)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+(?=" + _AGENCY + ")", re.IGNORECASE)


def purpose_of(text: str, default: Purpose) -> Purpose:
    """What a stretch of folded text asks for; a result to be reported is, like progress, a report due."""
    if _REPORT_OF_PROGRESS.search(text):
        return Purpose.progress_report
    if _COMPLETED.search(text):
        return Purpose.completion
    if _ADVICE.search(text):
        return Purpose.advice
    return Purpose.progress_report if _REPORT.search(text) else default


def report_is_assumed(text: str, default: Purpose) -> bool:
    """The word "báo cáo" does not say of what: perhaps the task is itself a report."""
    plain_report = purpose_of(text, default) is Purpose.progress_report and default is not Purpose.progress_report
    return plain_report and not _REPORT_OF_PROGRESS.search(text)


def asks_completion(text: str) -> bool:
    return purpose_of(text, Purpose.advice) is Purpose.completion


def has_action(text: str) -> bool:
    return bool(_ACTION.search(text))


def recipients(sheet: Sheet) -> tuple[str, ...]:
    """To whom a report goes: the agencies named between the report and its day."""
    for stretch in _free_stretches(sheet):
        found = _RECIPIENTS.search(stretch)
        if found:
            return tuple(name.strip(" ,.;:") for name in _BETWEEN.split(found["names"]) if name.strip(" ,.;:"))
    return ()


def _free_stretches(sheet: Sheet) -> list[str]:
    """Stretches nobody took, as written."""
    return [
        sheet.words.written(found.start(), found.start() + len(found.group().rstrip()))
        for found in re.finditer(rf"(?<![^ ])[^{MASK}]+(?= |$)", sheet.free)
        if found.group().strip()
    ]


def leftovers(sheet: Sheet) -> list[str]:
    """What nobody understood and could bear on the day; the object of an action ("ban hành Nghị quyết …") does not."""
    odd = []
    for found in re.finditer(rf"[^{MASK};()]+", sheet.free):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        stretch = found.group().strip()
        if stretch and not _is_harmless(stretch):
            odd.append(sheet.words.written(start, start + len(stretch)).strip(" ,.:-/"))
    return [words for words in odd if words]


def _is_harmless(stretch: str) -> bool:
    words = [word for word in stretch.split() if word[0].isalnum()]
    if any(word in WEIGHTY or word.isdigit() for word in words):
        return False
    action = _ACTION.search(stretch)
    before = stretch[: action.start()].split() if action else words
    return all(word in HARMLESS for word in before if word[0].isalnum())
