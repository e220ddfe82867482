"""All probes, with the callers they need and the rows on which they are tried."""

from app.kernel.db import Base
from tests.access.act_probes import act_probes
from tests.access.answer_probes import answer_probes
from tests.access.day_probes import day_probes
from tests.access.extension_probes import extension_probes
from tests.access.hand_over_probes import hand_over_probes
from tests.access.history_probes import history_probes
from tests.access.import_probes import import_probes, import_rows
from tests.access.keeping_probes import keeping_probes
from tests.access.more_rows import more_rows
from tests.access.opened_probes import opened_probes
from tests.access.owed_rows import owed_rows, with_more_callers
from tests.access.pair_probes import pair_probes
from tests.access.plan_probes import plan_probes
from tests.access.probe import Probe
from tests.access.register_probes import register_probes
from tests.access.report_probes import report_probes
from tests.access.state_probes import state_probes, state_rows
from tests.access.succession_probes import succession_probes
from tests.access.token_probes import token_probe_rows, token_probes, with_keys_and_access_tokens
from tests.callers import Tokens


def everything(tokens: Tokens) -> tuple[Tokens, list[Base], list[Probe]]:
    known = with_keys_and_access_tokens(with_more_callers(tokens))
    # The callers of the first are the most particular: what only they notice is noticed soonest.
    every = [
        *token_probes(known),
        *register_probes(known),
        *plan_probes(),
        *report_probes(known),
        *keeping_probes(known),
        *hand_over_probes(known),
        *opened_probes(known),
        *act_probes(known),
        *extension_probes(known),
        *answer_probes(),
        *day_probes(),
        *pair_probes(),
        *history_probes(known),
        *succession_probes(),
        *state_probes(known),
        *import_probes(known),
    ]
    stored = [*more_rows(known), *owed_rows(known), *state_rows(known), *import_rows(known), *token_probe_rows(known)]
    return known, stored, every
