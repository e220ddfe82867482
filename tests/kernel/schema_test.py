"""What the contract says of a value is what is taken: a program that keeps to the pattern of a field is not refused for it."""

import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from app.kernel.schema import Code, Count, Line, Name, Percent, Text, Year

BLANK = ["", " ", "\t\n", "\u00a0", "\u3000", "\x1c", "\x85", " \u2028 ", "\u200b", "\x01"]
WORDS = ["a", " Sở Nội vụ ", "\x01a", ".", "a\nb", "\U0001f600", "một\x85hai"]
CODES = ["a", "kh-01-2026", "2026-a", "1a", "a1-2-b3", "01-02a", "0-0-x-0"]
NO_CODES = ["", "0", "2026", "01-02", "-a", "a-", "a--b", "A", "a b", "a_b", "đ", "1-"]


def _is_taken(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def _is_told(kind: Any, value: str) -> bool:
    told = TypeAdapter(kind).json_schema()
    return told["minLength"] <= len(value) <= told["maxLength"] and bool(re.search(told["pattern"], value))


@pytest.mark.parametrize("kind", [Line, Text, Name])
@pytest.mark.parametrize(
    ("value", "taken"), [(one, False) for one in [*BLANK, "a\x00"]] + [(one, True) for one in WORDS]
)
def test_words(kind: Any, value: str, taken: bool) -> None:
    assert (_is_taken(kind, value), _is_told(kind, value)) == (taken, taken)


def test_what_is_invisible_is_told_for_every_character() -> None:
    characters = [chr(point) for point in range(0x10000) if not 0xD800 <= point <= 0xDFFF]
    taken, told = (
        TypeAdapter(Name).validator.isinstance_python,
        re.compile(TypeAdapter(Name).json_schema()["pattern"]).search,
    )
    assert [one for one in characters if taken(one) != bool(told(one))] == []


@pytest.mark.parametrize(("value", "taken"), [(one, True) for one in CODES] + [(one, False) for one in NO_CODES])
def test_codes(value: str, taken: bool) -> None:
    assert (_is_taken(Code, value), _is_told(Code, value)) == (taken, taken)


@pytest.mark.parametrize("kind", [Percent, Count])
@pytest.mark.parametrize("value", [0, 5, 5.0, 100.0])
def test_a_whole_number_is_one_however_it_is_written(kind: Any, value: float) -> None:
    taken = TypeAdapter(kind).validate_python(value)
    assert (taken, type(taken)) == (int(value), int)


@pytest.mark.parametrize("kind", [Percent, Count, Year])
@pytest.mark.parametrize("value", [1900.5, True, "1900", "5", None, -1.0, 1e300, float("inf"), float("nan")])
def test_anything_else_is_none(kind: Any, value: object) -> None:
    assert not _is_taken(kind, value)
