"""What is wrong with one field, said in Vietnamese and English for every type of error that pydantic-core knows.

What a client sent is never repeated: it may be a token, half a report, NaN or a lone surrogate. The names of its fields are, since
a field is refused by name. Which fields a body has is told by `contract.bodies`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from app.kernel.contract.bodies import Body, body_of, known_fields
from app.kernel.nearest import nearest
from app.kernel.problems import Fault, InvalidRequest, Problem, UnsupportedMediaType
from app.kernel.words import Words

# A body of a megabyte can hold a hundred thousand unknown fields; whoever has a hundred faults to mend asks again.
MOST_FAULTS = 100
# Of a request: comparing spellings is what a fault costs most of, and whoever misspells twenty names has another list of fields.
MOST_SEARCHES = 20
# Nothing we name is longer, and comparing spellings costs more than linearly.
LONGEST_NAME = 64

INVALID = Words("Giá trị không hợp lệ", "Not a valid value")
NOT_JSON = Words("Nội dung không phải là JSON hợp lệ", "The body is not valid JSON")
NO_BODY = Words("Thiếu nội dung", "The body is missing")
MISSING = Words("Thiếu trường bắt buộc này", "This field is required")
UNKNOWN = Words("Không có trường này", "No such field")
UNKNOWN_NEAR = Words("Không có trường này; gần nhất là “{nearest}”", "No such field; nearest: “{nearest}”")
OBJECT = Words("Phải là một đối tượng JSON", "Must be a JSON object")
LIST = Words("Phải là một danh sách", "Must be a list")
TEXT = Words("Phải là chuỗi ký tự", "Must be a string")
FLAG = Words("Phải là true hoặc false", "Must be true or false")
INTEGER = Words("Phải là số nguyên", "Must be an integer")
NUMBER = Words("Phải là số", "Must be a number")
TOO_LARGE = Words("Số này quá lớn", "This number is too large")
TOO_DEEP = Words("Cấu trúc lồng nhau quá sâu", "Nested too deeply")
DAY = Words("Ngày viết theo dạng YYYY-MM-DD và phải có thật", "A date is written YYYY-MM-DD and must exist")
INSTANT = Words(
    "Thời điểm viết theo RFC 3339, có múi giờ: 2026-04-20T08:30:00+07:00",
    "An instant is written as in RFC 3339, with its zone: 2026-04-20T08:30:00+07:00",
)
TIME = Words("Giờ viết theo dạng hh:mm:ss", "A time is written hh:mm:ss")
DURATION = Words("Khoảng thời gian viết theo ISO 8601: P3D", "A duration is written as in ISO 8601: P3D")
UUID = Words("Phải là UUID", "Must be a UUID")
URL = Words("Phải là một địa chỉ URL đầy đủ", "Must be a whole URL")
ONE_OF = Words("Phải là một trong: {choices}", "Must be one of: {choices}")
ZONED = Words("Thời điểm phải kèm múi giờ", "An instant must have its zone")

# The types of pydantic-core that a JSON body, a parameter or a form can meet, and those near them. `{…}` are the limits that
# the error itself carries; a type that is not here keeps its English sentence (see `_fallback`).
SENTENCES: Mapping[str, Words] = {
    "bool_parsing": FLAG,
    "bool_type": FLAG,
    "bytes_too_long": Words("Dài tối đa {max_length} byte", "At most {max_length} bytes"),
    "bytes_too_short": Words("Dài ít nhất {min_length} byte", "At least {min_length} bytes"),
    "bytes_type": TEXT,
    "bytes_invalid_encoding": Words("Phải mã hóa đúng {encoding}", "Must be valid {encoding}"),
    "dataclass_exact_type": OBJECT,
    "dataclass_type": OBJECT,
    "date_from_datetime_inexact": DAY,
    "date_from_datetime_parsing": DAY,
    "date_future": Words("Phải là một ngày sau hôm nay", "Must be after today"),
    "date_parsing": DAY,
    "date_past": Words("Phải là một ngày trước hôm nay", "Must be before today"),
    "date_type": DAY,
    "datetime_from_date_parsing": INSTANT,
    "datetime_future": Words("Phải là một thời điểm về sau", "Must be in the future"),
    "datetime_object_invalid": INSTANT,
    "datetime_parsing": INSTANT,
    "datetime_past": Words("Phải là một thời điểm đã qua", "Must be in the past"),
    "datetime_type": INSTANT,
    "decimal_max_digits": Words("Tối đa {max_digits} chữ số", "At most {max_digits} digits"),
    "decimal_max_places": Words("Tối đa {decimal_places} chữ số thập phân", "At most {decimal_places} decimal places"),
    "decimal_parsing": NUMBER,
    "decimal_type": NUMBER,
    "decimal_whole_digits": Words(
        "Tối đa {whole_digits} chữ số phần nguyên", "At most {whole_digits} digits before the point"
    ),
    "dict_type": OBJECT,
    "enum": ONE_OF,
    "extra_forbidden": UNKNOWN,
    "finite_number": Words("Phải là số hữu hạn", "Must be a finite number"),
    "float_parsing": NUMBER,
    "float_type": NUMBER,
    "greater_than": Words("Phải lớn hơn {gt}", "Must be greater than {gt}"),
    "greater_than_equal": Words("Không được nhỏ hơn {ge}", "Must be at least {ge}"),
    "int_from_float": INTEGER,
    "int_parsing": INTEGER,
    "int_parsing_size": TOO_LARGE,
    "int_type": INTEGER,
    "invalid_key": TEXT,
    "iterable_type": LIST,
    "iteration_error": LIST,
    "json_invalid": NOT_JSON,
    "json_type": NOT_JSON,
    "less_than": Words("Phải nhỏ hơn {lt}", "Must be less than {lt}"),
    "less_than_equal": Words("Không được lớn hơn {le}", "Must be at most {le}"),
    "list_type": LIST,
    "literal_error": ONE_OF,
    "mapping_type": OBJECT,
    "missing": MISSING,
    "model_attributes_type": OBJECT,
    "model_type": OBJECT,
    "multiple_of": Words("Phải là bội số của {multiple_of}", "Must be a multiple of {multiple_of}"),
    "none_required": Words("Phải là null", "Must be null"),
    "recursion_depth_exceeded": TOO_DEEP,
    "recursion_loop": TOO_DEEP,
    "set_type": LIST,
    "string_not_ascii": Words("Chỉ gồm ký tự ASCII", "ASCII characters only"),
    "string_pattern_mismatch": Words("Phải theo mẫu {pattern}", "Must match the pattern {pattern}"),
    "string_too_long": Words("Dài tối đa {max_length} ký tự", "At most {max_length} characters"),
    "string_too_short": Words("Dài ít nhất {min_length} ký tự", "At least {min_length} characters"),
    "string_type": TEXT,
    "string_unicode": Words("Phải là chuỗi Unicode hợp lệ", "Must be valid Unicode text"),
    "time_delta_parsing": DURATION,
    "time_delta_type": DURATION,
    "time_parsing": TIME,
    "time_type": TIME,
    "timezone_aware": ZONED,
    "timezone_naive": Words("Thời điểm không được kèm múi giờ", "An instant without a zone"),
    "timezone_offset": ZONED,
    "too_long": Words("Tối đa {max_length} phần tử", "At most {max_length} items"),
    "too_short": Words("Ít nhất {min_length} phần tử", "At least {min_length} items"),
    "tuple_type": LIST,
    "union_tag_invalid": Words(
        "{discriminator} phải là một trong: {expected_tags}", "{discriminator}: one of {expected_tags}"
    ),
    "union_tag_not_found": Words("Thiếu {discriminator}", "{discriminator} is missing"),
    "url_parsing": URL,
    "url_scheme": Words("URL phải bắt đầu bằng {expected_schemes}", "The URL must begin with {expected_schemes}"),
    "url_syntax_violation": URL,
    "url_too_long": Words("URL dài tối đa {max_length} ký tự", "A URL of at most {max_length} characters"),
    "url_type": URL,
    "uuid_parsing": UUID,
    "uuid_type": UUID,
    "uuid_version": Words("Phải là UUID phiên bản {expected_version}", "Must be a UUID of version {expected_version}"),
}
# Sentences of our own validators: `ValueError("tiếng Việt / English")`.
OURS = ("value_error", "assertion_error")


def refusal_of(request: Request, errors: Sequence[Mapping[str, Any]]) -> Problem:
    """What a request that failed validation is answered: 415 when its body was sent as another kind, else 422 with its faults."""
    body = body_of(request)
    if body is not None and _has_body(request) and not body.is_sent_in(request):
        return UnsupportedMediaType()
    said = [error for error in errors if not _of_absence(error)]
    return InvalidRequest(faults=Telling().faults_of(said, lambda path: _known(body, path)))


@dataclass(slots=True)
class Telling:
    """What may still be told of one request, whatever the number of the objects in it that are wrong."""

    faults: int = MOST_FAULTS
    searches: int = MOST_SEARCHES

    def faults_of(
        self, errors: Sequence[Mapping[str, Any]], known: Callable[[Sequence[str | int]], Sequence[str]]
    ) -> list[Fault]:
        """`known`: the fields of the object at a path in the body."""
        told = errors[: self.faults]
        self.faults -= len(told)
        return [fault_of(error, known(error["loc"][1:-1]) if self._searches(error) else ()) for error in told]

    def _searches(self, error: Mapping[str, Any]) -> bool:
        if error["type"] != "extra_forbidden" or self.searches <= 0:
            return False
        self.searches -= 1
        return True


def _of_absence(error: Mapping[str, Any]) -> bool:
    """That a parameter may be left out is no second thing wrong with the one that was sent."""
    return bool(error["type"] == "none_required" and error["loc"][0] != "body")


def _has_body(request: Request) -> bool:
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers


def _known(body: Body | None, path: Sequence[str | int]) -> list[str]:
    return [] if body is None else known_fields(body.annotation, path)


def fault_of(error: Mapping[str, Any], known: Sequence[str] = ()) -> Fault:
    """One error of pydantic as a fault; `known` are the fields of the object in which an unknown one was found."""
    if error["type"] == "json_invalid":
        return Fault("", NOT_JSON)  # its location is a position in the text, no field
    return Fault(_pointer(error["loc"]), _sentence(error, known))


def _pointer(location: Sequence[str | int]) -> str:
    where, *path = location
    if where == "body":
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
    # Below the name stands only which member of a union pydantic tried: `cell.str-enum[Cell]`.
    return str(path[0])


def _sentence(error: Mapping[str, Any], known: Sequence[str]) -> Words:
    kind = error["type"]
    if kind in OURS:
        return _both_languages(error["msg"])
    if kind == "extra_forbidden":
        return _unknown_field(str(error["loc"][-1]), known)
    if kind == "missing" and tuple(error["loc"]) == ("body",):
        return NO_BODY
    if kind not in SENTENCES:
        return _fallback(error)
    context = error.get("ctx", {})
    return SENTENCES[kind].with_values(**context, choices=_choices(str(context.get("expected", ""))))


def _both_languages(message: str) -> Words:
    text = message.removeprefix("Value error, ").removeprefix("Assertion failed, ")
    vietnamese, _, english = text.partition(" / ")
    return Words(vietnamese, english or vietnamese)


def _unknown_field(name: str, known: Sequence[str]) -> Words:
    meant = nearest(name, known) if known and len(name) <= LONGEST_NAME else None
    return UNKNOWN if meant is None else UNKNOWN_NEAR.with_values(nearest=meant)


def _choices(expected: str) -> str:
    """What pydantic writes as "'a', 'b' or 'c'" without its English."""
    return expected.replace("'", "").replace(" or ", ", ")


def _fallback(error: Mapping[str, Any]) -> Words:
    # Only sentences without values: what pydantic fills in for an unlisted type may come from the request.
    return INVALID if error.get("ctx") else Words(error["msg"], error["msg"])
