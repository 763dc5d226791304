"""Passes that are worth nothing any more, known by a keyed hash of their code alone."""

import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime
from typing import Final

from server.foundation.database import fetch
from server.foundation.signing import Signer

PURPOSE: Final = "pass"
REVOKED: Final = """
    SELECT mark, revoked_at FROM pass WHERE mark = ANY($1) AND revoked_at IS NOT NULL
"""


def mark(code: str, signer: Signer) -> bytes:
    """What stands for a pass among the printed and revoked ones: 32 bytes that lead back to nobody.

    Unlike a pseudonym it is the same in every period; no line of a register holds it.
    """
    return hmac.digest(signer.derive(PURPOSE), code.encode(), hashlib.sha256)


async def revoked(marks: Collection[bytes]) -> set[bytes]:
    """Which of these are revoked."""
    return set(await revoked_since(marks))


async def revoked_since(marks: Collection[bytes]) -> dict[bytes, datetime]:
    """Since when those of these that are revoked are worth nothing."""
    rows = await fetch(REVOKED, list(marks)) if marks else []
    return {row["mark"]: row["revoked_at"] for row in rows}
