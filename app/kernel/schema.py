"""What every body has in common: the bases of the models, and the types that keep bad values out of the database."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from app.kernel.markings import marking
from app.kernel.text import fold, nfc

# A lone surrogate cannot be written as UTF-8 and NUL cannot be stored by PostgreSQL; both arrive through JSON escapes.
WITHOUT_NUL = r"^[^\x00]*$"
CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# What the contract says of them: the same, and what is refused in words of its own (`_composed`, `_no_id`).
SPACES_AND_INVISIBLE = (
    r"\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb"
)
NOT_BLANK: JsonDict = {"pattern": rf"^[^\x00]*[^{SPACES_AND_INVISIBLE}][^\x00]*$"}
WITH_A_LETTER: JsonDict = {"pattern": r"^([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def known(values: type[StrEnum]) -> JsonDict:
    """The values a plain string has today; later versions may add some (CONTRACT.md rule 7)."""
    return {"x-extensible-enum": [one.value for one in values]}


class Input(BaseModel):
    """A body a client sends: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class Output(BaseModel):
    """A body the service sends. Every field is always there: nullable ones are null, none is left out."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)


class Fault(Output):
    pointer: str
    message: str


class Problem(Output):
    """A refusal inside another answer. The contract's own schema of this name, with its open members, stands in its place."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[Fault]


def _composed(text: str) -> str:
    composed = nfc(text).strip()
    if not composed:
        raise ValueError("nội dung trống / nothing but blanks")
    return composed


def _unclassified(text: str) -> str:
    # Luật Bảo vệ bí mật nhà nước: a marked document may not enter a system that is not licensed for it.
    found = marking(text)
    if found is not None:
        raise ValueError(f"văn bản mang dấu {found} không được đưa vào hệ thống / text marked {found} is refused")
    return text


def _iso_day(written: Any) -> Any:
    # Pydantic reads 0 and midnight timestamps as dates; a program that sends those has a fault worth naming.
    is_day = isinstance(written, date) and not isinstance(written, datetime)
    if not is_day and not (isinstance(written, str) and DAY.fullmatch(written)):
        raise ValueError("ngày viết theo dạng YYYY-MM-DD / a date is written YYYY-MM-DD")
    return written


def _in_range(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"từ ngày {FIRST_DAY} đến ngày {LAST_DAY} / a day from {FIRST_DAY} to {LAST_DAY}")
    return day


def _whole(number: Any) -> Any:
    # JSON has one kind of number (RFC 8259 §6), and to JSON Schema 5.0 is an integer: some programs write every number so.
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _written(instant: Any) -> Any:
    # Pydantic reads a number as seconds, or milliseconds, since 1970.
    if not isinstance(instant, str | datetime):
        raise ValueError("thời điểm viết theo RFC 3339 / an instant is written as in RFC 3339")  # noqa: TRY004
    return instant


def _no_id(code: str) -> str:
    # A reference is an id, a code or an e-identifier: a code that looks like one of the others would take its place.
    if as_uuid(code) is not None or not any(letter.isalpha() for letter in code):
        raise ValueError(
            "mã phải có chữ cái và không giống một id / a code holds a letter and does not look like an id"
        )
    return code


def _searchable(words: str) -> str:
    if not fold(words):
        raise ValueError("không có chữ nào để tìm / there is no word to look for")
    return words


def _instant_in_range(instant: datetime) -> datetime:
    _in_range(instant.date())
    return instant


Clean = (AfterValidator(_composed), AfterValidator(_unclassified), Field(json_schema_extra=NOT_BLANK))
WHOLE = BeforeValidator(_whole)
Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=WITHOUT_NUL), *Clean]
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=WITHOUT_NUL), *Clean]
Code = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=CODE),
    AfterValidator(_no_id),
    Field(json_schema_extra=WITH_A_LETTER),
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=WITHOUT_NUL), *Clean]
Url = Annotated[str, StringConstraints(min_length=8, max_length=2000, pattern=r"^https?://[\x21-\x7e]+$")]
Percent = Annotated[int, Field(strict=True, ge=0, le=100), WHOLE]
Count = Annotated[int, Field(strict=True, ge=0, le=1000), WHOLE]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200), WHOLE]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(_iso_day), AfterValidator(_in_range)]
Instant = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_instant_in_range)]
Searched = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=WITHOUT_NUL), AfterValidator(_searchable)
]
# The id, the code or (for agencies) the e_identifier of a thing: wherever one is named, any of them serves.
Reference = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9.\-]+$")]


def as_uuid(reference: str) -> UUID | None:
    """The reference as an id in its one written form (RFC 9562 §4), or nothing when it is a code."""
    return UUID(reference) if ID.fullmatch(reference) else None
