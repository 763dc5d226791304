"""An edition of a feed is written once, and is another one as soon as an entry would differ."""

from datetime import timedelta

import pytest

from events.planning.domain import agenda, feeds, planning, venues
from events.planning.domain.feeds import Edition
from notifications.domain import upstairs
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, WORKSHOP, planned

HOUSE = "https://convoca.test"
HOUR = timedelta(hours=1)


async def edition() -> Edition:
    return await feeds.edition(await feeds.of_everything(HOUSE), at=TODAY)


@pytest.mark.parametrize(
    "change",
    ["name = 'Casa de la paz'", "confidential = true", "latitude = 14.6, longitude = -90.4"],
)
async def test_a_changed_place_makes_another_edition(db: None, change: str) -> None:
    venue = await venues.add(
        venues.NewVenue(name="Salón comunal", municipality="0103"), by=SYSTEM, at=TODAY
    )
    await planned(venue=venue)
    before = await edition()
    first = await feeds.render(before)
    await execute(f"UPDATE venue SET {change} WHERE id = $1", venue)
    after = await edition()
    assert before.version != after.version
    assert await feeds.render(after) != first


async def test_an_edition_is_written_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    event = await planned()
    first = await feeds.render(await edition())
    asked: list[object] = []
    monkeypatch.setattr(agenda, "events", asked.append)
    assert await feeds.render(await edition()) is first
    monkeypatch.undo()
    await planning.change(event, WORKSHOP, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    assert (asked, await feeds.render(await edition()) != first) == ([], True)


async def test_only_the_latest_editions_are_kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "EDITIONS", 2)
    monkeypatch.setattr(feeds, "_kept", {})
    event = await planned()
    editions = []
    for hours in range(1, 5):
        await planning.change(event, WORKSHOP, by=SYSTEM, at=TODAY + hours * HOUR, above=upstairs)
        editions.append(await edition())
        await feeds.render(editions[-1])
    assert list(feeds._kept) == [one.version for one in editions[-2:]]
