"""The poster says what everybody may know, in the colour of its municipality."""

import re
from pathlib import Path

import pytest

from events.attendance.domain import doors
from events.attendance.domain.paper import poster_card
from events.planning.domain import venues
from server.foundation.errors import Conflict, NotAllowed
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY, planned

SHEET = Path(__file__).parents[5] / "server/frontend/src/css/municipalities.css"


def test_municipalities_have_the_colours_of_the_style_sheet() -> None:
    light = SHEET.read_text().partition("@media")[0]
    assert dict(re.findall(r"\.muni-(\d{4}) \{ --muni: (#\w{6});", light)) == poster_card.COLOURS


@pytest.mark.usefixtures("db")
async def test_a_poster_says_the_public_title_and_the_place(cast: Cast) -> None:
    venue = await venues.add(
        venues.NewVenue(name="Salón comunal", municipality="0103"), by=SYSTEM, at=TODAY
    )
    event = await planned(public_title="Taller para familias", venue=venue)
    await doors.ask(event, "spoken", "407", by=SYSTEM, at=TODAY)
    card = await poster_card.card_of(
        event, by=cast.pinula, base_url="https://convoca.test", locale="en"
    )
    code = (await doors.door_of(event)).code
    assert (card.title, card.venue, card.municipality, card.locale) == (
        "Taller para familias", "Salón comunal", "San José Pinula", "en",
    )  # fmt: skip
    assert (card.address, card.colour, card.asks) == (
        f"https://convoca.test/c/{code}", "#7d5600", "spoken",
    )  # fmt: skip


@pytest.mark.usefixtures("db")
async def test_a_confidential_venue_is_not_on_the_poster() -> None:
    secret = venues.NewVenue(name="Casa segura", municipality="0103", confidential=True)
    event = await planned(venue=await venues.add(secret, by=SYSTEM, at=TODAY))
    card = await poster_card.card_of(event, by=SYSTEM, base_url="https://c.test", locale="es")
    assert card.venue is None


@pytest.mark.usefixtures("db")
async def test_only_who_coordinates_there_prints_it_and_only_when_published(cast: Cast) -> None:
    event = await planned(published=False)
    with pytest.raises(NotAllowed):
        await poster_card.card_of(event, by=cast.mixco, base_url="https://c.test", locale="es")
    with pytest.raises(Conflict):
        await poster_card.card_of(event, by=cast.pinula, base_url="https://c.test", locale="es")
