"""A helper's own calendar."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import planning, venues
from events.planning.domain.ical import CalendarEntry, vevent
from events.planning.domain.venues import NewVenue
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support import icaljs, libical
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned
from volunteers.assignments.domain import invitations, personal_feed
from volunteers.assignments.domain.renderings import Renderings
from volunteers.assignments.domain.subscription import Subscriber

DAY = timedelta(days=1)
BASE = "https://convoca.test"


@pytest.fixture(autouse=True)
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is rendered during the test, with nothing kept from other tests."""
    told: list[str] = []

    def noted(entry: CalendarEntry) -> bytes:
        told.append(entry.title)
        return vevent(entry)

    monkeypatch.setattr(personal_feed, "renderings", Renderings[bytes](most=100))
    monkeypatch.setattr(personal_feed, "etags", Renderings[str](most=100))
    monkeypatch.setattr(personal_feed, "vevent", noted)
    return told


async def events_of(who: Subscriber, at: datetime = TODAY) -> list[icaljs.Event]:
    return icaljs.read(await personal_feed.calendar(who, base_url=BASE, at=at))[0].events


async def etag_of(who: Subscriber, at: datetime = TODAY) -> str:
    return await personal_feed.etag(who, base_url=BASE, at=at)


async def invited(ana: UUID, event: UUID) -> UUID:
    return await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)


async def test_an_invitation_is_tentative_and_an_accepted_place_is_confirmed(db: None) -> None:
    ana = await helper()
    assignment = await invited(ana, await planned())
    who = Subscriber(ana, "es")
    before = (await events_of(who))[0]
    await invitations.answer(assignment, "accepted", at=TODAY + DAY)
    calendar = await personal_feed.calendar(who, base_url=BASE, at=TODAY)
    after = icaljs.read(calendar)[0].events[0]
    assert (before.status, after.status) == ("TENTATIVE", "CONFIRMED")
    assert (before.uid, before.sequence) == (after.uid, after.sequence)
    assert (after.starts.time, after.starts.zone) == (SATURDAY, "America/Guatemala")
    assert b"LAST-MODIFIED:20261129T150000Z" in calendar
    assert libical.complaints(calendar) == []
    assert [(one.summary, one.starts_at) for one in libical.events(calendar)] == [
        ("Navegar con cuidado", SATURDAY)
    ]


async def test_a_moved_event_keeps_its_uid_and_raises_its_sequence(db: None) -> None:
    ana, event = await helper(), await planned()
    await invited(ana, event)
    who = Subscriber(ana, "es")
    before = (await events_of(who))[0]
    moved = msgspec.structs.replace(WORKSHOP, starts_at=SATURDAY + DAY, ends_at=SATURDAY + 2 * DAY)
    await planning.change(event, moved, by=SYSTEM, at=TODAY + DAY, above=upstairs)
    after = (await events_of(who))[0]
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.starts.time == SATURDAY + DAY


async def test_what_is_off_stays_a_month_and_then_goes(db: None) -> None:
    ana = await helper()
    called_off, declined, withdrawn = [
        await planned(starts_at=SATURDAY + days * DAY, ends_at=SATURDAY + days * DAY + DAY / 24)
        for days in (50, 51, 52)
    ]
    for event in (called_off, declined, withdrawn):
        await invited(ana, event)
    places = {row["event"]: row["id"] for row in await fetch("SELECT id, event FROM assignment")}
    await planning.cancel(called_off, "rain", by=SYSTEM, at=TODAY)
    await invitations.answer(places[declined], "declined", at=TODAY)
    await invitations.withdraw(places[withdrawn], by=SYSTEM, at=TODAY)
    who = Subscriber(ana, "es")
    kept = await events_of(who, TODAY + 29 * DAY)
    assert [one.status for one in kept] == ["CANCELLED"] * 3
    assert await events_of(who, TODAY + 30 * DAY) == []


async def test_the_calendar_goes_back_ninety_days(db: None) -> None:
    ana = await helper()
    await invited(ana, await planned())
    who = Subscriber(ana, "es")
    end = SATURDAY + DAY / 8
    assert len(await events_of(who, end + 89 * DAY)) == 1
    assert await events_of(who, end + 90 * DAY) == []


