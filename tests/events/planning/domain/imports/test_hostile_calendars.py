"""Calendars that say they are ours and are not what ours would say."""

import json
from typing import Any

import pytest

from tests.support.events import TODAY
from tests.support.imported import brought_in, counts, everything

pytestmark = pytest.mark.usefixtures("db")


def calendar(**said: str) -> str:
    """A calendar of one event that carries what only ours carry."""
    usual = {
        "UID": "ajeno@example.org", "SUMMARY": "Cine en el parque", "LOCATION": "Parque central",
        "DTSTAMP": "20261101T000000Z", "DTSTART": "20261220T150000Z", "DTEND": "20261220T170000Z",
    }  # fmt: skip
    lines = [f"{name.replace('_', '-')}:{value}" for name, value in {**usual, **said}.items()]
    event = ["BEGIN:VEVENT", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", ""])


@pytest.mark.parametrize(
    "place",
    [
        [1],
        {"address": 5},
        {"capacity": "x"},
        {"latitude": "norte", "longitude": 1},
        {"step_free": 3},
    ],
)
async def test_a_venue_described_in_nonsense_comes_in_without_the_description(place: Any) -> None:
    text = json.dumps(place).replace(",", "\\,")
    outcomes = await brought_in(calendar(X_CONVOCA_PLACE=text))
    assert counts(outcomes) == {"new": 1}
    assert [event.venue_name for event in await everything()] == ["Parque central"]


async def test_a_revision_that_is_no_number_is_the_first() -> None:
    said = calendar(X_CONVOCA_CREATED_AT="20260101T000000Z", X_CONVOCA_SEQUENCE="9" * 5000)
    assert counts(await brought_in(said)) == {"new": 1}


async def test_a_revision_of_the_future_is_of_today() -> None:
    moments = dict.fromkeys(("X_CONVOCA_CREATED_AT", "X_CONVOCA_CHANGED_AT"), "20900101T000000Z")
    await brought_in(calendar(X_CONVOCA_KIND="workshop", **moments))
    (event,) = await everything()
    assert (event.created_at, event.changed_at) == (TODAY, TODAY)


async def test_a_case_in_the_name_of_a_place_is_refused() -> None:
    outcomes = await brought_in(calendar(LOCATION="Audiencia del caso 123-2026"))
    assert counts(outcomes) == {"refused": 1}
    assert "Parece trabajo sobre el caso" in outcomes[0].wrong["row"]
