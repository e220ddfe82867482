"""What surrounds the text of a .docx: paper, styles, page numbers. Made by python-docx, which knows the parts Word wants to find."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
PAPER_WIDTH, PAPER_HEIGHT, MARGIN = 29.7, 21.0, 1.0
# The width left for a table, in centimetres.
WIDTH = PAPER_WIDTH - 2 * MARGIN
DOCUMENT = "word/document.xml"
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001  a document's own stamp has no zone

HEAD, NOTE, TOLD, FOOT = "AnnexHead", "AnnexNote", "AnnexTold", "AnnexFoot"
TITLE, CENTRED, TEXT, SECTION = "CellTitle", "CellCentred", "CellText", "CellSection"


@dataclass(frozen=True, slots=True)
class Template:
    """`parts` as they lie in the file, without the document itself; of that only what comes before and after its paragraphs."""

    parts: tuple[tuple[str, bytes], ...]
    before: str
    after: str


@lru_cache(8)
def template(cell_size: float) -> Template:
    """`cell_size`: of the letters in the table, in points; the narrower its columns, the smaller."""
    made = Document()
    made.core_properties.created = made.core_properties.modified = MADE_AT
    made.core_properties.author = made.core_properties.comments = made.core_properties.title = ""
    _set_paper(made)
    _set_styles(made, cell_size)
    _number_pages(made.sections[0].footer.paragraphs[0])
    saved = io.BytesIO()
    made.save(saved)
    with zipfile.ZipFile(saved) as parts:
        body = parts.read(DOCUMENT).decode()
        kept = tuple((name, parts.read(name)) for name in sorted(parts.namelist()) if name != DOCUMENT)
    opened, closed = body.index("<w:body>") + len("<w:body>"), body.index("<w:sectPr")
    return Template(kept, body[:opened], body[closed:])


def _set_paper(made: Made) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(PAPER_WIDTH), Cm(PAPER_HEIGHT)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.3)
    section.header_distance, section.footer_distance = Cm(0.6), Cm(0.6)


def _set_styles(made: Made, cell_size: float) -> None:
    _letters(made.styles["Normal"], 12)
    _letters(made.styles["Footer"], 9)
    # Narrow columns are not justified: the gaps would be wider than the words.
    centre, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
    for name, size, align, bold, italic in (
        (HEAD, 13, centre, True, False),
        (NOTE, 12, centre, False, True),
        (TOLD, 11, centre, False, True),
        (FOOT, 9, left, False, True),
        (TITLE, cell_size, centre, True, False),
        (CENTRED, cell_size, centre, False, False),
        (TEXT, cell_size, left, False, False),
        (SECTION, cell_size, left, True, False),
    ):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _letters(style, size)
        style.font.bold, style.font.italic = bold, italic
        style.paragraph_format.alignment = align
        style.paragraph_format.space_before = Pt(6 if name == FOOT else 0)
        style.paragraph_format.space_after = Pt(6 if name in (NOTE, TOLD) else 0)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.keep_with_next = name in (HEAD, NOTE, TOLD, SECTION)


def _letters(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for code in ("PAGE", "NUMPAGES"):
        if code == "NUMPAGES":
            paragraph.add_run("/")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        field.append(OxmlElement("w:r"))
        paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields of its own
