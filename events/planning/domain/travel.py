"""The roads between municipalities: how many minutes each takes."""

from typing import Final

from server.foundation.database import fetch

UNKNOWN: Final = 60
# Measured roads around the capital take about 20 minutes and 2.5 more for every kilometre of the
# straight line; no journey is thought to take longer than a day.
ESTIMATE: Final = """
    SELECT least(1440, ceil(20 + 2.5 * 111.2 * sqrt(power(p.latitude - q.latitude, 2)
        + power((p.longitude - q.longitude) * cosd((p.latitude + q.latitude) / 2), 2))))::int
    FROM municipality p, municipality q
    WHERE p.latitude + p.longitude + q.latitude + q.longitude IS NOT NULL
"""


def road(here: str, there: str) -> str:
    """SQL for the minutes between two municipalities, given SQL for their codes; 0 within one."""
    return f"""
        CASE WHEN {here} = {there} THEN 0 ELSE coalesce(
            (SELECT t.minutes FROM travel_time t
                WHERE t.nearer = least({here}, {there}) AND t.farther = greatest({here}, {there})),
            ({ESTIMATE} AND p.ine = {here} AND q.ine = {there}),
            {UNKNOWN}) END
    """


async def minutes(here: str, there: str) -> int:
    """The road between two municipalities: as it is known, or as the map lets one think."""
    rows = await fetch(f"SELECT {road('$1::text', '$2::text')} AS minutes", here, there)
    return int(rows[0]["minutes"])
