"""uses: that a token was used is noted by its digest, which proves it, and no more by its id"""

from pathlib import Path

from alembic import op

revision = "2026_11_26_uses"
down_revision = "2026_11_26_forward"
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
USES = Path(__file__).parents[1] / "sql" / "2026_11_26_uses.sql"
UNDO = """
drop function note_uses(bytea[]);
create function note_uses(used uuid[]) returns setof uuid language sql volatile security definer
begin atomic
  update access_tokens set last_used_at = now() where id in (
    select t.id from access_tokens t
    where t.id = any (used) and (t.last_used_at is null or t.last_used_at < now() - interval '1 hour')
    order by t.id for no key update skip locked)
  returning id;
end;
revoke all on function note_uses(uuid[]) from public;
grant execute on function note_uses(uuid[]) to tiendo_serving;
"""


def upgrade() -> None:
    _run(USES.read_text(encoding="utf-8"))


def downgrade() -> None:
    _run(UNDO)


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
