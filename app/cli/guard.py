"""A login that could go round row security is refused before anything is served through it."""

import asyncpg

# Superusers and owners are bound by no policy that they could not take away; a login that inherits its roles would write
# without saying in whose name.
FACTS = """
select r.rolsuper or r.rolbypassrls as is_powerful,
  exists (select from pg_tables t where t.schemaname = 'public' and pg_has_role(session_user, t.tableowner, 'MEMBER')) as owns,
  has_table_privilege(session_user, to_regclass('public.progress_reports'), 'insert') as writes
from pg_roles r where r.rolname = session_user
"""


class PowerfulLogin(Exception):
    """Says, in both languages, why the login may not serve."""


async def refuse_powerful_login(serving_url: str) -> None:
    connection = await asyncpg.connect(serving_url)
    try:
        facts = await connection.fetchrow(FACTS)
    finally:
        await connection.close()
    if facts["is_powerful"] or facts["owns"] or facts["writes"]:
        raise PowerfulLogin(
            "TIENDO_DATABASE_URL không được là superuser, chủ bảng hay tài khoản tự có quyền ghi; "
            "xem `tiendo migrate --print-roles`.\n"
            "TIENDO_DATABASE_URL must be no superuser, no owner of the tables and no login that inherits its roles; "
            "see `tiendo migrate --print-roles`."
        )
