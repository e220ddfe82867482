"""The codes of findings and how grave each is. What a code says to a person is in sentences.py, where it is raised in checks.py."""

from enum import StrEnum


class Severity(StrEnum):
    """`info`: read so, and you may want to know; `warning`: please look; `error`: the plan is not right without an answer."""

    info = "info"
    warning = "warning"
    error = "error"


class Code(StrEnum):
    # the document
    absent_table = "absent-table"
    further_annex = "further-annex"
    old_workbook = "old-workbook"
    unseen_looks = "unseen-looks"
    hidden_sheet = "hidden-sheet"
    hidden_column = "hidden-column"
    tracked_changes = "tracked-changes"
    deleted_row = "deleted-row"
    loose_picture = "loose-picture"
    embedded_object = "embedded-object"
    page_margin = "page-margin"
    unread_remarks = "unread-remarks"
    partial_export = "partial-export"
    generic_title = "generic-title"
    ignored_table = "ignored-table"
    absent_column = "absent-column"
    empty_column = "empty-column"
    contested_column = "contested-column"
    combined_column = "combined-column"
    kept_as_note = "kept-as-note"
    progress_not_read = "progress-not-read"
    missing_year = "missing-year"
    unread_row = "unread-row"
    guessed_section = "guessed-section"
    upper_section = "upper-section"
    empty_section = "empty-section"
    faint_section = "faint-section"
    laden_section = "laden-section"
    left_out_text = "left-out-text"
    footnote = "footnote"
    loose_footnote = "loose-footnote"
    # a row
    unread_cell = "unread-cell"
    unworked_cell = "unworked-cell"
    unread_picture = "unread-picture"
    merged_text_box = "merged-text-box"
    merged_table = "merged-table"
    tracked_insertion = "tracked-insertion"
    tracked_deletion = "tracked-deletion"
    faint_row = "faint-row"
    faint_cell = "faint-cell"
    joined_row = "joined-row"
    merged_value = "merged-value"
    ditto_value = "ditto-value"
    ditto_of_nothing = "ditto-of-nothing"
    heading_deliverable = "heading-deliverable"
    childless_heading = "childless-heading"
    missing_number = "missing-number"
    duplicate_number = "duplicate-number"
    restarted_numbers = "restarted-numbers"
    missing_lead = "missing-lead"
    inherited_lead = "inherited-lead"
    inherited_coordinating = "inherited-coordinating"
    coordinating_in_lead = "coordinating-in-lead"
    guessed_role = "guessed-role"
    lead_in_coordinating = "lead-in-coordinating"
    unknown_agency = "unknown-agency"
    narrowed_agency = "narrowed-agency"
    lead_also_coordinating = "lead-also-coordinating"
    joint_or_either = "joint-or-either"
    missing_deadline = "missing-deadline"
    inherited_deadline = "inherited-deadline"
    unread_deadline = "unread-deadline"
    assumed_deadline = "assumed-deadline"
    deadline_part_unread = "deadline-part-unread"
    month_first = "month-first"
    product_in_deadline = "product-in-deadline"
    unpaired_lines = "unpaired-lines"
    far_deadline = "far-deadline"
    date_in_title = "date-in-title"
    date_in_deliverable = "date-in-deliverable"
    missing_deliverable = "missing-deliverable"


# `warning` unless another is given where it is raised.
SEVERITIES = {
    Code.absent_table: Severity.error,
    Code.further_annex: Severity.info,
    Code.unseen_looks: Severity.info,
    Code.page_margin: Severity.info,
    Code.loose_picture: Severity.info,
    Code.tracked_insertion: Severity.info,
    Code.tracked_deletion: Severity.info,
    Code.kept_as_note: Severity.info,
    Code.progress_not_read: Severity.info,
    Code.footnote: Severity.info,
    Code.joined_row: Severity.info,
    Code.merged_value: Severity.info,
    Code.ditto_value: Severity.info,
    Code.duplicate_number: Severity.error,
    Code.inherited_lead: Severity.info,
    Code.inherited_coordinating: Severity.info,
    Code.coordinating_in_lead: Severity.info,
    Code.lead_also_coordinating: Severity.info,
    Code.inherited_deadline: Severity.info,
    Code.assumed_deadline: Severity.info,
    Code.missing_deliverable: Severity.info,
}
