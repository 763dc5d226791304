"""How often something may be tried, counted across all processes."""

from datetime import datetime, timedelta

from server.foundation.database import fetch
from server.foundation.errors import TooMany
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

# What began in times to come was counted by a clock that ran ahead: nobody waits for that.
GOES_ON = "bucket.started_at > $3 AND bucket.started_at < $2::timestamptz + interval '1 minute'"
COUNT = f"""
    INSERT INTO bucket (key, started_at, used) VALUES ($1, $2, 1)
    ON CONFLICT (key) DO UPDATE SET
        used = CASE WHEN {GOES_ON} THEN bucket.used + 1 ELSE 1 END,
        started_at = CASE WHEN {GOES_ON} THEN bucket.started_at ELSE $2 END
    RETURNING used
"""
USED = f"SELECT used FROM bucket WHERE key = $1 AND {GOES_ON}"


async def at_most(times: int, key: str, *, within: timedelta, at: datetime) -> None:
    """Count one more try of `key`; raises TooMany when it is beyond `times` in that stretch."""
    if await count(key, within=within, at=at) > times:
        raise TooMany(_("Demasiados intentos. Conviene esperar unos minutos y probar de nuevo."))


async def count(key: str, *, within: timedelta, at: datetime) -> int:
    """Count one more try of `key`, and say which it is in that stretch; in a transaction it holds
    the key until the end.
    """
    # The key may name a person, and be of any length: only its fingerprint is kept.
    used = await fetch(COUNT, fingerprint(key).hex(), at, at - within)
    return int(used[0]["used"])


async def reached(times: int, key: str, *, within: timedelta, at: datetime) -> bool:
    """Whether `key` was tried so often in that stretch already; asking is no try."""
    used = await fetch(USED, fingerprint(key).hex(), at, at - within)
    return bool(used) and used[0]["used"] >= times
