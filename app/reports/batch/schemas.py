"""Bodies of a batch of reports. An item that is not well formed is refused by itself, as a request of its own would be."""

from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, GetCoreSchemaHandler, StringConstraints, model_validator
from pydantic_core import CoreSchema, core_schema

from app.kernel.limits import ITEMS_OF_A_BATCH
from app.kernel.schema import Code, Day, Flag, Input, Line, Name, Output, Problem
from app.reports.batch.lines import items_of
from app.reports.schemas import Report, ReportCreate

PATH = "/v1/reports/batch"
BY_ID = "Without it the task is named by `plan_code` and `task_number`."


class ReportBatchItem(ReportCreate):
    """A report and the task that it is about: by its `task_id`, or by what the plan itself calls it."""

    task_id: UUID | None = Field(None, description=BY_ID)
    plan_code: Code | None = None
    section: Line | None = Field(
        None,
        description="Label of the section, or its title where it has none; not needed while the number is the only one.",
    )
    task_number: Name | None = Field(None, description="As it stands in the plan: TT, STT.")
    nominal_due_date: Day | None = Field(
        None, description="In place of `obligation_id`: what this answers is the obligation with this day in the plan."
    )
    idempotency_key: (
        Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")] | None
    ) = Field(None, description="As the header of this name would be for this report alone.")

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        by_number = (self.plan_code, self.task_number)
        if self.task_id is None and None in by_number:
            raise ValueError("cần task_id, hoặc plan_code và task_number / task_id, or plan_code and task_number")
        if self.task_id is not None and {*by_number, self.section} != {None}:
            raise ValueError("task_id, hoặc plan_code và task_number / either task_id, or plan_code and task_number")
        if self.obligation_id is not None and self.nominal_due_date is not None:
            raise ValueError("obligation_id hoặc nominal_due_date / either obligation_id or nominal_due_date")
        return self


@dataclass(frozen=True, slots=True)
class SentItem:
    """An item as it came. What it says is found out in `read`, once it is known who sent it."""

    sent: Any

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # In the contract it is the item itself.
        return core_schema.no_info_wrap_validator_function(lambda sent, _: cls(sent), handler(ReportBatchItem))


class ReportBatch(Input):
    """Sent as `application/x-ndjson` it is its items, one a line."""

    atomic: Flag = Field(False, description="All of them or, when one is refused, none.")
    items: Annotated[list[SentItem], Field(min_length=1, max_length=ITEMS_OF_A_BATCH)]

    @model_validator(mode="before")
    @classmethod
    def _of_lines(cls, sent: Any) -> Any:
        return {"items": items_of(sent, ITEMS_OF_A_BATCH)} if isinstance(sent, bytes) else sent


class ReportOutcome(Output):
    """A report that was taken or had been before, or the problem: one of those of `createReport`, or `ambiguous-task`. Its pointers
    are into the item.
    """

    index: int = Field(description="Of the item among those sent, from 0.")
    status: int = Field(description="What the report alone would have been answered with.")
    report: Report | None
    problem: Problem | None
    replayed: bool = Field(description="It had been sent before, under its `id` or key, and nothing was done again.")


class ReportBatchResult(Output):
    items: list[ReportOutcome] = Field(description="In the order in which they were sent.")
