"""`tiendo serve`: an address to serve from, a schema that fits, something to serve, and then the workers."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from rich.console import Console

from app.cli import prepare
from app.cli.guard import check_owner_login, check_serving_login, check_settings, check_storage
from app.cli.migrate import migrate
from app.cli.operator import alone
from app.kernel.clock import local_instant, offset_of, system_clock, written_offset
from app.kernel.embedded import Folder, UnusableFolder, supervise
from app.kernel.pipelines import InTurn
from app.kernel.rates import table_file
from app.kernel.watching import Watching
from app.kernel.workers import GRACE_SECONDS
from app.settings import Settings

APPLICATION = "app.main:from_environment"
SLOWEST_START_SECONDS = 60
# Read by uvicorn itself.
TRUSTED_PROXIES = "FORWARDED_ALLOW_IPS"


@dataclass(frozen=True, slots=True)
class Addresses:
    """`owner` is null when only the serving login is known: then somebody else migrates and seeds."""

    serving: str
    owner: str | None


@contextmanager
def addresses(settings: Settings) -> Iterator[Addresses]:
    """Those that are set, or those of a server of our own that lives as long as the block."""
    owner = settings.database_owner_url.get_secret_value() if settings.database_owner_url else None
    if settings.database_url is not None:
        yield Addresses(settings.database_url.get_secret_value(), owner)
        return
    with supervise(settings.data_dir) as server:
        yield Addresses(server.serving_url(), server.owner_url())


@contextmanager
def standing(settings: Settings) -> Iterator[Addresses]:
    """Those of a database that `serve`, `migrate` or `seed` has begun: none is made by asking for what would be in it."""
    if settings.database_url is None and not Folder(settings.data_dir).cluster.exists():
        raise UnusableFolder(settings.data_dir, "ở đó chưa có cơ sở dữ liệu", "there is no database in it")
    with addresses(settings) as found:
        yield found


def serve(settings: Settings, console: Console, *, with_seed: bool) -> None:
    check_settings(settings)
    settings = of_one_clock(settings)
    with addresses(settings) as found:
        check_storage(settings)
        asyncio.run(check_serving_login(found.serving, must_be_migrated=found.owner is None))
        if settings.database_owner_url is not None:
            asyncio.run(check_owner_login(settings.database_owner_url.get_secret_value()))
        token = _prepared(found, settings, console, with_seed=with_seed) if found.owner is not None else None
        _greet(settings, console, found, token)
        # The workers are processes of their own: they find where things are where every process finds it.
        os.environ["TIENDO_DATABASE_URL"] = found.serving
        os.environ["TIENDO_DATA_DIR"] = str(settings.data_dir.absolute())
        with table_file() as table:
            os.environ["TIENDO_RATE_TABLE"] = str(table)
            _run(settings)


def of_one_clock(settings: Settings) -> Settings:
    """The workers start at different moments: where a sandbox's clock stands is told them as its distance from the real one."""
    if settings.clock is None:
        return settings
    offset = offset_of(settings.clock, system_clock())
    os.environ["TIENDO_CLOCK"] = written_offset(offset)
    return settings.model_copy(update={"clock": offset})


def _prepared(found: Addresses, settings: Settings, console: Console, *, with_seed: bool) -> str | None:
    assert found.owner is not None
    with console.status("Chuẩn bị cơ sở dữ liệu / preparing the database") as status:
        asyncio.run(_migrate_alone(found.owner))
        if with_seed and asyncio.run(prepare.is_empty(found.owner)):
            asyncio.run(prepare.seed(found.owner, found.serving, prepare.SEED, status.update, settings.its_clock()))
    bootstrap = settings.bootstrap_token.get_secret_value() if settings.bootstrap_token else None
    return asyncio.run(prepare.first_admin_token(found.owner, bootstrap))


async def _migrate_alone(owner_url: str) -> None:
    async with alone(owner_url):
        # Alembic starts a loop of its own, which cannot be done inside this one.
        await asyncio.to_thread(migrate, owner_url)


def _greet(settings: Settings, console: Console, found: Addresses, token: str | None) -> None:
    console.print(f"Tiến độ: http://{settings.host}:{settings.port}/docs", soft_wrap=True)
    if found.owner is not None:
        held = asyncio.run(prepare.counts(found.owner))
        console.print(
            f"{held.plans} kế hoạch (plans), {held.sections} phần (sections), {held.tasks} nhiệm vụ (tasks) "
            f"+ {held.headings} tiêu đề (heading), {held.agencies} cơ quan (agencies), {held.groups} nhóm (groups)",
            soft_wrap=True,
        )
    warn_of_clock(settings, console)
    if token is not None:
        console.print(
            f"Mã quản trị, chỉ hiện một lần / admin token, shown once:\n{token}", soft_wrap=True, markup=False
        )


def warn_of_clock(settings: Settings, console: Console) -> None:
    if settings.clock is None:
        return
    now = local_instant(settings.its_clock()())
    console.print(
        f"ĐỒNG HỒ CHẠY THỬ (TIENDO_CLOCK): dịch vụ coi bây giờ là {now}, mọi câu trả lời mang Tiendo-Clock; "
        "không dùng với dữ liệu thật.\n"
        f"SANDBOX CLOCK (TIENDO_CLOCK): the service takes {now} for now, every answer carries Tiendo-Clock; "
        "not for data that counts.",
        style="yellow",
        soft_wrap=True,
    )


def _run(settings: Settings) -> None:
    if settings.workers <= 1:
        uvicorn.run(APPLICATION, factory=True, **server_options(settings))
    else:
        config = uvicorn.Config(APPLICATION, factory=True, **server_options(settings))
        Watching(config, [config.bind_socket()]).run()


def server_options(settings: Settings) -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "http": InTurn,
        "workers": settings.workers if settings.workers > 1 else None,
        # Whose request it is, is what a proxy says only where one is named: uvicorn would believe whoever runs on this machine.
        "proxy_headers": TRUSTED_PROXIES in os.environ,
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "timeout_graceful_shutdown": GRACE_SECONDS,
        # Five seconds are too few for a worker to start in on a busy machine: it would be killed and started again for ever.
        "timeout_worker_healthcheck": SLOWEST_START_SECONDS,
    }
