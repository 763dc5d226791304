"""An event as calendars write it: in public words, and no more than each reader may know."""

from datetime import timedelta
from typing import Any

import pytest

from events.planning.domain import agenda, planning, venues
from events.planning.domain.calendar_entry import entry
from events.planning.domain.event import Event
from events.planning.domain.ical import CalendarEntry
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, planned

HOUSE = "https://convoca.test"


async def held(*, confidential: bool = False, **changes: Any) -> Event:
    """An event at a venue with coordinates."""
    new = venues.NewVenue(
        name="Casa Amarilla", municipality="0103", address="Calle 1", confidential=confidential,
        latitude=14.5453, longitude=-90.4114,
    )  # fmt: skip
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    remote: dict[str, Any] = {"modality": "blended", "meeting_url": "https://meet.example/a"}
    return await agenda.event(await planned(venue=venue, **remote, **changes))


async def test_everybody_reads_the_public_title_and_place(db: None) -> None:
    event = await held(title="Prevenir la trata", topics=("trafficking",))
    public = entry(event, status="CONFIRMED", base_url=HOUSE, public=True)
    assert public == CalendarEntry(
        uid=event.uid,
        sequence=0,
        changed_at=TODAY,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone="America/Guatemala",
        title="Taller",
        status="CONFIRMED",
        location="Casa Amarilla, San José Pinula",
        latitude=14.5453,
        longitude=-90.4114,
        description=f"Más información: {HOUSE}/agenda/{event.id}",
        url=f"{HOUSE}/agenda/{event.id}",
    )


async def test_who_helps_also_reads_the_address_and_the_meeting(db: None) -> None:
    event = await held()
    own = entry(event, status="TENTATIVE", base_url=HOUSE)
    assert (own.location, own.meeting_url, own.status) == (
        "Casa Amarilla, Calle 1, San José Pinula",
        "https://meet.example/a",
        "TENTATIVE",
    )


async def test_a_confidential_place_has_no_name_and_no_pin_in_public(db: None) -> None:
    event = await held(confidential=True)
    public = entry(event, status="CONFIRMED", base_url=HOUSE, public=True)
    assert (public.location, public.latitude, public.longitude) == ("San José Pinula", None, None)
    own = entry(event, status="CONFIRMED", base_url=HOUSE)
    assert (own.latitude, "Casa Amarilla" in own.location) == (14.5453, True)


@pytest.mark.parametrize("public", [True, False])
async def test_a_virtual_event_is_nowhere_but_online(db: None, *, public: bool) -> None:
    event = await planned(modality="virtual", meeting_url="https://meet.example/a")
    told = entry(await agenda.event(event), status="CONFIRMED", base_url=HOUSE, public=public)
    assert (told.location, told.latitude) == ("En línea", None)
    assert told.meeting_url == ("" if public else "https://meet.example/a")


async def test_what_was_called_off_still_leads_to_its_page(db: None) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    told = entry(await agenda.event(event), status="CANCELLED", base_url=HOUSE, public=True)
    assert told.url == f"{HOUSE}/agenda/{event}"


async def test_only_what_is_public_has_an_address(db: None) -> None:
    for event in (await planned(published=False), await planned(kind="internal")):
        told = entry(await agenda.event(event), status="CONFIRMED", base_url=HOUSE)
        assert told.url == ""


async def test_the_revision_is_the_latest_of_event_and_answer(db: None) -> None:
    event = await agenda.event(await planned())
    hour = timedelta(hours=1)
    revisions = [
        entry(event, status="CONFIRMED", base_url=HOUSE, changed_at=at).changed_at
        for at in (None, TODAY - hour, TODAY + hour)
    ]
    assert revisions == [TODAY, TODAY, TODAY + hour]
