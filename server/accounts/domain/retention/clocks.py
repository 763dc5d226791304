"""Whether a clock can be trusted with what is deleted by it: one that jumped ahead ages everything.

A machine that is set wrong is told by the database's clock; where both are on one machine, by how
long ago the last night was.
"""

from datetime import datetime, timedelta
from typing import Final

from server.foundation.database import fetch

APART: Final = timedelta(hours=1)
AWAY: Final = timedelta(days=40)
TOLD: Final = """
    SELECT clock_timestamp() AS there,
        (SELECT max(began_at) FROM retention_run WHERE finished_at IS NOT NULL) AS last
"""


async def doubt(at: datetime) -> str:
    """Why nothing should be forgotten by itself at this moment; empty where it can be trusted."""
    told = (await fetch(TOLD))[0]
    if abs(told["there"] - at) > APART:
        return "the clocks of this machine and of the database differ by more than an hour"
    if told["last"] is not None and at - told["last"] > AWAY:
        days = (at - told["last"]).days
        return f"it last ran {days} days ago: if the clock is right, run convoca retention by hand"
    return ""
