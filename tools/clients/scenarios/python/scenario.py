"""A department's program, over a Python client that openapi-generator has made: what is owed, a report, a retry, two refusals.

    TIENDO=http://127.0.0.1:8000 TOKEN=… ELSEWHERE={a task of others} HIDDEN={a draft plan} python scenario.py

It prints a line for each step.
"""

import os
from uuid import UUID, uuid4

from tiendo import (
    AccountsApi,
    ApiClient,
    Configuration,
    ObligationKind,
    ObligationsApi,
    ObligationState,
    PlansApi,
    Problem,
    ReportCreate,
    ReportsApi,
    ReportStatus,
)
from tiendo.exceptions import ForbiddenException, NotFoundException

client = ApiClient(Configuration(host=os.environ["TIENDO"], access_token=os.environ["TOKEN"]))
reports = ReportsApi(client)

me = AccountsApi(client).get_me()
owed = ObligationsApi(client).list_obligations(
    agency=str(me.agencies[0].id), kind=ObligationKind.PROGRESS_REPORT, state=ObligationState.OPEN, limit=1
)
first = owed.items[0]
print("owed", first.id, first.kind, first.state)

# The key is made once and kept with the report until it is answered: a retry is then the same report.
key = str(uuid4())
report = ReportCreate(
    status=ReportStatus.IN_PROGRESS, obligation_id=first.id, percent_complete=40, summary="Đã lấy ý kiến các xã"
)
sent = reports.create_report(first.task.id, report, idempotency_key=key)
print("reported", sent.id, sent.status)

again = reports.create_report_with_http_info(first.task.id, report, idempotency_key=key)
assert again.headers is not None
# This client keeps the names of headers as they came.
headers = {name.lower(): one for name, one in again.headers.items()}
print("replayed", again.data.id, headers.get("idempotency-replayed"))

read = reports.get_report(sent.id)
print("read", read.id, read.submitted_on, read.summary)

try:
    reports.create_report(UUID(os.environ["ELSEWHERE"]), report)
except ForbiddenException as not_its_own:
    assert isinstance(not_its_own.data, Problem)
    print("refused", not_its_own.data.status, not_its_own.data.type)

try:
    PlansApi(client).get_plan(os.environ["HIDDEN"])
except NotFoundException as not_to_be_seen:
    assert isinstance(not_to_be_seen.data, Problem)
    print("refused", not_to_be_seen.data.status, not_to_be_seen.data.type)
