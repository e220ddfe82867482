"""What a deadline cell names that is made, not when: "30/9/2026; Kế hoạch", in a column titled "Thời gian/Sản phẩm" or any other.

A reader of phrases takes such words for what the day is about ("hoàn thành Đề án trước 30/6"). In a part of its own, without a day, they are
the product that stands in the wrong cell.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from app.deadlines import Context, Kind, Reading, fold, read_deadline

# A stroke within a date parts nothing.
APART = re.compile(r"[;\n()]|\s[-–—]\s|(?<!\d)/|/(?!\s?\d)|(?P<weak>,)")
PRODUCT = re.compile(
    r"(?:du thao |ban hanh |to trinh|ke hoach|bao cao|de an|de cuong|quyet dinh|nghi quyet|chuong trinh|van ban|cong van|huong dan|quy che|quy trinh|"
    r"bien ban|ho so|thong bao|chi thi|danh muc|bo tieu chi|phan mem|he thong|hop dong|phuong an|quy hoach|san pham|ket qua)(?!\w)"
)
UNKNOWN = "unknown_phrase"
LONGEST_PRODUCT = 40
MOST = 20
ANY_YEAR = 2028


def products_in(text: str, plan: Context) -> tuple[str, ...]:
    """As written. A comma parts a product from its day only behind the day: before it, it stands within what the day is said of."""
    return tuple(islice((part for part in _parts(text, plan) if _is_product(part, plan)), MOST))


def _parts(text: str, plan: Context) -> Iterator[str]:
    at = 0
    for found in islice(APART.finditer(text), MOST):
        if found["weak"] and not _is_behind_a_day(text, found, plan):
            continue
        yield text[at : found.start()].strip()
        at = found.end()
    if at:
        yield text[at:].strip()


def _is_product(part: str, plan: Context) -> bool:
    return PRODUCT.match(fold(part)) is not None and _says_no_time(part, plan)


def _says_no_time(part: str, plan: Context) -> bool:
    reading = _alone(part, plan)
    return reading.kind is Kind.unscheduled and all(note.code == UNKNOWN for note in reading.notes)


def _is_behind_a_day(text: str, comma: re.Match[str], plan: Context) -> bool:
    """Read only where a product follows: a cell may have hundreds of commas."""
    following = fold(text[comma.end() : comma.end() + LONGEST_PRODUCT].strip())
    return PRODUCT.match(following) is not None and _alone(text[: comma.start()], plan).kind is not Kind.unscheduled


@lru_cache(2048)
def _alone(part: str, plan: Context) -> Reading:
    return read_deadline(part, plan if plan.year else replace(plan, year=ANY_YEAR))
