"""What "as written" means: NFC, tags stripped, paragraphs as lines, trimmed."""

import re

from app.documents.tables import Cell
from app.kernel.text import nfc

# Only tags that editors write: "a < b" and "<đơn vị>" are text.
TAG = re.compile(
    r"</?(?:p|br|b|strong|i|em|u|s|sub|sup|span|font|div|ul|ol|li)(?:\s[^<>]{0,300})?\s?/?>", re.IGNORECASE
)
PARAGRAPH_END = re.compile(r"</(?:p|div|li)\s?>|<br(?:\s[^<>]{0,300})?\s?/?>", re.IGNORECASE)
BOLD = re.compile(r"\s*(?:<(?:p|span|font|div)(?:\s[^<>]{0,300})?>\s*)*(?:<(?:b|strong)>|\*\*)", re.IGNORECASE)
ASTERISKS = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp);")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}


def clean(raw: str) -> str:
    """Text as written: NFC, tags stripped, each paragraph a line; what stands inside a line is untouched."""
    text = nfc(raw)
    if "<" in text:
        text = TAG.sub("", PARAGRAPH_END.sub("\n", text))
    if "&" in text:
        text = ENTITY.sub(lambda found: ENTITIES[found[1]], text)
    if "**" in text:
        text = ASTERISKS.sub(r"\1", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cell(raw: str, *, bold: bool = False, faint: bool = False, left_out: str = "", marks: tuple[str, ...] = ()) -> Cell:
    is_bold = bold or BOLD.match(raw) is not None
    return Cell(clean(raw), is_bold, faint=faint, left_out=clean(left_out) if left_out else "", marks=marks)
