"""The database roles of Tiến độ, as SQL a DBA can read and run: who migrates, who logs in, and the two roles a login
may take.

Owns the names and attributes of roles and what PUBLIC may do in the database; grants on tables belong to the migrations
that make them. Every statement may be run again, and is valid on PostgreSQL 15 to 18.
"""

OWNER = "tiendo_owner"
LOGIN = "tiendo_login"
READER = "tiendo_reader"
SERVING = "tiendo_serving"

_TIMEOUTS = {"statement_timeout": "30s", "idle_in_transaction_session_timeout": "30s", "lock_timeout": "10s"}


def script(database: str, owner: str, login: str) -> str:
    """What a DBA runs once with psql, as a superuser: roles, the database, and the rights inside it."""
    lines = [
        "-- roles; give the two logins passwords of your own",
        *(f"{one};" for one in role_statements(owner, login)),
        f"-- ALTER ROLE {quoted(owner)} PASSWORD '…';",
        f"-- ALTER ROLE {quoted(login)} PASSWORD '…';",
        "-- the database, owned by the login that migrates",
        f"CREATE DATABASE {quoted(database)} OWNER {quoted(owner)} ENCODING 'UTF8' TEMPLATE template0;",
        f"\\connect {quoted(database)}",
        *(f"{one};" for one in database_statements(database, owner, login)),
    ]
    return "\n".join(lines)


def role_statements(owner: str, login: str) -> list[str]:
    """Cluster-wide; needs CREATEROLE and, from PostgreSQL 16, to have made the roles or hold them WITH ADMIN OPTION."""
    return [
        *_role(owner, "LOGIN INHERIT"),
        *_role(READER, "NOLOGIN INHERIT"),
        *_role(SERVING, "NOLOGIN INHERIT"),
        # NOINHERIT stands before the grants: from PostgreSQL 16 a grant keeps the attribute it met. `WITH INHERIT
        # FALSE` would say the same per grant, but is a syntax error on 15.
        *_role(login, "LOGIN NOINHERIT"),
        f"GRANT {quoted(READER)} TO {quoted(SERVING)}",
        f"GRANT {quoted(READER)} TO {quoted(login)}",
        f"GRANT {quoted(SERVING)} TO {quoted(login)}",
        # Set on the role and not by the client's connection, so that it holds behind PgBouncer too: a session begins as
        # a reader, and a transaction that writes has to say SET LOCAL ROLE.
        f"ALTER ROLE {quoted(login)} SET role = {literal(READER)}",
        *(f"ALTER ROLE {quoted(login)} SET {name} = {literal(value)}" for name, value in _TIMEOUTS.items()),
    ]


def database_statements(database: str, owner: str, login: str) -> list[str]:
    """Run inside `database`. A database cloned from a template needs them again: CREATE DATABASE copies no rights on
    the database.
    """
    return [
        f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {quoted(login)}",
        f"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {quoted(database)} TO {quoted(owner)}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    ]


def quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _role(name: str, attributes: str) -> list[str]:
    # SUPERUSER and the like are named at creation alone: on PostgreSQL 15 only a superuser may name them in ALTER ROLE,
    # even to refuse them.
    create = f"CREATE ROLE {quoted(name)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    return [
        f"DO $role$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {literal(name)}) THEN {create}; END IF; END $role$",
        f"ALTER ROLE {quoted(name)} {attributes}",
    ]
