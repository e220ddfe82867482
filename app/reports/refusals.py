"""What the rules refuse of a report, as the problem that answers it."""

from collections.abc import Mapping

from app.kernel.problems import Fault, Problem
from app.kernel.words import Words
from app.obligations.settling import Refusal, RefusalCode
from app.reports import problems
from app.tasks.policy import Denied, Reason
from app.tasks.problems import agency_unnamed

# Of the obligations to choose from: the rest is at /v1/obligations.
MOST_CHOICES = 50
REFUSALS: Mapping[RefusalCode, type[Problem]] = {
    RefusalCode.name_the_obligation: problems.NameTheObligation,
    RefusalCode.not_an_open_obligation: problems.NotAnOpenObligation,
    RefusalCode.only_completed_answers: problems.OnlyCompletedAnswers,
    RefusalCode.nothing_to_complete: problems.NothingToComplete,
}
OF_WHAT_IS_NAMED = frozenset({RefusalCode.not_an_open_obligation, RefusalCode.only_completed_answers})


def denied(why: Denied) -> Problem:
    words = Words(why.vi, why.en)
    if why.reason is Reason.agency_required:
        return agency_unnamed(words)
    return problems.NotYourTask(words, reason=why.reason.value)


def refused(why: Refusal, names_by: str) -> Problem:
    """`names_by`: the field that says which obligation is meant."""
    words = Words(why.vi, why.en)
    faults = [Fault(f"/{names_by}", words)] if why.code in OF_WHAT_IS_NAMED else []
    return REFUSALS[why.code](words, faults=faults, obligations=[str(one) for one in why.obligations[:MOST_CHOICES]])
