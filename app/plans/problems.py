"""What plans refuse."""

from app.kernel.problems import Fault, InvalidRequest, Problem, on_constraint
from app.kernel.words import Words

CODE_TAKEN = Words("mã này đã dùng cho kế hoạch khác", "another plan has this code")


class PlanExists(Problem):
    status, slug = 409, "plan-exists"
    title = Words(
        "Đã có kế hoạch mang mã, số văn bản hoặc id này", "A plan has this code, document number or id already"
    )
    cure = Words("errors nêu trường đã có: đổi giá trị của nó.", "errors names the member that is taken: change it.")


class NotYourPlan(Problem):
    status, slug = 403, "not-your-plan"
    title = Words(
        "Chỉ cơ quan theo dõi của kế hoạch được làm việc này", "Only the office that monitors the plan may do this"
    )
    cure = Words(
        "Dùng mã truy cập của cơ quan theo dõi (monitoring_agency của kế hoạch).",
        "Use a token of the monitoring office (monitoring_agency of the plan).",
    )


class OwnAgency(Problem):
    status, slug = 403, "own-agency"
    title = Words(
        "Không cơ quan nào tự xác nhận, gia hạn hay điều chỉnh cho chính mình",
        "Nobody reviews, extends or amends in favour of its own agency",
    )
    cure = Words(
        "Để cơ quan khác theo dõi kế hoạch, hoặc đặt self_review trong chính sách của kế hoạch trước khi ban hành.",
        "Let another office monitor the plan, or set self_review in the plan's policy before it is published.",
    )


class NotADraft(Problem):
    status, slug = 409, "not-a-draft"
    title = Words(
        "Kế hoạch đã ban hành: nội dung chỉ đổi bằng văn bản điều chỉnh",
        "The plan is published: it changes by amendment only",
    )
    cure = Words(
        "Điều chỉnh từng nhiệm vụ bằng POST /v1/tasks/{task_id}/amendments kèm văn bản, hoặc nhập lại phụ lục; changeable, nếu có, nêu trường vẫn sửa được.",
        "Amend each task by POST /v1/tasks/{task_id}/amendments with its document, or import the annex again; changeable, where it is there, names what may still be changed.",
    )


class PlanStateRefuses(Problem):
    status, slug = 409, "plan-state-refuses"
    title = Words("Trạng thái của kế hoạch không cho phép thao tác này", "The plan's status does not allow this")
    cure = Words(
        "plan_status nêu kế hoạch đang ở đâu, may của kế hoạch nêu việc làm được.",
        "plan_status says where the plan stands, may of the plan what can be done.",
    )


class UnknownPlan(Problem):
    status, slug = 422, "unknown-plan"
    title = Words("Không có kế hoạch này", "No such plan")
    cure = Words(
        "Nêu id hoặc mã như GET /v1/plans liệt kê: kế hoạch không được xem thì coi như không có.",
        "Name an id or a code as GET /v1/plans lists them: a plan you may not see is as one that is not there.",
    )


class PlanDaysReversed(Problem):
    status, slug = 422, "plan-days-reversed"
    title = Words("Ngày kết thúc trước ngày bắt đầu", "ends_on is before starts_on")
    cure = Words(
        "Đổi starts_on và ends_on cho đúng thứ tự.",
        "Put starts_on and ends_on in their order.",
    )


class PlanTooLong(Problem):
    status, slug = 422, "plan-too-long"
    title = Words("Kế hoạch dài hơn mười năm", "A plan longer than ten years")
    cure = Words(
        "Chia thành nhiều kế hoạch, mỗi kế hoạch không quá mười năm.",
        "Make several plans of it, of ten years at most each.",
    )


class FuturePublication(Problem):
    status, slug = 422, "future-publication"
    title = Words("Không công bố với ngày ở tương lai", "A plan is not published with a day in the future")
    cure = Words(
        "Ban hành vào ngày ghi trong văn bản khi ngày ấy đến; published_on nhận hôm nay hoặc ngày đã qua.",
        "Publish when the day of the document has come; published_on takes today or a day before.",
    )


