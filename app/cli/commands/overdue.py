"""`tiendo overdue` and `tiendo waiting`: their options."""

import asyncio
import json
from typing import Annotated

import typer

from app.cli import overdue as overdues
from app.cli.options import AsJson, AsOf, DataDir, day_of, owner_of, settings_of
from app.cli.serve import standing
from app.cli.shown import out, print_line
from app.kernel.clock import local_day

OfPlan = Annotated[str | None, typer.Option(help="Id or code of one plan.")]


def overdue(plan: OfPlan = None, as_of: AsOf = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Who is late with what, and since when; the longest delay first."""
    settings = settings_of(data_dir)
    with standing(settings) as found:
        leads = asyncio.run(
            overdues.ask_overdue(owner_of(found), found.serving, settings.its_clock(), plan, day_of(as_of))
        )
    if as_json:
        print_line(out, json.dumps(leads, ensure_ascii=False))
        return
    overdues.show_overdue(out, leads)


def waiting(plan: OfPlan = None, as_of: AsOf = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """For whom is waited, the office or an agency, and since when."""
    settings = settings_of(data_dir)
    clock = settings.its_clock()
    with standing(settings) as found:
        leads = asyncio.run(overdues.ask_waiting(owner_of(found), found.serving, clock, plan, day_of(as_of)))
    if as_json:
        print_line(out, json.dumps(leads, ensure_ascii=False))
        return
    overdues.show_waiting(out, leads, day_of(as_of) or local_day(clock()))
