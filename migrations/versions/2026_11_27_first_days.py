"""first days: the day a pair shows under `basis=original`, beside the present one"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_first_days"
down_revision = "2026_11_26_left_out"
branch_labels = None
depends_on = None

PAIRS = ("task_agency_state", "task_agency_states")
COLUMNS = ("open_original_due_on", "last_settled_original_due_on")
GRANT = f"""
grant update ({", ".join(COLUMNS)}) on task_agency_state to tiendo_serving;
grant insert ({", ".join(COLUMNS)}) on task_agency_states to tiendo_serving;
"""
# Of each row of history, what its pair owed as it was known then: the first days themselves are kept as long as the histories.
FILL = """
alter table task_agency_state no force row level security;
alter table task_agency_states no force row level security;
update task_agency_state s set open_original_due_on = t.open, last_settled_original_due_on = t.settled from (
  select o.pair_id,
    min(o.original_due_date) filter (where o.state in ('open', 'awaiting_event', 'answered', 'returned')) as open,
    max(o.original_due_date) filter (where o.state = 'settled') as settled
  from obligations o group by o.pair_id) t where t.pair_id = s.id;
update task_agency_states s set open_original_due_on = t.open, last_settled_original_due_on = t.settled from (
  select p.sequence,
    min(h.original_due_date) filter (where h.state in ('open', 'awaiting_event', 'answered', 'returned')) as open,
    max(h.original_due_date) filter (where h.state = 'settled') as settled
  from task_agency_states p join obligations o on o.pair_id = p.pair_id
    join lateral (select c.original_due_date, c.state from obligation_states c
      where c.obligation_id = o.id and c.recorded_at <= p.recorded_at order by c.sequence desc limit 1) h on true
  group by p.sequence) t where t.sequence = s.sequence;
alter table task_agency_state force row level security;
alter table task_agency_states force row level security;
"""


def upgrade() -> None:
    for table in PAIRS:
        for column in COLUMNS:
            op.add_column(table, sa.Column(column, sa.Date(), nullable=True))
    _run(FILL + GRANT)


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))


def downgrade() -> None:
    for table in PAIRS:
        for column in COLUMNS:
            op.drop_column(table, column)
