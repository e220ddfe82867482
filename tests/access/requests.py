"""A valid request for each operation of the contract, in the small city of `make.world`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.access import import_probes as imports
from tests.make import office, world
from tests.make.agencies import agency_body, group_body
from tests.make.amendments import amendment_body
from tests.make.calendar import calendar_day_body
from tests.make.imports import annex
from tests.make.plans import annex_body, plan_body, relation_body, section_body
from tests.make.reports import report_body
from tests.make.tasks import task_body

REPORT = world.uid(705)  # of the lead, in `probes.more_rows`
ATTACHMENT = world.uid(707)  # of that report
ASSIGNMENT = world.uid(770)  # of nobody: naming its members makes it
VIEWERS_TOKEN = world.uid(908)
# What path parameters stand for unless a request says otherwise.
NAMED = {
    "agency": "so-tai-chinh",
    "group": "cac-co-quan-neu-ten",
    "plan": "kh-01-2026",
    "task_id": str(world.TASK),
    "obligation_id": str(world.OBLIGATION),
    "assignment_id": str(ASSIGNMENT),
    "report_id": str(REPORT),
    "request_id": str(office.PENDING),
    "event_id": str(office.CONDITION),
    "attachment_id": str(ATTACHMENT),
    "token_id": str(VIEWERS_TOKEN),
    "slug": "not-found",
    "import_id": str(imports.WAITING),
}
DRAFT, OTHER_PLAN, RESTRICTED = ({"plan": code} for code in ("kh-02-2026", "kh-03-2026", "kh-04-2026"))


@dataclass(frozen=True, slots=True)
class Valid:
    """`body` or `file` of the n-th caller who sends it, so that what one creates is not there for the next."""

    path: dict[str, str] | None = None
    body: Callable[[int], Any] | None = None
    if_match: str | None = None
    file: Callable[[int], bytes] | None = None
    fields: Callable[[int], dict[str, str]] | None = None
    query: str = ""
    form: dict[str, str] | None = None

    def url(self, template: str) -> str:
        return template.format(**NAMED | (self.path or {})) + self.query

    def sent(self, n: int) -> dict[str, Any]:
        """As options of the client."""
        if self.file is not None:
            fields = {} if self.fields is None else {"data": self.fields(n)}
            return {"files": {"file": ("minh-chung.txt", self.file(n))}} | fields
        if self.form is not None:
            return {"data": self.form}
        return {} if self.body is None else {"json": self.body(n)}


def _always(body: Any) -> Callable[[int], Any]:
    return lambda _: body


def _asks_for_a_later_day(n: int) -> dict[str, str]:
    """Of another obligation each time: one is asked about once."""
    named = str(office.DATED if n % 2 else office.DATED_TOO)
    return {"obligation_id": named, "agency": "so-tai-chinh", "due_on": "2026-04-15", "reason": "Chờ ý kiến"}


def _of_the_lead(n: int) -> dict[str, Any]:
    return report_body(task_id=str(world.TASK), percent_complete=n, agency="so-tai-chinh")


ANNEX_OF_DRAFT = str(world.DRAFT_ANNEX)
# `METHOD /path`, and after a # what is particular. An operation that needs no body and only what NAMED names stands in no row.
REQUESTS: dict[str, Valid] = {
    "POST /v1/tokens": Valid(body=_always({"name": "Phần mềm", "role": "viewer"})),
    "POST /v1/tokens/{token_id}/rotate": Valid(body=_always({})),
    # A key is its own proof: whoever comes with a bearer token, or with nothing, is no client (tests/v1/oauth_test.py).
    "POST /oauth2/token": Valid(form={"grant_type": "client_credentials"}),
    "POST /v1/deadlines/parse": Valid(body=_always({"text": "Trước ngày 20/6/2026", "year": 2026})),
    "PUT /v1/calendar/days": Valid(body=_always({"year": 2026, "days": [calendar_day_body()]})),
    "POST /v1/agencies": Valid(body=lambda n: agency_body(code=f"so-tu-phap-{n}")),
    "PATCH /v1/agencies/{agency}": Valid(body=_always({"name": "Sở Tài chính thành phố"}), if_match="*"),
    "POST /v1/agencies/{agency}/succession": Valid(
        body=_always({"successor": "so-y-te", "document": "Nghị quyết 15/NQ-HĐND"})
    ),
    "POST /v1/agency-groups": Valid(body=lambda n: group_body(code=f"cac-so-{n}")),
    "PATCH /v1/agency-groups/{group}": Valid(body=_always({"name": "Các cơ quan"}), if_match="*"),
    "PUT /v1/agency-groups/{group}/members": Valid(body=_always({"agencies": ["so-tai-chinh", "H13.5"]})),
    "POST /v1/plans": Valid(body=lambda n: plan_body(code=f"kh-{n}-2026")),
    "GET /v1/plans/{plan} # draft": Valid(DRAFT),
    "GET /v1/plans/{plan} # restricted": Valid(RESTRICTED),
    "PATCH /v1/plans/{plan}": Valid(body=_always({"document_number": "01/KH-UBND"}), if_match="*"),
    "PATCH /v1/plans/{plan} # draft": Valid(DRAFT, _always({"title": "Kế hoạch"}), "*"),
    "DELETE /v1/plans/{plan} # draft": Valid(DRAFT),
    "POST /v1/plans/{plan}/annexes # draft": Valid(DRAFT, _always(annex_body())),
    "POST /v1/plans/{plan}/sections # draft": Valid(DRAFT, _always(section_body(annex=ANNEX_OF_DRAFT))),
    "POST /v1/plans/{plan}/relations": Valid(body=_always(relation_body(plan="kh-03-2026", kind="replaces"))),
    "POST /v1/plans/{plan}/tasks # draft": Valid(DRAFT, lambda n: task_body(annex=ANNEX_OF_DRAFT, number=f"9.{n}")),
    "POST /v1/plans/{plan}/publish # draft": Valid(DRAFT, _always({})),
    "POST /v1/plans/{plan}/reopen": Valid(body=_always({"document": "12/QĐ-UBND", "reason": "Kéo dài thực hiện"})),
    "GET /v1/tasks/{task_id} # draft": Valid({"task_id": str(world.DRAFT_TASK)}),
    "GET /v1/plans/{plan}/summary # draft": Valid(DRAFT),
    "GET /v1/plans/{plan}/summary # restricted": Valid(RESTRICTED),
    "GET /v1/plans/{plan}/export": Valid(query="?format=docx"),
    "GET /v1/plans/{plan}/export # draft": Valid(DRAFT, query="?format=xlsx"),
    "GET /v1/plans/{plan}/export # restricted": Valid(RESTRICTED, query="?format=csv"),
    "GET /v1/tasks/export": Valid(query="?format=csv"),
    "GET /v1/summary/agencies/export": Valid(query="?format=csv"),
    "GET /v1/summary/movements": Valid(query="?from=2026-01-02"),
    "PATCH /v1/tasks/{task_id}": Valid(body=_always({"starred": True}), if_match="*"),
    "POST /v1/tasks/{task_id}/comments": Valid(body=_always({"text": "Ý kiến"})),
    "POST /v1/tasks/{task_id}/comments # as lead": Valid(body=_always({"text": "Ý kiến", "agency": "so-tai-chinh"})),
    "POST /v1/tasks/{task_id}/comments # draft": Valid({"task_id": str(world.DRAFT_TASK)}, _always({"text": "Ý kiến"})),
    "GET /v1/agencies/{agency}/calendar.ics # other": Valid({"agency": "so-y-te"}),
    "POST /v1/tasks/{task_id}/amendments": Valid(body=lambda n: amendment_body(kind="change_text", title=f"Tên {n}")),
    "POST /v1/tasks/{task_id}/amendments # draft": Valid(
        {"task_id": str(world.DRAFT_TASK)}, _always(amendment_body(kind="suspend"))
    ),
    "PUT /v1/tasks/{task_id}/assignments/{assignment_id}/members": Valid(
        {"task_id": str(world.OTHER_TASK)}, _always({"agencies": ["so-tai-chinh"]})
    ),
    "GET /v1/obligations/{obligation_id} # foreign": Valid({"obligation_id": str(world.OTHER_OBLIGATION)}),
    "POST /v1/tasks/{task_id}/reports": Valid(body=lambda n: report_body(percent_complete=n, agency="so-tai-chinh")),
    "POST /v1/tasks/{task_id}/reports # foreign": Valid(
        {"task_id": str(world.OTHER_TASK)}, lambda n: report_body(percent_complete=n, agency="so-y-te")
    ),
    # Of a pair that the rows show as not begun: whoever may is told that its status refuses.
    "POST /v1/reports/batch": Valid(body=lambda n: {"items": [_of_the_lead(n)]}),
    "POST /v1/reports/batch # atomic": Valid(body=lambda n: {"items": [_of_the_lead(n)], "atomic": True}),
    "POST /v1/reports/{report_id}/review": Valid(body=_always({"action": "confirm"})),
    "POST /v1/reports/{report_id}/withdraw": Valid(body=_always({})),
    "POST /v1/reviews/batch": Valid(body=_always({"items": [{"report_id": str(REPORT), "action": "confirm"}]})),
    "POST /v1/tasks/{task_id}/extension-requests": Valid(body=_asks_for_a_later_day),
    "POST /v1/extension-requests/{request_id}/decision": Valid(body=_always({"action": "approve", "document": "9/VP"})),
    "POST /v1/extension-requests/{request_id}/answer": Valid(body=_always({"action": "accept"})),
    "POST /v1/extension-requests/{request_id}/withdraw # decided": Valid(
        {"request_id": str(office.DECIDED)}, _always({})
    ),
    "GET /v1/awaited-events/{event_id} # foreign": Valid({"event_id": str(office.FOREIGN_EVENT)}),
    "POST /v1/awaited-events/{event_id}/occurrences": Valid(body=_always({"occurred_on": "2026-03-01"})),
    "POST /v1/awaited-events/{event_id}/occurrences/{occurrence_id}/void": Valid(
        {"event_id": str(office.OCCURRED), "occurrence_id": str(office.OCCURRENCE)}, _always({"reason": "Ghi nhầm"})
    ),
    "POST /v1/awaited-events/{event_id}/not-yet": Valid(body=_always({})),
    "POST /v1/report-requests": Valid(
        body=_always({"plan": "kh-01-2026", "due_on": "2026-03-31", "text": "Báo cáo nhanh"})
    ),
    "GET /v1/report-requests/{request_id}": Valid({"request_id": str(office.REPORT_REQUEST)}),
    "POST /v1/plan-imports": Valid(
        file=lambda n: annex(f"{n}\tViệc\tSở Tài chính\t\tQuý II/2026\t"),
        fields=lambda n: {"plan_code": f"kh-5{n}-2026"},
    ),
    "PATCH /v1/plan-imports/{import_id}": Valid(body=_always({"plan": {"title": "Tên khác"}}), if_match="*"),
    "POST /v1/plan-imports/{import_id}/commit": Valid(body=_always({})),
    "POST /v1/reports/{report_id}/attachments": Valid(file=lambda n: f"Biên bản {n}".encode()),
}


def valid(row: str) -> Valid:
    return REQUESTS.get(row, Valid())
