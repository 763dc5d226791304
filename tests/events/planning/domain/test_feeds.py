"""Calendars that anybody can subscribe to: what they hold, and when they are another edition."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from icalendar import Calendar

from events.planning.domain import agenda, feeds, planning
from events.planning.domain.ical import CalendarEntry, CalendarFace, vevent
from events.planning.tables import Project
from notifications.domain import upstairs
from server.foundation.database import execute
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM, new_id
from server.foundation.translation import speaking
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned

HOUSE = "https://convoca.test"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_rendered_yet() -> Iterator[None]:
    feeds._rendered.cache_clear()
    yield
    feeds._rendered.cache_clear()


async def held(*, at: datetime = TODAY, **asked: str) -> list[UUID]:
    """The events of a feed."""
    feed = feeds.Feed(name="Convoca", base_url=HOUSE, **asked)
    return list((await feeds.edition(feed, at=at)).events)


async def version(*, at: datetime = TODAY) -> str:
    return (await feeds.edition(await feeds.of_everything(HOUSE), at=at)).version


async def rendered() -> Any:
    edition = await feeds.edition(await feeds.of_everything(HOUSE), at=TODAY)
    return Calendar.from_ical(await feeds.render(edition))


@pytest.mark.parametrize("changes", [
    {"kind": "internal"},
    {"topics": ("investigation-mechanisms",)},
    {"topics": ("legal-context", "investigation-mechanisms")},
    {"published": False},
])  # fmt: skip
async def test_a_feed_holds_what_is_public_only(db: None, changes: dict[str, Any]) -> None:
    public, hidden = await planned(), await planned(**changes)
    assert await held() == [public]
    await planning.cancel(hidden, "rain", by=SYSTEM, at=TODAY)
    assert await held() == [public]


async def test_a_cancelled_event_stays_for_thirty_days(db: None) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    assert await held(at=TODAY + 30 * DAY - HOUR) == [event]
    assert await held(at=TODAY + 30 * DAY) == []
    statuses = [str(found["STATUS"]) for found in (await rendered()).walk("VEVENT")]
    assert statuses == ["CANCELLED"]


async def test_a_feed_reaches_three_months_back_and_a_year_ahead(db: None) -> None:
    event = await planned()
    assert await held(at=SATURDAY + 90 * DAY) == [event]
    assert await held(at=SATURDAY + 90 * DAY + HOUR) == []
    assert await held(at=SATURDAY - 400 * DAY) == [event]
    assert await held(at=SATURDAY - 400 * DAY - HOUR) == []


async def test_a_feed_can_be_of_a_municipality_or_a_project(db: None) -> None:
    project = Project(id=new_id(), slug="growing", name="Growing in Peace", donor="A donor")
    await Project.insert(project)
    try:
        mixco, growing = await planned(municipality="0108"), await planned(project="growing")
        assert await held(municipality="0108") == [mixco]
        assert await held(project="growing") == [growing]
        assert (await feeds.of_project("growing", HOUSE)).name == "Convoca: Growing in Peace"
    finally:
        await execute("DELETE FROM event_topic")
        await execute("DELETE FROM event_audience")
        await execute("DELETE FROM event")
        await execute("DELETE FROM uniqueness_period WHERE project = $1", project.id)


async def test_feeds_are_named_in_the_readers_language(db: None) -> None:
    assert (await feeds.of_municipality("0108", HOUSE)).name == "Convoca: actividades en Mixco"
    assert (await feeds.of_everything(HOUSE)).name == "Convoca: actividades en la comunidad"


async def test_a_feed_of_nothing_known_is_not_found(db: None) -> None:
    with pytest.raises(NotFound, match="Ese municipio no existe"):
        await feeds.of_municipality("9999", HOUSE)
    with pytest.raises(NotFound, match="Ese proyecto no existe"):
        await feeds.of_project("moon", HOUSE)


async def test_an_edition_changes_with_its_events_its_language_and_its_house(db: None) -> None:
    editions = [await version()]
    event = await planned()
    editions.append(await version())
    await planning.change(event, WORKSHOP, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    editions.append(await version())
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + 2 * HOUR)
    editions.append(await version())
    with speaking("en"):
        editions.append(await version())
    elsewhere = await feeds.of_everything("https://elsewhere.test")
    editions.append((await feeds.edition(elsewhere, at=TODAY)).version)
    assert len(set(editions)) == len(editions)
    assert await version() == await version(at=TODAY + HOUR)


async def test_only_what_changed_is_rendered_again(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def write(entry: CalendarEntry) -> bytes:
        written.append(entry.title)
        return vevent(entry)

    monkeypatch.setattr(feeds, "vevent", write)
    events = [await planned(title=title) for title in ("Uno", "Dos", "Tres")]
    await rendered()
    await rendered()
    assert sorted(written) == ["Dos", "Tres", "Uno"]
    written.clear()
    changed = msgspec.structs.replace(WORKSHOP, title="Otro")
    await planning.change(events[1], changed, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    await rendered()
    assert written == ["Otro"]


async def test_a_feed_is_read_at_the_right_instant_under_the_same_uid(db: None) -> None:
    event = await agenda.event(await planned())
    (read,) = (await rendered()).walk("VEVENT")
    assert (str(read["UID"]), read["DTSTART"].dt, int(read["SEQUENCE"]), str(read["STATUS"])) == (
        event.uid,
        SATURDAY,
        0,
        "CONFIRMED",
    )
    later = msgspec.structs.replace(WORKSHOP, ends_at=SATURDAY + 4 * HOUR)
    await planning.change(event.id, later, by=SYSTEM, at=TODAY + HOUR, above=upstairs)
    (read,) = (await rendered()).walk("VEVENT")
    assert (str(read["UID"]), int(read["SEQUENCE"])) == (event.uid, 1)


async def test_an_empty_feed_is_a_calendar_too(db: None) -> None:
    assert (await rendered()).walk("VEVENT") == []


def test_a_feed_describes_every_zone_of_its_entries() -> None:
    entries = [
        CalendarEntry(
            uid=zone, sequence=0, changed_at=TODAY, starts_at=SATURDAY, ends_at=SATURDAY + HOUR,
            zone=zone, title="Taller", status="CONFIRMED",
        )
        for zone in ("America/Guatemala", "Europe/Madrid")
    ]  # fmt: skip
    calendar: Any = Calendar.from_ical(feeds.written(CalendarFace(name="Dos"), entries))
    assert sorted(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")) == [
        "America/Guatemala",
        "Europe/Madrid",
    ]
