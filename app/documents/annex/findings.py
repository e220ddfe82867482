"""What a reader of an annex is not sure of, told to a person who decides: one finding, and how it is made and numbered.

Where each is raised is in checks.py, what it says in sentences.py. A finding never stops the reading; what does is in
refusals.py.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.documents.annex.codes import SEVERITIES, Code, Severity
from app.documents.annex.columns import Role
from app.documents.annex.sentences import SENTENCES
from app.kernel.words import Language, Words

__all__ = ["Code", "Finding", "Severity", "finding", "numbered"]

LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is an index into the rows of the draft, None for the annex; `params` are what a program can act on.

    `read` is what stood in the document, `suggestion` what would stand there instead: the code of an agency, a number, a
    phrase that becomes a second deadline. Either is None where there is none. `ordinal` counts, from 1, those of one code
    in one cell: the second unknown name of a list.
    """

    code: Code
    severity: Severity
    row: int | None
    column: Role | None
    read: str | None
    suggestion: str | None
    params: Mapping[str, str]
    words: Words
    ordinal: int = 1

    @property
    def id(self) -> str:
        """The same for the same trouble whenever the same file is read: "unknown-agency-12-lead-2"; rows count from 1."""
        row = 0 if self.row is None else self.row + 1
        return f"{self.code}-{row}-{self.column or 'annex'}-{self.ordinal}"

    def message(self, language: Language) -> str:
        return self.words.in_(language)


def finding(
    code: Code,
    row: int | None = None,
    column: Role | None = None,
    *,
    read: str | None = None,
    suggestion: str | None = None,
    severity: Severity | None = None,
    told: Mapping[str, Words] | None = None,
    **params: str,
) -> Finding:
    """`told` are values that differ by language ({notes} of a reading); they are shown, not among the `params`."""
    shown = {name: _shortened(value) for name, value in (params | {"read": read or ""}).items()}
    sentence = SENTENCES[code]
    words = Words(
        *(text.format(**shown, **_in(told or {}, language)).rstrip() for text, language in _by_language(sentence))
    )
    return Finding(
        code, severity or SEVERITIES.get(code, Severity.warning), row, column, read, suggestion, params, words
    )


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: Counter[tuple[Code, int | None, Role | None]] = Counter()
    for one in findings:
        place = (one.code, one.row, one.column)
        seen[place] += 1
        yield one if seen[place] == 1 else replace(one, ordinal=seen[place])


def _by_language(sentence: Words) -> tuple[tuple[str, Language], tuple[str, Language]]:
    return (sentence.vi, "vi"), (sentence.en, "en")


def _in(told: Mapping[str, Words], language: Language) -> dict[str, str]:
    return {name: _shortened(words.in_(language)) for name, words in told.items()}


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
