"""A department's program, over a client that openapi-python-client has made: what is owed, a report, a retry, two refusals.

    TIENDO=http://127.0.0.1:8000 TOKEN=… ELSEWHERE={a task of others} HIDDEN={a draft plan} python scenario.py

It prints a line for each step.
"""

import os
from uuid import UUID, uuid4

from tiendo import AuthenticatedClient
from tiendo.api.accounts import get_me
from tiendo.api.obligations import list_obligations
from tiendo.api.plans import get_plan
from tiendo.api.reports import create_report, get_report
from tiendo.models import (
    Me,
    ObligationKind,
    ObligationPage,
    ObligationState,
    Problem,
    Report,
    ReportCreate,
    ReportStatus,
)

client = AuthenticatedClient(base_url=os.environ["TIENDO"], token=os.environ["TOKEN"])

me = get_me.sync(client=client)
assert isinstance(me, Me)
owed = list_obligations.sync(
    client=client,
    agency=str(me.agencies[0].id),
    kind=ObligationKind.PROGRESS_REPORT,
    state=ObligationState.OPEN,
    limit=1,
)
assert isinstance(owed, ObligationPage)
first = owed.items[0]
print("owed", first.id, first.kind, first.state)

# The key is made once and kept with the report until it is answered: a retry is then the same report.
key = str(uuid4())
report = ReportCreate(
    status=ReportStatus.IN_PROGRESS, obligation_id=first.id, percent_complete=40, summary="Đã lấy ý kiến các xã"
)
sent = create_report.sync_detailed(first.task.id, client=client, body=report, idempotency_key=key)
assert isinstance(sent.parsed, Report), sent.parsed
print("reported", sent.parsed.id, sent.parsed.status)

again = create_report.sync_detailed(first.task.id, client=client, body=report, idempotency_key=key)
assert isinstance(again.parsed, Report), again.parsed
print("replayed", again.parsed.id, again.headers.get("Idempotency-Replayed"))

read = get_report.sync(sent.parsed.id, client=client)
assert isinstance(read, Report), read
print("read", read.id, read.submitted_on, read.summary)

not_its_own = create_report.sync(UUID(os.environ["ELSEWHERE"]), client=client, body=report)
assert isinstance(not_its_own, Problem)
print("refused", not_its_own.status, not_its_own.type_)

not_to_be_seen = get_plan.sync(os.environ["HIDDEN"], client=client)
assert isinstance(not_to_be_seen, Problem)
print("refused", not_to_be_seen.status, not_to_be_seen.type_)
