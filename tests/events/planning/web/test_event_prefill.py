"""What an address asks the form of a new event to begin with."""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import httpx
import pytest

from events.planning.domain import venues
from events.planning.domain.event import Material
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.programmes import programme

FIELDS = (
    *("title", "day", "starts", "ends", "last_day", "capacity", "programme_position", "cost"),
    *("material-1-label", "notes"),
)


@pytest.fixture
async def coordinator(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser in which Alba, who plans everywhere, is signed in."""
    await sign_in_as(visitor, cast.admin)
    return visitor


def fields(page: str) -> dict[str, str]:
    """The fields of one line that hold something."""
    found = re.findall(r'<input id="f-[\w-]+" name="([\w-]+)" type="\w+" value="([^"]*)"', page)
    return {name: value for name, value in found if name in FIELDS and value}


def chosen(page: str) -> list[str]:
    """What is chosen, but for the zone and the project that go without saying."""
    found = re.findall(r'value="([^"]+)"(?: selected| checked)', page)
    return [value for value in found if value not in {"America/Guatemala", "general"}]


async def opened(visitor: httpx.AsyncClient, query: str) -> str:
    answer = await visitor.get(f"/eventos/nuevo?{query}")
    assert answer.status_code == 200
    return answer.text


async def test_an_address_fills_the_form_in(coordinator: httpx.AsyncClient) -> None:
    new = venues.NewVenue(name="Salón", municipality="0108")
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    page = await opened(
        coordinator,
        "dia=2027-03-06&hora=10:00&hasta=11:30&ultimo_dia=2027-03-07&municipio=0108"
        f"&lugar={venue}&titulo=Cine&tipo=film-forum&cupo=40&publico=adolescents&publico=teachers"
        "&tema=trafficking&modalidad=blended&otra=cosa",
    )
    assert fields(page) == {
        "title": "Cine",
        "day": "2027-03-06",
        "starts": "10:00",
        "ends": "11:30",
        "last_day": "2027-03-07",
        "capacity": "40",
    }
    assert chosen(page) == [
        *("film-forum", "blended", "0108", str(venue), "adolescents", "teachers", "trafficking")
    ]


async def test_nonsense_in_an_address_is_left_alone(coordinator: httpx.AsyncClient) -> None:
    page = await opened(coordinator, "dia=%00&lugar=x&tipo=party&clon=x&programa=x")
    assert chosen(page) == ["in_person"]


async def test_who_plans_in_one_place_only_stays_there(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert chosen(await opened(visitor, "municipio=0108")) == ["in_person", "0103"]


async def test_a_copy_is_everything_but_the_day(coordinator: httpx.AsyncClient) -> None:
    school = await programme()
    event = await planned(
        capacity=25, cost=Decimal(5), materials=(Material(label="Guía"),), notes="Sillas",
        programme=school, programme_position=1, ends_at=SATURDAY + timedelta(days=1),
    )  # fmt: skip
    page = await opened(coordinator, f"clon={event}&dia=2027-03-06")
    assert fields(page) == {
        "title": "Navegar con cuidado",
        "day": "2027-03-06",
        "starts": "09:00",
        "ends": "09:00",
        "capacity": "25",
        "material-1-label": "Guía",
        "cost": "5.00",
    }
    assert chosen(page) == [
        *("workshop", "in_person", "0103", "parents-carers", "social-network-risks")
    ]
    assert 'name="seen"' not in page


async def test_only_who_coordinates_an_event_copies_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.mixco)
    event = await planned()
    assert (await visitor.get(f"/eventos/nuevo?clon={event}")).status_code == 403
    school = await programme()
    await planned(programme=school, programme_position=1)
    assert (await visitor.get(f"/eventos/nuevo?programa={school}")).status_code == 403
    for unknown in (f"clon={uuid4()}", f"programa={uuid4()}"):
        assert (await visitor.get(f"/eventos/nuevo?{unknown}")).status_code == 404


async def session_of(visitor: httpx.AsyncClient, school: UUID, query: str = "") -> tuple[str, ...]:
    page = await opened(visitor, f"programa={school}{query}")
    held = fields(page)
    return (held["starts"], held["programme_position"], *chosen(page))


async def test_the_next_session_is_like_the_last_one(coordinator: httpx.AsyncClient) -> None:
    school = await programme()
    first = ("09:00", "1", "in_person", "0103", str(school))
    assert await session_of(coordinator, school) == first
    await planned(
        programme=school, programme_position=2, kind="talk",
        starts_at=SATURDAY - timedelta(hours=1),
    )  # fmt: skip
    like = ("talk", "in_person", "0103", "parents-carers", "social-network-risks", str(school))
    assert await session_of(coordinator, school) == ("08:00", "3", *like)
    assert await session_of(coordinator, school, "&posicion=1") == ("08:00", "1", *like)
