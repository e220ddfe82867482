"""Who may call what: every operation of the contract for every caller, compared with one table.

A row is an operation, and after a # which object it is called on when there are several; tests/access/requests.py has a valid
request for it. A column is a caller; `none` stands for no token, an expired, a revoked and an unknown one. The objects are those
of `office`, and of `lead` with `coord`; `other` and `foreign` are an office and an agency with other work.
"""

from pathlib import Path

import pytest

from tests.access.import_probes import import_rows
from tests.access.more_rows import more_rows, store_evidence
from tests.access.requests import REQUESTS, valid
from tests.callers import Caller, Callers, Tokens
from tests.client import Contract
from tests.clones import Clone
from tests.contract import examples
from tests.make.office import office_rows

COLUMNS = {
    "none": ("anyone", "expired", "revoked", "bad_token"),
    "admin": ("admin",),
    "office": ("office",),
    "other": ("other_office",),
    "lead": ("lead",),
    "coord": ("coordinator",),
    "foreign": ("other_agency",),
    "gateway": ("gateway",),
    "submit": ("submitter",),
    "viewer": ("viewer",),
    "auditor": ("auditor",),
}
MATRIX = """
                                                none  admin office other lead  coord foreign gateway submit viewer auditor
GET /healthz                                    200   200   200    200   200   200   200     200     200    200    200
GET /readyz                                     200   200   200    200   200   200   200     200     200    200    200
GET /problems/{slug}                            200   200   200    200   200   200   200     200     200    200    200
GET /v1/me                                      401   200   200    200   200   200   200     200     200    200    200
GET /v1/tokens                                  401   200   403    403   403   403   403     403     403    403    200
POST /v1/tokens                                 401   201   403    403   403   403   403     403     403    403    403
GET /v1/tokens/{token_id}                       401   200   403    403   403   403   403     403     403    403    200
DELETE /v1/tokens/{token_id}                    401   204   403    403   403   403   403     403     403    403    403
POST /v1/tokens/{token_id}/rotate               401   201   403    403   403   403   403     403     403    403    403
POST /oauth2/token                              401   401   401    401   401   401   401     401     401    401    401
POST /v1/deadlines/parse                        401   200   200    200   200   200   200     200     200    200    200
GET /v1/calendar/days                           401   200   200    200   200   200   200     200     200    200    200
PUT /v1/calendar/days                           401   200   403    403   403   403   403     403     403    403    403
GET /v1/agencies                                401   200   200    200   200   200   200     200     403    200    200
POST /v1/agencies                               401   201   403    403   403   403   403     403     403    403    403
GET /v1/agencies/{agency}                       401   200   200    200   200   200   200     200     403    200    200
PATCH /v1/agencies/{agency}                     401   200   403    403   403   403   403     403     403    403    403
POST /v1/agencies/{agency}/succession           401   200   403    403   403   403   403     403     403    403    403
GET /v1/agency-groups                           401   200   200    200   200   200   200     200     403    200    200
POST /v1/agency-groups                          401   201   403    403   403   403   403     403     403    403    403
GET /v1/agency-groups/{group}                   401   200   200    200   200   200   200     200     403    200    200
PATCH /v1/agency-groups/{group}                 401   200   403    403   403   403   403     403     403    403    403
GET /v1/agency-groups/{group}/members           401   200   200    200   200   200   200     200     403    200    200
PUT /v1/agency-groups/{group}/members           401   200   403    403   403   403   403     403     403    403    403
GET /v1/plans                                   401   200   200    200   200   200   200     200     403    200    200
POST /v1/plans                                  401   403   201    403   403   403   403     403     403    403    403
GET /v1/plans/{plan}                            401   200   200    200   200   200   200     200     403    200    200
GET /v1/plans/{plan} # draft                    401   200   200    404   404   404   404     404     403    404    200
GET /v1/plans/{plan} # restricted               401   200   404    200   404   404   200     200     403    404    200
PATCH /v1/plans/{plan}                          401   403   200    403   403   403   403     403     403    403    403
PATCH /v1/plans/{plan} # draft                  401   403   200    404   403   403   403     403     403    403    403
DELETE /v1/plans/{plan}                         401   403   409    403   403   403   403     403     403    403    403
DELETE /v1/plans/{plan} # draft                 401   403   204    404   403   403   403     403     403    403    403
GET /v1/plans/{plan}/annexes                    401   200   200    200   200   200   200     200     403    200    200
POST /v1/plans/{plan}/annexes # draft           401   403   201    404   403   403   403     403     403    403    403
GET /v1/plans/{plan}/sections                   401   200   200    200   200   200   200     200     403    200    200
POST /v1/plans/{plan}/sections # draft          401   403   201    404   403   403   403     403     403    403    403
GET /v1/plans/{plan}/relations                  401   200   200    200   200   200   200     200     403    200    200
POST /v1/plans/{plan}/relations                 401   403   201    403   403   403   403     403     403    403    403
GET /v1/plans/{plan}/tasks                      401   200   200    200   200   200   200     200     403    200    200
POST /v1/plans/{plan}/tasks # draft             401   403   201    404   403   403   403     403     403    403    403
GET /v1/plans/{plan}/export                     401   200   200    200   200   200   200     200     403    200    200
GET /v1/plans/{plan}/export # draft             401   200   200    404   404   404   404     404     403    404    200
GET /v1/plans/{plan}/export # restricted        401   200   404    200   404   404   200     200     403    404    200
POST /v1/plans/{plan}/publish # draft           401   403   200    404   403   403   403     403     403    403    403
POST /v1/plans/{plan}/close                     401   403   200    403   403   403   403     403     403    403    403
POST /v1/plans/{plan}/reopen                    401   403   409    403   403   403   403     403     403    403    403
GET /v1/tasks                                   401   200   200    200   200   200   200     200     403    200    200
GET /v1/tasks/export                            401   200   200    200   200   200   200     200     403    200    200
GET /v1/tasks/{task_id}                         401   200   200    200   200   200   200     200     403    200    200
GET /v1/tasks/{task_id} # draft                 401   200   200    404   404   404   404     404     403    404    200
PATCH /v1/tasks/{task_id}                       401   403   200    403   403   403   403     403     403    403    403
GET /v1/tasks/{task_id}/leads                   401   200   200    200   200   200   200     200     403    200    200
GET /v1/tasks/{task_id}/history                 401   200   200    200   200   200   200     200     403    200    200
GET /v1/tasks/{task_id}/amendments              401   200   200    200   200   200   200     200     403    200    200
POST /v1/tasks/{task_id}/amendments             401   403   201    403   403   403   403     403     403    403    403
POST /v1/tasks/{task_id}/amendments # draft     401   403   409    404   403   403   403     403     403    403    403
PUT /v1/tasks/{task_id}/assignments/{assignment_id}/members 401 403 200 403 403 403 403 403 403 403 403
GET /v1/tasks/{task_id}/obligations             401   200   200    200   200   200   200     200     200    200    200
GET /v1/tasks/{task_id}/reports                 401   200   200    200   200   200   200     200     200    200    200
POST /v1/tasks/{task_id}/reports                401   403   403    403   201   403   403     201     201    403    403
POST /v1/tasks/{task_id}/reports # foreign      401   403   403    403   403   403   201     201     404    403    403
POST /v1/reports/batch                          401   403   403    403   200   200   200     200     200    403    403
POST /v1/reports/batch # atomic                 401   403   403    403   200   409   409     200     200    403    403
GET /v1/tasks/{task_id}/comments                401   200   200    200   200   200   200     200     403    200    200
POST /v1/tasks/{task_id}/comments               401   403   201    403   201   201   403     422     403    403    403
POST /v1/tasks/{task_id}/comments # as lead     401   403   403    403   201   403   403     201     403    403    403
POST /v1/tasks/{task_id}/comments # draft       401   403   201    404   404   404   404     404     403    403    403
GET /v1/obligations                             401   200   200    200   200   200   200     200     200    200    200
GET /v1/agencies/{agency}/calendar.ics          401   200   200    200   200   200   200     200     200    200    200
GET /v1/agencies/{agency}/calendar.ics # other  401   200   200    200   200   200   200     200     404    200    200
GET /v1/obligations/{obligation_id}             401   200   200    200   200   200   200     200     200    200    200
GET /v1/obligations/{obligation_id} # foreign   401   200   200    200   200   200   200     200     404    200    200
POST /v1/tasks/{task_id}/extension-requests     401   403   403    403   201   403   403     201     403    403    403
GET /v1/extension-requests                      401   200   200    200   200   200   200     200     200    200    200
GET /v1/extension-requests/{request_id}         401   200   200    200   200   200   200     200     200    200    200
POST /v1/extension-requests/{request_id}/decision 401 403   200    403   403   403   403     403     403    403    403
POST /v1/extension-requests/{request_id}/answer 401   403   403    403   409   403   403     409     403    403    403
POST /v1/extension-requests/{request_id}/withdraw # decided 401 403 403 403 409 403  403     409     403    403    403
GET /v1/awaited-events                          401   200   200    200   200   200   200     200     200    200    200
GET /v1/awaited-events/{event_id}               401   200   200    200   200   200   200     200     200    200    200
GET /v1/awaited-events/{event_id} # foreign     401   200   200    200   200   200   200     200     404    200    200
POST /v1/awaited-events/{event_id}/occurrences  401   403   201    403   403   403   403     403     403    403    403
POST /v1/awaited-events/{event_id}/occurrences/{occurrence_id}/void 401 403 200 403 403 403 403 403 403     403    403
POST /v1/awaited-events/{event_id}/not-yet      401   403   200    403   403   403   403     403     403    403    403
GET /v1/report-requests                         401   200   200    200   200   200   200     200     200    200    200
POST /v1/report-requests                        401   403   201    403   403   403   403     403     403    403    403
GET /v1/report-requests/{request_id}            401   200   200    200   200   200   200     200     404    200    200
GET /v1/reports                                 401   200   200    200   200   200   200     200     200    200    200
GET /v1/leads                                   401   200   200    200   200   200   200     200     403    200    200
GET /v1/plans/{plan}/summary                    401   200   200    200   200   200   200     200     403    200    200
GET /v1/plans/{plan}/summary # draft            401   200   200    404   404   404   404     404     403    404    200
GET /v1/plans/{plan}/summary # restricted       401   200   404    200   404   404   200     200     403    404    200
GET /v1/summary                                 401   200   200    200   200   200   200     200     403    200    200
GET /v1/summary/agencies                        401   200   200    200   200   200   200     200     403    200    200
GET /v1/summary/agencies/export                 401   200   200    200   200   200   200     200     403    200    200
GET /v1/summary/excused-delays                  401   200   200    200   200   200   200     200     403    200    200
GET /v1/summary/movements                       401   200   200    200   200   200   200     200     403    200    200
GET /v1/reports/{report_id}                     401   200   200    200   200   200   200     200     200    200    200
POST /v1/reports/{report_id}/review             401   403   409    403   403   403   403     403     403    403    403
POST /v1/reports/{report_id}/withdraw           401   403   403    403   409   403   403     409     403    403    403
POST /v1/reviews/batch                          401   403   200    200   403   403   403     403     403    403    403
GET /v1/reports/{report_id}/attachments         401   200   200    200   200   200   200     200     200    200    200
POST /v1/reports/{report_id}/attachments        401   403   403    403   201   403   403     201     201    403    403
POST /v1/plan-imports                           401   403   201    201   403   403   403     403     403    403    403
GET /v1/plan-imports                            401   403   200    200   403   403   403     403     403    403    403
GET /v1/plan-imports/{import_id}                401   403   200    404   403   403   403     403     403    403    403
PATCH /v1/plan-imports/{import_id}              401   403   200    404   403   403   403     403     403    403    403
POST /v1/plan-imports/{import_id}/commit        401   403   200    404   403   403   403     403     403    403    403
GET /v1/attachments/{attachment_id}             401   200   200    200   200   200   200     200     200    200    200
GET /v1/attachments/{attachment_id}/content     401   200   200    200   200   200   200     200     200    200    200
"""


