"""The name of a file as a client sends it, made fit to be shown and to be saved under again."""

import re
import unicodedata
from urllib.parse import quote

from app.kernel.markings import marking
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.text import nfc
from app.kernel.words import Words

LONGEST_NAME = 255
_FORBIDDEN = re.compile(r'[<>:"|?*\t\n]')
_PIECES = re.compile(r"\s-\s|[()\[\],;]")
# RFC 8187 §3.2.1: what may stand unescaped.
_PLAIN = "!#$&+-.^_`|~"
# RFC 6266 §4.3 and appendix D: what a quoted name may hold that every reader of the header reads alike.
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._()+-]+")


def clean_name(sent: str, pointer: str) -> str:
    """Without folders and control characters, composed, short enough; InvalidRequest for one that is no name, or is marked."""
    parts = re.split(r"[/\\]", sent)
    name = " ".join(_FORBIDDEN.sub(" ", nfc(parts[-1])).split()).strip(" .")
    if "\x00" in sent or ".." in parts or not name:
        raise _refused(pointer, "tên tệp không hợp lệ", "not a name of a file")
    found = next(filter(None, map(marking, _told(name))), None)
    if found is not None:
        raise _refused(
            pointer, f"tệp mang dấu {found} không được đưa vào hệ thống", f"a file marked {found} is refused"
        )
    return name


def with_suffix(name: str, suffixes: tuple[str, ...]) -> str:
    """Ends in one of the suffixes that its content has, so that whoever opens it opens it as what it is."""
    stem, dot, ending = name.rpartition(".")
    known = dot + ending.lower() in suffixes and stem
    stem, suffix = (stem, dot + ending) if known else (name, suffixes[0])
    return stem[: LONGEST_NAME - len(suffix)] + suffix


def attachment(name: str) -> str:
    """Content-Disposition (RFC 6266): saved under this name, never shown in place; first as old programs read it, without accents."""
    return f"attachment; filename=\"{_in_ascii(name)}\"; filename*=UTF-8''{quote(name, safe=_PLAIN)}"


def _in_ascii(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).replace("đ", "d").replace("Đ", "D").encode("ascii", "ignore").decode()
    stem, dot, ending = bare.rpartition(".")
    return (_NOT_PLAIN.sub("_", stem).strip() or "tep") + dot + _NOT_PLAIN.sub("_", ending)


def _told(name: str) -> list[str]:
    """The places in a name where a stamp would stand: "Báo cáo (MẬT).pdf"."""
    stem = name.rpartition(".")[0].replace("_", " ") or name
    return [name, stem, *_PIECES.split(stem)]


def _refused(pointer: str, vi: str, en: str) -> InvalidRequest:
    return InvalidRequest(faults=[Fault(pointer, Words(vi, en))])
