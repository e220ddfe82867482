"""What a file is, told from its bytes while they pass by, and whether it can be evidence: a document, a table, slides, a picture
or plain text. How it is named and what its sender says of it count for text alone, where the bytes tell nothing.

Programs, pages, scripts and archives are refused. No look at single bytes replaces a virus scanner: whoever opens a file gets it
as a download under the ending of what it is.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import puremagic

from app.reports.attachment_problems import UnsupportedFileType

HEAD_BYTES = 4096
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """`suffixes`: those that a name of such a file ends in, the usual one first."""

    media_type: str
    suffixes: tuple[str, ...]


PDF = Kind("application/pdf", (".pdf",))
PNG = Kind("image/png", (".png",))
JPEG = Kind("image/jpeg", (".jpg", ".jpeg", ".jfif"))
HEIC = Kind("image/heic", (".heic", ".heif"))
TIFF = Kind("image/tiff", (".tif", ".tiff"))
DOCX = Kind(f"{_OPEN_XML}.wordprocessingml.document", (".docx",))
XLSX = Kind(f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx",))
PPTX = Kind(f"{_OPEN_XML}.presentationml.presentation", (".pptx",))
ODT = Kind(f"{_OPEN_DOCUMENT}.text", (".odt",))
ODS = Kind(f"{_OPEN_DOCUMENT}.spreadsheet", (".ods",))
DOC = Kind("application/msword", (".doc",))
XLS = Kind("application/vnd.ms-excel", (".xls",))
PPT = Kind("application/vnd.ms-powerpoint", (".ppt",))
TEXT = Kind("text/plain", (".txt",))
CSV = Kind("text/csv", (".csv",))
KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, DOC, XLS, PPT, PNG, JPEG, HEIC, TIFF, TEXT, CSV)

# What puremagic calls a beginning that is enough, and those that many formats share: packages and compound files.
SIGNED: Mapping[str, Kind] = MappingProxyType(
    {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".heic": HEIC, ".heif": HEIC, ".tiff": TIFF}
)
PACKAGE, COMPOUND = ".docx", ".doc"
# Phones also write HEIC under the name of the family that it belongs to.
HEIF_FAMILY = re.compile(rb"....ftyp(mif1|msf1)", re.DOTALL)
# Names within: plain in the directory of a package, in UTF-16 in that of a compound file.
MEMBERS: Mapping[str, Mapping[bytes, Kind]] = MappingProxyType(
    {
        PACKAGE: {
            b"word/document.xml": DOCX,
            b"xl/workbook.xml": XLSX,
            b"ppt/presentation.xml": PPTX,
            f"mimetype{ODT.media_type}".encode(): ODT,
            f"mimetype{ODS.media_type}".encode(): ODS,
        },
        COMPOUND: {
            "WordDocument".encode("utf-16-le"): DOC,
            "Workbook".encode("utf-16-le"): XLS,
            "PowerPoint Document".encode("utf-16-le"): PPT,
        },
    }
)
# Macros, and an installer, which is a compound file with this class.
FORBIDDEN_MEMBERS = (b"vbaProject.bin", bytes.fromhex("84100c0000000000c000000000000046"))
LONGEST_MEMBER = max(len(one) for one in (*FORBIDDEN_MEMBERS, *MEMBERS[PACKAGE], *MEMBERS[COMPOUND]))
MARKUP = re.compile(r"\s*(<|#!)|<\s*(!doctype|html|svg|script|iframe|body)\b", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Examined:
    """`name` decides only which kind of text a text is."""

    def __init__(self, name: str) -> None:
        self._name = name.lower()
        self._head, self._tail = b"", b""
        self._shared: str | None = None
        self._kind: Kind | None = None
        self._members: set[bytes] = set()
        self._judged = False

    def look_at(self, piece: bytes) -> None:
        """UnsupportedFileType as soon as the beginning is enough to say so."""
        if not self._judged:
            self._head += piece
            if len(self._head) < HEAD_BYTES:
                return
            self._judge()
            piece = self._head
        self._watch(piece)

    def kind(self) -> Kind:
        """When all of it has passed."""
        if not self._judged:
            self._judge()
            self._watch(self._head)
        if self._kind is None:
            raise UnsupportedFileType(allowed=allowed())
        return self._kind

    def _judge(self) -> None:
        self._judged = True
        beginnings = _beginnings(self._head)
        self._shared = next((one for one in (PACKAGE, COMPOUND) if one in beginnings), None)
        self._kind = self._of_text() or next((SIGNED[one] for one in SIGNED if one in beginnings), None)
        if self._kind is None and self._shared is None:
            raise UnsupportedFileType(allowed=allowed())

    def _watch(self, piece: bytes) -> None:
        if self._shared is None:
            return
        seen = self._tail + piece
        self._tail = seen[-LONGEST_MEMBER:]
        if any(one in seen for one in FORBIDDEN_MEMBERS):
            raise UnsupportedFileType(allowed=allowed())
        if self._kind is None:
            self._kind = next((kind for member, kind in MEMBERS[self._shared].items() if member in seen), None)

    def _of_text(self) -> Kind | None:
        written = None if self._head.startswith(b"%PDF") else _text(self._head)
        if written is None:
            return None
        if MARKUP.match(written) or MARKUP.search(written):
            raise UnsupportedFileType(allowed=allowed())
        return next((one for one in (TEXT, CSV) if self._name.endswith(one.suffixes)), None)


def allowed() -> list[str]:
    return [one.media_type for one in KINDS]


def _beginnings(head: bytes) -> frozenset[str]:
    """The formats, by their suffix, that begin like this."""
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        found = []
    named = {str(one.extension) for one in found if one.offset in {0, 4}}
    return frozenset(named | ({".heic"} if HEIF_FAMILY.match(head) else set()))


def _text(head: bytes) -> str | None:
    """As text: UTF-8, UTF-16 that says so, or the one byte a letter of old Vietnamese programs; None when it is none."""
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    for one in (encoding, "cp1258"):
        try:
            written = codecs.getincrementaldecoder(one)().decode(head)
        except UnicodeDecodeError:
            continue
        return None if CONTROLS.search(written) else written
    return None
