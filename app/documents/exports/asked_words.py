"""What a document was asked for, in words above its table: the day, the basis and each filter."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Uuid, func, literal_column, select
from sqlalchemy.orm import aliased

from app.access.reading import for_caller, naming, same_thing
from app.agencies.models import Agency, AgencyGroup
from app.agencies.queries import agency_asked
from app.documents.annex.ours import AS_OF, PART
from app.documents.exports.asking import Ask
from app.documents.exports.texts import day
from app.documents.state_words import CELL_WORDS, STATUS_WORDS
from app.kernel.reads import Compiled, Rows, value
from app.plans.models import Annex, Plan, Section
from app.plans.queries import visible_to_caller
from app.tasks.cell_rules import Basis, OverdueDays
from app.tasks.named import NAMES as KNOWN
from app.tasks.parameters import Asked

BY_FIRST_DAYS = "tính theo thời hạn ban đầu"
BETWEEN = " · "


def _of_agency(name: str) -> Any:
    """Those of the token may be several."""
    one = aliased(Agency)
    names = func.string_agg(one.name, literal_column("', '")).label(name)
    return select(names).where(one.id.in_(agency_asked(name))).scalar_subquery().label(name)


def _inside_a_plan(table: Any, name: str) -> Any:
    """Only of a plan that the caller sees: an id tells nothing of others."""
    of = select(table.label if table is Annex else table.title).join(Plan, Plan.id == table.plan_id)
    return of.where(table.id == value(name, Uuid()), visible_to_caller()).scalar_subquery().label(name)


def _names() -> Rows:
    group = select(AgencyGroup.name).where(same_thing(AgencyGroup, "group")).scalar_subquery().label("group")
    plan = select(Plan.title).where(same_thing(Plan, "plan"), visible_to_caller()).scalar_subquery().label("plan")
    annex, section = _inside_a_plan(Annex, "annex"), _inside_a_plan(Section, "section")
    found = select(_of_agency("agency"), _of_agency("lead"), group, plan, annex, section).subquery("named")
    return for_caller(select(found, literal_column("true").label("item")).subquery("rows"))


NAMES = Compiled(_names())
REFERENCES = ("agency", "lead", "group", "plan")
PLACES = ("annex", "section")


def _flag(yes: str, no: str) -> Callable[[Any], str]:
    return lambda given: yes if given else no


OVERDUE_DAYS = {
    OverdueDays.d1_7: "1–7 ngày",
    OverdueDays.d8_30: "8–30 ngày",
    OverdueDays.d31_90: "31–90 ngày",
    OverdueDays.d91_up: "trên 90 ngày",
}
ROLES = {"lead": "chủ trì", "coordinating": "phối hợp"}
# Each filter as a reader of the document understands it, in the order of the line.
WORDS: Mapping[str, Callable[[Any], str]] = {
    "plan": lambda given: f"Kế hoạch: {given}",
    "annex": lambda given: f"Phụ lục: {given}",
    "section": lambda given: f"Mục: {given}",
    "section_label": lambda given: f"Mục: {given}",
    "number": lambda given: f"Số: {given}",
    "in_section": _flag("thuộc một mục", "không thuộc mục nào"),
    "agency": lambda given: f"Cơ quan: {given}",
    "role": lambda given: f"vai trò: {ROLES[given]}",
    "lead": lambda given: f"Chủ trì: {given}",
    "group": lambda given: f"Nhóm: {given}",
    "status": lambda given: f"Trạng thái: {STATUS_WORDS[given]}",
    "cell": lambda given: f"Tình trạng thời hạn: {CELL_WORDS[given]}",
    "counted": _flag("được tính vào tổng số", "không tính vào tổng số"),
    "completed": _flag("đã hoàn thành", "chưa hoàn thành"),
    "timed": _flag("tính tỷ lệ đúng hạn", "không tính tỷ lệ đúng hạn"),
    "overdue_days": lambda given: f"quá hạn {OVERDUE_DAYS[given]}",
    "due_soon": _flag("sắp đến hạn", "không sắp đến hạn"),
    "waiting_for": lambda given: "chờ văn phòng" if given == "office" else "chờ cơ quan",
    "opened_late": _flag("giao khi đã quá hạn", "không giao khi đã quá hạn"),
    "conditional": _flag("thời hạn có điều kiện", "thời hạn không điều kiện"),
    "dated": _flag("có ngày đến hạn", "không có ngày đến hạn"),
    "due_from": lambda given: f"đến hạn từ {day(given)}",
    "due_to": lambda given: f"đến hạn đến hết {day(given)}",
    "before": lambda given: f"ngày {day(given)}:",
    "cell_before": lambda given: CELL_WORDS.get(given, "chưa có"),
    "starred": _flag("gắn sao", "không gắn sao"),
    "unresolved": _flag("chưa rõ cơ quan chủ trì", "đã rõ cơ quan chủ trì"),
    "q": lambda given: f"tìm “{given}”",
    "first": lambda given: f"từ ngày {day(given)}",
    "last": lambda given: f"đến ngày {day(given)}",
}


async def asked_words(ask: Ask, asked: Asked, given: Mapping[str, Any]) -> str:
    """One line, which begins with AS_OF: whoever reads the table again passes over it by that, unless it tells of a PART."""
    return BETWEEN.join((*_opening(asked), *await _filters(ask, given)))


async def part_words(ask: Ask, asked: Asked, given: Mapping[str, Any], of: str = "") -> tuple[str, str]:
    """The same of a document that is not the whole of an annex, and beside it which part it is; `of`: what no filter has to say."""
    part = f"{PART} {BETWEEN.join(await _filters(ask, given)) or of}"
    return BETWEEN.join((*_opening(asked), part)), part


async def _filters(ask: Ask, given: Mapping[str, Any]) -> list[str]:
    said = {name: one for name, one in given.items() if one is not None}
    named = await _named(ask, said) if said.keys() & {*REFERENCES, *PLACES} else {}
    words = said | named
    return [tell(words[name]) for name, tell in WORDS.items() if name in words]


async def _named(ask: Ask, said: Mapping[str, Any]) -> dict[str, str]:
    """The names behind ids and codes; InvalidRequest for one that is not there, whose document would be an empty one. What has no
    name of its own stays as it was said.
    """
    wanted = {**said, **{one: said.get(one) for one in PLACES}}
    values = {name: one for of in REFERENCES for name, one in naming(wanted.get(of), of).items()}
    values |= {one: wanted[one] for one in PLACES}
    KNOWN.require(said, (await ask(KNOWN.compiled(KNOWN.among(said)), **values))[0])
    (row,) = await ask(NAMES, **values)
    return {name: row[name] for name in (*REFERENCES, *PLACES) if row[name] is not None}


def _opening(asked: Asked) -> Iterator[str]:
    yield f"{AS_OF} {day(asked.today)}"
    if asked.view.basis is Basis.original:
        yield BY_FIRST_DAYS
