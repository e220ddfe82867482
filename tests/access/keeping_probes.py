"""Who finds and keeps answers under a key, and who writes the journal."""

from sqlalchemy import delete, text, update

from app.kernel.idempotency import StoredAnswer
from app.kernel.journal import JournalEntry
from tests.access.more_rows import answer_kept, journal_row
from tests.access.probe import NO_GRANT, ROW_SECURITY, Probe, adding, rows
from tests.callers import Tokens
from tests.make import world

TAKEN_NUMBER = text("insert into journal (sequence) overriding system value values (1000000)")


def keeping_probes(tokens: Tokens) -> list[Probe]:
    lead, other = tokens.made["lead"][0], tokens.made["other_agency"][0]
    kept = text("select request_digest from opening(:digest, 'kept') where request_digest is not null")
    other_key = text("select request_digest from opening(:digest, 'other') where request_digest is not null")
    opening = text("select token_id from opening(:digest, null)")
    return [
        Probe("lead finds its kept answer", "lead", kept.bindparams(digest=tokens.digest("lead")), rows(1)),
        Probe("lead finds none under another key", "lead", other_key.bindparams(digest=tokens.digest("lead")), rows(0)),
        *(
            Probe(f"{who} opens a transaction", who, opening.bindparams(digest=tokens.digest(who)), rows(found))
            for who, found in {"lead": 1, "expired": 0, "revoked": 0}.items()
        ),
        Probe("another finds it not", "other_agency", kept.bindparams(digest=tokens.digest("other_agency")), rows(0)),
        Probe("lead keeps an answer", "lead", adding(StoredAnswer(**answer_kept(lead, "new"))), rows(1)),
        Probe("lead keeps one for another", "lead", adding(StoredAnswer(**answer_kept(other, "new"))), ROW_SECURITY),
        Probe("nobody keeps an answer", "", adding(StoredAnswer(**answer_kept(lead, "new"))), ROW_SECURITY),
        Probe("lead rewrites a kept answer", "lead", update(StoredAnswer).values(body="x"), NO_GRANT),
        Probe("lead drops a kept answer", "lead", delete(StoredAnswer), NO_GRANT),
        Probe("lead writes the journal", "lead", adding(journal_row(tokens, "lead")), rows(1)),
        Probe("lead takes a number of the journal", "lead", TAKEN_NUMBER, NO_GRANT),
        Probe("lead writes the journal as the office", "lead", adding(journal_row(tokens, "office")), ROW_SECURITY),
        Probe("nobody writes the journal", "", adding(journal_row(tokens, "lead")), ROW_SECURITY),
        *_editors(),
        Probe("admin rewrites the journal", "admin", update(JournalEntry).values(action="x"), NO_GRANT),
        Probe("admin drops from the journal", "admin", delete(JournalEntry), NO_GRANT),
    ]


def _editors() -> list[Probe]:
    """Of the journal, whoever serves is told whose the last entry about one thing is."""
    asked = text("select role from last_editor(:entity, :id)")
    journaled = asked.bindparams(entity="report", id=world.uid(806))
    return [
        Probe("lead asks who wrote last", "lead", journaled, rows(1)),
        Probe("a login asks who wrote last", "", journaled, NO_GRANT, None),
        Probe("lead asks it of another thing", "lead", asked.bindparams(entity="report", id=world.uid(1)), rows(0)),
        Probe("lead asks it of another kind", "lead", asked.bindparams(entity="plan", id=world.uid(806)), rows(0)),
    ]
