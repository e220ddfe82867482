"""Lists in pages: a keyset cursor over a total order, opaque to clients, and the body and Link header of a page.

What is in a list all along and keeps its place is on exactly one page of a walk, whatever others write meanwhile. A place can change
where the order is one of days or names: what moves ahead comes (again), what moves back behind the walk does not.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.kernel.etags import conditional, tag_of_page
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.words import Words

DEFAULT_LIMIT, MOST = 50, 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many items at most.")]
Cursor = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=8000)] | SkipJsonSchema[None],
    Query(description="`next_cursor` of the page before; opaque."),
]
MALFORMED = Fault("cursor", Words("Con trỏ trang không hợp lệ", "Not a cursor of this list"))


def encode_cursor(place: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *types: type) -> list[Any]:
    """The place a cursor stands for: one value of each of `types`, or InvalidRequest."""
    try:
        place = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not isinstance(place, list) or len(place) != len(types):
            raise InvalidRequest(faults=[MALFORMED])
        return [_typed(one, wanted) for one, wanted in zip(place, types, strict=True)]
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise InvalidRequest(faults=[MALFORMED]) from error


def _typed(one: Any, wanted: type) -> Any:
    if wanted is str or wanted is int:
        if type(one) is not wanted or (isinstance(one, str) and "\x00" in one):
            raise ValueError
        return _bounded(one) if isinstance(one, int) else one.encode().decode()
    if not isinstance(one, str):
        raise TypeError
    return wanted.fromisoformat(one) if hasattr(wanted, "fromisoformat") else wanted(one)


def _bounded(number: int) -> int:
    if not -(2**31) <= number < 2**31:
        raise ValueError
    return number


def page_response(request: Request, items: Sequence[bytes], next_cursor: str | None) -> Response:
    """`{items, next_cursor}` around rows that PostgreSQL wrote; a page may be short without being the last."""
    tail = b"null" if next_cursor is None else b'"' + next_cursor.encode() + b'"'
    headers = {} if next_cursor is None else {"Link": f'<{_next_url(request, next_cursor)}>; rel="next"'}
    body = b'{"items":[' + b",".join(items) + b'],"next_cursor":' + tail + b"}"
    # Clients poll lists: who has the page already is spared it.
    return conditional(request, body, tag_of_page(body), headers)


def _next_url(request: Request, cursor: str) -> str:
    kept = [(name, one) for name, one in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"
