"""What took the place of a pass, for scans of the old one that a phone sends later.

Kept for each period as long as its key. What is kept can be found and opened only with the old
pass's pseudonym, which no register holds any more, and the server's secret: a copy of the database
leads neither from one pass to the other nor from a pass to its lines.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from server.foundation.database import execute, fetch
from server.foundation.signing import Signer

MARK: Final = "pass heir"
KEY: Final = "pass heir key"
NONCE_BYTES: Final = 12
KEEP: Final = """
    INSERT INTO pass_heir (mark, period, sealed)
    SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::bytea[]) AS heir (mark, period, sealed)
    ORDER BY mark
"""


class Heir(Struct, frozen=True):
    """The pseudonyms of an old pass and of the new one in a period."""

    period: UUID
    old: bytes
    new: bytes

    def __repr__(self) -> str:
        """Without what links the two, which must not reach a log."""
        return f"Heir(period={self.period!s})"


async def keep(heirs: Sequence[Heir], *, signer: Signer) -> None:
    """Remember what took the place of a pass, in all periods at once."""
    rows = [(_mark(one.old, signer), one.period, _sealed(one, signer)) for one in heirs]
    if rows:
        await execute(KEEP, *(list(column) for column in zip(*rows, strict=True)))


async def last(pseudonyms: Collection[bytes], *, signer: Signer) -> dict[bytes, bytes]:
    """What stands for each of these now: at the end of a chain of replacements, often itself."""
    found = {one: one for one in pseudonyms}
    while heirs := await _next(set(found.values()), signer):
        found = {one: heirs.get(now, now) for one, now in found.items()}
    return found


async def forget(period: UUID) -> None:
    """Forget them all, together with the period's key."""
    await execute("DELETE FROM pass_heir WHERE period = $1", period)


async def _next(pseudonyms: Collection[bytes], signer: Signer) -> dict[bytes, bytes]:
    """What took the place of each of these; nothing for most."""
    if not pseudonyms:
        return {}
    marks = {_mark(one, signer): one for one in pseudonyms}
    rows = await fetch("SELECT mark, sealed FROM pass_heir WHERE mark = ANY($1)", list(marks))
    return {marks[row["mark"]]: _opened(row["sealed"], marks[row["mark"]], signer) for row in rows}


def _mark(old: bytes, signer: Signer) -> bytes:
    return hmac.digest(signer.derive(MARK), old, hashlib.sha256)


def _lock(old: bytes, signer: Signer) -> AESGCM:
    return AESGCM(hmac.digest(signer.derive(KEY), old, hashlib.sha256))


def _sealed(heir: Heir, signer: Signer) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _lock(heir.old, signer).encrypt(nonce, heir.new, None)


def _opened(sealed: bytes, old: bytes, signer: Signer) -> bytes:
    return _lock(old, signer).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
