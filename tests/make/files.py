"""Files as offices send them, as small as their formats allow, and what only looks like one."""

import io
import zipfile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
HEIF = b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
ELF = b"\x7fELF\x02\x01\x01\x00" + bytes(16)
INSTALLER_CLASS = bytes.fromhex("84100c0000000000c000000000000046")


def package(*members: str, filling: bytes = b"<x/>") -> bytes:
    """A zip with these members, the first of them as OpenDocument wants it: plain, with its type."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, filling)
    return written.getvalue()


def office_open(member: str, *more: str) -> bytes:
    return package("[Content_Types].xml", "_rels/.rels", member, *more)


def open_document(media_type: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", "<x/>")
    return written.getvalue()


def compound(stream: str, more: bytes = b"") -> bytes:
    """A file of the old office formats, with the name of one stream far behind its head."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(9000) + stream.encode("utf-16-le") + more + bytes(500)
