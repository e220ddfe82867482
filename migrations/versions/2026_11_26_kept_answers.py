"""kept answers: their ETag, no Location where nothing was created, and an index by which the old ones are found"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_answers"
down_revision = "2026_11_26_imports"
branch_labels = None
depends_on = None

# Functions and grants: SQL reads best as SQL.
ANSWERS = Path(__file__).parents[1] / "sql" / "2026_11_26_answers.sql"
# What the version before cannot hold, it has not kept.
UNDO = """
drop function last_editor(text, uuid);
drop function opening(bytea, text);
create function opening(given bytea, wanted_key text)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[],
               request_digest bytea, status smallint, location text, body text)
language sql volatile security definer rows 1
begin atomic
  select set_config('tiendo.digest', encode(given, 'hex'), true);
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions, k.request_digest, k.status, k.location, k.body
  from access_tokens t left join idempotency_keys k on k.credential_id = t.credential_id and k.key = wanted_key
  where t.digest = given and t.revoked_at is null and t.expires_at > now();
end;
revoke all on function opening(bytea, text) from public;
grant execute on function opening(bytea, text) to tiendo_serving;
alter table idempotency_keys no force row level security;
delete from idempotency_keys where location is null;
alter table idempotency_keys force row level security;
"""


def upgrade() -> None:
    op.add_column("idempotency_keys", sa.Column("etag", sa.Text(), nullable=True))
    op.alter_column("idempotency_keys", "location", nullable=True)
    op.create_index("idempotency_keys_age_idx", "idempotency_keys", ["created_at"], postgresql_using="brin")
    _run(ANSWERS.read_text(encoding="utf-8"))


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))


def downgrade() -> None:
    _run(UNDO)
    op.drop_index("idempotency_keys_age_idx", table_name="idempotency_keys", postgresql_using="brin")
    op.alter_column("idempotency_keys", "location", nullable=False)
    op.drop_column("idempotency_keys", "etag")
