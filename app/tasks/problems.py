"""What tasks refuse."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class TaskExists(Problem):
    status, slug = 409, "task-exists"
    title = Words(
        "Phần này đã có nhiệm vụ mang số hoặc id này", "A task of this section has this number, or its id is taken"
    )


class UnknownPlace(Problem):
    status, slug = 422, "unknown-place"
    title = Words(
        "Phụ lục, phần hoặc nhiệm vụ cha không thuộc kế hoạch này",
        "The annex, section or parent named is not of this plan",
    )


class UnknownGroup(Problem):
    status, slug = 422, "unknown-group"
    title = Words("Không có nhóm cơ quan này", "No such group of agencies")


on_constraint(TaskExists, "tasks_pkey", "tasks_annex_id_section_id_number_key", "tasks_plan_id_position_key")
on_constraint(UnknownPlace, "tasks_annex_id_fkey", "tasks_section_id_fkey", "tasks_parent_id_fkey")
