"""plan imports: what was read of a file, and what may be taken out of a draft; rows added to a published plan"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_imports"
down_revision = "2026_11_26_opening"
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
IMPORTS = Path(__file__).parents[1] / "sql" / "2026_11_26_imports.sql"
KINDS = ["set_deadline", "change_text", "change_lead", "suspend", "resume", "cancel", "reopen"]
ADDED_KINDS = ["add_task", "renumber"]
DRAFTS = ("tasks", "sections", "task_deadlines", "legal_citations", "assignments")
# The amendments there are say what they say since now: that they moved no number.
NUMBERED = """
alter table amendments no force row level security;
update amendments set before = (before::jsonb || '{"number": null, "section": null}')::json,
  after = (after::jsonb || '{"number": null, "section": null}')::json;
alter table amendments force row level security;
"""
UNNUMBERED = """
alter table amendments no force row level security;
delete from amendments where kind in ('add_task', 'renumber');
update amendments set before = (before::jsonb - 'number' - 'section')::json, after = (after::jsonb - 'number' - 'section')::json;
alter table amendments force row level security;
"""


def upgrade() -> None:
    op.create_table(
        "plan_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("new_agencies", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('previewed', 'committed')", name=op.f("plan_imports_status_check")),
        sa.CheckConstraint(
            "(status = 'committed') = (committed_at is not null and plan_id is not null)",
            name=op.f("plan_imports_committed_check"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["agencies.id"], name=op.f("plan_imports_office_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("plan_imports_plan_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("plan_imports_pkey")),
    )
    op.create_index(
        "plan_imports_waiting_key",
        "plan_imports",
        ["office_id", "plan_code", "sha256", "year"],
        unique=True,
        postgresql_where=sa.text("status = 'previewed'"),
    )
    op.create_index("plan_imports_order_idx", "plan_imports", ["office_id", "created_at", "id"], unique=False)
    op.create_index("task_agencies_assignment_idx", "task_agencies", ["assignment_id"], unique=False)
    op.create_index(
        "task_agency_state_assignment_idx",
        "task_agency_state",
        ["assignment_id"],
        unique=False,
        postgresql_where=sa.text("assignment_id is not null"),
    )
    op.create_index("obligations_deadline_idx", "obligations", ["deadline_id"], unique=False)
    _set_kinds([*KINDS, *ADDED_KINDS])
    _run(NUMBERED)
    _run(IMPORTS.read_text(encoding="utf-8"))


def downgrade() -> None:
    op.execute("drop policy enrolled_by_import on agencies")
    for table in DRAFTS:
        op.execute(f"drop policy dropped_from_drafts on {table}")
        op.execute(f"revoke delete on {table} from tiendo_serving")
    op.execute("drop function enrolled_by_import(text)")
    op.drop_table("plan_imports")
    op.drop_index("task_agencies_assignment_idx", table_name="task_agencies")
    op.drop_index("task_agency_state_assignment_idx", table_name="task_agency_state")
    op.drop_index("obligations_deadline_idx", table_name="obligations")
    _run(UNNUMBERED)
    _set_kinds(KINDS)


def _set_kinds(kinds: list[str]) -> None:
    op.drop_constraint(op.f("amendments_kind_check"), "amendments", type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("amendments_kind_check"), "amendments", f"kind in ({listed})")


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
