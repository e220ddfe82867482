"""Cells that a spreadsheet would take for a formula: made harmless in a .csv, and read back as they were. Pure.

The harm is done by whoever typed "=HYPERLINK(…)" into a report and by whoever opens the list. An apostrophe in front makes it text
(OWASP, CSV injection). One more goes before any there are already, so that taking one away gives back what was written:

    - Báo cáo   →  '- Báo cáo   →  - Báo cáo
    '= 1        →  ''= 1        →  '= 1
    'Sở A       →  'Sở A        →  'Sở A
"""

import re

# Nothing but a sign that opens a formula counts, behind apostrophes or not.
# Full-width signs too: where Chinese or Japanese is set, Excel takes them for the others.
OPENS_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def harmless(text: str) -> str:
    return f"'{text}" if OPENS_FORMULA.match(text) else text


def as_it_was(cell: str) -> str:
    """Without the apostrophe of ours: for whoever reads a .csv."""
    return cell[1:] if MADE_HARMLESS.match(cell) else cell
