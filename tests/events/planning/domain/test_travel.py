"""How long the road between two municipalities takes."""

from collections.abc import AsyncIterator

import pytest

from events.planning.domain import travel
from server.foundation.database import execute

FAR = """
    INSERT INTO municipality (ine, name, department, latitude, longitude)
    VALUES ('9901', 'Lejos', 'Petén', $1, $2) ON CONFLICT (ine) DO UPDATE
    SET latitude = excluded.latitude, longitude = excluded.longitude
"""


@pytest.fixture
async def far(db: None) -> AsyncIterator[None]:
    """A municipality that is gone again after the test."""
    await execute(FAR, 15.5, -90.6064)
    yield
    await execute("DELETE FROM municipality WHERE ine = '9901'")


async def test_the_road_that_is_known_takes_as_long_both_ways(db: None) -> None:
    ways = [("0103", "0108"), ("0108", "0103"), ("0103", "0103")]
    assert [await travel.minutes(*way) for way in ways] == [95, 95, 0]


async def test_a_road_that_is_not_known_is_read_from_the_map(far: None) -> None:
    # 0.8669 degrees north are 96.4 km.
    assert await travel.minutes("0108", "9901") == 261
    await execute(FAR, -33.4, -70.6)
    assert await travel.minutes("0108", "9901") == 1440


async def test_without_a_map_a_road_takes_an_hour(far: None) -> None:
    await execute(FAR, None, None)
    assert await travel.minutes("9901", "0108") == 60