def _table(written: str) -> dict[str, dict[str, int]]:
    header, *lines = (line.split() for line in written.strip().splitlines())
    width = len(COLUMNS)
    assert header == list(COLUMNS)
    return {" ".join(line[:-width]): dict(zip(header, map(int, line[-width:]), strict=True)) for line in lines}


TABLE = _table(MATRIX)


def operation_of(row: str) -> str:
    return row.partition(" # ")[0]


def test_the_table_has_every_operation_and_none_that_is_gone(contract: Contract) -> None:
    assert {operation_of(row) for row in TABLE} == set(contract.operations())


def test_every_request_stands_in_the_table() -> None:
    assert set(REQUESTS) - set(TABLE) == set()


@pytest.mark.parametrize("row", TABLE)
async def test_each_caller_gets_the_answer_of_the_table(
    row: str, callers: Callers, database: Clone, tokens: Tokens, tmp_path: Path
) -> None:
    await database.store(*more_rows(tokens), *office_rows(tokens.made["office"][0]), *import_rows(tokens))
    store_evidence(tmp_path)
    expected = {name: TABLE[row][column] for column, names in COLUMNS.items() for name in names}
    # Who is refused comes first, and so meets things as they are and not as another has changed them.
    order = sorted(callers.all(), key=lambda caller: expected[caller.name] < 400)
    assert {one.name: await _status(one, row, n) for n, one in enumerate(order, 1)} == expected


async def _status(caller: Caller, row: str, n: int) -> int:
    method, template = operation_of(row).split(" ")
    request = valid(row)
    sent = request.sent(n)
    answer = await caller.request(method, request.url(template), if_match=request.if_match, **sent)
    examples.keep(row, sent, answer)
    return answer.status_code


async def test_who_is_refused_has_changed_nothing(callers: Callers, database: Clone, tokens: Tokens) -> None:
    await database.store(*more_rows(tokens), *office_rows(tokens.made["office"][0]), *import_rows(tokens))
    before = await database.counts()
    for row, by_column in TABLE.items():
        for column, names in COLUMNS.items():
            if by_column[column] >= 400:
                for name in names:
                    await _status(getattr(callers, name), row, 1)
    assert await database.counts() == before
