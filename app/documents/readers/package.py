"""An Office file as a package of parts (OPC, ISO/IEC 29500-2), opened without trusting a word of it.

Only the parts that are asked for are unpacked. How much a part unpacks to is looked at in the package's directory first, and
again while it unpacks, since the directory may lie. Nothing else here may see the file.
"""

import io
import posixpath
import re
import zlib
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.documents.admitted import refuse_bytes
from app.documents.readers import refuse
from app.documents.readers.xml import attribute, checked, markup, parsed

# A document with a thousand pictures is no annex. Counted by the signature of an entry, before Python makes objects of them.
MAX_ENTRIES = 4_000
ENTRY = b"PK\x01\x02"
# All the parts that are read, together: 20,000 rows of eight cells, as wordy as Word writes them, are about 60 MB.
MAX_INFLATED = 96_000_000
# And their tags and attributes. Each becomes an object of the parser's, a hundred bytes and more, and some work of ours.
MAX_MARKUP = 4_000_000
# Tables of like rows shrink to a fiftieth; a bomb shrinks to a thousandth. Small parts may be as dense as they like.
MAX_RATIO = 250
SMALL = 2_000_000
IS_ENCRYPTED = 0x1
OFFICE_DOCUMENT = "officeDocument"
PROPERTIES = ("core-properties", "custom-properties")
WRONG = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError)


class Link(NamedTuple):
    """A relationship to another part: the last word of its type ("styles", "worksheet"), and where it leads."""

    kind: str
    target: str


class Package:
    def __init__(self, data: bytes) -> None:
        refuse_bytes(len(data))
        if data.count(ENTRY) > MAX_ENTRIES:
            raise refuse.inflated()
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except WRONG as error:
            raise refuse.broken() from error
        self._entries = {_key(one.filename): one for one in self._zip.infolist()}
        self._left, self._left_markup = MAX_INFLATED, MAX_MARKUP

    @cached_property
    def main(self) -> str:
        """The part that the package is about."""
        for link in self.links("").values():
            if link.kind == OFFICE_DOCUMENT:
                return link.target
        raise refuse.broken()

    @cached_property
    def main_type(self) -> str:
        """Its content type, as the package says ("…wordprocessingml.document.main+xml")."""
        types = parsed(self.part("[Content_Types].xml"))
        named = (one for one in types.iter("{*}Override") if _key(attribute(one, "PartName")) == _key(self.main))
        return next((attribute(one, "ContentType") for one in named), "")

    def has(self, name: str) -> bool:
        return _key(name) in self._entries

    def part(self, name: str) -> bytes:
        """The part, fit to be parsed; each time it is asked for counts."""
        entry = self._entries.get(_key(name))
        if entry is None:
            raise refuse.broken()
        data = self._inflated(entry)
        self._left -= len(data)
        data = checked(data)
        self._left_markup -= markup(data)
        if self._left_markup < 0:
            raise refuse.inflated()
        return data

    def links(self, name: str) -> dict[str, Link]:
        """The relationships of a part by their id; those that lead out of the package are left out."""
        folder, _, base = name.rpartition("/")
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(place):
            return {}
        inner = (one for one in parsed(self.part(place)) if attribute(one, "TargetMode") != "External")
        return {
            attribute(one, "Id"): Link(
                attribute(one, "Type").rpartition("/")[2], _resolved(folder, attribute(one, "Target"))
            )
            for one in inner
        }

    def linked(self, name: str, *kinds: str) -> list[str]:
        """The parts that a part is related to in these ways, as far as they are there."""
        return [link.target for link in self.links(name).values() if link.kind in kinds and self.has(link.target)]

    def properties(self) -> list[str]:
        """What the file says of itself: title, subject, keywords, category and the like, and fields that an office added."""
        linked = self.linked("", *PROPERTIES)
        return [one.text for name in linked for one in parsed(self.part(name)).iter("{*}*") if one.text]

    def _inflated(self, entry: ZipInfo) -> bytes:
        if entry.flag_bits & IS_ENCRYPTED:
            raise refuse.encrypted()
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise refuse.broken()
        most = min(self._left, max(SMALL, MAX_RATIO * entry.compress_size))
        if entry.file_size > most:
            raise refuse.inflated()
        try:
            with self._zip.open(entry) as part:
                data = part.read(most + 1)
        except WRONG as error:
            raise refuse.broken() from error
        if len(data) > most:
            raise refuse.inflated()
        return data


def _key(name: str) -> str:
    """Names of parts are compared without case (ISO/IEC 29500-2, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, re.sub(r"#.*", "", unquote(target)))).lstrip("/")
