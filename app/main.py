"""Puts the service together. The only file that knows every feature."""

import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI

from app import scopes, vietnamese
from app.access.caller import PermissionMissing, TokenInvalid, TokenRequired
from app.access.uses import NotesUses, Uses
from app.accounts import endpoints as accounts
from app.accounts import oauth_endpoints as oauth
from app.agencies import endpoints as agencies
from app.calendar import endpoints as calendar
from app.documents.exports import endpoints as exports
from app.documents.imports import endpoints as imports
from app.documents.imports.aside import Aside
from app.kernel import contract, failures, health, idempotency, pages, storage
from app.kernel.asgi import Outermost, Particular
from app.kernel.clock import Clock, sandbox_clock, system_clock
from app.kernel.db import open_database
from app.kernel.logs import configure_logs
from app.kernel.parameters import refuse_unknown_parameters
from app.kernel.rates import Admitting, Table
from app.kernel.shadowed import refuse_shadowed
from app.kernel.words import Words
from app.kernel.workers import stop_with_parent
from app.obligations import endpoints as obligations
from app.obligations.endpoints import calendar_feed
from app.overview import endpoints as overview
from app.plans import endpoints as plans
from app.reports import endpoints as reports
from app.settings import Settings
from app.tasks import comment_endpoints as comments
from app.tasks import endpoints as tasks

FEATURES: tuple[APIRouter, ...] = (
    accounts.router,
    oauth.router,
    calendar.router,
    agencies.router,
    plans.router,
    exports.router,  # before the tasks: "export" is no id of one
    tasks.router,
    comments.router,
    *obligations.ROUTERS,
    *reports.ROUTERS,
    overview.router,
    imports.router,
    health.router,
    pages.problems,
)

PARTICULARS: tuple[Particular, ...] = (
    *oauth.PARTICULARS,
    *reports.PARTICULARS,
    *calendar_feed.PARTICULARS,
    *imports.PARTICULARS,
    *exports.PARTICULARS,
)

GUARDED = (TokenRequired, TokenInvalid, PermissionMissing)
DESCRIPTION = (
    "Ai nợ việc gì, đến ngày nào: nhiệm vụ trong kế hoạch của thành phố và báo cáo tiến độ của từng cơ quan.\n\n"
    "Who owes what by when: the tasks of a city's plans, and each agency's own progress reports.\n"
)
TAGS = {
    "Plans": Words("Kế hoạch, phụ lục và nhiệm vụ", "Plans, annexes and tasks"),
    "Agencies": Words("Danh bạ cơ quan và các nhóm cơ quan", "The register of agencies and the groups of them"),
    "Tasks": Words(
        "Nhiệm vụ, phân công và tình trạng thực hiện", "Tasks, who is assigned to them and how far they are"
    ),
    "Obligations": Words(
        "Nghĩa vụ báo cáo, công bố, điều chỉnh, gia hạn", "What is owed by when: publishing, amending, extending"
    ),
    "Reports": Words("Báo cáo tiến độ và việc xác nhận, trả lại", "Progress reports, and confirming or returning them"),
    "Summary": Words("Số liệu tổng hợp, của bất kỳ ngày nào", "The cells added up, for any day"),
    "Calendar": Words("Ngày làm việc và cách đọc thời hạn", "Working days, and how deadlines are read"),
    "Accounts": Words("Mã truy cập và người gọi", "Access tokens, and who is calling"),
    "Service": Words("Tình trạng của dịch vụ và ý nghĩa của các lỗi", "How the service is, and what its problems mean"),
}
NOWHERE = {"type": "http", "method": "GET", "path": "", "root_path": ""}
YOUNG_THINGS = 20_000
# By the name of a schema: what the tests send and were answered, written by `make examples`.
EXAMPLES = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))


def create_app(settings: Settings, clock: Clock = system_clock) -> FastAPI:
    """The application of one process; it opens its pools when it starts and closes them when it stops."""
    sandbox = sandbox_clock(settings.clock, clock)
    uses = Uses()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if settings.database_url is None:
            raise RuntimeError("TIENDO_DATABASE_URL is not set; `tiendo serve` starts a server of its own and sets it")
        async with open_database(settings.database_url.get_secret_value()) as database, uses.written(database):
            app.state.database, app.state.clock = database, sandbox or clock
            app.state.storage, app.state.aside = open_storage(settings), Aside()
            with closing(app.state.aside.readers):
                yield

    app = FastAPI(
        title="Tiến độ",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url=None,  # pages serves the document and the page of it
        generate_unique_id_function=contract.operation_id,
        separate_input_output_schemas=False,
    )
    refuse_shadowed(app, FEATURES)
    for router in FEATURES:
        app.include_router(router, dependencies=[Depends(refuse_unknown_parameters)])
    contract.install(app, TAGS, GUARDED, contract.OtherWay("OAuth2", scopes.scheme(oauth.PATH), scopes.scopes()))
    contract.speak(app, vietnamese.OPERATIONS, EXAMPLES)
    pages.install(app)
    failures.install(app)
    idempotency.install(app)
    app.state.uses = uses
    app.add_middleware(NotesUses, uses=uses)
    app.state.rates = settings.its_rates()
    admitting = Admitting(app.state.rates, _table(settings))
    app.add_middleware(Outermost, particulars=PARTICULARS, sandbox=sandbox, admitting=admitting)
    return app


def _table(settings: Settings) -> Table:
    return Table.alone() if settings.rate_table is None else Table.opened(settings.rate_table)


def open_storage(settings: Settings) -> storage.Storage:
    if settings.storage_url is None:
        return storage.in_folder(settings.data_dir / "attachments")
    return storage.in_bucket(
        settings.storage_url,
        settings.storage_endpoint,
        settings.storage_region,
        settings.storage_access_key_id,
        settings.storage_secret_access_key,
    )


def from_environment() -> FastAPI:
    """For the workers, which are processes of their own and find their settings in the environment."""
    configure_logs()
    stop_with_parent()
    app = create_app(Settings())
    settle(app)
    return app


def settle(app: FastAPI) -> None:
    """For a process that serves to its end: what would hold up its first answer is done before, and what stays is not gone through again.

    A collection for every 700 things that an answer makes, Python's default, takes an eighth of the time in which an import is committed.
    """
    for route in app.routes:
        route.matches({**NOWHERE})  # FastAPI lays the routes of a router out when it is first asked for one
    gc.freeze()
    gc.set_threshold(YOUNG_THINGS)
