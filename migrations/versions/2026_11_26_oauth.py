"""oauth: access tokens obtained with a key, keys that replace one another, and when each was used last"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_oauth"
down_revision = "2026_11_26_answers"
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
OAUTH = Path(__file__).parents[1] / "sql" / "2026_11_26_oauth.sql"
BEFORE = """
create or replace function caller(given bytea)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[])
language sql stable security definer rows 1
begin atomic
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions
  from access_tokens t where t.digest = given and t.revoked_at is null and t.expires_at > now();
end;
create or replace function opening(given bytea, wanted_key text)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[],
               request_digest bytea, status smallint, location text, body text, etag text)
language sql volatile security definer rows 1
begin atomic
  select set_config('tiendo.digest', encode(given, 'hex'), true);
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions, k.request_digest, k.status, k.location, k.body,
    k.etag
  from access_tokens t left join idempotency_keys k on k.credential_id = t.credential_id and k.key = wanted_key
  where t.digest = given and t.revoked_at is null and t.expires_at > now();
end;
"""


def upgrade() -> None:
    op.add_column("access_tokens", sa.Column("replaces_id", sa.Uuid(), nullable=True))
    op.add_column("access_tokens", sa.Column("retires_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("access_tokens", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_unique_constraint(op.f("access_tokens_id_credential_id_key"), "access_tokens", ["id", "credential_id"])
    op.create_unique_constraint(op.f("access_tokens_replaces_id_key"), "access_tokens", ["replaces_id"])
    op.create_foreign_key(
        op.f("access_tokens_replaces_id_credential_id_fkey"),
        "access_tokens",
        "access_tokens",
        ["replaces_id", "credential_id"],
        ["id", "credential_id"],
    )
    op.create_check_constraint(
        op.f("access_tokens_replaces_check"), "access_tokens", "(replaces_id is null) = (credential_id = id)"
    )
    op.create_table(
        "oauth_access_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("permissions", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("oauth_access_tokens_digest_check")),
        sa.ForeignKeyConstraint(["token_id"], ["access_tokens.id"], name=op.f("oauth_access_tokens_token_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("oauth_access_tokens_pkey")),
        sa.UniqueConstraint("digest", name=op.f("oauth_access_tokens_digest_key")),
    )
    op.create_index("oauth_access_tokens_expires_at_idx", "oauth_access_tokens", ["expires_at"], unique=False)
    _run(OAUTH.read_text(encoding="utf-8"))


def downgrade() -> None:
    # A token that goes on for a while beside its successor would go on for good.
    op.execute("alter table access_tokens no force row level security")
    op.execute("update access_tokens set expires_at = least(expires_at, retires_at)")
    op.execute("alter table access_tokens force row level security")
    _run(BEFORE)
    op.drop_table("oauth_access_tokens")
    op.execute("drop function note_uses(uuid[]), may_obtain(uuid, text[]), my_key()")
    op.drop_constraint(op.f("access_tokens_replaces_check"), "access_tokens", type_="check")
    op.drop_constraint(op.f("access_tokens_replaces_id_credential_id_fkey"), "access_tokens", type_="foreignkey")
    op.drop_constraint(op.f("access_tokens_replaces_id_key"), "access_tokens", type_="unique")
    op.drop_constraint(op.f("access_tokens_id_credential_id_key"), "access_tokens", type_="unique")
    for column in ("last_used_at", "retires_at", "replaces_id"):
        op.drop_column("access_tokens", column)


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
