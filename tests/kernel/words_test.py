"""Sentences in two languages, and which of them a request wants."""

import pytest

from app.kernel.words import Words, preferred_language


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("vi", "vi"),
        ("fr", "vi"),
        ("*", "vi"),
        ("en, vi", "vi"),
        ("en;q=0.9, vi;q=0.8", "en"),
        ("vi;q=0.8,en;q=0.9", "en"),
        ("en;q=0", "vi"),
        ("vi;q=0, en;q=0.1", "en"),
        ("en ; q=0.5", "en"),
        ("en;level=1", "en"),
        ("en;q=much", "vi"),
        ("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "en"),
        ("vi;q=0.3, vi-VN;q=0.9, en;q=0.5", "vi"),
    ],
)
def test_the_heavier_of_our_languages_is_taken_and_vietnamese_when_in_doubt(
    accept_language: str, language: str
) -> None:
    assert preferred_language(accept_language) == language


def test_a_sentence_is_filled_in_both_languages() -> None:
    filled = Words("Dài tối đa {most} ký tự", "At most {most} characters").with_values(most=5)
    assert (filled.in_("vi"), filled.in_("en")) == ("Dài tối đa 5 ký tự", "At most 5 characters")
