"""who owes what: reviews, events, amendments, extensions, requests for reports, comments, attachments"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_owed"
down_revision = "2026_11_21_everything"
branch_labels = None
depends_on = None

# Functions, grants, policies and triggers: SQL reads best as SQL.
OWED = Path(__file__).parents[1] / "sql" / "2026_11_26_owed.sql"
FUNCTIONS = [
    "my_awaited_events",
    "may_decide_for",
    "may_amend",
    "my_voices",
    "may_answer",
    "may_move_day",
    "may_succeed",
    "may_follow_succession",
    "may_end_request_of",
    "refuse_change",
]
ADDED_POLICIES = {
    "moved_by_admin": ("obligations", "task_agency_state"),
    "succeeded_by_admin": ("plan_agencies",),
    "attached_by_reporter": ("attachments",),
}

# What was stored before there was a place for it: a condition becomes an event of its own, and the rows of the history say what
# their obligation says now, which nothing could have changed since.
FORCED = ("awaited_events", "obligations", "obligation_states", "task_agency_state", "task_agency_states")
UNFORCE = "".join(f"alter table {table} no force row level security;" for table in FORCED)
FORCE = "".join(f"alter table {table} force row level security;" for table in FORCED)
FILL = f"""
{UNFORCE}
alter table awaited_events alter column kind drop default;
insert into awaited_events (id, key, kind, text, created_at)
  select gen_random_uuid(), 'condition ' || o.deadline_id, 'condition', min(o.condition), now()
  from obligations o where o.condition is not null and o.awaited_event_id is null and o.deadline_id is not null
  group by o.deadline_id;
update obligations o set awaited_event_id = e.id from awaited_events e
  where e.key = 'condition ' || o.deadline_id and o.condition is not null and o.awaited_event_id is null;
update obligation_states s set agency_id = o.agency_id, nominal_due_date = o.nominal_due_date, opened_late = o.opened_late
  from obligations o where o.id = s.obligation_id;
