"""One range of bytes (RFC 9110 §14.1.2), of a file of ten."""

import pytest

from app.kernel.ranges import Part, RangeNotSatisfiable, wanted

TAG = '"abc"'


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (None, None),
        ("bytes=0-0", (0, 1)),
        ("bytes=0-", (0, 10)),
        ("bytes=3-5", (3, 6)),
        ("bytes=9-", (9, 10)),
        ("bytes=5-100", (5, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-100", (0, 10)),
        ("BYTES=1-2", (1, 3)),
        # ignored: several, another unit, or none at all
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=5-3", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=", None),
        ("", None),
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_which_part(asked: str | None, part: tuple[int, int] | None) -> None:
    assert wanted(asked, None, TAG, 10) == (part and Part(*part))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0", f"bytes={10**17}-"])
def test_beyond_its_end(asked: str) -> None:
    with pytest.raises(RangeNotSatisfiable) as refused:
        wanted(asked, None, TAG, 10)
    assert refused.value.headers == {"Content-Range": "bytes */10"}


@pytest.mark.parametrize(("if_range", "is_part"), [(TAG, True), ('"other"', False), ('W/"abc"', False), ("Mon", False)])
def test_of_the_same_version_only(if_range: str, is_part: bool) -> None:
    assert (wanted("bytes=1-2", if_range, TAG, 10) is not None) is is_part
    assert wanted("bytes=99-", '"other"', TAG, 10) is None
