"""Which of the names that are known somebody meant who sent another. Pure."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The first that holds all its words, as `percent_complete` does `percent`; or else what is spelt most like it.

    Letters alone gave `percent_reason`, which is shorter. Of several the one declared first: what a thing says comes before why.
    """
    return _nearest(name, tuple(known))


# A client that has a name wrong sends it wrong each time.
@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    words = set(name.split("_"))
    holding = [one for one in known if words <= set(one.split("_"))]
    return next(iter(holding or get_close_matches(name, known, n=1)), None)
