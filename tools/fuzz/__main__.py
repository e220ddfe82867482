"""`make fuzz`: Schemathesis against a live server, with a token of each role. Every check, valid and invalid requests, and sequences of them."""

import argparse
import random
import sys
import time
from pathlib import Path

from tools.fuzz.city import AGENCIES_OF, TODAY, furnish, tokens
from tools.fuzz.role import Run, fuzzed
from tools.serving import served

BUILD = Path(__file__).with_name("build")
# A fuzzer asks as fast as it can; that it is told how often it may is in the answers all the same.
UNBOUNDED = "999999999/1"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))  # noqa: S311  no secret
    parser.add_argument("--cases", type=int, default=10, help="of an operation in each phase")
    parser.add_argument("--role", action="append", choices=AGENCIES_OF)
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}: make fuzz SEED={wanted.seed} N={wanted.cases}", flush=True)
    with served(clock=TODAY, rate_reads=UNBOUNDED, rate_writes=UNBOUNDED, rate_anonymous=UNBOUNDED) as admin:
        url, held = str(admin.base_url).rstrip("/"), tokens(admin)
        furnish(url, held)
        kept = " ".join(one.id for one in held.values())
        runs = [Run(role, url, held[role].secret, kept, BUILD / role) for role in wanted.role or AGENCIES_OF]
        ended = [_told(run, wanted.seed, wanted.cases) for run in runs]
    sys.exit(max(ended))


def _told(run: Run, seed: int, cases: int) -> int:
    began = time.monotonic()
    outcome = fuzzed(run, seed, cases)
    print(f"{outcome.said} ({time.monotonic() - began:.0f} s)", flush=True)
    return outcome.status


if __name__ == "__main__":
    main()
