"""Files built part by part, as good or as bad as a test needs them."""

import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from app.documents.tables import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"
OPEN_XML = "application/vnd.openxmlformats-officedocument"
WORD, EXCEL = f"{OPEN_XML}.wordprocessingml.document.main+xml", f"{OPEN_XML}.spreadsheetml.sheet.main+xml"
ONE_SHEET = '<sheet name="A" sheetId="1" r:id="r0"/>'
# The parts beside word/document.xml and how it is related to them.
WORD_PARTS = ("styles", "numbering", "footnotes", "endnotes", "header", "footer", "comments")


def package(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return made.getvalue()


def relationships(targets: Mapping[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGES}/relationships">{inner}</Relationships>'


def opening(main: str, content_type: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types">'
        f'<Override PartName="/{main}" ContentType="{content_type}"/></Types>',
        "_rels/.rels": relationships({main: "officeDocument"}),
    }


def docx(body: str, **others: str) -> bytes:
    """`others`: the inside of styles, numbering, footnotes, endnotes, header, footer, comments."""
    inside = {name: others[name] for name in WORD_PARTS if name in others}
    return package(
        {
            **opening("word/document.xml", WORD),
            "word/_rels/document.xml.rels": relationships({f"{name}.xml": name for name in inside}),
            "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": word_part(name, text) for name, text in inside.items()},
        }
    )


def word_part(name: str, inside: str) -> str:
    root = {"header": "hdr", "footer": "ftr"}.get(name, name)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{inside}</w:{root}>'
    )


def p(text: str = "", look: str = "", *, bold: bool = False) -> str:
    """`look`: what stands in the properties of the paragraph."""
    return f"<w:p><w:pPr>{look}</w:pPr>{r(text, bold=bold)}</w:p>"


def r(text: str, *, bold: bool = False) -> str:
    return f'<w:r><w:rPr>{"<w:b/>" * bold}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tc(inside: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def tr(*cells: str, look: str = "") -> str:
    """A cell given as text is a cell with that one paragraph."""
    inside = "".join(one if one.startswith(("<w:tc>", "<w:sdt>")) else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{look}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, grid: Sequence[int] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def xlsx(
    rows: str, *, after: str = "", strings: str = "", styles: str = "", sheets: str = "", links: str = ""
) -> bytes:
    """One sheet, unless `sheets` says otherwise; `rows` stand in its sheetData and `after` behind it."""
    return package(
        {
            **opening("xl/workbook.xml", EXCEL),
            "xl/_rels/workbook.xml.rels": links
            or relationships(
                {"worksheets/sheet1.xml": "worksheet", "sharedStrings.xml": "sharedStrings", "styles.xml": "styles"}
            ),
            "xl/workbook.xml": f'<workbook xmlns="{X}" xmlns:r="{R}"><sheets>{sheets or ONE_SHEET}</sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{X}"><sheetData>{rows}</sheetData>{after}</worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{X}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{X}">{styles}</styleSheet>',
        }
    )


def table(document: Document) -> list[list[str]]:
    """The texts of the only table."""
    (only,) = document.tables
    return [[one.text for one in row] for row in only.rows]
