"""What is refused before anything is served: logins that could go round row security, a database that nobody has migrated,
a port that is taken.
"""

import socket

import asyncpg
from obstore.exceptions import BaseError

from app.main import open_storage
from app.settings import Settings

# Superusers and owners are bound by no policy that they could not take away; a login that inherits its roles would write
# without saying in whose name.
FACTS = """
select r.rolsuper or r.rolbypassrls as is_powerful,
  exists (select from pg_tables t where t.schemaname = 'public' and pg_has_role(session_user, t.tableowner, 'MEMBER')) as owns,
  has_table_privilege(session_user, to_regclass('public.progress_reports'), 'insert') as writes,
  to_regclass('public.alembic_version') is not null as is_migrated
from pg_roles r where r.rolname = session_user
"""


class NotFitToServe(Exception):
    """Says, in both languages, what stands in the way."""


async def check_serving_login(url: str, *, must_be_migrated: bool) -> None:
    facts = await _facts(url)
    if facts["is_powerful"] or facts["owns"] or facts["writes"]:
        raise NotFitToServe(
            "TIENDO_DATABASE_URL không được là superuser, chủ bảng hay tài khoản tự có quyền ghi; "
            "xem `tiendo migrate --print-roles`.\n"
            "TIENDO_DATABASE_URL must be no superuser, no owner of the tables and no login that inherits its roles; "
            "see `tiendo migrate --print-roles`."
        )
    if must_be_migrated and not facts["is_migrated"]:
        raise NotFitToServe(
            "Cơ sở dữ liệu chưa có bảng nào: đặt TIENDO_DATABASE_OWNER_URL và chạy `tiendo migrate`.\n"
            "The database has no tables yet: set TIENDO_DATABASE_OWNER_URL and run `tiendo migrate`."
        )


async def check_owner_login(url: str) -> None:
    """Tables that a superuser made would not belong to the owner that later migrations work as."""
    if (await _facts(url))["is_powerful"]:
        raise NotFitToServe(
            "TIENDO_DATABASE_OWNER_URL phải là tài khoản chủ cơ sở dữ liệu, không phải superuser; "
            "xem `tiendo migrate --print-roles`.\n"
            "TIENDO_DATABASE_OWNER_URL must be the login that owns the database, not a superuser; "
            "see `tiendo migrate --print-roles`."
        )


async def _facts(url: str) -> asyncpg.Record:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchrow(FACTS)
    finally:
        await connection.close()


def check_storage(settings: Settings) -> None:
    """A folder that cannot be written, or a bucket that is wrongly named, is found now and not with the first file."""
    try:
        open_storage(settings)
    except (OSError, BaseError) as refused:
        raise NotFitToServe(
            f"Không mở được nơi lưu tệp đính kèm ({refused}). Đặt TIENDO_DATA_DIR hoặc TIENDO_STORAGE_URL.\n"
            f"The place of attached files cannot be opened ({refused}). Set TIENDO_DATA_DIR or TIENDO_STORAGE_URL."
        ) from refused


def check_settings(settings: Settings) -> None:
    """What can be known before a database is touched."""
    if settings.bootstrap_token and settings.database_url and settings.database_owner_url is None:
        raise NotFitToServe(
            "TIENDO_BOOTSTRAP_TOKEN cần TIENDO_DATABASE_OWNER_URL để được cài đặt.\n"
            "TIENDO_BOOTSTRAP_TOKEN needs TIENDO_DATABASE_OWNER_URL to be installed."
        )
    try:
        with socket.create_server((settings.host, settings.port)):
            pass
    except OSError as taken:
        raise NotFitToServe(
            f"Không mở được {settings.host}:{settings.port}: {taken.strerror}. Chọn cổng khác bằng --port.\n"
            f"Cannot listen on {settings.host}:{settings.port}: {taken.strerror}. Choose another with --port."
        ) from taken
