"""Who holds what: every format as often as it is meant to be, spread over the municipalities."""

from collections.abc import Iterator

from msgspec import Struct

from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL, Format, Session


class Turn(Struct, frozen=True):
    """A session that a municipality is to hold."""

    format: Format
    session: Session
    municipality: str


def turns(chance: Chance) -> list[Turn]:
    """All of them in the order in which they come up."""
    places = _municipalities(chance)
    drawn = [
        Turn(form, form.sessions[number % len(form.sessions)], next(places))
        for form in MATERIAL.formats
        for number in range(form.times)
    ]
    chance.shuffle(drawn)
    return drawn


def _municipalities(chance: Chance) -> Iterator[str]:
    """Without end, each as often as its share says."""
    around = [town.ine for town in MATERIAL.towns for _turn in range(town.share)]
    while True:
        chance.shuffle(around)
        yield from around
