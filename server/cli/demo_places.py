"""Where the demonstration organisation works: its venues."""

from uuid import UUID

from msgspec import Struct

from events.planning.tables import Venue
from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL, Spot


class Site(Struct, frozen=True, kw_only=True):
    """A spot that has become a venue."""

    id: UUID
    municipality: str
    spot: Spot


def sites(chance: Chance, half: HalfYear) -> list[Site]:
    """Every venue of every municipality."""
    return [
        Site(id=chance.id(half.now), municipality=town.ine, spot=spot)
        for town in MATERIAL.towns
        for spot in town.spots
    ]


def venue(site: Site) -> Venue:
    """The site as it is stored."""
    spot = site.spot
    return Venue(
        id=site.id, municipality=site.municipality, name=spot.name, address=spot.address,
        capacity=spot.capacity, step_free=spot.step_free, confidential=spot.confidential,
        latitude=spot.latitude, longitude=spot.longitude,
    )  # fmt: skip
