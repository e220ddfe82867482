"""Why a report, a review or a withdrawal is not taken. Each says what to do instead."""

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


class AmbiguousTask(Problem):
    status, slug = 409, "ambiguous-task"
    title = Words("Kế hoạch có nhiều nhiệm vụ mang số này", "Several tasks of the plan bear this number")
    cure = Words(
        "Ghi thêm section và agency, hoặc dùng task_id: tasks nêu các nhiệm vụ có thể là nó.",
        "Add section and agency, or use task_id: tasks names those it may be.",
    )


class Overtaken(Problem):
    status, slug = 409, "overtaken"
    after_seconds = 1
    title = Words(
        "Nhiều báo cáo cùng lúc cho nhiệm vụ này, xin gửi lại",
        "Several reports came at once for this task; send it again",
    )


class AlreadyOpened(Problem):
    status, slug = 409, "already-opened"
    title = Words("Trạng thái ban đầu của kế hoạch này đã được nhập", "The opening state of this plan has been stated")
    cure = Words(
        "Trạng thái ban đầu chỉ nhập một lần. Từ nay cơ quan chủ trì báo cáo; cơ quan theo dõi điều chỉnh bằng văn bản.",
        "It is stated once. From here on the leads report, and the office amends with a document.",
    )


class HasReports(Problem):
    status, slug = 409, "has-reports"
    title = Words(
        "Kế hoạch này đã có báo cáo, không nhập trạng thái ban đầu được nữa",
        "This plan has reports: its opening state can no longer be stated",
    )
    cure = Words(
        "Nhập trạng thái ban đầu ngay khi ban hành, trước báo cáo đầu tiên. Nay cơ quan chủ trì báo cáo tiếp.",
        "State it when the plan is published, before the first report. Now the leads go on reporting.",
    )


class NotYourReport(Problem):
    status, slug = 403, "not-your-report"
    title = Words(
        "Chỉ cơ quan đã gửi báo cáo này được rút hoặc đính kèm tệp",
        "Only the agency that sent this report withdraws it or attaches files to it",
    )
    cure = Words(
        "Dùng mã truy cập vai trò agency của cơ quan đã gửi; mã submitter gửi và đính kèm, không rút.",
        "Use an agency token of the agency that sent it; a submitter's token sends and attaches, and withdraws nothing.",
    )


class AlreadyReviewed(Problem):
    status, slug = 409, "already-reviewed"
    title = Words(
        "Báo cáo này đã được xác nhận, trả lại hoặc rút", "This report has been confirmed, returned or withdrawn"
    )
    cure = Words(
        "Đọc lại báo cáo: review cho biết ai đã làm gì và khi nào. Mỗi báo cáo chỉ được xét một lần.",
        "Read the report again: review tells who did what and when. A report is reviewed once.",
    )


class SupersededReport(Problem):
    status, slug = 409, "superseded-report"
    title = Words("Một báo cáo mới hơn đã thay báo cáo này", "A newer report has taken the place of this one")
    cure = Words("Xét báo cáo mới hơn, nêu trong superseded_by.", "Review the newer one, named in superseded_by.")


class IssuedDocumentNeeded(Problem):
    status, slug = 409, "issued-document-needed"
    title = Words(
        "Kế hoạch chỉ tính hoàn thành khi đã ban hành: báo cáo mới có văn bản trình",
        "The plan counts what is issued: the report has only a submission",
    )
    cure = Words(
        "Đợi cơ quan báo lại với văn bản đã ban hành, hoặc trả lại báo cáo.",
        "Wait until the agency reports the issued document, or return the report.",
    )


class ReviewIncomplete(Problem):
    status, slug = 422, "review-incomplete"
    title = Words(
        "Nội dung xác nhận hoặc trả lại còn thiếu hoặc không hợp lệ",
        "The review lacks something, or says what it cannot",
    )
    cure = Words("Sửa từng chỗ mà errors nêu.", "Mend each place that errors names.")


class BatchRefused(Problem):
    status, slug = 409, "batch-refused"
    title = Words(
        "Có mục bị từ chối nên không mục nào được thực hiện", "An item was refused, and so none of them was done"
    )
    cure = Words(
        "items nêu lý do của từng mục; sửa rồi gửi lại, hoặc gửi với atomic là false.",
        "items tells what each was refused for; mend it and send again, or send with atomic false.",
    )


on_constraint(AlreadyReviewed, "report_reviews_report_id_key")
on_constraint(AlreadyOpened, "plan_openings_pkey")
on_constraint(ReportIdTaken, "progress_reports_pkey")
on_constraint(UnknownSupersededReport, "progress_reports_supersedes_id_fkey")