class NobodyMayConfirm(Problem):
    status, slug = 409, "nobody-may-confirm"
    title = Words(
        "Nhiệm vụ do một cơ quan hoàn thành thay cho tất cả, trong đó có chính cơ quan theo dõi: không ai được xác nhận",
        "One lead may complete the task for all, the monitoring office itself among them: nobody may confirm it",
    )
    cure = Words(
        "tasks nêu các nhiệm vụ đó: đổi completion_rule hoặc cơ quan chủ trì của chúng, hoặc đặt self_review trong chính sách "
        "của kế hoạch, rồi ban hành.",
        "tasks names them: change their completion_rule or their leads, or set self_review in the plan's policy; then publish.",
    )


class RelationExists(Problem):
    status, slug = 409, "plan-relation-exists"
    title = Words("Quan hệ này đã được ghi", "This relation is recorded already")
    cure = Words(
        "Không cần làm gì: GET …/relations cho thấy quan hệ ấy.",
        "Nothing has to be done: GET …/relations shows it.",
    )


class PlanNamedByAnother(Problem):
    status, slug = 409, "plan-named-by-another"
    title = Words(
        "Một kế hoạch khác ghi là sửa đổi, thay thế hoặc bãi bỏ kế hoạch này",
        "Another plan says that it amends, replaces or revokes this one",
    )
    cure = Words(
        "Dự thảo này được dẫn chiếu nên không xóa được; sửa nội dung của nó bằng PATCH.",
        "This draft is referred to and stays; change it by PATCH instead.",
    )


class PlanCommentedOn(Problem):
    status, slug = 409, "plan-commented-on"
    title = Words(
        "Nhiệm vụ của dự thảo đã có ý kiến trao đổi, không xóa được",
        "A task of the draft has comments, and what was said is not removed",
    )
    cure = Words(
        "Giữ dự thảo lại và sửa nó bằng PATCH hoặc bằng một tệp mới gửi tới POST /v1/plan-imports.",
        "Keep the draft; change it by PATCH, or by a new file sent to POST /v1/plan-imports.",
    )


class AnnexExists(Problem):
    status, slug = 409, "annex-exists"
    title = Words("Đã có phụ lục mang id này", "An annex has this id already")
    cure = Words(
        "Bỏ id để dịch vụ tự tạo, hoặc tạo id mới.",
        "Leave id out and have one made, or mint another.",
    )


class SectionExists(Problem):
    status, slug = 409, "section-exists"
    title = Words("Đã có phần mang id này", "A section has this id already")
    cure = Words(
        "Bỏ id để dịch vụ tự tạo, hoặc tạo id mới.",
        "Leave id out and have one made, or mint another.",
    )


class UnknownAnnex(Problem):
    status, slug = 422, "unknown-annex"
    title = Words("Kế hoạch này không có phụ lục đó", "This plan has no such annex")
    cure = Words(
        "GET …/annexes của kế hoạch liệt kê các phụ lục và id.",
        "GET …/annexes of the plan lists them with their ids.",
    )


on_constraint(PlanExists, "plans_pkey", fault=Fault("/id", Words("id này đã dùng", "this id is taken")))
on_constraint(PlanExists, "plans_code_key", fault=Fault("/code", CODE_TAKEN))
on_constraint(
    PlanExists,
    "plans_document_key",
    fault=Fault(
        "/document_number",
        Words(
            "cơ quan ban hành này đã có kế hoạch mang số ấy trong năm",
            "a plan of this issuer and year has this number already",
        ),
    ),
)
on_constraint(PlanDaysReversed, "plans_days_check")
on_constraint(PlanTooLong, "plans_length_check")
on_constraint(InvalidRequest, "plans_code_check")
on_constraint(RelationExists, "plan_relations_pkey", "plan_relations_plan_id_related_plan_id_kind_key")
on_constraint(
    InvalidRequest,
    "plan_relations_other_check",
    fault=Fault("/plan", Words("kế hoạch không liên hệ với chính nó", "a plan is not related to itself")),
)
on_constraint(PlanNamedByAnother, "plan_relations_related_plan_id_fkey")
on_constraint(PlanCommentedOn, "comments_task_id_fkey", "comments_plan_id_fkey")
on_constraint(AnnexExists, "annexes_pkey", "annexes_plan_id_position_key")
on_constraint(SectionExists, "sections_pkey", "sections_annex_id_position_key")
