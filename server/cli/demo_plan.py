"""When and where everything is held; no venue holds two events at once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct

from server.cli.demo_calendar import HalfYear, local_day
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL
from server.cli.demo_places import Site
from server.cli.demo_turns import Turn

Opening = tuple[datetime, Site | None]


class Planned(Struct, frozen=True, kw_only=True):
    """An event of the agenda; `site` is None for one that is held online."""

    id: UUID
    turn: Turn
    site: Site | None
    planned_at: datetime
    starts_at: datetime
    ends_at: datetime
    status: str = "published"
    reason: str | None = None

    @property
    def day(self) -> date:
        """The day on which it happens."""
        return local_day(self.starts_at)


def plan(
    chance: Chance, half: HalfYear, sites: Sequence[Site], *, drawn: Sequence[Turn], weeks: range
) -> list[Planned]:
    """Everything drawn, each in one of the weeks, by time."""
    held: list[Planned] = []
    for place, turn in enumerate(drawn):
        week = weeks[place * len(weeks) // len(drawn)]
        openings = _openings(
            chance, half, turn, sorted(weeks, key=lambda it: abs(it - week)), sites
        )
        opening = next(opening for opening in openings if _free(turn, opening, held))
        held.append(_planned(chance, half, turn, opening))
    return sorted(held, key=lambda event: (event.starts_at, event.id))


def _openings(
    chance: Chance, half: HalfYear, turn: Turn, weeks: Sequence[int], sites: Sequence[Site]
) -> Iterator[Opening]:
    """Every slot and venue that would do, those of the first week first."""
    for week in weeks:
        slots = [slot for slot in turn.format.slots if _workday(half.day(week, slot[:3]))]
        options = [(half.slot(week, slot), site) for slot in slots for site in _fit(turn, sites)]
        chance.shuffle(options)
        yield from options


def _workday(day: date) -> bool:
    return f"{day:%m-%d}" not in MATERIAL.holidays


def _fit(turn: Turn, sites: Sequence[Site]) -> Sequence[Site | None]:
    if turn.format.modality == "virtual":
        return [None]
    return [
        site
        for site in sites
        if site.municipality == turn.municipality and site.spot.type in turn.format.places
    ]


def _free(turn: Turn, opening: Opening, held: Sequence[Planned]) -> bool:
    """A municipality holds one event at a time, so its venues and most of its people are free."""
    starts_at = opening[0]
    ends_at = starts_at + timedelta(minutes=turn.format.minutes)
    return not any(
        other.turn.municipality == turn.municipality
        and other.starts_at < ends_at
        and starts_at < other.ends_at
        for other in held
    )


def _planned(chance: Chance, half: HalfYear, turn: Turn, opening: Opening) -> Planned:
    starts_at, site = opening
    written = starts_at - timedelta(days=chance.randint(21, 45)) + chance.minutes(0, 300)
    planned_at = min(written, half.now - chance.minutes(2 * 24 * 60, 9 * 24 * 60))
    return Planned(
        id=chance.id(planned_at), turn=turn, site=site, planned_at=planned_at,
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=turn.format.minutes),
    )  # fmt: skip
