"""What a file is, by its bytes, however they are cut into pieces."""

import pytest

from app.reports.attachment_problems import UnsupportedFileType
from app.reports.evidence import (
    CSV,
    DOC,
    DOCX,
    HEIC,
    JPEG,
    KINDS,
    ODS,
    ODT,
    PDF,
    PNG,
    PPT,
    PPTX,
    TEXT,
    TIFF,
    XLS,
    XLSX,
    Examined,
    Kind,
)
from tests.make import files

LONG = b"\x00" * 20_000


def told(name: str, content: bytes, size: int) -> Kind:
    examined = Examined(name)
    for start in range(0, len(content), size):
        examined.look_at(content[start : start + size])
    return examined.kind()


@pytest.mark.parametrize("size", [1, 7, 4096, 10**6])
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", files.PDF, PDF),
        ("a.pdf", files.PDF + LONG, PDF),
        ("a.txt", files.PDF, PDF),
        ("a.pdf", files.PNG + LONG, PNG),
        ("a", files.JPEG, JPEG),
        ("a.heic", files.HEIC, HEIC),
        ("a.heic", files.HEIF + LONG, HEIC),
        ("a.tif", files.TIFF, TIFF),
        ("a.zip", files.office_open("word/document.xml"), DOCX),
        ("a.xlsx", files.office_open("xl/workbook.xml"), XLSX),
        ("a.pptx", files.office_open("ppt/presentation.xml"), PPTX),
        ("a.odt", files.open_document(ODT.media_type), ODT),
        ("a.ods", files.open_document(ODS.media_type), ODS),
        ("a.doc", files.compound("WordDocument"), DOC),
        ("a.xls", files.compound("Workbook"), XLS),
        ("a.ppt", files.compound("PowerPoint Document"), PPT),
        ("Biên bản.TXT", "Biên bản nghiệm thu\r\n\tSố 12".encode(), TEXT),
        ("a.txt", "Biên bản".encode("utf-16"), TEXT),
        ("a.txt", "Biên bản".encode("utf-8-sig"), TEXT),
        ("a.txt", ("Đã nghiệm thu xong. " * 3000).encode(), TEXT),
        ("a.csv", "số,việc\n1,Rà soát".encode(), CSV),
        ("a.csv", "so,viec\n1,R\u00e0 so\u00e1t".encode("cp1258"), CSV),
        ("a.txt", b"I I la hai chu", TEXT),
    ],
)
def test_what_is_taken(name: str, content: bytes, kind: Kind, size: int) -> None:
    if size > 1 or len(content) < 5000:
        assert told(name, content, size) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.EXE + LONG),
        ("a.pdf", files.ELF),
        ("a.pdf", files.package("a.txt")),
        ("a.docx", files.package("word/other.xml")),
        ("a.docx", files.office_open("word/document.xml", "word/vbaProject.bin")),
        ("a.xlsb", files.office_open("xl/workbook.bin")),
        ("a.jar", files.package("META-INF/MANIFEST.MF", "A.class")),
        ("a.doc", files.compound("Nothing")),
        ("a.doc", files.compound("EncryptedPackage")),
        ("a.doc", files.compound("WordDocument", files.INSTALLER_CLASS)),
        ("a.txt", b"<!DOCTYPE html><html>"),
        ("a.txt", b"\n  <svg xmlns='http://www.w3.org/2000/svg'>"),
        ("a.csv", b"a,b\n1,<script>alert(1)</script>"),
        ("a.txt", "<html>".encode("utf-16")),
        ("a.txt", b"#!/bin/sh\nrm -rf /"),
        ("a.xml", b"<?xml version='1.0'?><a/>"),
        ("a.js", b"alert(1)"),
        ("a.ps1", b"Remove-Item x"),
        ("a.bat", b"del x"),
        ("a", b"khong co duoi"),
        ("a.txt", b"co\x00ky tu"),
        ("a.txt", b"\x1b[2J"),
        ("a.txt", bytes(range(256)) * 40),
        ("a.gif", b"GIF89a" + LONG),
        ("a.rtf", b"{\\rtf1\\ansi}"),
    ],
)
def test_what_is_refused(name: str, content: bytes) -> None:
    for size in (97, 4096, 10**6):
        with pytest.raises(UnsupportedFileType) as refused:
            told(name, content, size)
        assert refused.value.fields["allowed"] == [one.media_type for one in KINDS]


def test_a_program_is_refused_at_its_beginning() -> None:
    examined = Examined("a.pdf")
    with pytest.raises(UnsupportedFileType):
        examined.look_at(files.EXE + LONG)
