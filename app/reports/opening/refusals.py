"""Why an entry that says clearly how far a lead is, is left out all the same: each for what another act would be refused for.

It is left out and told rather than refusing the whole, for the state is given once, and what is left out the agency can report.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.kernel.words import Words
from app.obligations.held import Held
from app.obligations.rules import ObligationKind
from app.plans.models import Plan
from app.plans.problems import OwnAgency
from app.reports.opening.rules import OpeningEntry
from app.reports.opening.unclear import WORDS, UnclearCode
from app.reports.problems import IssuedDocumentNeeded, NothingToComplete, NotYourTask
from app.reports.review_rules import proves_completion
from app.reports.rules import ACTION_OF, CompletionCounts, ReportStatus
from app.tasks.problems import StatusRefuses
from app.tasks.rules import Status, allowed_actions


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """`favours`: it would free the office's own agency of what it owes."""

    held: Held
    entry: OpeningEntry
    plan: Plan
    favours: bool
    stated_before: bool
    today: date

    @property
    def completes(self) -> bool:
        return self.entry.status is ReportStatus.completed


@dataclass(frozen=True, slots=True)
class Refusal:
    code: str
    words: Words


def refusal(facts: EntryFacts) -> Refusal | None:
    return next((one for one, refuses in REFUSALS if refuses(facts)), None)


def _status_refuses(facts: EntryFacts) -> bool:
    """Suspended or cancelled meanwhile, by an amendment."""
    return ACTION_OF[facts.entry.status] not in allowed_actions(Status(facts.held.pair.status))


def _has_nothing_to_complete(facts: EntryFacts) -> bool:
    return facts.completes and not any(one.kind == ObligationKind.completion for one in facts.held.live)


def _lacks_issued(facts: EntryFacts) -> bool:
    kinds = [one.kind for one in facts.entry.documents]
    counts = CompletionCounts(facts.plan.completion_counts)
    return facts.completes and not proves_completion(kinds, has_reason=False, counts=counts)


def _before_the_plan(facts: EntryFacts) -> bool:
    """As of any day counted: without this any day at all would make a delay disappear."""
    return facts.entry.done_on is not None and facts.entry.done_on < facts.plan.starts_on


def _after_today(facts: EntryFacts) -> bool:
    return facts.entry.done_on is not None and facts.entry.done_on > facts.today


def _unclear(code: UnclearCode) -> Refusal:
    return Refusal(code.value, Words(*WORDS[code]))


NOT_A_LEAD = Refusal(NotYourTask.slug, NotYourTask.title)
STATED_TWICE = Words("Hai dòng nói về cùng một cơ quan chủ trì", "Two rows speak of the same lead")
REFUSALS: tuple[tuple[Refusal, Callable[[EntryFacts], bool]], ...] = (
    (Refusal("opening-stated-twice", STATED_TWICE), lambda facts: facts.stated_before),
    (Refusal(OwnAgency.slug, OwnAgency.title), lambda facts: facts.favours),
    (Refusal(StatusRefuses.slug, StatusRefuses.title), _status_refuses),
    (Refusal(NothingToComplete.slug, NothingToComplete.title), _has_nothing_to_complete),
    (Refusal(IssuedDocumentNeeded.slug, IssuedDocumentNeeded.title), _lacks_issued),
    (_unclear(UnclearCode.day_before_plan), _before_the_plan),
    (_unclear(UnclearCode.day_ahead), _after_today),
)
