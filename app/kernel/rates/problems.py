"""The refusal, as draft-ietf-httpapi-ratelimit-headers-11 §5.1 has it."""

from typing import Any

from app.kernel.problems import Problem
from app.kernel.words import Words


class QuotaExceeded(Problem):
    status, slug = 429, "quota-exceeded"
    title = Words("Đã gửi quá số yêu cầu cho phép", "More requests than the quota allows")
    cure = Words(
        "Đợi số giây trong Retry-After rồi gửi lại; với POST, giữ nguyên Idempotency-Key. RateLimit cho biết còn bao nhiêu yêu cầu, mọi "
        "giới hạn có tại /v1/me; nhiều báo cáo gửi một lần bằng /v1/reports/batch.",
        "Wait the seconds of Retry-After and send it again; for a POST, with the same Idempotency-Key. RateLimit tells what is left, "
        "/v1/me every limit; many reports go in one request to /v1/reports/batch.",
    )

    @classmethod
    def of(cls, policy: str, *, retry_after: int) -> "QuotaExceeded":
        violated: dict[str, Any] = {"violated-policies": [policy]}
        return cls(headers={"Retry-After": str(retry_after)}, **violated)
