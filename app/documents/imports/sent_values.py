"""What an answer to a finding means: the agency, day, number, text or rule that its value names. Refuses what names none."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import or_, select

from app.access.writing import Work
from app.agencies.models import Agency, AgencyGroup
from app.agencies.problems import UnknownAgency
from app.deadlines import Confidence, Context, Purpose, read_deadline
from app.documents.imports.answers import NEW, Answer, Resolution, Takes, says_no_name, value_of
from app.documents.imports.draft import Draft, Raised, Target
from app.documents.imports.models import PlanImport
from app.documents.imports.numbers import Numbers
from app.documents.imports.schemas import FindingAnswer
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.schema import as_uuid
from app.kernel.words import Words
from app.obligations.amendments.problems import DeadlineNotRead
from app.tasks.cell_rules import CompletionRule

TOO_LONG = Words("số thứ tự dài quá 100 ký tự", "a number of more than 100 characters")
NUMBER_TAKEN = Words("số thứ tự này đã dùng trong cùng mục", "another row of the section has this number")
NO_RULE = Words("primary, each hoặc any", "primary, each or any")
NO_NAME = Words(
    "“{read}” là số hoặc ngày, không thể thành cơ quan mới; hãy nêu cơ quan (replaced) hoặc từ chối (rejected)",
    "“{read}” is a number or a day and becomes no new agency; name one (replaced) or reject it",
)
UNKNOWN_AGENCY = "unknown-agency"
ENROLLING = frozenset({Resolution.accepted, Resolution.replaced})
LONGEST_NUMBER = 100


class Asked:
    """A value that was sent, and what it is understood with."""

    def __init__(
        self, work: Work, one: PlanImport, draft: Draft, numbers: Numbers, finding: Raised, pointer: str
    ) -> None:
        self.work, self.one, self.draft, self.numbers = work, one, draft, numbers
        self.finding, self.pointer = finding, pointer

    def refused(self, said: Words) -> InvalidRequest:
        return InvalidRequest(faults=[Fault(self.pointer, said)])


async def meant(asked: Asked, answer: FindingAnswer) -> Answer:
    resolution, finding = Resolution(answer.resolution), asked.finding
    if resolution is Resolution.accepted and finding.code == UNKNOWN_AGENCY and finding.suggestion is not None:
        return replace(await _agency(asked, finding.suggestion), resolution=resolution, value=None)
    if answer.value is None or (finding.code == UNKNOWN_AGENCY and answer.value == NEW):
        _require_name(asked, answer)
        return Answer(resolution, answer.value)
    return await VALUES[value_of(finding.code)](asked, answer.value)


def _require_name(asked: Asked, answer: FindingAnswer) -> None:
    """Where columns stand in the wrong places, days stand among the agencies: none of them is to be enrolled."""
    read = asked.finding.read or ""
    if asked.finding.code != UNKNOWN_AGENCY or answer.resolution not in ENROLLING or not says_no_name(read):
        return
    pointer = asked.pointer if answer.value else asked.pointer.replace("/value", "/resolution")
    raise InvalidRequest(faults=[Fault(pointer, Words(*(text.format(read=read) for text in NO_NAME)))])


async def _agency(asked: Asked, value: str) -> Answer:
    session, id_ = asked.work.session, as_uuid(value)
    named = or_(Agency.id == id_, Agency.code == value, Agency.e_identifier == value)
    agency = (await session.execute(select(Agency.id, Agency.code, Agency.name).where(named))).first()
    if agency is not None:
        return Answer(Resolution.replaced, value, agency=Target(*agency))
    in_groups = select(AgencyGroup.id, AgencyGroup.code, AgencyGroup.name)
    group = (await session.execute(in_groups.where(or_(AgencyGroup.id == id_, AgencyGroup.code == value)))).first()
    if group is None:
        said = Words(f"Không có cơ quan hay nhóm “{value}”", f"No agency or group “{value}”")
        raise UnknownAgency(faults=[Fault(asked.pointer, said)])
    return Answer(Resolution.replaced, value, group=Target(*group))


async def _phrase(asked: Asked, value: str) -> Answer:
    context = Context(asked.one.year, asked.one.issued_on, Purpose(asked.draft.deadline_purpose))
    reading = await asyncio.to_thread(
        read_deadline, value, context
    )  # thousands in one request would hold up all others
    if reading.confidence is Confidence.unresolved:
        notes = [Words(note.text("vi"), note.text("en")) for note in reading.notes]
        raise DeadlineNotRead(faults=[Fault(asked.pointer, one) for one in notes or [DeadlineNotRead.title]])
    return Answer(Resolution.replaced, value, reading=reading)


async def _number(asked: Asked, value: str) -> Answer:
    if len(value) > LONGEST_NUMBER:
        raise asked.refused(TOO_LONG)
    if not asked.numbers.give(asked.finding.row or 0, value):
        raise asked.refused(NUMBER_TAKEN)
    return Answer(Resolution.replaced, value)


async def _text(_: Asked, value: str) -> Answer:
    return Answer(Resolution.replaced, value)


async def _rule(asked: Asked, value: str) -> Answer:
    if value not in set(CompletionRule):
        raise asked.refused(NO_RULE)
    return Answer(Resolution.replaced, value)


VALUES: Mapping[Takes, Callable[[Asked, str], Awaitable[Answer]]] = MappingProxyType(
    {Takes.agency: _agency, Takes.phrase: _phrase, Takes.number: _number, Takes.text: _text, Takes.rule: _rule}
)
