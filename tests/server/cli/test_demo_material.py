"""What the demonstration is made of fits the world it is set in."""

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

import msgspec

from events.outreach.domain.cartography import BOUNDARIES
from events.planning.domain.reference import SHIPPED
from server.cli.demo_calendar import around
from server.cli.demo_cast import cast
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL
from tests.support.events import TODAY


def shipped(section: str, key: str = "slug") -> set[str]:
    return {row[key] for row in msgspec.json.decode(SHIPPED.read_bytes())[section]}


def borders(ine: str) -> Iterator[tuple[list[float], list[float]]]:
    """The sides of every ring, holes included."""
    for feature in msgspec.json.decode(BOUNDARIES.read_bytes())["features"]:
        if feature["properties"]["ine"] == ine:
            rings: Any = feature["geometry"]["coordinates"]
            if feature["geometry"]["type"] == "MultiPolygon":
                rings = chain.from_iterable(rings)
            for ring in rings:
                yield from pairwise(ring)


def inside(ine: str, x: float, y: float) -> bool:
    """By the even-odd rule."""
    crossed = [
        x < (x1 - x0) * (y - y0) / (y1 - y0) + x0
        for (x0, y0), (x1, y1) in borders(ine)
        if (y0 > y) != (y1 > y)
    ]
    return sum(crossed) % 2 == 1


def test_every_venue_lies_in_its_municipality() -> None:
    assert not inside("0103", 0, 0)
    for town in MATERIAL.towns:
        assert all(inside(town.ine, it.longitude, it.latitude) for it in town.spots), town.ine


def test_every_code_is_one_that_is_shipped() -> None:
    sessions = [session for form in MATERIAL.formats for session in form.sessions]
    assert {form.kind for form in MATERIAL.formats} == shipped("kinds")
    assert {topic for session in sessions for topic in session.topics} == shipped("topics")
    assert {it for form in MATERIAL.formats for it in form.audiences} <= set(MATERIAL.publics)
    assert set(MATERIAL.publics) <= shipped("audiences")
    assert {town.ine for town in MATERIAL.towns} == shipped("municipalities", "ine")


def test_everywhere_there_is_a_place_for_everything_that_many_come_to() -> None:
    for form in MATERIAL.formats:
        for town in MATERIAL.towns if form.places else ():
            fit = [spot.capacity for spot in town.spots if spot.type in form.places]
            assert min(fit) >= form.came[1] + form.tallied[1], (form.kind, town.ine)


def test_one_venue_is_confidential() -> None:
    spots = [spot for town in MATERIAL.towns for spot in town.spots]
    assert [spot.name for spot in spots if spot.confidential] == ["Casa Amanecer"]


def test_nobody_shares_an_address() -> None:
    members = cast(Chance(1), around(TODAY))
    assert len({member.email for member in members}) == len(members) == len(MATERIAL.names)
    ursula = next(member for member in members if member.name == "Úrsula R.")
    assert ursula.email == "ursula.r@convoca.example"
