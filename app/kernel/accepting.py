"""Which media types an `Accept` takes (RFC 9110 §12.5.1). Pure."""

from functools import lru_cache


@lru_cache(256)
def takes(accept: str, produced: tuple[str, ...]) -> bool:
    """Whether one of the produced types is acceptable: of the ranges it falls into the most particular one says, and q=0 is a no."""
    ranges = dict(_weighed(part) for part in accept.split(","))
    return any(_weight(ranges, media_type) > 0 for media_type in produced)


def _weight(ranges: dict[str, float], media_type: str) -> float:
    kind = media_type.partition("/")[0]
    said = (ranges[one] for one in (media_type, f"{kind}/*", "*/*") if one in ranges)
    return next(said, 0.0)


def _weighed(part: str) -> tuple[str, float]:
    media_range, *parameters = (one.strip().lower() for one in part.split(";"))
    weights = [one.partition("=")[2] for one in parameters if one.replace(" ", "").startswith("q=")]
    try:
        return media_range, float(weights[0]) if weights else 1.0
    except ValueError:
        return media_range, 0.0
