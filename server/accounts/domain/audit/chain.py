"""How an entry seals the one before it."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import msgspec

BEGINNING: Final = bytes(32)
"""What the first entry follows from."""


def canonical(detail: dict[str, Any]) -> str:
    """The only form of a detail that is sealed: PostgreSQL keeps neither order nor spacing."""
    return msgspec.json.encode(detail, order="deterministic").decode()


def name_mark(name: str, salt: bytes) -> bytes:
    """What stands for a name in the chain: the name can go, and no other can take its place."""
    return sha256(salt + name.encode()).digest()


def seal(previous: bytes, number: int, at: datetime, *words: str) -> bytes:
    """The hash of an entry: account, who, act, subject and detail, in this order."""
    told = msgspec.json.encode([number, at.astimezone(UTC).isoformat(), *words])
    return sha256(previous + told).digest()
