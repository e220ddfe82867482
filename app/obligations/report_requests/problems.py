"""What requests for reports refuse."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class ReportRequestExists(Problem):
    status, slug = 409, "report-request-exists"
    title = Words("Đã có yêu cầu báo cáo mang id này", "A request for reports has this id already")
    cure = Words("Tạo id mới, hoặc bỏ trống id.", "Mint a new id, or leave it out.")


class NobodyToAsk(Problem):
    status, slug = 409, "nobody-to-ask"
    title = Words(
        "Không có cơ quan chủ trì nào trong phạm vi này còn phải báo cáo",
        "No lead among those named still takes reports",
    )
    cure = Words(
        "Kiểm tra tasks, agencies hoặc group; nhiệm vụ đã hoàn thành thì phải mở lại trước (skipped là số bị bỏ qua).",
        "Check tasks, agencies or group; what is completed has to be reopened first (skipped says how many are).",
    )


class TaskNotOfPlan(Problem):
    status, slug = 422, "task-not-of-plan"
    title = Words("Kế hoạch này không có nhiệm vụ đó", "The plan has no such task")
    cure = Words("Dùng id nhiệm vụ của chính kế hoạch được nêu.", "Use the ids of tasks of the plan that is named.")


class ReportDayOver(Problem):
    status, slug = 422, "report-day-over"
    title = Words("Không yêu cầu báo cáo với hạn đã qua", "No report is asked for by a day that is over")
    cure = Words("Đặt due_on là hôm nay (today) hoặc sau đó.", "Set due_on to today's date (today) or later.")


on_constraint(ReportRequestExists, "report_requests_pkey")