update task_agency_state set waiting_since = last_reported_at where status = 'awaiting_confirmation';
update task_agency_states set waiting_since = last_reported_at where status = 'awaiting_confirmation';
{FORCE}
"""
UNFILL = f"""
{UNFORCE}
update obligations set awaited_event_id = null where awaited_event_id in (select id from awaited_events where kind = 'condition');
delete from awaited_events where kind = 'condition';
{FORCE}
"""


def upgrade() -> None:
    op.create_table(
        "event_occurrences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("awaited_event_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["awaited_event_id"], ["awaited_events.id"], name=op.f("event_occurrences_awaited_event_id_fkey")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["agencies.id"], name=op.f("event_occurrences_recorded_by_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("event_occurrences_pkey")),
    )
    op.create_index(
        "event_occurrences_in_force_key",
        "event_occurrences",
        ["awaited_event_id"],
        unique=True,
        postgresql_where=sa.text("voided_at is null"),
    )
    op.create_table(
        "report_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("report_requests_plan_id_fkey")),
        sa.ForeignKeyConstraint(["requested_by"], ["agencies.id"], name=op.f("report_requests_requested_by_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("report_requests_pkey")),
    )
    op.create_index("report_requests_order_idx", "report_requests", ["requested_at", "id"], unique=False)
    op.create_table(
        "amendments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("amended_by", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amended_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind in ('set_deadline', 'change_text', 'change_lead', 'suspend', 'resume', 'cancel', 'reopen')",
            name=op.f("amendments_kind_check"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("amendments_agency_id_fkey")),
        sa.ForeignKeyConstraint(["amended_by"], ["agencies.id"], name=op.f("amendments_amended_by_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("amendments_plan_id_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("amendments_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("amendments_pkey")),
    )
    op.create_index("amendments_task_idx", "amendments", ["task_id", "amended_at", "id"], unique=False)
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("comments_agency_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("comments_plan_id_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("comments_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("comments_pkey")),
    )
    op.create_index("comments_task_idx", "comments", ["task_id", "created_at", "id"], unique=False)
    op.create_table(
        "extension_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("present_due_on", sa.Date(), nullable=False),
        sa.Column("requested_due_on", sa.Date(), nullable=False),
        sa.Column("counter_due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'withdrawn' or (state in ('countered', 'accepted', 'declined')) = (counter_due_on is not null)",
            name=op.f("extension_requests_counter_check"),
        ),
        sa.CheckConstraint(
            "state in ('open', 'countered', 'approved', 'rejected', 'accepted', 'declined', 'withdrawn')",
            name=op.f("extension_requests_state_check"),
        ),
        sa.CheckConstraint("requested_due_on > present_due_on", name=op.f("extension_requests_later_check")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("extension_requests_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("extension_requests_obligation_id_fkey")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["task_agency_state.id"], name=op.f("extension_requests_pair_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("extension_requests_plan_id_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("extension_requests_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("extension_requests_pkey")),
    )
    op.create_index("extension_requests_order_idx", "extension_requests", ["requested_at", "id"], unique=False)
    op.create_index(
        "extension_requests_pending_key",
        "extension_requests",
        ["obligation_id"],
        unique=True,
        postgresql_where=sa.text("state in ('open', 'countered')"),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("attachments_sha256_check")),
        sa.CheckConstraint("size_bytes > 0", name=op.f("attachments_size_check")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("attachments_agency_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("attachments_plan_id_fkey")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("attachments_report_id_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("attachments_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("attachments_pkey")),
        sa.UniqueConstraint("storage_key", name=op.f("attachments_storage_key_key")),
    )
    op.create_index("attachments_report_idx", "attachments", ["report_id", "id"], unique=False)
    op.create_table(
        "extension_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "action in ('approve', 'reject', 'counter', 'accept', 'decline', 'withdraw')",
            name=op.f("extension_decisions_action_check"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["agencies.id"], name=op.f("extension_decisions_decided_by_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("extension_decisions_plan_id_fkey")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["extension_requests.id"], name=op.f("extension_decisions_request_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("extension_decisions_pkey")),
    )
    op.create_index(
        "extension_decisions_request_idx", "extension_decisions", ["request_id", "decided_at", "id"], unique=False
    )
    op.create_table(
        "report_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("counted_reason", sa.Text(), nullable=True),
        sa.Column("excused_document", sa.Text(), nullable=True),
        sa.Column("is_self_review", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(action = 'return') = (respond_by is not null)", name=op.f("report_reviews_respond_by_check")
        ),
        sa.CheckConstraint("action in ('confirm', 'return', 'withdraw')", name=op.f("report_reviews_action_check")),
        sa.CheckConstraint(
            "counted_on is null or (action = 'confirm' and counted_reason is not null)",
            name=op.f("report_reviews_counted_on_check"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("report_reviews_agency_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("report_reviews_plan_id_fkey")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("report_reviews_report_id_fkey")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["agencies.id"], name=op.f("report_reviews_reviewed_by_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("report_reviews_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("report_reviews_pkey")),
        sa.UniqueConstraint("report_id", name=op.f("report_reviews_report_id_key")),
    )
    op.add_column("assignments", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("awaited_events", sa.Column("kind", sa.Text(), server_default="trigger", nullable=False))
    op.create_check_constraint(op.f("awaited_events_kind_check"), "awaited_events", "kind in ('trigger', 'condition')")
    op.add_column("obligation_states", sa.Column("agency_id", sa.Uuid(), nullable=True))
    op.add_column("obligation_states", sa.Column("action", sa.Text(), server_default="opened", nullable=False))
    op.add_column("obligation_states", sa.Column("nominal_due_date", sa.Date(), nullable=True))
    op.add_column("obligation_states", sa.Column("respond_by", sa.Date(), nullable=True))
    op.add_column("obligation_states", sa.Column("not_yet", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("obligation_states", sa.Column("opened_late", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("obligations", sa.Column("report_request_id", sa.Uuid(), nullable=True))
    op.create_index(
        "obligations_awaited_event_idx",
        "obligations",
        ["awaited_event_id"],
        unique=False,
        postgresql_where=sa.text("awaited_event_id is not null"),
    )
    op.create_foreign_key(
        op.f("obligations_report_request_id_fkey"), "obligations", "report_requests", ["report_request_id"], ["id"]
    )
    op.add_column("task_agency_state", sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task_agency_states", sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task_deadlines", sa.Column("replaces_id", sa.Uuid(), nullable=True))
    op.add_column("task_deadlines", sa.Column("amendment_id", sa.Uuid(), nullable=True))
    op.create_unique_constraint(op.f("task_deadlines_replaces_id_key"), "task_deadlines", ["replaces_id"])
    op.create_foreign_key(
        op.f("task_deadlines_replaces_id_fkey"), "task_deadlines", "task_deadlines", ["replaces_id"], ["id"]
    )
    for column in ("action", "not_yet", "opened_late"):
        op.alter_column("obligation_states", column, server_default=None)
    _run(FILL)
    _run(OWED.read_text())


def _run(script: str) -> None:
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))


def downgrade() -> None:
    op.execute(f"drop function {', '.join(FUNCTIONS)} cascade")
    for policy, tables in ADDED_POLICIES.items():
        for table in tables:
            op.execute(f"drop policy {policy} on {table}")
    _run(UNFILL)
    op.drop_constraint(op.f("task_deadlines_replaces_id_fkey"), "task_deadlines", type_="foreignkey")
    op.drop_constraint(op.f("task_deadlines_replaces_id_key"), "task_deadlines", type_="unique")
    op.drop_column("task_deadlines", "amendment_id")
    op.drop_column("task_deadlines", "replaces_id")
    op.drop_column("task_agency_states", "waiting_since")
    op.drop_column("task_agency_state", "waiting_since")
    op.drop_constraint(op.f("obligations_report_request_id_fkey"), "obligations", type_="foreignkey")
    op.drop_index(
        "obligations_awaited_event_idx",
        table_name="obligations",
        postgresql_where=sa.text("awaited_event_id is not null"),
    )
    op.drop_column("obligations", "report_request_id")
    op.drop_column("obligation_states", "opened_late")
    op.drop_column("obligation_states", "not_yet")
    op.drop_column("obligation_states", "respond_by")
    op.drop_column("obligation_states", "nominal_due_date")
    op.drop_column("obligation_states", "action")
    op.drop_column("obligation_states", "agency_id")
    op.drop_column("awaited_events", "kind")
    op.drop_column("assignments", "ended_on")
    op.drop_table("report_reviews")
    op.drop_index("extension_decisions_request_idx", table_name="extension_decisions")
    op.drop_table("extension_decisions")
    op.drop_index("attachments_report_idx", table_name="attachments")
    op.drop_table("attachments")
    op.drop_index(
        "extension_requests_pending_key",
        table_name="extension_requests",
        postgresql_where=sa.text("state in ('open', 'countered')"),
    )
    op.drop_index("extension_requests_order_idx", table_name="extension_requests")
    op.drop_table("extension_requests")
    op.drop_index("comments_task_idx", table_name="comments")
    op.drop_table("comments")
    op.drop_index("amendments_task_idx", table_name="amendments")
    op.drop_table("amendments")
    op.drop_index("report_requests_order_idx", table_name="report_requests")
    op.drop_table("report_requests")
    op.drop_index(
        "event_occurrences_in_force_key", table_name="event_occurrences", postgresql_where=sa.text("voided_at is null")
    )
    op.drop_table("event_occurrences")
