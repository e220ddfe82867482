"""forward: a token that has ended stays ended, and its successor is no more than it was"""

from pathlib import Path

from alembic import op

revision = "2026_11_26_forward"
down_revision = "2026_11_26_oauth"
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
FORWARD = Path(__file__).parents[1] / "sql" / "2026_11_26_forward.sql"
UNDO = """
drop trigger retires_no_later on access_tokens;
drop trigger revoked_for_good on access_tokens;
alter policy issued_by_admin on access_tokens with check ((select my_role()) = 'admin');
drop function may_replace(uuid, text, uuid[], uuid[], text[]);
"""


def upgrade() -> None:
    _run(FORWARD.read_text(encoding="utf-8"))


def downgrade() -> None:
    _run(UNDO)


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
