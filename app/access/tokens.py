"""What a token looks like and what is kept of it.

`tdo_<kind>_<id>_<secret><checksum>`, where the kind is a role, or `access` for what `/oauth2/token` gives: the id finds it in a
list, the secret is 192 random bits, the checksum (CRC-32) lets a scanner tell a real token from a look-alike without asking the
database. Only the SHA-256 digest is stored: the secret is random and long, so a slow hash would protect nothing and cost each
request.
"""

import hashlib
import secrets
import zlib
from typing import NamedTuple
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SECRET_CHARACTERS = 32
CHECKSUM_CHARACTERS = 6


class NewToken(NamedTuple):
    token: str
    digest: bytes
    prefix: str


def new_token(kind: str, token_id: UUID) -> NewToken:
    prefix = f"tdo_{kind}_{_base62(token_id.int, 22)}"
    body = f"{prefix}_{''.join(secrets.choice(ALPHABET) for _ in range(SECRET_CHARACTERS))}"
    token = body + _base62(zlib.crc32(body.encode()), CHECKSUM_CHARACTERS)
    return NewToken(token, digest_of(token.encode()), prefix)


def digest_of(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()


def _base62(number: int, width: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = ALPHABET[rest] + digits
    return digits.rjust(width, "0")
