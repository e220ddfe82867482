"""`tiendo seed`: its options."""

import asyncio
import json
from dataclasses import asdict

from app.cli import prepare
from app.cli.options import AsJson, DataDir, owner_of, settings_of
from app.cli.serve import addresses
from app.cli.shown import err, out


def seed(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Loads the register, the calendar and the two annexes; what is there stays as it is."""
    settings = settings_of(data_dir)
    with addresses(settings) as found:
        owner, clock = owner_of(found), settings.its_clock()
        with err.status("") as status:
            asyncio.run(prepare.seed(owner, found.serving, prepare.SEED, status.update, clock))
        held = asdict(asyncio.run(prepare.counts(owner)))
    out.print(json.dumps(held) if as_json else held, markup=False)
