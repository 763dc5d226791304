"""How often something may be tried, counted across all processes."""

from datetime import datetime, timedelta

from server.foundation.database import fetch
from server.foundation.errors import TooMany
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

COUNT = """
    INSERT INTO bucket (key, started_at, used) VALUES ($1, $2, 1)
    ON CONFLICT (key) DO UPDATE SET
        used = CASE WHEN bucket.started_at <= $3 THEN 1 ELSE bucket.used + 1 END,
        started_at = CASE WHEN bucket.started_at <= $3 THEN $2 ELSE bucket.started_at END
    RETURNING used
"""
USED = "SELECT used FROM bucket WHERE key = $1 AND started_at > $2"


async def at_most(times: int, key: str, *, within: timedelta, at: datetime) -> None:
    """Count one more try of `key`; raises TooMany when it is beyond `times` in that stretch."""
    # The key may name a person, and be of any length: only its fingerprint is kept.
    used = await fetch(COUNT, fingerprint(key).hex(), at, at - within)
    if used[0]["used"] > times:
        raise TooMany(_("Demasiados intentos. Conviene esperar unos minutos y probar de nuevo."))


async def reached(times: int, key: str, *, within: timedelta, at: datetime) -> bool:
    """Whether `key` was tried so often in that stretch already; asking is no try."""
    used = await fetch(USED, fingerprint(key).hex(), at - within)
    return bool(used) and used[0]["used"] >= times


async def forget_buckets(*, before: datetime) -> None:
    """Drop counts that no limit looks at any more."""
    await fetch("DELETE FROM bucket WHERE started_at < $1", before)
