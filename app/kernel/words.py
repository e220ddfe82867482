"""A sentence for a person, in the two languages of the service, and which of them a request wants."""

from functools import lru_cache
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]
DEFAULT_LANGUAGE: Language = "vi"


class Words(NamedTuple):
    """One sentence, Vietnamese and English; `{name}` stands for a value filled in by `with_values`."""

    vi: str
    en: str

    def in_(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en

    def with_values(self, **values: object) -> "Words":
        return Words(self.vi.format(**values), self.en.format(**values))


@lru_cache(256)
def preferred_language(accept_language: str) -> Language:
    """RFC 9110 §12.5.4: the language of the highest weight among ours; Vietnamese when none is asked for."""
    weights: dict[Language, float] = {"vi": 0.0, "en": 0.0}
    for part in accept_language.split(","):
        tag, _, parameter = part.strip().lower().partition(";")
        for language, weight in weights.items():
            if tag.split("-")[0].strip() == language:
                weights[language] = max(weight, _weight(parameter))
    return "en" if weights["en"] > weights["vi"] else "vi"


def _weight(parameter: str) -> float:
    name, _, number = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
