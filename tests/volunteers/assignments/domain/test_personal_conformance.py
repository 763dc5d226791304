"""A helper's own calendar is accepted by libical and by ical.js, and may tell only «busy»."""

from datetime import timedelta
from typing import Final

import pytest

from events.planning.domain import agenda, planning, venues
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support import icaljs, libical
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.hard_events import hard_events
from volunteers.assignments.domain import invitations, personal_feed
from volunteers.assignments.domain.renderings import Renderings
from volunteers.assignments.domain.subscription import Subscriber

BASE: Final = "https://convoca.test"
PLACED: Final = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), id, $1, 'lead', 'accepted', $2, $2 FROM event
"""


@pytest.fixture(autouse=True)
def nothing_rendered_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_feed, "renderings", Renderings[bytes](most=100))
    monkeypatch.setattr(personal_feed, "etags", Renderings[str](most=100))


async def calendar(who: Subscriber) -> bytes:
    return await personal_feed.calendar(who, base_url=BASE, at=TODAY)


async def test_both_readers_accept_it_whole_and_busy(db: None) -> None:
    events, ana = await agenda.events(await hard_events()), await helper()
    await execute(PLACED, ana, TODAY)
    told = [await calendar(Subscriber(ana, "es", busy_only=busy)) for busy in (False, True)]
    assert [libical.complaints(one) for one in told] == [[], []]
    wanted = sorted((event.uid, event.sequence, event.starts_at, event.ends_at) for event in events)
    for read in icaljs.read(*told):
        seen = [(one.uid, one.sequence, one.starts.time, one.ends.time) for one in read.events]
        assert sorted(seen) == wanted
    assert told == [await calendar(Subscriber(ana, "es", busy_only=busy)) for busy in (False, True)]


async def test_busy_tells_when_and_nothing_else(db: None) -> None:
    house = venues.NewVenue(name="Casa Azul", municipality="0103", latitude=14.1, longitude=-90.1)
    venue = await venues.add(house, by=SYSTEM, at=TODAY)
    meeting = "https://meet.example/a"
    event = await planned(venue=venue, modality="blended", meeting_url=meeting)
    ana = await helper()
    await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    whole, busy = [
        (await calendar(Subscriber(ana, "es", busy_only=busy))).decode() for busy in (False, True)
    ]
    said = ("Navegar", "Casa Azul", "meet.example", "GEO", "DESCRIPTION", "URL", "CATEGORIES")
    assert [word for word in said if word in whole] == list(said)
    assert [word for word in said if word in busy] == []
    (read,) = icaljs.read(busy.encode())
    assert [(one.summary, one.status) for one in read.events] == [("Ocupado", "TENTATIVE")]
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + timedelta(hours=1))
    (read,) = icaljs.read(await calendar(Subscriber(ana, "en", busy_only=True)))
    assert [one.status for one in read.events] == ["CANCELLED"]


async def test_choosing_busy_makes_another_tag_and_back_the_same(db: None) -> None:
    ana = await helper()
    await invitations.invite(await planned(), ana, "lead", by=SYSTEM, at=TODAY)
    tags = [
        await personal_feed.etag(Subscriber(ana, "es", busy_only=busy), base_url=BASE, at=TODAY)
        for busy in (False, True, False)
    ]
    assert (tags[0] != tags[1], tags[0] == tags[2]) == (True, True)


async def test_an_unchanged_calendar_is_not_rendered_to_find_its_tag(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = Subscriber(await helper(), "es")
    first = await personal_feed.etag(who, base_url=BASE, at=TODAY)

    async def fail(*_asked: object, **_more: object) -> bytes:
        raise AssertionError("it was rendered")

    monkeypatch.setattr(personal_feed, "calendar", fail)
    assert await personal_feed.etag(who, base_url=BASE, at=TODAY) == first
