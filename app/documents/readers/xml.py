"""XML of strangers: no document type, so no entity and nothing fetched; nested no deeper than libxml2 has it.

`Element` is lxml's, which ships no types.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from app.documents.readers import refuse

Element = Any

# No document type, so no entities to expand and no file or address to fetch; huge_tree keeps libxml2's own bounds on depth
# and on one text.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# Office writes UTF-8 and may write UTF-16 (ISO/IEC 29500-2, 6.3.6); what is forced to be UTF-8 cannot hide a tag from us.
UTF_8 = "utf-8"
DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}\?>")
# The strict form of the standard says the same in other namespaces (ISO/IEC 29500-4 has the usual ones).
PURL, SCHEMAS = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
USUAL = tuple(
    (PURL + strict, SCHEMAS + usual)
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"drawingml/main", b"drawingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    )
)
NUMBER = re.compile(r"\s*(\d{1,9})(?:\.0*)?\s*")
FALSE = frozenset({"0", "false", "off", "none"})


def checked(data: bytes) -> bytes:
    """As UTF-8 in the usual namespaces, sure to hold no document type."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode(UTF_8)
        except UnicodeError as error:
            raise refuse.broken() from error
    data = DECLARED.sub(b"", data.removeprefix(codecs.BOM_UTF8))
    if b"<!DOCTYPE" in data:
        raise refuse.broken()
    return _usual(data) if PURL in data else data


def markup(data: bytes) -> int:
    """How many tags and attributes there are, to the letter or a few more."""
    return data.count(b"<") + data.count(b"=")


def _usual(data: bytes) -> bytes:
    for strict, usual in USUAL:
        data = data.replace(strict, usual)
    return data


def parsed(data: bytes) -> Element:
    """The root element of what `checked` let pass."""
    try:
        return etree.fromstring(data, etree.XMLParser(encoding=UTF_8, **SAFE))
    except etree.XMLSyntaxError as error:
        raise refuse.broken() from error


def events(data: bytes, *tags: str, starts: bool = False) -> Iterator[tuple[str, Element]]:
    """What `checked` let pass, element by element: the caller clears what it has read, so that little is ever held."""
    wanted = ("start", "end") if starts else ("end",)
    try:
        yield from etree.iterparse(io.BytesIO(data), events=wanted, tag=tags, encoding=UTF_8, **SAFE)
    except etree.XMLSyntaxError as error:
        raise refuse.broken() from error


def forget(element: Element) -> None:
    """Frees an element that has been read and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def attribute(element: Element, name: str) -> str:
    return str(element.get(name) or "")


def number(text: str | None) -> int | None:
    """A count or an id as Office writes it; None for anything else."""
    found = NUMBER.fullmatch(text or "")
    return int(found[1]) if found else None


def is_on(element: Element | None, name: str) -> bool | None:
    """A toggle: absent is None, there without a value is on (ISO/IEC 29500-1, 17.17.4)."""
    if element is None:
        return None
    return str(element.get(name) or "1").lower() not in FALSE
