"""Whether the process lives (`/healthz`) and whether requests may be sent to it (`/readyz`). Neither asks for a token."""

import asyncio
from functools import cache
from pathlib import Path

import asyncpg
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from fastapi import APIRouter, Request, Response

from app.kernel.db import Database
from app.kernel.problems import Problem, responses
from app.kernel.schema import Output
from app.kernel.words import Words

MIGRATIONS = Path(__file__).parents[2] / "migrations"
SECONDS_TO_ANSWER = 1.0
RETRY_AFTER_SECONDS = "2"
REVISION = "select version_num from alembic_version"

UNREACHABLE = Words("Cơ sở dữ liệu không trả lời", "The database does not answer")
NOT_MIGRATED = Words(
    "Cơ sở dữ liệu chưa được nâng lên cấu trúc của bản này: chạy `tiendo migrate`",
    "The database has not been migrated to what this version needs: run `tiendo migrate`",
)

router = APIRouter(tags=["Service"])


class NotReady(Problem):
    status, slug = 503, "not-ready"
    title = Words("Dịch vụ chưa sẵn sàng", "The service is not ready")
    cure = Words(
        "Đợi rồi hỏi lại. Nếu vẫn vậy, người vận hành xem cơ sở dữ liệu có chạy không và đã `tiendo migrate` chưa.",
        "Wait and ask again. If it stays so, the operator sees whether the database runs and `tiendo migrate` was done.",
    )


class Health(Output):
    status: str


@router.get("/healthz", response_model=Health)
async def get_health() -> Response:
    """The process answers. Says nothing of the database: a restart would not mend that."""
    return _ok()


@router.get("/readyz", response_model=Health, responses=responses(NotReady))
async def get_readiness(request: Request) -> Response:
    """The database answers within a second and has the tables this version needs."""
    wrong = await _what_is_wrong(request.app.state.database)
    if wrong is not None:
        raise NotReady(wrong, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return _ok()


def _ok() -> Response:
    return Response(b'{"status":"ok"}', headers={"Cache-Control": "no-store"}, media_type="application/json")


async def _what_is_wrong(database: Database) -> Words | None:
    try:
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            revisions = [row["version_num"] for row in await database.fetch(REVISION, [])]
    except asyncpg.UndefinedTableError:
        return NOT_MIGRATED
    except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return UNREACHABLE
    return None if any(is_enough(one, MIGRATIONS) for one in revisions) else NOT_MIGRATED


@cache
def is_enough(revision: str, migrations: Path) -> bool:
    """The newest revision this code knows, or one it does not know: a newer version of the service has migrated, and while
    it takes over this one still serves.
    """
    scripts = ScriptDirectory(str(migrations))
    try:
        scripts.get_revision(revision)
    except CommandError:
        return True
    return revision == scripts.get_current_head()