async def test_the_calendar_names_no_people_and_no_topic(db: None) -> None:
    ana = await helper("Ana Secreta", topics=("gender-violence",))
    event = await planned(title="Violencia de género", topics=("gender-violence",), notes="nombres")
    await invited(ana, event)
    calendar = (
        await personal_feed.calendar(Subscriber(ana, "es"), base_url=BASE, at=TODAY)
    ).decode()
    assert "SUMMARY:Taller" in calendar
    for word in ("Violencia", "gender", "Secreta", "nombres", "ana@", "ATTENDEE", "METHOD"):
        assert word.lower() not in calendar.lower()


async def test_the_calendar_speaks_the_language_of_its_owner(db: None) -> None:
    ana = await helper()
    await invited(ana, await planned())
    spanish, english = Subscriber(ana, "es"), Subscriber(ana, "en")
    assert [(await events_of(who))[0].categories for who in (spanish, english)] == [
        ["Taller"],
        ["Workshop"],
    ]
    assert await etag_of(spanish) != await etag_of(english)


async def test_an_empty_calendar_is_a_calendar(db: None) -> None:
    calendar = await personal_feed.calendar(
        Subscriber(await helper(), "es"), base_url=BASE, at=TODAY
    )
    assert icaljs.read(calendar)[0].events == []


async def test_the_tag_changes_with_whatever_the_calendar_shows(db: None) -> None:
    ana, event = await helper(), await planned()
    who = Subscriber(ana, "es")
    tags = [await etag_of(who)]
    assignment = await invited(ana, event)
    tags.append(await etag_of(who))
    await invitations.answer(assignment, "accepted", at=TODAY + DAY)
    tags.append(await etag_of(who))
    await planning.change(
        event,
        msgspec.structs.replace(WORKSHOP, title="Otro"),
        by=SYSTEM,
        at=TODAY + DAY,
        above=upstairs,
    )
    tags.append(await etag_of(who))
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + 2 * DAY)
    tags.append(await etag_of(who))
    assert len(set(tags)) == 5
    assert await etag_of(who) == tags[-1]
    assert await etag_of(who, TODAY + 40 * DAY) == tags[0]


async def test_another_helpers_doings_change_nothing(db: None) -> None:
    ana, beto, event = await helper(), await helper("Beto"), await planned()
    await invited(ana, event)
    who = Subscriber(ana, "es")
    before = await etag_of(who), await personal_feed.calendar(who, base_url=BASE, at=TODAY)
    assignment = await invitations.invite(event, beto, "assistant", by=SYSTEM, at=TODAY)
    await invitations.answer(assignment, "accepted", at=TODAY)
    assert (
        await etag_of(who),
        await personal_feed.calendar(who, base_url=BASE, at=TODAY),
    ) == before


async def test_only_what_changed_is_rendered_again(db: None, rendered: list[str]) -> None:
    ana = await helper()
    for days in range(3):
        starts = SATURDAY + days * DAY
        await invited(
            ana, await planned(title=f"Día {days}", starts_at=starts, ends_at=starts + DAY / 24)
        )
    who = Subscriber(ana, "es")
    first = await personal_feed.calendar(who, base_url=BASE, at=TODAY)
    assert rendered == ["Día 0", "Día 1", "Día 2"]
    assert await personal_feed.calendar(who, base_url=BASE, at=TODAY) == first
    changed = await fetch(
        "SELECT a.id FROM assignment a JOIN event e ON e.id = a.event WHERE e.title = 'Día 1'"
    )
    await invitations.answer(changed[0]["id"], "accepted", at=TODAY)
    second = await personal_feed.calendar(who, base_url=BASE, at=TODAY)
    assert rendered[3:] == ["Día 1"]
    assert [one.status for one in icaljs.read(second)[0].events] == [
        "TENTATIVE",
        "CONFIRMED",
        "TENTATIVE",
    ]


async def test_what_is_off_no_longer_tells_a_confidential_place(db: None) -> None:
    home = NewVenue(name="Casa Azul", municipality="0103", confidential=True)
    ana, venue = await helper(), await venues.add(home, by=SYSTEM, at=TODAY)
    assignment = await invited(ana, await planned(venue=venue))
    who = Subscriber(ana, "es")
    assert b"Casa Azul" in await personal_feed.calendar(who, base_url=BASE, at=TODAY)
    await invitations.withdraw(assignment, by=SYSTEM, at=TODAY + DAY)
    assert b"Casa Azul" not in await personal_feed.calendar(who, base_url=BASE, at=TODAY + DAY)
