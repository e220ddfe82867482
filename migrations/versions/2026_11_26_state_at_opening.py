"""state at opening: what an office states of a plan that goes live in mid-year, marked apart from the reports of agencies"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_opening"
down_revision = "2026_11_26_exports"
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
OPENING = Path(__file__).parents[1] / "sql" / "2026_11_26_opening.sql"
UNDO = """
drop policy stated_at_opening on progress_reports;
alter policy reported_by_lead on progress_reports
  with check (token_id = (select my_token()) and leads_published_task(task_id, agency_id)
    and exists (select from task_agency_state s where s.id = progress_reports.pair_id and s.task_id = progress_reports.task_id
      and s.plan_id = progress_reports.plan_id and s.agency_id = progress_reports.agency_id)
    and (obligation_id is null or exists (
      select from obligations o where o.id = progress_reports.obligation_id and o.pair_id = progress_reports.pair_id)));
drop function has_report(uuid);
"""


def upgrade() -> None:
    op.create_table(
        "plan_openings",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("plan_openings_digest_check")),
        sa.ForeignKeyConstraint(["opened_by"], ["agencies.id"], name=op.f("plan_openings_opened_by_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("plan_openings_plan_id_fkey")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("plan_openings_pkey")),
    )
    op.add_column("progress_reports", sa.Column("source", sa.Text(), server_default="agency", nullable=False))
    op.add_column("progress_reports", sa.Column("source_digest", sa.LargeBinary(), nullable=True))
    op.create_check_constraint(
        op.f("progress_reports_source_check"), "progress_reports", "source in ('agency', 'opening')"
    )
    op.create_check_constraint(
        op.f("progress_reports_source_digest_check"),
        "progress_reports",
        "(source = 'opening') = (source_digest is not null)",
    )
    op.create_index(
        "progress_reports_opening_idx",
        "progress_reports",
        ["submitted_at", "id"],
        unique=False,
        postgresql_where=sa.text("source = 'opening'"),
    )
    _run(OPENING.read_text())


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))


def downgrade() -> None:
    op.drop_index(
        "progress_reports_opening_idx", table_name="progress_reports", postgresql_where=sa.text("source = 'opening'")
    )
    _run(UNDO)
    op.drop_constraint(op.f("progress_reports_source_digest_check"), "progress_reports", type_="check")
    op.drop_constraint(op.f("progress_reports_source_check"), "progress_reports", type_="check")
    op.drop_column("progress_reports", "source_digest")
    op.drop_column("progress_reports", "source")
    op.drop_table("plan_openings")
