"""The formats of an export, and what each is called on the wire."""

from enum import StrEnum


class Format(StrEnum):
    xlsx = "xlsx"
    docx = "docx"
    csv = "csv"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Format.xlsx: f"{_OFFICE}.spreadsheetml.sheet",
    Format.docx: f"{_OFFICE}.wordprocessingml.document",
    Format.csv: "text/csv; charset=utf-8",
}
