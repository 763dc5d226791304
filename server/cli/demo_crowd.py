"""The crowds that events draw on: invented people of whom only sex and age band are imagined."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from events.attendance.domain import codes
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL, Public

WITH_A_PASS: Final = 0.78
OTHER: Final = 0.006


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who comes again and again, with a pass or without."""

    pass_code: str | None
    sex: str
    age_band: str


Crowds = Mapping[tuple[str, str], list[Person]]


def crowds(chance: Chance) -> Crowds:
    """The people of every municipality and audience."""
    return {
        (town.ine, audience): [_person(chance, public) for _number in range(public.pool)]
        for town in MATERIAL.towns
        for audience, public in MATERIAL.publics.items()
    }


def sex(chance: Chance, public: Public) -> str:
    """As it is spread in this audience."""
    if chance.happens(OTHER):
        return "other"
    return "female" if chance.happens(public.female) else "male"


def _person(chance: Chance, public: Public) -> Person:
    # The code itself follows from no seed, and is forgotten when the registers are written.
    pass_code = codes.new_pass_code() if chance.happens(WITH_A_PASS) else None
    return Person(pass_code=pass_code, sex=sex(chance, public), age_band=chance.drawn(public.ages))
