"""The league table as a document: the agencies beside one another, the numbers those of `/v1/summary/agencies`."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from app.documents.exports.asked_words import asked_words
from app.documents.exports.asking import Ask, pages
from app.documents.exports.sheet import Column, Item, Line, Sheet, Value
from app.overview.league import LEAGUE, told
from app.overview.parameters import LeagueAsked
from app.overview.rates import COMPLETED, Rate
from app.tasks.cell_rules import Cell

TITLE = "BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN NHIỆM VỤ THEO CƠ QUAN"
NONE = "–"
NUMBERS = (
    "Tổng số",
    "Đã hoàn thành",
    "Hoàn thành đúng hạn",
    "Hoàn thành quá hạn",
    "Hoàn thành, không thời hạn",
    "Chưa hoàn thành",
    "Trong hạn",
    "Quá hạn",
    "Chờ sự kiện",
    "Không thời hạn",
    "Tạm dừng",
    "Tỷ lệ hoàn thành (%)",
    "Tỷ lệ đúng hạn (%)",
    "Tỷ lệ báo cáo đúng hạn (%)",
    "Số lần chậm",
    "Chậm vì lý do khách quan",
    "Số lần bị trả lại",
)
COLUMNS = (
    Column("TT", 0.9, centred=True),
    Column("Cơ quan", 4.6),
    *(Column(title, 1.35, centred=True) for title in NUMBERS),
)


@dataclass(frozen=True, slots=True)
class LeagueDocument:
    of: LeagueAsked
    has_foot: bool = True

    @property
    def file_name(self) -> str:
        return f"Tổng hợp theo cơ quan {self.of.question.asked.today}"

    async def items(self, ask: Ask) -> AsyncIterator[Iterable[Item]]:
        asked = self.of.question.asked
        said = await asked_words(ask, asked, self.of.filters)
        yield [Sheet("Tổng hợp theo cơ quan", COLUMNS, title=TITLE, told=said, title_at=1)]
        before = 0
        async for page in pages(ask, LEAGUE[asked.view], self.of.filters, self.of.values):
            yield _lines(page, before)
            before += len(page)


def _lines(page: Sequence[asyncpg.Record], before: int) -> Iterator[Line]:
    for place, row in enumerate(page, before + 1):
        yield Line((place, *_cells(told(json.loads(row["item"])))))


def _cells(of: dict[str, Any]) -> tuple[Value, ...]:
    cells, rates = of["cells"], of["rates"]
    completed = sum(cells[one] for one in COMPLETED)
    return (
        of["agency"]["name"],
        of["total"],
        completed,
        cells[Cell.completed_on_time],
        cells[Cell.completed_late],
        cells[Cell.completed_undated],
        of["total"] - completed,
        cells[Cell.in_term],
        cells[Cell.overdue],
        cells[Cell.awaiting_event],
        cells[Cell.undated],
        cells[Cell.suspended],
        *(_percent(rates[name]) for name in ("completion", "on_time", "reporting")),
        of["delays"],
        of["delays_excused"],
        of["returns"],
    )


def _percent(rate: Rate) -> Value:
    return NONE if rate.rate is None else round(100 * rate.rate, 1)
