"""What keys that were replaced, and access tokens, can do past the service; who may obtain one, and who writes of their use."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, delete, func, insert, text, update

from app.access.models import AccessToken, OAuthAccessToken
from app.access.tokens import NewToken, new_token
from app.kernel import roles
from app.kernel.db import Base
from tests.access.probe import NO_GRANT, ROW_SECURITY, Probe, adding, each, rows, trigger
from tests.callers import LONG_AGO, Tokens
from tests.make import world
from tests.make.access import token_row
from tests.make.agencies import agency_row

FAR = datetime(2100, 1, 1, tzinfo=UTC)
# The keys beside those of the cast: what makes each particular.
KEYS: dict[str, dict[str, Any]] = {
    "replaced": {"retires_at": FAR},
    "retired": {"retires_at": LONG_AGO},
    "narrowed": {"permissions": ["agency:write", "token:write"]},
    "unused": {"last_used_at": LONG_AGO},
}
# The access tokens: with which key, and until when.
OBTAINED: dict[str, tuple[str, datetime]] = {
    "access": ("admin", FAR),
    "access by replaced": ("replaced", FAR),
    "access by retired": ("retired", FAR),
    "access by revoked": ("revoked", FAR),
    "access by expired": ("expired", FAR),
    "expired access": ("admin", LONG_AGO),
}
IN_FORCE = ("replaced", "narrowed", "access", "access by replaced")
ENDED = ("retired", "access by retired", "access by revoked", "access by expired", "expired access")


def with_keys_and_access_tokens(tokens: Tokens) -> Tokens:
    ids = {name: world.uid(2001 + place) for place, name in enumerate([*KEYS, *OBTAINED])}
    made = {name: (ids[name], new_token("admin", ids[name])) for name in ids}
    return Tokens(tokens.made | made, tokens.of_nobody)


def token_probe_rows(tokens: Tokens) -> list[Base]:
    keys = [_key(tokens, name, **given) for name, given in KEYS.items()]
    return [*keys, *(_obtained(tokens, name) for name in OBTAINED)]


def token_probes(tokens: Tokens) -> list[Probe]:
    return [
        *_acting(),
        *_obtaining(tokens),
        *_pruning(),
        *_replacing(tokens),
        *_forward(tokens),
        *_succeeding(tokens),
        *_noting(tokens),
    ]


def _acting() -> list[Probe]:
    added = adding(agency_row())
    return [*each(IN_FORCE, "adds an agency", added, rows(1)), *each(ENDED, "adds an agency", added, ROW_SECURITY)]


def _obtaining(tokens: Tokens) -> list[Probe]:
    keys = ("admin", "lead", "viewer", "replaced")
    others = ("expired", "revoked", "retired", "access", "")
    foreign = _obtaining_with(tokens.made["office"][0])
    return [
        *(Probe(f"{who} obtains an access token", who, _obtaining_with(tokens.made[who][0]), rows(1)) for who in keys),
        *(
            Probe(f"{who or 'nobody'} obtains one", who, _obtaining_with(tokens.made[_key_of(who)][0]), ROW_SECURITY)
            for who in others
        ),
        *each(("admin", "lead", ""), "obtains one with the key of another", foreign, ROW_SECURITY),
        Probe(
            "narrowed obtains no more than it has",
            "narrowed",
            _obtaining_with(tokens.made["narrowed"][0], permissions=["token:read"]),
            ROW_SECURITY,
        ),
        Probe(
            "narrowed obtains what it has",
            "narrowed",
            _obtaining_with(tokens.made["narrowed"][0], permissions=["token:write"]),
            rows(1),
        ),
        Probe(
            "lead obtains one for longer than an hour",
            "lead",
            _obtaining_with(tokens.made["lead"][0], expires_at=func.now() + timedelta(hours=1, seconds=1)),
            ROW_SECURITY,
        ),
        Probe("the owner obtains one", "", _obtaining_with(tokens.made["lead"][0], FAR), rows(1), roles.OWNER),
        Probe("a login obtains one", "", _obtaining_with(tokens.made["lead"][0]), NO_GRANT, None),
        Probe("lead widens one", "lead", update(OAuthAccessToken).values(permissions=["x"]), NO_GRANT),
        Probe(
            "a login reads digests of access tokens", "", text("select digest from oauth_access_tokens"), NO_GRANT, None
        ),
        *(
            Probe(f"{who} asks for its key", who, text("select from my_key()"), rows(count))
            for who, count in {"admin": 1, "replaced": 1, "retired": 0, "revoked": 0, "expired": 0, "access": 0}.items()
        ),
    ]


def _key_of(who: str) -> str:
    return OBTAINED[who][0] if who in OBTAINED else who or "lead"


def _pruning() -> list[Probe]:
    """Only what nobody can use any more, whoever asks."""
    every = delete(OAuthAccessToken)
    return [
        *each(("lead", "admin", ""), "prunes access tokens", every, rows(1)),
        Probe("a login prunes access tokens", "", every, NO_GRANT, None),
    ]


def _replacing(tokens: Tokens) -> list[Probe]:
    retired = update(AccessToken).where(AccessToken.id == tokens.made["viewer"][0]).values(retires_at=FAR)
    return [
        Probe("admin lets a token retire", "admin", retired, rows(1)),
        *each(("office", "lead", "auditor", "retired", ""), "lets a token retire", retired, rows(0)),
        Probe("admin says when a token was used", "admin", update(AccessToken).values(last_used_at=FAR), NO_GRANT),
        Probe(
            "admin gives a token another credential", "admin", update(AccessToken).values(replaces_id=None), NO_GRANT
        ),
    ]


def _forward(tokens: Tokens) -> list[Probe]:
    """What has ended is not taken back, nor put off; the owner may mend what an operator did wrong."""

    def ending(name: str, **given: datetime | None) -> Executable:
        return update(AccessToken).where(AccessToken.id == tokens.made[name][0]).values(**given)

    backward = {
        "takes a revocation back": (ending("revoked", revoked_at=None), "revoked_for_good"),
        "moves a revocation": (ending("revoked", revoked_at=FAR), "revoked_for_good"),
        "has a token retire never": (ending("replaced", retires_at=None), "retires_no_later"),
        "has a token retire later": (ending("replaced", retires_at=FAR + timedelta(days=1)), "retires_no_later"),
    }
    return [
        *(Probe(f"admin {does}", "admin", done, trigger(name)) for does, (done, name) in backward.items()),
        *(Probe(f"the owner {does}", "", done, rows(1), roles.OWNER) for does, (done, _) in backward.items()),
        Probe("admin has a token retire earlier", "admin", ending("replaced", retires_at=LONG_AGO), rows(1)),
        Probe("admin has a revoked token retire", "admin", ending("revoked", retires_at=FAR), rows(1)),
    ]


def _succeeding(tokens: Tokens) -> list[Probe]:
    """A successor takes over the credential with what the token before it had, for no longer than any token."""
    refused: dict[str, Executable] = {
        "one of another role": _successor(tokens, "viewer", role="admin"),
        "one of more agencies": _successor(tokens, "viewer", role="viewer", agency_ids=[world.LEAD]),
        "one of other plans": _successor(tokens, "viewer", role="viewer", plan_ids=[world.PLAN]),
        "one that was narrowed with all": _successor(tokens, "narrowed"),
        "one that was narrowed with more": _successor(tokens, "narrowed", permissions=["token:read"]),
        "one that was revoked": _successor(tokens, "revoked"),
        "one for a hundred years": _successor(tokens, "viewer", role="viewer", expires_at=FAR),
        "one of a day to come": _successor(tokens, "viewer", role="viewer", created_at=FAR, expires_at=FAR),
    }
    return [
        *(Probe(f"admin replaces {does}", "admin", done, ROW_SECURITY) for does, done in refused.items()),
        Probe("admin replaces a token", "admin", _successor(tokens, "viewer", role="viewer"), rows(1)),
        Probe(
            "admin replaces a narrowed one",
            "admin",
            _successor(tokens, "narrowed", permissions=["token:write"]),
            rows(1),
        ),
    ]


def _successor(tokens: Tokens, name: str, **given: Any) -> Executable:
    old, id_ = tokens.made[name][0], world.uid(2098)
    row = {"id": id_, "credential_id": old, "replaces_id": old}
    lasting = {"created_at": func.now(), "expires_at": func.now() + timedelta(days=1827)}
    return adding(token_row(new_token("admin", id_), **row | lasting | given))


def _noting(tokens: Tokens) -> list[Probe]:
    """Of the one that was never used and the one of long ago, by what only who held them has; an access token's is one of its key."""
    noted = _note(*(tokens.digest(name) for name in ("viewer", "unused")))
    return [
        Probe("lead notes uses", "lead", noted, rows(2)),
        Probe("nobody notes uses", "", noted, rows(2)),
        Probe("lead notes uses within the hour", "lead", _note(tokens.digest("unused")), rows(0), first=noted),
        Probe("nobody notes the use of an access token", "", _note(tokens.digest("access")), rows(1)),
        Probe("nobody notes a use twice", "", _note(*map(tokens.digest, ("admin", "access"))), rows(1)),
        Probe("nobody notes the use of an ended token", "", _note(tokens.digest("revoked")), rows(1)),
        Probe("lead notes a use by an id", "lead", _note(tokens.made["viewer"][0].bytes), rows(0)),
        Probe("nobody notes a use of nobody", "", _note(tokens.of_nobody.digest), rows(0)),
        Probe("a login notes uses", "", noted, NO_GRANT, None),
    ]


def _note(*digests: bytes) -> Executable:
    return text("select note_uses(:shown)").bindparams(shown=list(digests))


def _key(tokens: Tokens, name: str, **given: Any) -> Base:
    id_, new = tokens.made[name]
    return token_row(new, id=id_, name=name, **given)


def _obtained(tokens: Tokens, name: str) -> Base:
    id_, new = tokens.made[name]
    key, until = OBTAINED[name]
    return _access_token(id_, new, tokens.made[key][0], until)


def _access_token(id_: UUID, new: NewToken, token_id: UUID, until: datetime) -> Base:
    given = {"id": id_, "token_id": token_id, "digest": new.digest, "permissions": ["agency:write"]}
    return OAuthAccessToken(**given, created_at=LONG_AGO, expires_at=until)


def _obtaining_with(
    token_id: UUID, expires_at: Any = None, permissions: tuple[str, ...] | list[str] = ("task:read",)
) -> Executable:
    row = {
        "id": world.uid(2099),
        "token_id": token_id,
        "digest": bytes(32),
        "permissions": list(permissions),
        "created_at": func.now(),
        "expires_at": func.now() + timedelta(hours=1) if expires_at is None else expires_at,
    }
    return insert(OAuthAccessToken).values(row).inline()
