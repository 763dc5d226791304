"""What programs read about an event (schema.org), and what they never do."""

import json
from datetime import timedelta
from typing import Any

import pytest

from events.planning.domain import agenda, planning, venues
from events.planning.domain.structured_data import structured
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned

HOUSE = "https://convoca.test"
PAGE = f"{HOUSE}/agenda/1"
MEETING: dict[str, Any] = {"meeting_url": "https://meet.example/secreto"}
LOCALITY = {
    "@type": "PostalAddress",
    "addressLocality": "San José Pinula",
    "addressCountry": "GT",
}


async def told(event: Any, **more: Any) -> dict[str, Any]:
    found = await agenda.event(event)
    return structured(found, page=PAGE, organiser="Convoca", house=HOUSE, **more)


async def at_a_venue(*, confidential: bool = False, **changes: Any) -> Any:
    new = venues.NewVenue(
        name="Casa Amarilla", municipality="0103", address="Calle 1", confidential=confidential,
        latitude=14.5, longitude=-90.4,
    )  # fmt: skip
    return await planned(venue=await venues.add(new, by=SYSTEM, at=TODAY), **changes)


async def test_an_event_is_told_whole(db: None) -> None:
    assert await told(await at_a_venue()) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": PAGE,
        "url": PAGE,
        "name": "Navegar con cuidado",
        "description": "Taller. Navegar con cuidado",
        "startDate": "2026-12-05T09:00:00-06:00",
        "endDate": "2026-12-05T12:00:00-06:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Casa Amarilla",
            "address": {**LOCALITY, "streetAddress": "Calle 1"},
            "geo": {"@type": "GeoCoordinates", "latitude": 14.5, "longitude": -90.4},
        },
        "organizer": {"@type": "Organization", "name": "Convoca", "url": HOUSE},
        "isAccessibleForFree": True,
        "inLanguage": "es",
    }


@pytest.mark.parametrize("confidential", [True, False])
async def test_what_is_confidential_or_unknown_is_only_a_municipality(
    db: None, *, confidential: bool
) -> None:
    event = await (at_a_venue(confidential=True) if confidential else planned())
    place = {"@type": "Place", "name": "San José Pinula", "address": LOCALITY}
    assert (await told(event))["location"] == place


async def test_the_meetings_address_is_not_told(db: None) -> None:
    online = {"@type": "VirtualLocation", "url": PAGE}
    virtual = await told(await planned(modality="virtual", **MEETING))
    blended = await told(await at_a_venue(modality="blended", **MEETING))
    assert virtual["location"] == online
    assert [place["@type"] for place in blended["location"]] == ["Place", "VirtualLocation"]
    assert [each["eventAttendanceMode"].rpartition("/")[2] for each in (virtual, blended)] == [
        "OnlineEventAttendanceMode",
        "MixedEventAttendanceMode",
    ]
    assert "secreto" not in json.dumps([virtual, blended])


async def test_a_discreet_event_says_nothing_of_its_topic(db: None) -> None:
    event = await planned(title="Violencia de género", topics=("gender-violence",))
    said = await told(event)
    assert (said["name"], "description" in said) == ("Taller", False)
    assert "iolencia" not in json.dumps(said)


async def test_what_was_moved_says_from_when_and_what_is_off_says_so(db: None) -> None:
    event = await planned()
    moved = await told(event, moved_from=SATURDAY - timedelta(days=1))
    assert (moved["eventStatus"], moved["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        "2026-12-04T09:00:00-06:00",
    )
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    off = await told(event, moved_from=SATURDAY - timedelta(days=1))
    assert (off["eventStatus"], "previousStartDate" in off) == (
        "https://schema.org/EventCancelled",
        False,
    )
