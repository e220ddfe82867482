"""The status of a pair over the full product of statuses and actions (DESIGN.md §5)."""

import pytest

from app.tasks.rules import Action, Left, Refused, Status, after, allowed_actions, status_left

# One row for a status, one column for an action.
ACTIONS = "report_progress report_completed withdraw confirm return suspend resume cancel reopen"
TABLE = {
    "not_started": "as-left awaiting_confirmation refused refused refused suspended refused cancelled refused",
    "in_progress": "as-left awaiting_confirmation as-left as-left as-left suspended refused cancelled refused",
    "awaiting_confirmation": "as-left awaiting_confirmation as-left as-left as-left suspended refused cancelled refused",
    "returned": "as-left awaiting_confirmation as-left as-left as-left suspended refused cancelled refused",
    "completed": "refused refused as-left as-left as-left refused refused refused in_progress",
    "suspended": "refused refused refused refused refused refused as-before cancelled refused",
    "cancelled": "refused refused refused refused refused refused refused refused as-left",
}
CASES = [
    pytest.param(Status(status), Action(action), outcome.replace("-", " "), id=f"{status}-{action} => {outcome}")
    for status, row in TABLE.items()
    for action, outcome in zip(ACTIONS.split(), row.split(), strict=True)
]

# What may be left of a pair after an action, and the status that is then its own.
LEFTS = {
    Status.awaiting_confirmation: Left(waits=True, sent_back=True, owes=True),
    Status.returned: Left(sent_back=True, owes=True),
    Status.in_progress: Left(owes=True),
    Status.not_started: Left(owes=True, reported=False),
    Status.completed: Left(),
}


def test_the_table_is_the_full_product() -> None:
    assert [tuple(case.values[:2]) for case in CASES] == [(status, action) for status in Status for action in Action]


@pytest.mark.parametrize(("status", "action", "outcome"), CASES)
def test_status_after_action(status: Status, action: Action, outcome: str) -> None:
    for left in LEFTS.values():
        dynamic = {
            "refused": Refused(status, allowed_actions(status)),
            "as left": status_left(left),
            "as before": left.before,
        }
        assert after(status, action, left) == (dynamic[outcome] if outcome in dynamic else Status(outcome))


@pytest.mark.parametrize(("status", "left"), LEFTS.items())
def test_status_left(status: Status, left: Left) -> None:
    assert status_left(left) is status


@pytest.mark.parametrize(
    "before", [Status.not_started, Status.in_progress, Status.awaiting_confirmation, Status.returned]
)
def test_resuming_brings_back_the_status_before(before: Status) -> None:
    assert after(before, Action.suspend, Left()) is Status.suspended
    assert after(Status.suspended, Action.resume, Left(before=before)) is before


@pytest.mark.parametrize(
    ("status", "action", "left", "then"),
    [
        pytest.param("not_started", "report_progress", Left(owes=True), "in_progress", id="first report"),
        pytest.param("in_progress", "report_progress", Left(), "completed", id="last report of reports only"),
        pytest.param("awaiting_confirmation", "report_progress", Left(waits=True, owes=True), "awaiting_confirmation", id="weekly"),
        pytest.param("returned", "report_progress", Left(sent_back=True, owes=True), "returned", id="weekly while returned"),
        pytest.param("returned", "report_progress", Left(owes=True), "in_progress", id="answers the returned report"),
        pytest.param("awaiting_confirmation", "confirm", Left(), "completed", id="the only completion"),
        pytest.param("awaiting_confirmation", "confirm", Left(owes=True), "in_progress", id="the first of two completions"),
        pytest.param("awaiting_confirmation", "confirm", Left(waits=True, owes=True), "awaiting_confirmation", id="one of two waiting"),
        pytest.param("awaiting_confirmation", "return", Left(sent_back=True, owes=True), "returned", id="completion sent back"),
        pytest.param("awaiting_confirmation", "return", Left(waits=True, sent_back=True, owes=True), "awaiting_confirmation", id="weekly sent back"),
        pytest.param("completed", "return", Left(sent_back=True, owes=True), "returned", id="last report sent back"),
        pytest.param("awaiting_confirmation", "withdraw", Left(owes=True, reported=False), "not_started", id="only report withdrawn"),
        pytest.param("completed", "withdraw", Left(owes=True), "in_progress", id="last report withdrawn"),
    ],
)  # fmt: skip
def test_what_is_left_decides(status: str, action: str, left: Left, then: str) -> None:
    assert after(Status(status), Action(action), left) is Status(then)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        ("not_started", "report_progress report_completed suspend cancel"),
        ("in_progress", "report_progress report_completed withdraw confirm return suspend cancel"),
        ("completed", "withdraw confirm return reopen"),
        ("suspended", "resume cancel"),
        ("cancelled", "reopen"),
    ],
)
def test_allowed_actions(status: str, allowed: str) -> None:
    assert allowed_actions(Status(status)) == tuple(Action(action) for action in allowed.split())
