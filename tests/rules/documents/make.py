"""What the tests of documents share: the city's register, the two seed annexes, and a reader of small fragments."""

from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from app.agencies.matching import Named, Register
from app.agencies.register_files import AgencyRow, GroupRow, read_register
from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.read import read_annex
from app.documents.readers.txt import read_txt

SEED = Path(__file__).parents[3] / "seed"
NTM = "phu-luc-01-chuong-trinh-cong-tac-2026.txt"
CONCLUSIONS = "phu-luc-I-ket-luan-thu-tuong-2026.txt"
HEADER = "STT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\tSản phẩm\n"


@cache
def register() -> Register:
    agencies, groups = read_register(SEED)
    return Register(map(_named_agency, agencies), map(_named_group, groups))


def _named_agency(row: AgencyRow) -> Named:
    return Named(uuid5(NAMESPACE_URL, row.code), row.code, row.name, row.short_name, row.aliases, row.e_identifier)


def _named_group(row: GroupRow) -> Named:
    return Named(uuid5(NAMESPACE_URL, f"group {row.code}"), row.code, row.name, None, row.aliases)


@cache
def seed(name: str) -> AnnexDraft:
    return read_annex(read_txt((SEED / name).read_bytes()), register())


def read(text: str, year: int | None = 2026) -> AnnexDraft:
    return read_annex(read_txt(text.encode()), register(), year=year)


def read_rows(text: str) -> tuple[RowDraft, ...]:
    """The rows of lines under the usual header of six columns."""
    return read(HEADER + text).rows


def codes(draft: AnnexDraft) -> list[tuple[str, int | None]]:
    return [(finding.code.value, finding.row) for finding in draft.findings]


def lead_codes(row: RowDraft) -> list[str]:
    return [one.found.named.code if one.found else f"? {one.text}" for one in row.leads]


def coordinating_codes(row: RowDraft) -> list[str]:
    return [one.found.named.code if one.found else f"? {one.text}" for one in row.coordinating]
