"""everything from nothing"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

import app.kernel.journal

revision = "2026_11_21_everything"
down_revision = None
branch_labels = None
depends_on = None

# Functions, grants and policies: SQL reads best as SQL.
ACCESS = Path(__file__).parents[1] / "sql" / "2026_11_21_access.sql"

FUNCTIONS = [
    "caller",
    "opening",
    "my_digest",
    "my_token",
    "my_credential",
    "my_role",
    "my_reporting_agencies",
    "my_monitored_plans",
    "my_offices",
    "leads_published_task",
]


def upgrade() -> None:
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("agency_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("plan_ids", sa.ARRAY(sa.Uuid()), nullable=True),
        sa.Column("permissions", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role in ('admin', 'office', 'agency', 'submitter', 'viewer', 'auditor')",
            name=op.f("access_tokens_role_check"),
        ),
        sa.CheckConstraint(
            "role not in ('office', 'agency', 'submitter') or cardinality(agency_ids) > 0",
            name=op.f("access_tokens_agencies_check"),
        ),
        sa.CheckConstraint("length(digest) = 32", name=op.f("access_tokens_digest_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("access_tokens_pkey")),
        sa.UniqueConstraint("digest", name=op.f("access_tokens_digest_key")),
    )
    op.create_table(
        "agencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("e_identifier", sa.Text(), nullable=True),
        sa.Column("admin_unit_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("aliases", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Uuid(), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "code ~ '[a-z]' and code !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'", name=op.f("agencies_code_check")
        ),
        sa.CheckConstraint(
            "e_identifier ~ '^[A-Z0-9]+(\\.[A-Z0-9]+)*$' and length(e_identifier) <= 35",
            name=op.f("agencies_e_identifier_check"),
        ),
        sa.CheckConstraint(
            "valid_to is null or valid_from is null or valid_from <= valid_to", name=op.f("agencies_validity_check")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["agencies.id"], name=op.f("agencies_parent_id_fkey")),
        sa.ForeignKeyConstraint(["successor_id"], ["agencies.id"], name=op.f("agencies_successor_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("agencies_pkey")),
        sa.UniqueConstraint("code", name=op.f("agencies_code_key")),
        sa.UniqueConstraint("e_identifier", name=op.f("agencies_e_identifier_key")),
    )
    op.create_index("agencies_order_idx", "agencies", ["sort_key", "id"], unique=False)
    op.create_table(
        "agency_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rule_kinds", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "code ~ '[a-z]' and code !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'",
            name=op.f("agency_groups_code_check"),
        ),
        sa.CheckConstraint("rule in ('kinds', 'members', 'unresolved')", name=op.f("agency_groups_rule_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("agency_groups_pkey")),
        sa.UniqueConstraint("code", name=op.f("agency_groups_code_key")),
    )
    op.create_index("agency_groups_order_idx", "agency_groups", ["sort_key", "id"], unique=False)
    op.create_table(
        "awaited_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("awaited_events_pkey")),
        sa.UniqueConstraint("key", name=op.f("awaited_events_key_key")),
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind in ('holiday', 'make_up_day')", name=op.f("calendar_days_kind_check")),
        sa.PrimaryKeyConstraint("day", name=op.f("calendar_days_pkey")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(key) between 1 and 255", name=op.f("idempotency_keys_key_check")),
        sa.PrimaryKeyConstraint("credential_id", "key", name=op.f("idempotency_keys_pkey")),
    )
    op.create_table(
        "journal",
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column(
            "xid", app.kernel.journal.TransactionId(), server_default=sa.text("pg_current_xact_id()"), nullable=False
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("journal_pkey")),
    )
    op.create_index("journal_entity_idx", "journal", ["entity", "entity_id"], unique=False)
    op.create_index("journal_feed_idx", "journal", ["xid", "sequence"], unique=False)
    op.create_table(
        "obligation_states",
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("effective_due_date", sa.Date(), nullable=True),
        sa.Column("original_due_date", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'awaiting_event', 'answered', 'returned', 'settled', 'lapsed', 'cancelled')",
            name=op.f("obligation_states_state_check"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("obligation_states_pkey")),
    )
    op.create_index(
        "obligation_states_obligation_idx", "obligation_states", ["obligation_id", "on_day", "sequence"], unique=False
    )
    op.create_table(
        "task_agency_states",
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("open_obligation_id", sa.Uuid(), nullable=True),
        sa.Column("waiting_report_id", sa.Uuid(), nullable=True),
        sa.Column("open_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("next_original_due_on", sa.Date(), nullable=True),
        sa.Column("original_respond_by", sa.Date(), nullable=True),
        sa.Column("late_answer_due_on", sa.Date(), nullable=True),
        sa.Column("late_answer_on", sa.Date(), nullable=True),
        sa.Column("original_late_answer_due_on", sa.Date(), nullable=True),
        sa.Column("original_late_answer_on", sa.Date(), nullable=True),
        sa.Column("dated", sa.Integer(), nullable=False),
        sa.Column("awaiting", sa.Integer(), nullable=False),
        sa.Column("undated", sa.Integer(), nullable=False),
        sa.Column("settled_on_time", sa.Integer(), nullable=False),
        sa.Column("settled_late", sa.Integer(), nullable=False),
        sa.Column("original_settled_on_time", sa.Integer(), nullable=False),
        sa.Column("original_settled_late", sa.Integer(), nullable=False),
        sa.Column("settled_undated", sa.Integer(), nullable=False),
        sa.Column("last_settled_due_on", sa.Date(), nullable=True),
        sa.Column("opened_late", sa.Integer(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("owes_completion", sa.Boolean(), nullable=False),
        sa.Column("last_report_id", sa.Uuid(), nullable=True),
        sa.Column("last_reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('not_started', 'in_progress', 'awaiting_confirmation', 'returned', 'completed', 'suspended', 'cancelled')",
            name=op.f("task_agency_states_status_check"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("task_agency_states_pkey")),
    )
    op.create_index(
        "task_agency_states_pair_idx", "task_agency_states", ["pair_id", "on_day", "sequence"], unique=False
    )
    op.create_index("task_agency_states_task_idx", "task_agency_states", ["task_id", "sequence"], unique=False)
    op.create_table(
        "agency_group_members",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("agency_group_members_agency_id_fkey")),
        sa.ForeignKeyConstraint(["group_id"], ["agency_groups.id"], name=op.f("agency_group_members_group_id_fkey")),
        sa.PrimaryKeyConstraint("group_id", "agency_id", name=op.f("agency_group_members_pkey")),
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("monitoring_agency_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("before_is_inclusive", sa.Boolean(), nullable=False),
        sa.Column("roll_over", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("cutoffs", sa.Text(), nullable=False),
        sa.Column("submission_lag_working_days", sa.Integer(), nullable=False),
        sa.Column("due_soon_days", sa.Integer(), nullable=False),
        sa.Column("reporting", sa.Text(), nullable=False),
        sa.Column("completion_counts", sa.Text(), nullable=False),
        sa.Column("return_keeps_date", sa.Boolean(), nullable=False),
        sa.Column("self_review", sa.Boolean(), nullable=False),
        sa.Column("source_digest", sa.LargeBinary(), nullable=True),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(status = 'closed') = (closed_on is not null)", name=op.f("plans_closed_on_check")),
        sa.CheckConstraint("(status = 'draft') = (published_on is null)", name=op.f("plans_published_on_check")),
        sa.CheckConstraint(
            "code ~ '[a-z]' and code !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'", name=op.f("plans_code_check")
        ),
        sa.CheckConstraint("completion_counts in ('submitted', 'issued')", name=op.f("plans_completion_counts_check")),
        sa.CheckConstraint("cutoffs in ('nd09', 'calendar')", name=op.f("plans_cutoffs_check")),
        sa.CheckConstraint(
            "reporting in ('none', 'weekly', 'monthly', 'quarterly')", name=op.f("plans_reporting_check")
        ),
        sa.CheckConstraint(
            "roll_over <@ array['date', 'range', 'recurring', 'event']", name=op.f("plans_roll_over_check")
        ),
        sa.CheckConstraint("status in ('draft', 'published', 'closed')", name=op.f("plans_status_check")),
        sa.CheckConstraint("ends_on - starts_on <= 3660", name=op.f("plans_length_check")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("plans_days_check")),
        sa.ForeignKeyConstraint(
            ["monitoring_agency_id"], ["agencies.id"], name=op.f("plans_monitoring_agency_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("plans_pkey")),
        sa.UniqueConstraint("code", name=op.f("plans_code_key")),
    )
    op.create_index("plans_document_key", "plans", ["issuer", "year", "document_number"], unique=True)
    op.create_index("plans_order_idx", "plans", ["sort_key", "id"], unique=False)
    op.create_table(
        "annexes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("column_titles", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("deadline_purpose", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "deadline_purpose in ('completion', 'advice', 'progress_report')",
            name=op.f("annexes_deadline_purpose_check"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("annexes_plan_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("annexes_pkey")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("annexes_plan_id_position_key")),
    )
    op.create_table(
        "plan_agencies",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("plan_agencies_agency_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("plan_agencies_plan_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "agency_id", name=op.f("plan_agencies_pkey")),
    )
    op.create_table(
        "plan_relations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("related_plan_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.CheckConstraint("kind in ('amends', 'replaces', 'revokes')", name=op.f("plan_relations_kind_check")),
        sa.CheckConstraint("plan_id <> related_plan_id", name=op.f("plan_relations_other_check")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("plan_relations_plan_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["related_plan_id"], ["plans.id"], name=op.f("plan_relations_related_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("plan_relations_pkey")),
        sa.UniqueConstraint(
            "plan_id", "related_plan_id", "kind", name=op.f("plan_relations_plan_id_related_plan_id_kind_key")
        ),
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("annex_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["annex_id"], ["annexes.id"], name=op.f("sections_annex_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("sections_plan_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("sections_pkey")),
        sa.UniqueConstraint("annex_id", "position", name=op.f("sections_annex_id_position_key")),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("annex_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=True),
        sa.Column("is_heading", sa.Boolean(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("completion_rule", sa.Text(), nullable=False),
        sa.Column("external_refs", sa.JSON(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("completion_rule in ('each', 'primary', 'any')", name=op.f("tasks_completion_rule_check")),
        sa.ForeignKeyConstraint(["annex_id"], ["annexes.id"], name=op.f("tasks_annex_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["tasks.id"], name=op.f("tasks_parent_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("tasks_plan_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("tasks_section_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("tasks_pkey")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("tasks_plan_id_position_key")),
    )
    op.create_index(
        "tasks_annex_id_section_id_number_key",
        "tasks",
        ["annex_id", "section_id", "number"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("number is not null"),
    )
    op.create_index("tasks_parent_idx", "tasks", ["parent_id"], unique=False)
    op.create_index("tasks_section_idx", "tasks", ["section_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role in ('lead', 'coordinating')", name=op.f("assignments_role_check")),
        sa.CheckConstraint("agency_id is null or group_id is null", name=op.f("assignments_one_of_check")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("assignments_agency_id_fkey")),
        sa.ForeignKeyConstraint(["group_id"], ["agency_groups.id"], name=op.f("assignments_group_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("assignments_plan_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("assignments_task_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("assignments_pkey")),
        sa.UniqueConstraint("task_id", "role", "position", name=op.f("assignments_task_id_role_position_key")),
    )
    op.create_table(
        "legal_citations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("legal_citations_plan_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("legal_citations_task_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("legal_citations_pkey")),
        sa.UniqueConstraint("task_id", "position", name=op.f("legal_citations_task_id_position_key")),
    )
    op.create_table(
        "task_deadlines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("shown_vi", sa.JSON(), nullable=False),
        sa.Column("shown_en", sa.JSON(), nullable=False),
        sa.Column("nominal_due_date", sa.Date(), nullable=True),
        sa.Column("effective_due_date", sa.Date(), nullable=True),
        sa.CheckConstraint("source in ('cell', 'title', 'amendment')", name=op.f("task_deadlines_source_check")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("task_deadlines_plan_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("task_deadlines_task_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("task_deadlines_pkey")),
        sa.UniqueConstraint("task_id", "position", name=op.f("task_deadlines_task_id_position_key")),
    )
    op.create_table(
        "task_agencies",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role in ('lead', 'coordinating')", name=op.f("task_agencies_role_check")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("task_agencies_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("task_agencies_assignment_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("task_agencies_plan_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("task_agencies_task_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("task_id", "agency_id", "role", name=op.f("task_agencies_pkey")),
    )
    op.create_index(
        "task_agencies_agency_idx", "task_agencies", ["agency_id", "role", "plan_id", "task_id"], unique=False
    )
    op.create_table(
        "task_agency_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("open_obligation_id", sa.Uuid(), nullable=True),
        sa.Column("waiting_report_id", sa.Uuid(), nullable=True),
        sa.Column("open_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("next_original_due_on", sa.Date(), nullable=True),
        sa.Column("original_respond_by", sa.Date(), nullable=True),
        sa.Column("late_answer_due_on", sa.Date(), nullable=True),
        sa.Column("late_answer_on", sa.Date(), nullable=True),
        sa.Column("original_late_answer_due_on", sa.Date(), nullable=True),
        sa.Column("original_late_answer_on", sa.Date(), nullable=True),
        sa.Column("dated", sa.Integer(), nullable=False),
        sa.Column("awaiting", sa.Integer(), nullable=False),
        sa.Column("undated", sa.Integer(), nullable=False),
        sa.Column("settled_on_time", sa.Integer(), nullable=False),
        sa.Column("settled_late", sa.Integer(), nullable=False),
        sa.Column("original_settled_on_time", sa.Integer(), nullable=False),
        sa.Column("original_settled_late", sa.Integer(), nullable=False),
        sa.Column("settled_undated", sa.Integer(), nullable=False),
        sa.Column("last_settled_due_on", sa.Date(), nullable=True),
        sa.Column("opened_late", sa.Integer(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("owes_completion", sa.Boolean(), nullable=False),
        sa.Column("last_report_id", sa.Uuid(), nullable=True),
        sa.Column("last_reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('not_started', 'in_progress', 'awaiting_confirmation', 'returned', 'completed', 'suspended', 'cancelled')",
            name=op.f("task_agency_state_status_check"),
        ),
        sa.CheckConstraint("percent between 0 and 100", name=op.f("task_agency_state_percent_check")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("task_agency_state_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("task_agency_state_assignment_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("task_agency_state_plan_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("task_agency_state_task_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("task_agency_state_pkey")),
        sa.UniqueConstraint(
            "task_id",
            "agency_id",
            "assignment_id",
            name=op.f("task_agency_state_task_id_agency_id_assignment_id_key"),
            postgresql_nulls_not_distinct=True,
        ),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index("task_agency_state_agency_idx", "task_agency_state", ["agency_id", "plan_id"], unique=False)
    op.create_index("task_agency_state_plan_idx", "task_agency_state", ["plan_id", "task_id"], unique=False)
    op.create_table(
        "obligations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("deadline_id", sa.Uuid(), nullable=True),
        sa.Column("awaited_event_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("period_label", sa.Text(), nullable=True),
        sa.Column("period_start_on", sa.Date(), nullable=True),
        sa.Column("period_end_on", sa.Date(), nullable=True),
        sa.Column("nominal_due_date", sa.Date(), nullable=True),
        sa.Column("effective_due_date", sa.Date(), nullable=True),
        sa.Column("original_due_date", sa.Date(), nullable=True),
        sa.Column("window_from", sa.Date(), nullable=True),
        sa.Column("trigger", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("not_yet", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_late", sa.Boolean(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('completion', 'progress_report')", name=op.f("obligations_kind_check")),
        sa.CheckConstraint(
            "state in ('open', 'awaiting_event', 'answered', 'returned', 'settled', 'lapsed', 'cancelled')",
            name=op.f("obligations_state_check"),
        ),
        sa.CheckConstraint(
            "(nominal_due_date is null) = (effective_due_date is null)", name=op.f("obligations_due_dates_check")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("obligations_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["awaited_event_id"], ["awaited_events.id"], name=op.f("obligations_awaited_event_id_fkey")
        ),
        sa.ForeignKeyConstraint(["deadline_id"], ["task_deadlines.id"], name=op.f("obligations_deadline_id_fkey")),
        sa.ForeignKeyConstraint(["pair_id"], ["task_agency_state.id"], name=op.f("obligations_pair_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("obligations_plan_id_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("obligations_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("obligations_pkey")),
    )
    op.create_index("obligations_agency_idx", "obligations", ["agency_id", "state", "effective_due_date"], unique=False)
    op.create_index("obligations_order_idx", "obligations", ["sort_day", "id"], unique=False)
    op.create_index("obligations_pair_idx", "obligations", ["pair_id"], unique=False)
    op.create_index("obligations_plan_idx", "obligations", ["plan_id", "state", "effective_due_date"], unique=False)
    op.create_index("obligations_task_idx", "obligations", ["task_id"], unique=False)
    op.create_table(
        "progress_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("percent_complete", sa.SmallInteger(), nullable=True),
        sa.Column("percent_reason", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("difficulties", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("proposals", sa.Text(), nullable=True),
        sa.Column("next_steps", sa.Text(), nullable=True),
        sa.Column("no_change", sa.Boolean(), nullable=False),
        sa.Column("result_documents", sa.JSON(), nullable=False),
        sa.Column("no_document_reason", sa.Text(), nullable=True),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("out_of_order", sa.Boolean(), nullable=False),
        sa.Column("captured_at_implausible", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("request_digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("cause in ('objective', 'subjective')", name=op.f("progress_reports_cause_check")),
        sa.CheckConstraint(
            "status in ('in_progress', 'completed', 'blocked')", name=op.f("progress_reports_status_check")
        ),
        sa.CheckConstraint("percent_complete between 0 and 100", name=op.f("progress_reports_percent_check")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("progress_reports_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("progress_reports_obligation_id_fkey")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["task_agency_state.id"], name=op.f("progress_reports_pair_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("progress_reports_plan_id_fkey")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["progress_reports.id"], name=op.f("progress_reports_supersedes_id_fkey")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("progress_reports_task_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("progress_reports_pkey")),
    )
    op.create_index(
        "progress_reports_agency_idx", "progress_reports", ["agency_id", "submitted_at", "id"], unique=False
    )
    op.create_index("progress_reports_order_idx", "progress_reports", ["submitted_at", "id"], unique=False)
    op.create_index("progress_reports_pair_idx", "progress_reports", ["pair_id", "submitted_at"], unique=False)
    op.create_index("progress_reports_task_idx", "progress_reports", ["task_id", "submitted_at", "id"], unique=False)
    # The adapter prepares each statement, and a prepared statement is one: a script goes to the driver as it is.
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(ACCESS.read_text()))


def downgrade() -> None:
    # The policies go with the functions they call.
    op.execute(f"drop function {', '.join(FUNCTIONS)} cascade")
    op.drop_index("progress_reports_task_idx", table_name="progress_reports")
    op.drop_index("progress_reports_pair_idx", table_name="progress_reports")
    op.drop_index("progress_reports_order_idx", table_name="progress_reports")
    op.drop_index("progress_reports_agency_idx", table_name="progress_reports")
    op.drop_table("progress_reports")
    op.drop_index("obligations_task_idx", table_name="obligations")
    op.drop_index("obligations_plan_idx", table_name="obligations")
    op.drop_index("obligations_pair_idx", table_name="obligations")
    op.drop_index("obligations_order_idx", table_name="obligations")
    op.drop_index("obligations_agency_idx", table_name="obligations")
    op.drop_table("obligations")
    op.drop_index("task_agency_state_plan_idx", table_name="task_agency_state")
    op.drop_index("task_agency_state_agency_idx", table_name="task_agency_state")
    op.drop_table("task_agency_state")
    op.drop_index("task_agencies_agency_idx", table_name="task_agencies")
    op.drop_table("task_agencies")
    op.drop_table("task_deadlines")
    op.drop_table("legal_citations")
    op.drop_table("assignments")
    op.drop_index("tasks_section_idx", table_name="tasks")
    op.drop_index("tasks_parent_idx", table_name="tasks")
    op.drop_index(
        "tasks_annex_id_section_id_number_key",
        table_name="tasks",
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("number is not null"),
    )
    op.drop_table("tasks")
    op.drop_table("sections")
    op.drop_table("plan_relations")
    op.drop_table("plan_agencies")
    op.drop_table("annexes")
    op.drop_index("plans_order_idx", table_name="plans")
    op.drop_index("plans_document_key", table_name="plans")
    op.drop_table("plans")
    op.drop_table("agency_group_members")
    op.drop_index("task_agency_states_task_idx", table_name="task_agency_states")
    op.drop_index("task_agency_states_pair_idx", table_name="task_agency_states")
    op.drop_table("task_agency_states")
    op.drop_index("obligation_states_obligation_idx", table_name="obligation_states")
    op.drop_table("obligation_states")
    op.drop_index("journal_feed_idx", table_name="journal")
    op.drop_index("journal_entity_idx", table_name="journal")
    op.drop_table("journal")
    op.drop_table("idempotency_keys")
    op.drop_table("calendar_days")
    op.drop_table("awaited_events")
    op.drop_index("agency_groups_order_idx", table_name="agency_groups")
    op.drop_table("agency_groups")
    op.drop_index("agencies_order_idx", table_name="agencies")
    op.drop_table("agencies")
    op.drop_table("access_tokens")
