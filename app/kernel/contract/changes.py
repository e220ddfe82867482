"""What can change in a contract, and which of it breaks a program written to what it said before.

A client is generated from the document, in a language that has types and closed sets of values; what breaks is judged for the
strictest of them. oasdiff knows the same kinds; it comes as a Go binary, which neither pip nor npm brings, and it does not know
`x-extensible-enum` nor that our clients act on the `type` of a problem.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.words import Words


class Kind(StrEnum):
    OPERATION_ADDED = "operation_added"
    OPERATION_REMOVED = "operation_removed"
    OPERATION_RENAMED = "operation_renamed"
    OPERATION_MOVED = "operation_moved"
    SECURITY_NARROWED = "security_narrowed"
    SECURITY_WIDENED = "security_widened"
    PARAMETER_ADDED = "parameter_added"
    PARAMETER_REMOVED = "parameter_removed"
    REQUIRED_ADDED = "required_added"
    BECAME_REQUIRED = "became_required"
    BECAME_OPTIONAL = "became_optional"
    FIELD_ADDED = "field_added"
    FIELD_REMOVED = "field_removed"
    FIELD_NOT_ALWAYS = "field_not_always"
    TYPE_CHANGED = "type_changed"
    DEFAULT_CHANGED = "default_changed"
    REQUEST_NARROWED = "request_narrowed"
    REQUEST_WIDENED = "request_widened"
    ANSWER_WIDENED = "answer_widened"
    VALUE_ADDED = "value_added"
    BODY_ADDED = "body_added"
    BODY_REMOVED = "body_removed"
    MEDIA_TYPE_ADDED = "media_type_added"
    MEDIA_TYPE_REMOVED = "media_type_removed"
    STATUS_ADDED = "status_added"
    STATUS_REMOVED = "status_removed"
    HEADER_ADDED = "header_added"
    HEADER_REMOVED = "header_removed"
    PROBLEM_ADDED = "problem_added"
    PROBLEM_REMOVED = "problem_removed"
    DEPRECATED = "deprecated"


BREAKING = frozenset(
    {
        Kind.OPERATION_REMOVED,
        Kind.OPERATION_RENAMED,  # the name of a method in every generated client
        Kind.OPERATION_MOVED,  # and its tag the class that the method is in
        Kind.SECURITY_NARROWED,
        Kind.PARAMETER_REMOVED,  # an unknown parameter is refused
        Kind.REQUIRED_ADDED,
        Kind.BECAME_REQUIRED,
        Kind.FIELD_REMOVED,  # read by clients, or refused when they send it
        Kind.FIELD_NOT_ALWAYS,
        Kind.TYPE_CHANGED,
        Kind.DEFAULT_CHANGED,
        Kind.REQUEST_NARROWED,
        Kind.ANSWER_WIDENED,
        Kind.BODY_REMOVED,
        Kind.MEDIA_TYPE_REMOVED,
        Kind.STATUS_REMOVED,
        Kind.HEADER_REMOVED,
        Kind.PROBLEM_REMOVED,  # a renamed type: programs act on it
    }
)

MEANINGS: dict[Kind, Words] = {
    Kind.OPERATION_ADDED: Words("Có thao tác mới", "A new operation"),
    Kind.OPERATION_REMOVED: Words("Bỏ thao tác", "An operation is gone"),
    Kind.OPERATION_RENAMED: Words("Đổi operationId", "Another operationId"),
    Kind.OPERATION_MOVED: Words("Chuyển sang nhóm khác", "Under another tag"),
    Kind.SECURITY_NARROWED: Words("Cần quyền chưa từng cần", "Asks for a right it did not ask for"),
    Kind.SECURITY_WIDENED: Words("Nhận thêm cách xác thực", "Takes another way to authenticate"),
    Kind.PARAMETER_ADDED: Words("Có tham số mới, không bắt buộc", "A new parameter, optional"),
    Kind.PARAMETER_REMOVED: Words("Bỏ tham số", "A parameter is gone"),
    Kind.REQUIRED_ADDED: Words("Có phần mới bắt buộc phải gửi", "Something new must be sent"),
    Kind.BECAME_REQUIRED: Words("Nay bắt buộc phải gửi", "Must be sent now"),
    Kind.BECAME_OPTIONAL: Words("Nay không bắt buộc phải gửi", "Need not be sent any more"),
    Kind.FIELD_ADDED: Words("Có trường mới", "A new field"),
    Kind.FIELD_REMOVED: Words("Bỏ trường", "A field is gone"),
    Kind.FIELD_NOT_ALWAYS: Words("Trường không còn luôn có mặt", "A field is no longer always there"),
    Kind.TYPE_CHANGED: Words("Đổi kiểu", "Another type"),
    Kind.DEFAULT_CHANGED: Words("Đổi giá trị mặc định", "Another default"),
    Kind.REQUEST_NARROWED: Words("Nhận ít giá trị hơn", "Takes fewer values"),
    Kind.REQUEST_WIDENED: Words("Nhận nhiều giá trị hơn", "Takes more values"),
    Kind.ANSWER_WIDENED: Words("Trả lời có thể có giá trị chưa từng có", "Answers may hold what they could not"),
    Kind.VALUE_ADDED: Words("Thêm giá trị vào một tập mở", "Another value of an open set"),
    Kind.BODY_ADDED: Words("Nhận nội dung, không bắt buộc", "Takes a body, optional"),
    Kind.BODY_REMOVED: Words("Không còn nhận hoặc trả nội dung", "Takes or answers no body any more"),
    Kind.MEDIA_TYPE_ADDED: Words("Thêm kiểu nội dung", "Another media type"),
    Kind.MEDIA_TYPE_REMOVED: Words("Bỏ kiểu nội dung", "A media type is gone"),
    Kind.STATUS_ADDED: Words("Thêm mã trạng thái", "Another status"),
    Kind.STATUS_REMOVED: Words("Bỏ mã trạng thái", "A status is gone"),
    Kind.HEADER_ADDED: Words("Thêm tiêu đề trong trả lời", "Another header on the answer"),
    Kind.HEADER_REMOVED: Words("Bỏ tiêu đề trong trả lời", "A header of the answer is gone"),
    Kind.PROBLEM_ADDED: Words("Thêm loại lỗi", "Another problem"),
    Kind.PROBLEM_REMOVED: Words("Bỏ hoặc đổi tên loại lỗi", "A problem is gone or has another name"),
    Kind.DEPRECATED: Words("Sẽ bỏ, xem Sunset", "Will go, see Sunset"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """`at`: an operationId, or the name of a schema, and the place in it; `was` and `now` as the document writes them."""

    kind: Kind
    at: str
    was: str | None = None
    now: str | None = None

    @property
    def is_breaking(self) -> bool:
        return self.kind in BREAKING

    def __str__(self) -> str:
        return f"{self.kind} {self.at}: {self.was} → {self.now}"
