"""Every public calendar is accepted by libical and by ical.js, whatever is in it."""

import re
from collections.abc import Iterator

import pytest

from events.planning.domain import agenda, calendar_entry, feeds, ical
from events.planning.domain.feeds import Feed
from server.foundation.plain_text import one_line
from tests.support import icaljs, libical
from tests.support.events import TODAY, planned
from tests.support.hard_events import UNSEEN, hard_events

HOUSE = "https://convoca.test"
LONGEST_LINE = 75  # octets, RFC 5545 §3.1


@pytest.fixture(autouse=True)
def nothing_rendered_yet() -> Iterator[None]:
    feeds._rendered.cache_clear()
    feeds._kept.clear()
    yield
    feeds._rendered.cache_clear()
    feeds._kept.clear()


async def rendered(feed: Feed) -> bytes:
    return await feeds.render(await feeds.edition(feed, at=TODAY))


async def every_feed() -> dict[str, bytes]:
    """Everything, a municipality, a project, a kind, and one that holds nothing."""
    whole = await feeds.of_everything(HOUSE)
    wanted = {
        "everything": whole,
        "municipality": await feeds.of_municipality("0103", HOUSE),
        "project": await feeds.of_project("general", HOUSE),
        "kind": await feeds.of_kind(whole, "workshop"),
        "nothing": await feeds.of_municipality("0108", HOUSE),
    }
    return {name: await rendered(feed) for name, feed in wanted.items()}


async def test_both_readers_accept_every_feed(db: None) -> None:
    events = await agenda.events(await hard_events())
    calendars = await every_feed()
    assert {name: libical.complaints(one) for name, one in calendars.items()} == {
        name: [] for name in calendars
    }
    read = dict(zip(calendars, icaljs.read(*calendars.values()), strict=True))
    wanted = [(event.uid, event.starts_at, event.ends_at) for event in events]
    for name in ("everything", "municipality", "project", "kind"):
        seen = [(one.uid, one.starts.time, one.ends.time) for one in read[name].events]
        assert sorted(seen) == sorted(wanted)
        spans = [(one.starts_at, one.ends_at) for one in libical.events(calendars[name])]
        assert sorted(spans) == sorted((starts, ends) for _uid, starts, ends in wanted)
    assert read["nothing"].events == []


async def test_both_readers_see_the_same_titles_and_who_is_called_off(db: None) -> None:
    await hard_events()
    calendar = (await every_feed())["everything"]
    (read,) = icaljs.read(calendar)
    assert {one.summary for one in read.events} == {one.summary for one in libical.events(calendar)}
    assert {one.summary: one.status for one in read.events}["Suspendida"] == "CANCELLED"
    assert one_line(UNSEEN) in {one.summary for one in read.events}
    assert "Taller" in {one.summary for one in read.events}  # what is discreet goes by its kind


async def test_no_line_is_too_long_and_none_holds_what_cannot_be_seen(db: None) -> None:
    await hard_events()
    for calendar in (await every_feed()).values():
        lines = calendar.split(b"\r\n")
        assert max(map(len, lines)) <= LONGEST_LINE
        assert [line for line in lines if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)] == []
        assert all(line.decode() is not None for line in lines)  # no letter was cut in two


async def test_public_feeds_name_no_people_no_meeting_and_no_hidden_place(db: None) -> None:
    await hard_events()
    told = (await every_feed())["everything"].decode().replace("\r\n ", "")
    assert "Salón «La Ñ»\\, 2.º nivel\\; patio" in told
    hidden = ("ORGANIZER", "ATTENDEE", "METHOD", "meet.example", "CONFERENCE", "Casa Azul", "14.1")
    assert [word for word in hidden if word in told] == []


async def test_each_event_on_its_own_has_the_identity_that_it_has_in_feeds(db: None) -> None:
    events = await agenda.events(await hard_events())
    alone = [
        ical.single(
            calendar_entry.entry(event, status=feeds.status_of(event), base_url=HOUSE, public=True)
        )
        for event in events
    ]
    assert [libical.complaints(one) for one in alone] == [[]] * len(alone)
    read = [calendar.events for calendar in icaljs.read(*alone)]
    assert [[(one.uid, one.starts.time) for one in each] for each in read] == [
        [(event.uid, event.starts_at)] for event in events
    ]


async def test_two_renderings_are_the_same_bytes(db: None) -> None:
    await hard_events()
    first = await every_feed()
    feeds._rendered.cache_clear()
    feeds._kept.clear()
    assert await every_feed() == first


async def test_the_revision_is_the_last_change(db: None) -> None:
    await planned()
    told = (await every_feed())["everything"].decode()
    stamps = dict(re.findall(r"(DTSTAMP|LAST-MODIFIED):(\S+)", told))
    assert stamps == dict.fromkeys(("DTSTAMP", "LAST-MODIFIED"), f"{TODAY:%Y%m%dT%H%M%SZ}")
