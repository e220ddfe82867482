"""The six roles and what the first gate lets each do. The second gate is the caller's relation to the object (policy.py)."""

from enum import StrEnum


class Role(StrEnum):
    """`office` monitors plans, `agency` reports and asks, `submitter` reports only, `viewer` and `auditor` read."""

    admin = "admin"
    office = "office"
    agency = "agency"
    submitter = "submitter"
    viewer = "viewer"
    auditor = "auditor"


class Permission(StrEnum):
    agency_read = "agency:read"
    agency_write = "agency:write"
    plan_read = "plan:read"
    plan_write = "plan:write"
    task_read = "task:read"
    obligation_read = "obligation:read"
    report_read = "report:read"
    report_submit = "report:submit"
    report_review = "report:review"
    extension_request = "extension:request"
    comment_write = "comment:write"
    calendar_write = "calendar:write"
    calendar_feed = "calendar:feed"
    token_read = "token:read"  # noqa: S105  the name of a permission
    token_write = "token:write"  # noqa: S105  the name of a permission


_READ = frozenset(
    {
        Permission.agency_read,
        Permission.plan_read,
        Permission.task_read,
        Permission.obligation_read,
        Permission.report_read,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    # An admin keeps the register and the tokens; it reports and reviews for nobody.
    Role.admin: _READ
    | {Permission.agency_write, Permission.calendar_write, Permission.token_read, Permission.token_write},
    # `calendar:feed` alone, in a token of its own, is all that a subscribed phone carries in its address.
    Role.office: _READ
    | {Permission.plan_write, Permission.report_review, Permission.comment_write, Permission.calendar_feed},
    Role.agency: _READ
    | {Permission.report_submit, Permission.extension_request, Permission.comment_write, Permission.calendar_feed},
    # A leaked script token can only add that agency's reports: it sees its own worklist and reports, no plan, no register.
    Role.submitter: frozenset(
        {Permission.obligation_read, Permission.report_read, Permission.report_submit, Permission.calendar_feed}
    ),
    Role.viewer: _READ,
    Role.auditor: _READ | {Permission.token_read},
}

# Whose agencies count: the others' tokens belong to nobody in particular.
ROLES_OF_AN_AGENCY = frozenset({Role.office, Role.agency, Role.submitter})
# Who sees every plan, drafts and restricted ones too.
ROLES_THAT_SEE_ALL = frozenset({Role.admin, Role.auditor})


def permitted(role: Role, narrowed: frozenset[str] | None) -> frozenset[Permission]:
    """The permissions of a role, less what the token was narrowed to."""
    granted = ROLE_PERMISSIONS[role]
    return granted if narrowed is None else frozenset(one for one in granted if one.value in narrowed)
