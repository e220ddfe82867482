"""Why a report, a review or a withdrawal is not taken. Each says what to do instead."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class NotYourTask(Problem):
    status, slug = 403, "not-your-task"
    title = Words("Cơ quan này không được báo cáo nhiệm vụ này", "This agency may not report on this task")
    cure = Words(
        "reason nêu lý do: cơ quan chủ trì mới báo cáo, cơ quan phối hợp nêu ý kiến (comments). agency phải là cơ quan của mã truy cập; may của nhiệm vụ cho biết trước.",
        "reason says why: leads report, coordinating agencies comment (comments). agency has to be one of the token's; may of the task tells beforehand.",
    )


class PlanNotOpen(Problem):
    status, slug = 409, "plan-not-open"
    title = Words(
        "Kế hoạch chưa ban hành hoặc đã đóng, không nhận báo cáo",
        "The plan is not published, or closed: it takes no reports",
    )
    cure = Words(
        "plan_status nêu kế hoạch đang ở đâu. Chờ ban hành, hoặc đề nghị cơ quan theo dõi mở lại; giữ báo cáo và gửi lại cùng khóa.",
        "plan_status says where the plan stands. Wait for its publication, or ask the monitoring office to open it again; keep the report and send it under the same key.",
    )


class NameTheObligation(Problem):
    status, slug = 409, "name-the-obligation"
    title = Words("Có nhiều kỳ báo cáo đang chờ: ghi rõ obligation_id", "Several reports are owed: name the obligation")
    cure = Words(
        "obligations nêu những kỳ đang chờ: gửi lại với obligation_id là một trong số đó.",
        "obligations names those that wait: send it again with one of them as obligation_id.",
    )


class NotAnOpenObligation(Problem):
    status, slug = 409, "not-an-open-obligation"
    title = Words("Nghĩa vụ được nêu không mở cho cơ quan này", "The obligation named is not open to this agency")
    cure = Words(
        "Xem /v1/obligations?agency=me&state=open của nhiệm vụ; kỳ đã trả lời thì thay báo cáo bằng supersedes_id.",
        "Look at /v1/obligations?agency=me&state=open of the task; of one that is answered correct the report, by supersedes_id.",
    )


class OnlyCompletedAnswers(Problem):
    status, slug = 409, "only-completed-answers"
    title = Words(
        "Nghĩa vụ này chỉ được trả lời bằng báo hoàn thành", "Only a completed report answers this obligation"
    )
    cure = Words(
        "Báo hoàn thành (status completed) khi việc đã xong; báo tiến độ thì bỏ obligation_id.",
        "Send status completed when the work is done; for progress leave obligation_id out.",
    )


class NothingToComplete(Problem):
    status, slug = 409, "nothing-to-complete"
    title = Words("Cơ quan này chỉ phải báo cáo theo kỳ", "This agency owes reports only")
    cure = Words(
        "Gửi status in_progress cho từng kỳ; kỳ cuối được xác nhận là nhiệm vụ hoàn thành.",
        "Send status in_progress for each period; with the last of them the task is completed.",
    )


class ReportIncomplete(Problem):
    status, slug = 422, "report-incomplete"
    title = Words("Báo cáo còn thiếu nội dung bắt buộc", "The report lacks something it must say")
    cure = Words(
        "errors nêu từng trường còn thiếu; nếu không có gì mới, gửi no_change.",
        "errors names each member that is missing; when nothing is new, send no_change.",
    )


class ResultDocumentNeeded(Problem):
    status, slug = 409, "result-document-needed"
    title = Words(
        "Báo hoàn thành cần văn bản kết quả hoặc lý do chưa có",
        "Completion needs a result document, or the reason why there is none",
    )
    cure = Words(
        "Thêm result_documents (số, ngày của văn bản), hoặc no_document_reason khi việc không ra văn bản.",
        "Add result_documents (number and day of the document), or no_document_reason where the work yields none.",
    )


class ReportIdTaken(Problem):
    status, slug = 409, "report-id-taken"
    title = Words(
        "Id này đã dùng cho một báo cáo khác: tạo id mới", "This id belongs to another report: mint a new one"
    )
    cure = Words(
        "Tạo id mới cho báo cáo mới; id cũ chỉ để gửi lại đúng nội dung cũ.",
        "Mint a new id for a new report; the old one only repeats the old body.",
    )


class UnknownSupersededReport(Problem):
    status, slug = 422, "unknown-superseded-report"
    title = Words(
        "supersedes_id không phải báo cáo của cơ quan này về nhiệm vụ này",
        "supersedes_id is no report of this agency on this task",
    )
    cure = Words(
        "Nêu id một báo cáo của chính cơ quan này: /v1/tasks/{task_id}/reports liệt kê.",
        "Name a report of this very agency: /v1/tasks/{task_id}/reports lists them.",
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
    cure = Words(
        "Chờ số giây của Retry-After, rồi gửi lại y nguyên, cùng Idempotency-Key.",
        "Wait for the seconds of Retry-After and send the same again under the same Idempotency-Key.",
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
