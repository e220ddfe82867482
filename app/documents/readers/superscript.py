"""Small raised figures as the letters that Unicode has for them: "Quý I/2026" with the mark of a note is no year 20261, nor 30 m² 30 m2."""

SUPERSCRIPT = "superscript"
FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(figures: str) -> str:
    return figures.translate(FIGURES)
