"""What an opening entry does to its pair, in memory: the steps of a report and of its confirmation, one after the other."""

from app.access.writing import Work
from app.obligations.held import Held
from app.obligations.rules import ObligationKind
from app.obligations.settling import stated_done
from app.reports.effects import Act, confirm
from app.reports.models import ProgressReport, ReportReview
from app.reports.opening.rules import OpeningEntry
from app.reports.rules import ReportStatus
from app.reports.show import settled_by_review
from app.tasks.rules import Action


def state(work: Work, held: Held, entry: OpeningEntry, report: ProgressReport, review: ReportReview) -> None:
    """The pair knows it as the newest that was said of it. When its agency has last reported it does not: it has not."""
    held.pair.last_report_id = report.id
    if entry.status is ReportStatus.completed:
        _complete(work, held, entry, report, review)
    else:
        _begin(work, held, entry)


def _begin(work: Work, held: Held, entry: OpeningEntry) -> None:
    """It settles nothing."""
    held.pair.percent = entry.percent or 0
    held.pair.blocked = entry.status is ReportStatus.blocked
    held.move(Action.report_progress, work.now)


def _complete(work: Work, held: Held, entry: OpeningEntry, report: ProgressReport, review: ReportReview) -> None:
    """Every completion it owes: the file speaks of the whole row, where an agency's report answers one after the other."""
    for facts in held.facts:
        if facts.live and facts.kind is ObligationKind.completion:
            held.put(stated_done(facts, entry.done_on, work.today), answered_by=report.id)
    held.move(Action.report_completed, work.now)
    act = Act(report.id, held, {}, work.now, work.today)
    report.settled = [settled_by_review(row, work.today) for row in act.answered]
    review.settled = [settled_by_review(row, work.today) for row in confirm(act, None)]
