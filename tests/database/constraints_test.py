"""Every constraint of the database has a name, and every name a problem or a reason why no request can meet it."""

import pytest
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint

from app.kernel.db import Base
from app.kernel.problems import CONSTRAINTS
from app.main import FEATURES
from tests.clones import Clone

# Constraints that become no problem of their own: a violation is a fault of ours (500).
INTERNAL: dict[str, set[str]] = {
    "an enum of the body, or a pattern of it, says the same before": {
        "access_tokens_role_check",
        "agencies_e_identifier_check",
        "agency_groups_rule_check",
        "annexes_deadline_purpose_check",
        "assignments_role_check",
        "amendments_kind_check",
        "calendar_days_kind_check",
        "idempotency_keys_key_check",
        "plan_relations_kind_check",
        "plans_completion_counts_check",
        "plans_cutoffs_check",
        "plans_reporting_check",
        "plans_roll_over_check",
        "progress_reports_cause_check",
        "progress_reports_percent_check",
        "progress_reports_status_check",
        "tasks_completion_rule_check",
    },
    "written by rules only, which know these words": {
        "access_tokens_replaces_check",
        "assignments_one_of_check",
        "attachments_sha256_check",
        "attachments_size_check",
        "awaited_events_kind_check",
        "extension_decisions_action_check",
        "extension_requests_counter_check",
        "extension_requests_later_check",
        "extension_requests_state_check",
        "obligation_states_state_check",
        "obligations_due_dates_check",
        "obligations_kind_check",
        "obligations_state_check",
        "plan_openings_digest_check",
        "plan_imports_committed_check",
        "plan_imports_status_check",
        "plans_closed_on_check",
        "progress_reports_source_check",
        "progress_reports_source_digest_check",
        "report_reviews_action_check",
        "report_reviews_counted_on_check",
        "report_reviews_respond_by_check",
        "plans_published_on_check",
        "plans_status_check",
        "task_agencies_role_check",
        "task_agency_state_percent_check",
        "task_agency_state_status_check",
        "task_agency_states_status_check",
        "task_deadlines_source_check",
    },
    "a digest of a secret that we make": {
        "access_tokens_digest_check",
        "access_tokens_digest_key",
        "oauth_access_tokens_digest_check",
        "oauth_access_tokens_digest_key",
    },
    "an id that we make": {
        "access_tokens_id_credential_id_key",
        "access_tokens_pkey",
        "assignments_pkey",
        "attachments_pkey",
        "attachments_storage_key_key",
        "awaited_events_pkey",
        "extension_decisions_pkey",
        "report_reviews_pkey",
        "legal_citations_pkey",
        "oauth_access_tokens_pkey",
        "obligations_pkey",
        "plan_imports_pkey",
        "task_agency_state_pkey",
        "task_deadlines_pkey",
    },
    "a sequence": {"journal_pkey", "obligation_states_pkey", "task_agency_states_pkey"},
    "written once, under the lock of the plan, group or task it belongs to": {
        "agency_group_members_pkey",
        "assignments_task_id_role_position_key",
        "legal_citations_task_id_position_key",
        "plan_agencies_pkey",
        "task_agencies_pkey",
        "task_agency_state_task_id_agency_id_assignment_id_key",
        "task_deadlines_replaces_id_key",
        "task_deadlines_task_id_position_key",
    },
    "inserted on conflict do nothing": {
        "awaited_events_key_key",
        "comments_pkey",
        "plan_imports_waiting_key",
    },
    "loaded by the operator, by day": {"calendar_days_pkey"},
    "the row it refers to has just been read, or was made in the same transaction": {
        "access_tokens_replaces_id_credential_id_fkey",
        "amendments_agency_id_fkey",
        "amendments_amended_by_fkey",
        "amendments_plan_id_fkey",
        "amendments_task_id_fkey",
        "annexes_plan_id_fkey",
        "assignments_agency_id_fkey",
        "assignments_group_id_fkey",
        "assignments_plan_id_fkey",
        "assignments_task_id_fkey",
        "attachments_agency_id_fkey",
        "attachments_plan_id_fkey",
        "attachments_report_id_fkey",
        "attachments_task_id_fkey",
        "comments_agency_id_fkey",
        "event_occurrences_awaited_event_id_fkey",
        "event_occurrences_recorded_by_fkey",
        "extension_decisions_decided_by_fkey",
        "extension_decisions_plan_id_fkey",
        "extension_decisions_request_id_fkey",
        "extension_requests_agency_id_fkey",
        "extension_requests_obligation_id_fkey",
        "extension_requests_pair_id_fkey",
        "extension_requests_plan_id_fkey",
        "extension_requests_task_id_fkey",
        "legal_citations_plan_id_fkey",
        "legal_citations_task_id_fkey",
        "oauth_access_tokens_token_id_fkey",
        "obligations_agency_id_fkey",
        "obligations_awaited_event_id_fkey",
        "obligations_deadline_id_fkey",
        "obligations_pair_id_fkey",
        "obligations_plan_id_fkey",
        "obligations_report_request_id_fkey",
        "obligations_task_id_fkey",
        "plan_agencies_agency_id_fkey",
        "plan_agencies_plan_id_fkey",
        "plan_openings_opened_by_fkey",
        "plan_openings_plan_id_fkey",
        "plan_imports_office_id_fkey",
        "plan_imports_plan_id_fkey",
        "plan_relations_plan_id_fkey",
        "plans_monitoring_agency_id_fkey",
        "progress_reports_agency_id_fkey",
        "progress_reports_obligation_id_fkey",
        "progress_reports_pair_id_fkey",
        "progress_reports_plan_id_fkey",
        "progress_reports_task_id_fkey",
        "report_requests_plan_id_fkey",
        "report_requests_requested_by_fkey",
        "report_reviews_agency_id_fkey",
        "report_reviews_plan_id_fkey",
        "report_reviews_report_id_fkey",
        "report_reviews_reviewed_by_fkey",
        "report_reviews_task_id_fkey",
        "sections_annex_id_fkey",
        "sections_plan_id_fkey",
        "task_agencies_agency_id_fkey",
        "task_agencies_assignment_id_fkey",
        "task_agencies_plan_id_fkey",
        "task_agencies_task_id_fkey",
        "task_agency_state_agency_id_fkey",
        "task_agency_state_assignment_id_fkey",
        "task_agency_state_plan_id_fkey",
        "task_agency_state_task_id_fkey",
        "task_deadlines_plan_id_fkey",
        "task_deadlines_replaces_id_fkey",
        "task_deadlines_task_id_fkey",
        "tasks_plan_id_fkey",
    },
}
KINDS = (CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint)


