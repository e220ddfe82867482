"""What stands in a cell or a paragraph of Word beside its plain words: pictures, text boxes, inner tables, changes nobody has accepted."""

from itertools import islice

from app.documents.as_written import clean
from app.documents.readers.word.names import FALLBACK, PARAGRAPH, TABLE, TEXT_BOX, W
from app.documents.readers.xml import Element
from app.documents.tables import Inlaid, InlaidKind

# Drawn from a file (DrawingML, and VML before it), or a chart.
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)
INSERTED, DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
TEXTS = (f"{W}t", f"{W}delText")
KINDS = {
    **dict.fromkeys(PICTURES, InlaidKind.picture),
    **dict.fromkeys(INSERTED, InlaidKind.inserted),
    **dict.fromkeys(DELETED, InlaidKind.deleted),
    TEXT_BOX: InlaidKind.text_box,
    TABLE: InlaidKind.table,
}
LONGEST, MOST = 500, 20


def inlaid_in(element: Element) -> tuple[Inlaid, ...]:
    found = (_inlaid(one) for one in element.iter(*KINDS) if _counts(one))
    return tuple(dict.fromkeys(one for one in islice(found, MOST) if one.text or one.kind is InlaidKind.picture))


def letters_of(element: Element) -> str:
    lines = [""]
    for one in element.iter(PARAGRAPH, *TEXTS):
        if one.tag == PARAGRAPH:
            lines.append("")
        elif _counts(one):
            lines[-1] += one.text or ""
    text = clean(" ".join(filter(None, lines)))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _inlaid(element: Element) -> Inlaid:
    kind = KINDS[element.tag]
    return Inlaid(kind, "" if kind is InlaidKind.picture else letters_of(element))


def _counts(element: Element) -> bool:
    """What is written once more for older programs is there already."""
    return next(element.iterancestors(FALLBACK), None) is None
