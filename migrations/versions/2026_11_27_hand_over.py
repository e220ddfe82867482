"""hand over: an office that opens its plan again gives what an ended agency owed to its successor"""

from pathlib import Path

from alembic import op

revision = "2026_11_27_hand_over"
down_revision = "2026_11_27_closings"
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
HAND_OVER = Path(__file__).parents[1] / "sql" / "2026_11_27_hand_over.sql"
UNDO = """
drop trigger handed_over_to_successor on obligations;
create trigger handed_over_by_admin before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.agency_id is distinct from new.agency_id or old.pair_id <> new.pair_id)
    and my_role() is distinct from 'admin')
  execute function refuse_change();
drop trigger handed_over_to_successor on task_agency_state;
create trigger handed_over_by_admin before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and old.agency_id is distinct from new.agency_id
    and my_role() is distinct from 'admin')
  execute function refuse_change();
drop function may_hand_over(uuid, uuid, uuid, uuid, uuid);
"""


def upgrade() -> None:
    _run(HAND_OVER.read_text(encoding="utf-8"))


def downgrade() -> None:
    _run(UNDO)


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
