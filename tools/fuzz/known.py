"""What a schema cannot say: requests that fit the contract and are refused all the same, each kind with its reason.

A rule of the field has a problem of its own, which its operation lists in `x-problems`: that is contract enough. Here stand those that
come as `invalid-request`, held to the place in the request (`pointer`) that is named.
"""

import re
from dataclasses import dataclass
from typing import Any

INVALID = "invalid-request"
# Of any operation: they say nothing of what this one is about.
GENERAL = {"unsupported-media-type", "body-too-large", "stale", "precondition-required", "not-acceptable"}


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a refusal of valid data is this one: of these operations, and wrong nowhere but in these places."""

    reason: str
    pointer: str
    operations: str

    def explains(self, operation: str, pointer: str) -> bool:
        return bool(re.fullmatch(self.operations, operation) and re.fullmatch(self.pointer, pointer))


KNOWN = (
    Known(
        "what there is to look for has a letter or a digit",
        "q",
        "listAgencies|listTasks|listPlanTasks|export(Plan|Tasks)",
    ),
    Known(
        "what a filter names is there, for the caller",
        "plan|annex|section|task|agency|lead|group",
        "list.*|get(Plan)?Summary|getMovements|export.*",
    ),
    Known("what stands in If-Match is an entity tag", "If-Match", ".*"),
    Known("each action takes what it needs and nothing else", "", "decideExtensionRequest"),
    Known(
        "each kind takes what it needs and nothing else",
        "/(agency|deadline_text|deadline_id|additional|title|deliverable|new_lead)",
        "createAmendment",
    ),
    Known("one of an agency, a group and words", r"/assignments/\d+", "createTask"),
    Known("agencies or a group", "", "createReportRequest"),
    Known("a task, and an obligation, is named in one way", r"/items/\d+", "submitReportBatch"),
    Known("an annex is uploaded, of the plan's own year and by its office", "/file|/office|/year", "createPlanImport"),
    Known("of a plan that is there nothing is said", "/plan", "updatePlanImport"),
    Known("what amends a published plan names its document", "/document", "commitPlanImport"),
    Known("a plan is related to another", "/plan", "createPlanRelation"),
)


def reason_of(operation: str, listed: dict[str, list[str]], problem: dict[str, Any]) -> str | None:
    """Why this refusal of a request that fits its schema is none too many; nothing when it is one."""
    slug = str(problem["type"]).removeprefix("/problems/")
    if slug != INVALID:
        is_rule = slug in listed.get(str(problem["status"]), ()) and slug not in GENERAL
        return "a rule with a problem of its own, which the operation lists" if is_rule else None
    pointers = [fault["pointer"] for fault in problem["errors"]]
    found = [next((one for one in KNOWN if one.explains(operation, pointer)), None) for pointer in pointers]
    return None if None in found or not found else " + ".join(sorted({one.reason for one in found if one}))
