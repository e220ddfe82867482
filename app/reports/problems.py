"""Why a report is not taken. Each says what to do instead."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class NotYourTask(Problem):
    status, slug = 403, "not-your-task"
    title = Words("Cơ quan này không được báo cáo nhiệm vụ này", "This agency may not report on this task")


class PlanNotOpen(Problem):
    status, slug = 409, "plan-not-open"
    title = Words(
        "Kế hoạch chưa ban hành hoặc đã đóng, không nhận báo cáo",
        "The plan is not published, or closed: it takes no reports",
    )


class NameTheObligation(Problem):
    status, slug = 409, "name-the-obligation"
    title = Words("Có nhiều kỳ báo cáo đang chờ: ghi rõ obligation_id", "Several reports are owed: name the obligation")


class NotAnOpenObligation(Problem):
    status, slug = 409, "not-an-open-obligation"
    title = Words("Nghĩa vụ được nêu không mở cho cơ quan này", "The obligation named is not open to this agency")


class OnlyCompletedAnswers(Problem):
    status, slug = 409, "only-completed-answers"
    title = Words(
        "Nghĩa vụ này chỉ được trả lời bằng báo hoàn thành", "Only a completed report answers this obligation"
    )


class NothingToComplete(Problem):
    status, slug = 409, "nothing-to-complete"
    title = Words("Cơ quan này chỉ phải báo cáo theo kỳ", "This agency owes reports only")


class ReportIncomplete(Problem):
    status, slug = 422, "report-incomplete"
    title = Words("Báo cáo còn thiếu nội dung bắt buộc", "The report lacks something it must say")


class ResultDocumentNeeded(Problem):
    status, slug = 409, "result-document-needed"
    title = Words(
        "Báo hoàn thành cần văn bản kết quả hoặc lý do chưa có",
        "Completion needs a result document, or the reason why there is none",
    )


class ReportIdTaken(Problem):
    status, slug = 409, "report-id-taken"
    title = Words(
        "Id này đã dùng cho một báo cáo khác: tạo id mới", "This id belongs to another report: mint a new one"
    )


class UnknownSupersededReport(Problem):
    status, slug = 422, "unknown-superseded-report"
    title = Words(
        "supersedes_id không phải báo cáo của cơ quan này về nhiệm vụ này",
        "supersedes_id is no report of this agency on this task",
    )


class Overtaken(Problem):
    status, slug = 409, "overtaken"
    title = Words(
        "Nhiều báo cáo cùng lúc cho nhiệm vụ này, xin gửi lại",
        "Several reports came at once for this task; send it again",
    )


on_constraint(ReportIdTaken, "progress_reports_pkey")
on_constraint(UnknownSupersededReport, "progress_reports_supersedes_id_fkey")
