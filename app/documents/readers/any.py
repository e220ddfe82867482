"""Reads a file of any kind: `read_file` tells the kind by the bytes first, since names lie, and by the name only for plain text."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from app.documents.admitted import refuse_bytes
from app.documents.readers import refuse
from app.documents.readers.csv import read_csv
from app.documents.readers.docx import read_docx
from app.documents.readers.package import Package
from app.documents.readers.txt import read_txt
from app.documents.readers.workbook import OLD, read_workbook
from app.documents.refusals import UnreadableFile
from app.documents.tables import Document
from app.kernel.words import Words


class Format(StrEnum):
    docx = "docx"
    xlsx = "xlsx"
    xls = "xls"
    csv = "csv"
    txt = "txt"


READERS: Mapping[Format, Callable[[bytes], Document]] = MappingProxyType(
    {
        Format.docx: read_docx,
        Format.xlsx: read_workbook,
        Format.xls: read_workbook,
        Format.csv: read_csv,
        Format.txt: read_txt,
    }
)
PACKAGE = b"PK\x03\x04"
ENCRYPTED, OLD_WORKBOOKS = "EncryptedPackage", ("Workbook", "Book")
READ = Words(
    "Hệ thống đọc tệp .docx, .xlsx, .xls, .csv, .tsv và .txt",
    "Files that are read: .docx, .xlsx, .xls, .csv, .tsv and .txt",
)
AS_DOCX = Words(
    "Tệp Word kiểu cũ (.doc, .rtf) không đọc được; hãy mở bằng Word và lưu lại dưới dạng .docx",
    "Old Word files (.doc, .rtf) are not read; open it in Word and save it as .docx",
)
AS_XLSX = Words(
    "Tệp này là trang web hoặc bảng tính kiểu khác mang đuôi của Excel; hãy mở bằng Excel và lưu lại dưới dạng .xlsx",
    "This is a web page or a workbook of another kind under the name of Excel's; open it in Excel and save it as .xlsx",
)
NO_PDF = Words(
    "Tệp PDF không đọc được thành bảng; hãy gửi tệp Word hoặc Excel mà từ đó tệp PDF được tạo ra",
    "A PDF can't be read as a table; send the Word or Excel file that it was made from",
)
AS_OOXML = Words(
    "Tệp OpenDocument (.ods, .odt) không đọc được; hãy mở bằng LibreOffice và lưu lại dưới dạng .xlsx hoặc .docx",
    "OpenDocument files (.ods, .odt) are not read; open it in LibreOffice and save it as .xlsx or .docx",
)
NOTHING = Words("Tệp rỗng: không có gì trong đó", "The file is empty: there is nothing in it")
# Its first entry is its kind, stored as it is (OpenDocument 1.3, part 2, 3.3).
OPEN_DOCUMENT = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", re.DOTALL)
BLANK = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*")
# Beginnings of what people send instead, some under a name that says otherwise.
BEGINNINGS: tuple[tuple[re.Pattern[bytes], Words], ...] = (
    (OPEN_DOCUMENT, AS_OOXML),
    (re.compile(rb"[^%]{0,1000}%PDF-"), NO_PDF),
    (re.compile(rb"\s*\{\\rtf"), AS_DOCX),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|style|\?xml|!--)", re.IGNORECASE),
        AS_XLSX,
    ),
    (re.compile(rb"MIME-Version:", re.IGNORECASE), AS_XLSX),
)


def read_file(data: bytes, name: str) -> Document:
    """RefusedFile, and never another exception, when it can't be read or may not be."""
    return READERS[format_of(data, name)](data)


def format_of(data: bytes, name: str) -> Format:
    refuse_bytes(len(data))
    if BLANK.fullmatch(data):
        raise UnreadableFile(NOTHING)
    if data.startswith(PACKAGE) and not OPEN_DOCUMENT.match(data):
        return _of_package(Package(data).main_type)
    if data.startswith(OLD):
        return _of_compound_file(data)
    for beginning, instead in BEGINNINGS:
        if beginning.match(data):
            raise UnreadableFile(instead)
    return Format.txt if name.lower().endswith(".txt") else Format.csv


def _of_package(content_type: str) -> Format:
    if "wordprocessingml" in content_type:
        return Format.docx
    if "spreadsheetml" in content_type:
        return Format.xlsx
    raise UnreadableFile(AS_XLSX if "sheet" in content_type else READ)


def _of_compound_file(data: bytes) -> Format:
    """By the names in its directory."""
    if _names(data, ENCRYPTED):
        raise refuse.encrypted()
    if _names(data, "WordDocument"):
        raise UnreadableFile(AS_DOCX)
    if any(_names(data, one) for one in OLD_WORKBOOKS):
        return Format.xls
    raise UnreadableFile(READ)


def _names(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data
