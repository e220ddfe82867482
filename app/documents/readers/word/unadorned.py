"""Leaves out, before a document is parsed, what Word says of the look of letters and no reader asks for: font, size, colour, language.

In a document that several people have edited it is said of each few words, and is most of the file.
"""

import re

LOOKS = (
    "rFonts|color|sz|szCs|lang|bCs|i|iCs|u|jc|spacing|ind|kern|position|highlight|shd|noProof|tcW|vAlign|proofErr|"
    "lastRenderedPageBreak"
)
# Empty elements alone: an attribute may hold a “>”, and what looks like one of these is then left as it is.
LOOK = re.compile(rf"<w:(?:{LOOKS})(?:\s[^<>]*)?/>".encode())
EMPTY = re.compile(rb"<w:(rPr|pPr|tcPr)></w:\1>")


def unadorned(data: bytes) -> bytes:
    # What stands in CDATA is text, whatever it looks like. Word writes none.
    return data if b"<![CDATA[" in data else EMPTY.sub(b"", EMPTY.sub(b"", LOOK.sub(b"", data)))
