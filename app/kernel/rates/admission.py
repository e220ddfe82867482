"""Whether one request is let in, before a route is looked for or the database asked, and what its answer tells of it."""

import math
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from fastapi.security.utils import get_authorization_scheme_param
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from app.kernel.problems import Problem
from app.kernel.rates.problems import QuotaExceeded
from app.kernel.rates.rule import Rate, Rates, Taken, window
from app.kernel.rates.table import Table
from app.kernel.rates.turns import Turn, Turns

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Whoever asks it takes a process for dead that does not answer.
UNBOUNDED = frozenset({"/healthz"})
# Of a batch: a report in one costs a seventh of one by itself (tests/measure/batch_test.py), and to gather them is what a client is to do.
ITEMS_OF_A_REQUEST = 10
# Where `weigh` finds the admission of its request.
WEIGHING = "tiendo.weighing"
# What one household or office is given of IPv6 (RFC 6177): within it an address costs nothing.
NETWORK_BITS = 64


@dataclass(slots=True)
class Admission:
    """Of one request. `token`: what it showed, null when it showed none or the token is known already."""

    policy: str
    caller: int
    token: int | None = None
    rate: Rate | None = None
    taken: Taken | None = None

    @property
    def refusal(self) -> Problem | None:
        if self.taken is None or not self.taken.wait or self.rate is None:
            return None
        return QuotaExceeded.of(self.policy, retry_after=window(self.rate, self.taken))

    def headers(self) -> list[tuple[bytes, bytes]]:
        if self.taken is None or self.rate is None:
            return []
        policy = f'"{self.policy}";q={self.rate.quota};w={self.rate.seconds}'
        limit = f'"{self.policy}";r={self.taken.left};t={window(self.rate, self.taken)}'
        return [(b"ratelimit-policy", policy.encode()), (b"ratelimit", limit.encode())]


class Admitting:
    """By its credential, whichever of its tokens it shows; until the database has known the token, by the address it comes from."""

    def __init__(self, rates: Rates, table: Table) -> None:
        self._table = table
        self._turns = Turns(rates.at_once)
        self._rates = rates.by_policy()

    def admit(self, scope: Scope, headers: Headers) -> Admission:
        shown = _bearer(headers.get("authorization"))
        token = None if shown is None else self._table.name(b"token", shown)
        credential = None if token is None else self._table.credential_of(token)
        if credential is None:
            address = self._table.name(b"address", _network(scope).encode())
            admission = Admission("anonymous", address, token)
        else:
            admission = Admission(_policy(scope), credential)
        if scope["path"] not in UNBOUNDED:
            self._take(admission)
        return admission

    def turn(self, scope: Scope, admission: Admission) -> Turn:
        return self._turns.of(admission.caller) if scope["path"] not in UNBOUNDED else Turn(None)

    def recognise(self, scope: Scope, admission: Admission) -> None:
        """A token that the database has just found: from now on it is its credential that is counted."""
        credential = scope.get("credential_id")
        if admission.token is None or credential is None:
            return
        admission.policy, admission.caller = _policy(scope), self._table.name(b"credential", credential.encode())
        self._table.remember(admission.token, admission.caller)
        admission.token = None
        self._take(admission)

    def weigh(self, scope: Scope, admission: Admission, items: int) -> None:
        """A batch takes what its items weigh beyond the one request that it was let in as, once its caller is known; QuotaExceeded
        when that is not left. One that weighs more than the whole quota waits until all of it is there.
        """
        self.recognise(scope, admission)
        weight = math.ceil(items / ITEMS_OF_A_REQUEST)
        if admission.rate is not None and weight > 1:
            self._take_the_rest(admission, admission.rate, weight)
        if admission.refusal is not None:
            raise admission.refusal

    def _take_the_rest(self, admission: Admission, rate: Rate, weight: int) -> None:
        """Who is refused waits for one request more than is missing: the next try takes the one that it is let in as anew."""
        self._take(admission, min(weight, rate.quota) - 1)
        if admission.taken is not None and admission.taken.wait:
            admission.taken = admission.taken._replace(wait=admission.taken.wait + rate.share)

    def _take(self, admission: Admission, weight: int = 1) -> None:
        rate = admission.rate = self._rates.get(admission.policy)
        admission.taken = None if rate is None else self._table.take(admission.policy, admission.caller, rate, weight)


def weigh(request: Request, items: int) -> None:
    """For a route that does the work of many requests in one; after its caller is known and before it works."""
    request.scope[WEIGHING](items)


def _bearer(header: str | None) -> bytes | None:
    """The token as `HTTPBearer` takes it out of the header: else each further spelling of one token would be asked as a stranger.

    What comes by another scheme (`/oauth2/token` takes Basic, whose base64 and escapes can be spelled in many ways) stays the address's.
    """
    scheme, token = get_authorization_scheme_param(header)
    return token.encode("latin-1") if token and scheme.lower() == "bearer" else None


def _policy(scope: Scope) -> str:
    return "reads" if scope["method"] in READING else "writes"


def _network(scope: Scope) -> str:
    """The address that the server took it from: behind a proxy that of X-Forwarded-For, when the proxy is one it trusts."""
    written = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(written)
    except ValueError:
        return str(written)
    return str(int(address) >> NETWORK_BITS) if isinstance(address, IPv6Address) else written
