"""Every refusal of the service as a problem document (RFC 9457), and the one handler that writes them.

    Problem
    ├── Malformed 400 · InvalidRequest 422 · NotFound 404 · MethodNotAllowed 405 · NotAcceptable 406 · BodyTooSlow 408
    ├── BodyTooLarge 413 · UrlTooLong 414 · UnsupportedMediaType 415 · HeadTooLarge 431 · Unavailable 503 · InternalError 500
    ├── RefusedByDatabase 403
    └── those of the features, beside what they refuse

A subclass says what happened and stands in `CATALOGUE` under its slug, from which `/problems/{slug}` and the contract are
made. A constraint of the database maps to a problem through `CONSTRAINTS`: the feature that owns the constraint names both.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request, Response

from app.kernel.words import DEFAULT_LANGUAGE, Language, Words, preferred_language

MEDIA_TYPE = "application/problem+json"

# Where a request carries the headers that say what of its preferences was heeded, for the answer that refuses it too.
HONOURED = "tiendo.honoured"
CATALOGUE: dict[str, type["Problem"]] = {}
CONSTRAINTS: dict[str, type["Problem"]] = {}
# Which member of the request a constraint is about, where its problem may come of several.
FAULTS: dict[str, "Fault"] = {}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a request: a JSON pointer (RFC 6901) into the body, or the name of a parameter."""

    pointer: str
    message: Words


