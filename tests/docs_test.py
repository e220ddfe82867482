"""The guide as text: both languages show the same, every page is found, every link leads somewhere. `make docs` walks it."""

import re
from pathlib import Path

import pytest

from tests.pages import GUIDE, PageFault, blocks_of, code_of, is_shown

LINK = re.compile(r"\]\(([^)#]+)\)")
PAGES = sorted(path.name for path in (GUIDE / "vi").iterdir())
TEXTS = [GUIDE / "README.md", *(GUIDE / language / page for language in ("vi", "en") for page in PAGES)]


def text(*path: str) -> str:
    return GUIDE.joinpath(*path).read_text(encoding="utf-8")


def test_each_page_is_there_in_both_languages_and_in_the_index() -> None:
    assert sorted(path.name for path in (GUIDE / "en").iterdir()) == PAGES
    assert {*LINK.findall(text("README.md"))} == {f"{language}/{page}" for language in ("vi", "en") for page in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_show_the_same_code_and_output(page: str) -> None:
    assert list(code_of(text("vi", page))) == list(code_of(text("en", page)))


@pytest.mark.parametrize("page", ["first-report.md", "retry-safely.md"])
def test_whoever_begins_finds_the_three_languages(page: str) -> None:
    assert {block.language for block in blocks_of(text("vi", page))} == {"sh", "python", "ts"}


@pytest.mark.parametrize("path", TEXTS, ids=[str(path.relative_to(GUIDE)) for path in TEXTS])
def test_every_link_leads_somewhere(path: Path) -> None:
    missing = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert missing == []


SHOWN = (
    ("201\n", "201\n", True),
    ("201\n", "201", True),
    ("201\n", "200\n", False),
    ("201\n", "201\n201\n", False),
    ('{"id": "…"}\n', '{"id": "0197"}\n', True),
    ('{"id": "…"}\n', '{"id": ""}\n', False),
    ('{"id": "…"}\n', '{"id": "0197", "late": "true"}\n', False),
    ("a.c\n", "abc\n", False),
    ("a\n…\nd\n", "a\nb\nc\nd\n", True),
    ("a\n…\nd\n", "a\nd\n", True),
    ("a\n…\nd\n", "a\nb\n", False),
    (None, "", True),
    (None, "a word\n", False),
)


@pytest.mark.parametrize(("expected", "printed", "shown"), SHOWN)
def test_what_counts_as_shown(expected: str | None, printed: str, *, shown: bool) -> None:
    assert is_shown(expected, printed) is shown


def test_an_output_belongs_to_the_block_right_above_it() -> None:
    (first, second) = blocks_of("```sh\nfalse\n```\n\nProse.\n\n```python\n# one.py\n```\n\n```text\n1\n```\n")
    assert (first.output, first.line) == (None, 1)
    assert (second.output, second.line, second.file_name) == ("1\n", 7, "one.py")
    for page in ("```text\n1\n```\n", "```sh\n:\n```\nProse.\n```text\n1\n```\n", "```\n1\n```\n"):
        with pytest.raises(PageFault):
            blocks_of(page)
