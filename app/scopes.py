"""What each operation asks of a token, for the contract: its OAuth2 scopes are the permissions. A test holds it against what the
operations refuse, so that a generated client asks for neither too little nor too much.
"""

from app.access.roles import Permission
from app.kernel.contract import Json
from app.kernel.words import Words

P = Permission
WHAT_THEY_ALLOW: dict[Permission, Words] = {
    P.agency_read: Words("Đọc danh bạ cơ quan", "Read the register of agencies"),
    P.agency_write: Words("Sửa danh bạ cơ quan", "Keep the register of agencies"),
    P.plan_read: Words("Đọc kế hoạch", "Read plans"),
    P.plan_write: Words("Lập, công bố, điều chỉnh kế hoạch", "Make, publish and amend plans"),
    P.task_read: Words("Đọc nhiệm vụ và số liệu tổng hợp", "Read tasks and summaries"),
    P.obligation_read: Words("Đọc việc còn nợ", "Read what is owed"),
    P.report_read: Words("Đọc báo cáo", "Read reports"),
    P.report_submit: Words("Gửi báo cáo", "Submit reports"),
    P.report_review: Words("Xác nhận hoặc trả lại báo cáo", "Confirm or return reports"),
    P.extension_request: Words("Đề nghị gia hạn", "Ask for later days"),
    P.comment_write: Words("Viết ý kiến", "Write comments"),
    P.calendar_write: Words("Sửa lịch ngày làm việc", "Keep the calendar of working days"),
    P.calendar_feed: Words("Đọc lịch của một cơ quan", "Read the calendar of one agency"),
    P.token_read: Words("Xem mã truy cập đã cấp", "Read which tokens were issued"),
    P.token_write: Words("Cấp, thay, thu hồi mã truy cập", "Issue, rotate and revoke tokens"),
}
# By the permissions that are needed together.
OPERATIONS: dict[tuple[Permission, ...], str] = {
    (): "getMe",
    (P.agency_read,): "listAgencies getAgency listAgencyGroups getAgencyGroup listAgencyGroupMembers",
    (
        P.agency_write,
    ): "createAgency updateAgency createAgencyGroup updateAgencyGroup putAgencyGroupMembers succeedAgency",
    (P.plan_read,): "listPlans getPlan listAnnexes listSections listPlanRelations",
    (P.plan_write,): """
        createPlan updatePlan deletePlan createAnnex createSection createPlanRelation createTask updateTask
        publishPlan closePlan reopenPlan createAmendment putMembers decideExtensionRequest createEventOccurrence
        voidEventOccurrence markEventNotYet createReportRequest listPlanImports createPlanImport getPlanImport
        updatePlanImport commitPlanImport
    """,
    (P.task_read,): """
        listTasks listAllLeads listPlanTasks getTask listLeads listComments listAmendments
        listTaskHistory getPlanSummary getSummary listAgencySummaries listExcusedDelays getMovements
    """,
    (P.obligation_read,): """
        parseDeadline listObligations getObligation listTaskObligations listExtensionRequests getExtensionRequest
        listAwaitedEvents getAwaitedEvent listReportRequests getReportRequest listCalendarDays getAgencyCalendar
    """,
    (P.report_read,): "listTaskReports listReports getReport listAttachments getAttachment getAttachmentContent",
    (P.report_submit,): "createReport submitReportBatch withdrawReport createAttachment",
    (P.report_review,): "reviewReport reviewReports",
    (P.extension_request,): "createExtensionRequest answerExtensionRequest withdrawExtensionRequest",
    (P.comment_write,): "createComment",
    (P.calendar_write,): "putCalendarDays",
    (P.token_read,): "listTokens getToken",
    (P.token_write,): "createToken deleteToken rotateToken",
    (P.task_read, P.report_read): "exportPlan exportTasks exportAgencySummaries",
}
# What another permission is as good for.
OTHERWISE: dict[str, tuple[Permission, ...]] = {"getAgencyCalendar": (P.calendar_feed,)}


def scopes() -> dict[str, list[list[str]]]:
    """By operation the sets of scopes of which one is enough."""
    found = {name: [[one.value for one in needed]] for needed, names in OPERATIONS.items() for name in names.split()}
    for name, needed in OTHERWISE.items():
        found[name].append([one.value for one in needed])
    return found


def scheme(token_url: str) -> Json:
    """The security scheme, as OpenAPI writes it."""
    allowed = {one.value: f"{words.vi} / {words.en}" for one, words in WHAT_THEY_ALLOW.items()}
    return {
        "type": "oauth2",
        "description": "An access token of an hour, obtained with the id of a credential and its key (RFC 6749 §4.4); opaque to the client.",
        "flows": {"clientCredentials": {"tokenUrl": token_url, "scopes": allowed}},
    }
