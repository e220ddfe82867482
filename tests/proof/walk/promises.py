"""`may` against what becomes of the act: what is taken was listed just before, and what role or state refuses was not."""

from collections.abc import Mapping
from types import MappingProxyType

import httpx

from tests.proof.walk.acts import Act
from tests.v1.reports.published import slug

# What is refused though the action is listed, by the slug or the reason of the problem.
LISTED_AND_REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "other-agency": "the body names an agency that is not the caller's",
        "own-agency": "listed for the other leads, each to be named; refused for all when the office's own is among them",
        "members-stay": "members may be added: the body leaves one out",
        "members-are-fixed": "members may be named: the path is to the assignment of an agency",
        "not-a-condition": "a trigger may be recorded: the body gives a day that only a condition takes",
        "already-a-lead": "a lead may be changed: the body names one that leads already",
        "deadline-not-in-force": "a deadline may be set: the body replaces one that was replaced before",
    }
)
# What the status refuses though the action is listed.
LISTED_IN_EVERY_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "amend": "stands for the text too, which changes in every status",
        "reopen": "listed for a lead that has handed on, which comes back only when it is named",
    }
)


async def listed(act: Act) -> bool | None:
    """Whether the caller was told that it may; None where nothing tells, or the caller reads nothing at all."""
    shown = None if act.promise is None else await act.caller.get(act.promise.path)
    if act.promise is None or shown is None or shown.status_code == 403:
        return None
    return shown.status_code == 200 and act.promise.action in shown.json()["may"]


def kept(act: Act, was_listed: bool | None, answer: httpx.Response) -> bool:
    if act.promise is None or was_listed is None:
        return True
    if answer.is_success:
        return was_listed
    # One lead of several: what is refused of this one may be listed for another.
    return not was_listed or act.promise.of_one or not _refuses(act.promise.action, answer)


def _refuses(action: str, answer: httpx.Response) -> bool:
    """For who asks or for how things stand, and not for what the body says."""
    said = {slug(answer), answer.json().get("reason")}
    for_status = slug(answer) == "status-refuses" and action in LISTED_IN_EVERY_STATUS
    return answer.status_code in {403, 409} and not for_status and not said & LISTED_AND_REFUSED.keys()
