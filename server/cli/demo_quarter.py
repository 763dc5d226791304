"""The quarter after the half year: drafted, and waiting for people."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from piccolo.table import Table

from server.cli.demo_calendar import WEEKS, HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_places import Site
from server.cli.demo_plan import Planned, plan
from server.cli.demo_turns import turns
from volunteers.assignments.tables import NeedLanguage

QUARTER: Final = range(WEEKS.stop, WEEKS.stop + 13)
EVENTS: Final = 72
# Where somebody on the team must speak another language at every third event.
SPOKEN: Final = {"0110": "cak", "0115": "quc"}


def drafted(seed: int, half: HalfYear, sites: Sequence[Site]) -> list[Planned]:
    """Seventy-two drafts, drawn by a chance of their own: the half year does not depend on them."""
    chance = Chance(f"the quarter after {seed}")
    drawn = chance.sample(turns(chance), EVENTS)
    return [
        replace(event, status="draft")
        for event in plan(chance, half, sites, drawn=drawn, weeks=QUARTER)
    ]


def spoken(chance: Chance, agenda: Sequence[Planned]) -> list[Table]:
    """The languages that teams need."""
    there = [event for event in agenda if event.turn.municipality in SPOKEN]
    return [
        NeedLanguage(
            id=chance.id(event.planned_at), event=event.id,
            language=SPOKEN[event.turn.municipality],
        )
        for event in there[::3]
    ]  # fmt: skip
