"""as written: the agency cells of a row, and what it says in columns of no meaning"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_exports"
down_revision = "2026_11_26_owed"
branch_labels = None
depends_on = None

COLUMNS = {"lead_text": sa.Text(), "coordinating_text": sa.Text(), "notes": sa.JSON()}


def upgrade() -> None:
    for name, type_ in COLUMNS.items():
        op.add_column("tasks", sa.Column(name, type_, nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("tasks", name)
