"""past closings: a day on which a plan stood closed is told as it stood, after it is open again too"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_27_closings"
down_revision = "2026_11_27_first_days"
branch_labels = None
depends_on = None

# What was closed and opened again before: the journal says when. The last of an odd number of days is that of a plan still closed.
FILL = """
alter table plans no force row level security;
update plans p set past_closings = trim_array(t.days, cardinality(t.days) % 2) from (
  select j.entity_id, array_agg((j.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date order by j.sequence) as days
  from journal j where j.entity = 'plan' and j.action in ('close', 'reopen') group by j.entity_id) t
where t.entity_id = p.id;
alter table plans force row level security;
grant update (past_closings) on plans to tiendo_serving;
"""


def upgrade() -> None:
    op.add_column(
        "plans",
        sa.Column("past_closings", postgresql.ARRAY(sa.Date()), server_default="{}", nullable=False),
    )
    _run(FILL)


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))


def downgrade() -> None:
    op.drop_column("plans", "past_closings")
