"""left out: what the opening of an import left out is told of it as long as it is there"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_left_out"
down_revision = "2026_11_26_uses"
branch_labels = None
depends_on = None

# Grants and policies: SQL reads best as SQL.
LEFT_OUT = Path(__file__).parents[1] / "sql" / "2026_11_26_left_out.sql"
UNDO = """
alter policy settled_by_office on plan_imports
  using (office_id = any ((select my_offices())::uuid[]) and status = 'previewed');
"""


def upgrade() -> None:
    op.add_column("plan_imports", sa.Column("left_out", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
    _run(LEFT_OUT.read_text(encoding="utf-8"))


def downgrade() -> None:
    _run(UNDO)
    op.drop_column("plan_imports", "left_out")


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
