"""The words and layouts by which the lines of a letter are known: motto, number, place and date, kind, label of an annex, office.

Vocabulary only; what the lines of a head tell together is for letterhead.py to say.
"""

import re

from app.kernel.text import fold

MOTTO = re.compile(r"(?:cong hoa xa hoi chu nghia viet nam|doc lap tu do hanh phuc|dang cong san viet nam)")
RULE = re.compile(r"[-–—_*=.\s]*")
COLUMNS = re.compile(r"\t|\s{3,}")
BLANK = r"[\s.…_]{0,40}"
ISSUED = rf"ngày{BLANK}(?P<day>\d{{1,2}})?{BLANK}(?:tháng|/){BLANK}(?P<month>\d{{1,2}})?{BLANK}(?:năm|/){BLANK}(?P<year>\d{{4}})?"
SYMBOL = r"(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w/&-]{0,40}"
NUMBER_LINE = re.compile(
    rf"số\s*:?{BLANK}(?P<number>\d{{1,6}}[a-z]?)?{BLANK}(?P<symbol>{SYMBOL})\W{{0,5}}", re.IGNORECASE
)
PLACE_AND_DAY = re.compile(rf"[^\d,/]{{2,60}},\s*(?P<text>{ISSUED})\W{{0,5}}", re.IGNORECASE)
KINDS = (
    r"kế\s+hoạch|chương\s+trình|quyết\s+định|kết\s+luận|chỉ\s+thị|công\s+văn|nghị\s+quyết|thông\s+báo|tờ\s+trình|báo\s+cáo"
    r"|hướng\s+dẫn|đề\s+án|phương\s+án|công\s+điện"
)
KIND_LINE = re.compile(rf"(?P<kind>{KINDS})(?:\s+(?P<title>\S.*))?", re.IGNORECASE | re.DOTALL)
LABEL = re.compile(
    r"((?:phụ\s+lục|biểu|bảng)(?:\s+số)?(?:\s*+:?\s*+(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])(?![^\W_]))|phụ\s+lục)\s*+[:.–-]?\s*+(.*)",
    re.IGNORECASE,
)
# Where the title ends and the text begins. A title may itself begin with such a word; none of its later
# lines does, with a capital and small letters.
TEXT_OPENS = re.compile(
    r"(?:Căn\s+cứ|Thực\s+hiện|Triển\s+khai|Kính\s+gửi|Theo\s|Ngày\s+\d|Để\s|Nhằm\s|Trên\s+cơ\s+sở|Sau\s+khi"
    r"|(?:[IVX]{1,4}|[A-Z]|\d{1,2})\s*[./)]|[Pp]hụ\s+lục|PHỤ\s+LỤC|\()"
)
NO_TITLE = re.compile(r"(?:căn\s+cứ|kính\s+gửi|phụ\s+lục|\(|[IVX]{1,4}\s*\.)", re.IGNORECASE)
# An office's name in two lines goes on with its place; any other second line is the office below it.
BODY = re.compile(
    r"(?:sở|ban|bộ|ủy ban|uỷ ban|ubnd|hội đồng|hđnd|văn phòng|chi cục|cục|tổng cục|trung tâm|thanh tra|hội|liên đoàn|công an"
    r"|trường|bệnh viện|đảng ủy|đảng uỷ|thành ủy|tỉnh ủy|huyện ủy|chính phủ|thủ tướng|viện|kho bạc|thuế|phòng)(?!\w)",
    re.IGNORECASE,
)
# What stands below a document: the list of copies, and for whom somebody signs.
SIGNED = re.compile(r"\s*(?:nơi nhận\s*:|(?:TM|KT|TL|TUQ|T/M)\.)", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
# Without motto, number and date a first line in capitals tells who issues only when it can be nothing else.
ISSUER_ALONE = re.compile(
    r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|BỘ|TỈNH ỦY|THÀNH ỦY|ĐẢNG ỦY)(?!\w)"
)
PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP|XÃ|PHƯỜNG|QUẬN|HUYỆN|THỊ XÃ|ĐẶC KHU|VÀ|VỚI)(?!\w)")
WITHIN = 40
MOST_TITLE_LINES = 6
LONGEST_LINE = 400


def is_motto(line: str) -> bool:
    return len(line) < LONGEST_LINE and MOTTO.fullmatch(fold(line)) is not None


def is_furniture(line: str) -> bool:
    """What stands in every head and is no part of a title."""
    return is_motto(line) or any(one.fullmatch(line) for one in (RULE, NUMBER_LINE, PLACE_AND_DAY))
