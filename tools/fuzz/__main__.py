"""`make fuzz`: Schemathesis against a live server, with a token of each role. Every check, valid and invalid requests, and sequences of them."""

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor

from tools.fuzz.city import AGENCIES_OF, TODAY, Held, agencies, furnish, seen, tokens
from tools.fuzz.role import Run, excused, fuzzed
from tools.serving import served

# A fuzzer asks as fast as it can; that it is told how often it may is in the answers all the same.
UNBOUNDED = "999999999/1"
# Beside one another, for most of the time of a run the fuzzer or the service waits for the other.
AT_ONCE = 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))  # noqa: S311  no secret
    parser.add_argument("--cases", type=int, default=10, help="of an operation in each phase")
    parser.add_argument("--role", action="append", choices=AGENCIES_OF)
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}, {wanted.cases} cases: make fuzz SEED={wanted.seed} N={wanted.cases}", flush=True)
    with (
        served(clock=TODAY, rate_reads=UNBOUNDED, rate_writes=UNBOUNDED, rate_anonymous=UNBOUNDED) as admin,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        runs = _runs(str(admin.base_url).rstrip("/"), tokens(admin), wanted.role or list(AGENCIES_OF))
        ended = list(pool.map(lambda run: fuzzed(run, wanted.seed, wanted.cases), runs))
    print("Refusals of valid data that are known (tools/fuzz/known.py):")
    for reason, times in excused(runs).most_common():
        print(f"{times:6} {reason}")
    sys.exit(max(ended))


def _runs(url: str, held: dict[str, Held], roles: list[str]) -> list[Run]:
    given = furnish(url, held) | {"kept": [*(one.id for one in held.values()), *agencies(url, held["admin"])]}
    return [Run(role, url, held[role].secret, given | seen(url, held[role])) for role in roles]


if __name__ == "__main__":
    main()