class Problem(Exception):
    """Raised anywhere; `fields` are extra members of the document that a program can act on."""

    status: ClassVar[int]
    slug: ClassVar[str]
    title: ClassVar[Words]
    cure: ClassVar[Words]  # what to do, on the page of its type
    after_seconds: ClassVar[int | None] = None  # when the same request may succeed: `Retry-After`

    def __init__(
        self,
        detail: Words | None = None,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        super().__init__((detail or self.title).en)
        self.detail, self.faults, self.headers, self.fields = detail, tuple(faults), dict(headers or {}), fields

    def __init_subclass__(cls) -> None:
        CATALOGUE[cls.slug] = cls

    def document(self, language: Language, request_id: str) -> dict[str, Any]:
        written: dict[str, Any] = {
            "type": f"/problems/{self.slug}",
            "title": self.title.in_(language),
            "status": self.status,
            "detail": (self.detail or self.title).in_(language),
            "request_id": request_id,
            "errors": [{"pointer": f.pointer, "message": f.message.in_(language)} for f in self.faults],
        }
        return written | self.fields

    def response(self, language: Language, request_id: str) -> Response:
        body = json.dumps(self.document(language, request_id), ensure_ascii=False)
        again = {} if self.after_seconds is None else {"Retry-After": str(self.after_seconds)}
        headers = {"Content-Language": language} | again | self.headers
        # A lone surrogate quoted from a request has no UTF-8 form: shown escaped rather than failing the refusal.
        return Response(body.encode("utf-8", "backslashreplace"), self.status, headers, MEDIA_TYPE)


class Malformed(Problem):
    status, slug = 400, "malformed"
    title = Words("Đây không phải một yêu cầu HTTP", "This is no HTTP request")
    cure = Words(
        "Dùng một thư viện HTTP; địa chỉ dài quá 64 KiB cũng bị từ chối như vậy.",
        "Use an HTTP library; an address of more than 64 KiB is refused this way too.",
    )


class InvalidRequest(Problem):
    status, slug = 422, "invalid-request"
    title = Words("Yêu cầu không hợp lệ", "The request is not valid")
    cure = Words(
        "Sửa từng chỗ mà errors nêu: pointer chỉ trường trong nội dung hoặc tên tham số.",
        "Mend each place that errors names: pointer is a field of the body or the name of a parameter.",
    )


class NotFound(Problem):
    status, slug = 404, "not-found"
    title = Words("Không có tài nguyên này, hoặc bạn không được xem", "No such thing, or not one you may see")
    cure = Words(
        "Kiểm tra mã hoặc id; với as_of, ngày ấy đã có nó chưa. Tài nguyên mà mã truy cập không được xem cũng trả lời như vậy.",
        "Check the id or code; with as_of, whether it was there on that day. What the token may not see is answered the same way.",
    )


class MethodNotAllowed(Problem):
    status, slug = 405, "method-not-allowed"
    title = Words("Đường dẫn này không nhận phương thức đó", "This path does not take that method")
    cure = Words(
        "Dùng một phương thức trong tiêu đề Allow.",
        "Use a method that the Allow header names.",
    )


class NotAcceptable(Problem):
    status, slug = 406, "not-acceptable"
    title = Words("Dịch vụ chỉ trả lời bằng JSON", "The service answers in JSON only")
    cure = Words(
        "Gửi Accept: application/json, hoặc bỏ tiêu đề này.",
        "Send Accept: application/json, or leave the header out.",
    )


class BodyTooLarge(Problem):
    status, slug = 413, "body-too-large"
    title = Words("Nội dung gửi lên quá lớn", "The body is too large")
    cure = Words(
        "Chia nhỏ nội dung; giới hạn tính bằng byte có trong limit_bytes và tại /v1/me.",
        "Send less at once; the limit is in limit_bytes, in bytes, and at /v1/me.",
    )


class BodyTooSlow(Problem):
    status, slug = 408, "body-too-slow"
    title = Words("Nội dung gửi lên quá chậm", "The body came too slowly")
    cure = Words(
        "Gửi lại trên đường truyền tốt hơn; kết nối này đã đóng. Với POST, giữ nguyên Idempotency-Key.",
        "Send it again over a better line; this connection is closed. For a POST, with the same Idempotency-Key.",
    )


class UrlTooLong(Problem):
    status, slug = 414, "url-too-long"
    title = Words("Địa chỉ yêu cầu quá dài", "The address of the request is too long")
    cure = Words(
        "Bớt bộ lọc trong địa chỉ; giới hạn tính bằng byte có trong limit_bytes và tại /v1/me.",
        "Leave filters out of the address; the limit is in limit_bytes, in bytes, and at /v1/me.",
    )


class HeadTooLarge(Problem):
    status, slug = 431, "head-too-large"
    title = Words("Phần tiêu đề của yêu cầu quá lớn", "The header fields of the request are too large")
    cure = Words(
        "Bớt tiêu đề, nhất là cookie; giới hạn có trong limit_bytes, limit_fields và tại /v1/me.",
        "Send fewer header fields, cookies above all; the limits are in limit_bytes and limit_fields, and at /v1/me.",
    )


class UnsupportedMediaType(Problem):
    status, slug = 415, "unsupported-media-type"
    title = Words("Thao tác này không nhận Content-Type đó", "The operation does not take this Content-Type")
    cure = Words(
        "Gửi đúng Content-Type mà thao tác này nhận: application/json, riêng tệp là multipart/form-data.",
        "Send the Content-Type that the operation takes: application/json, for files multipart/form-data.",
    )


class PreconditionRequired(Problem):
    status, slug = 428, "precondition-required"
    title = Words(
        "Cần If-Match mang ETag vừa đọc, để không ghi đè thay đổi của người khác",
        "Send If-Match with the ETag you read, so that nobody's change is overwritten",
    )
    cure = Words(
        "Đọc lại tài nguyên, gửi ETag của nó trong If-Match.",
        "Read the thing again and send its ETag as If-Match.",
    )


class Stale(Problem):
    status, slug = 412, "stale"
    title = Words("Tài nguyên đã đổi kể từ khi bạn đọc", "It has changed since you read it")
    cure = Words(
        "Đọc lại tài nguyên, áp thay đổi của bạn lên bản mới, gửi cùng ETag mới. version và updated_at cho biết bản hiện hành.",
        "Read it again, apply your change to what it is now, send it with the new ETag. version and updated_at tell the present state.",
    )


class RefusedByDatabase(Problem):
    status, slug = 403, "refused-by-database"
    title = Words("Cơ sở dữ liệu từ chối thao tác này", "The database refuses this act")
    cure = Words(
        "Mã truy cập không được ghi cho cơ quan hoặc kế hoạch này. Nếu đáng ra được, báo request_id cho đơn vị vận hành.",
        "The token may not write for that agency or plan. If it should, tell the operator the request_id.",
    )


class Unavailable(Problem):
    status, slug = 503, "unavailable"
    title = Words("Dịch vụ đang bận, xin thử lại sau", "The service is busy, try again")
    cure = Words(
        "Gửi lại sau số giây ghi trong Retry-After; với POST, giữ nguyên Idempotency-Key.",
        "Send it again after the seconds of Retry-After; for a POST, with the same Idempotency-Key.",
    )


class InternalError(Problem):
    status, slug = 500, "internal-error"
    title = Words("Lỗi của dịch vụ; hãy báo mã request_id", "A fault of the service; please report request_id")
    cure = Words(
        "Báo request_id cho đơn vị vận hành. Gửi lại với cùng Idempotency-Key không làm việc gì hai lần.",
        "Tell the operator the request_id. Sending it again with the same Idempotency-Key does nothing twice.",
    )


def on_constraint(problem: type[Problem], *names: str, fault: Fault | None = None) -> None:
    """Says which problem a violated unique, check or foreign-key constraint becomes, and which member it is about."""
    for name in names:
        CONSTRAINTS[name] = problem
        if fault is not None:
            FAULTS[name] = fault


def responses(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route: its problems by status, for the contract."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for problem in problems:
        entry = by_status.setdefault(problem.status, {"description": "", "x-problems": []})
        entry["x-problems"].append(problem.slug)
        entry["description"] = " · ".join(CATALOGUE[slug].title.en for slug in entry["x-problems"])
    return by_status


def request_language(request: Request) -> Language:
    wanted = request.headers.get("accept-language")
    return preferred_language(wanted) if wanted else DEFAULT_LANGUAGE


def problem_response(request: Request, problem: Problem) -> Response:
    answer = problem.response(request_language(request), request.scope.get("request_id", ""))
    answer.headers.update(request.scope.get(HONOURED, {}))
    return answer