def declared() -> set[str]:
    constraints = {
        str(one.name) for table in Base.metadata.tables.values() for one in table.constraints if isinstance(one, KINDS)
    }
    unique = {str(one.name) for table in Base.metadata.tables.values() for one in table.indexes if one.unique}
    return constraints | unique


def internal() -> set[str]:
    return {name for names in INTERNAL.values() for name in names}


def test_every_constraint_has_a_problem_or_a_reason() -> None:
    assert FEATURES, "the problems are registered by the features that the application imports"
    assert declared() - set(CONSTRAINTS) - internal() == set()


def test_no_name_is_mapped_or_excused_that_is_gone() -> None:
    assert (set(CONSTRAINTS) | internal()) - declared() == set()


def test_no_constraint_has_both_a_problem_and_an_excuse() -> None:
    assert set(CONSTRAINTS) & internal() == set()
    assert len(internal()) == sum(map(len, INTERNAL.values()))


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_a_violated_constraint_is_a_refusal(name: str) -> None:
    assert CONSTRAINTS[name].status in {403, 404, 409, 422}


async def test_the_database_has_the_constraints_that_the_models_declare(database: Clone) -> None:
    """Alembic compares no check constraints and no names."""
    found = await database.fetch(
        "select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in "
        "('c', 'f', 'p', 'u') union select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid "
        "where i.indisunique and c.relnamespace = 'public'::regnamespace"
    )
    assert {row["name"] for row in found} - {"alembic_version_pkc"} == declared()


async def test_every_foreign_key_is_enforced_at_once_and_validated(database: Clone) -> None:
    found = await database.fetch(
        "select conname from pg_constraint where connamespace = 'public'::regnamespace "
        "and (not convalidated or condeferred)"
    )
    assert found == []
