"""The helpers of the demonstration: where they belong, what they know, how they are cleared."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from piccolo.table import Table

from server.cli.demo_calendar import HalfYear
from server.cli.demo_cast import Member
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL, Learning
from server.cli.demo_quarter import QUARTER
from volunteers.people.domain.credentials import USUAL_MONTHS
from volunteers.people.domain.validity import months_later
from volunteers.people.tables import Clearance, Network, Qualification, Volunteer

# Which of the forty let their clearance lapse, and whose lapses within the next weeks.
LAPSED: Final = frozenset({6, 19, 32})
SOON: Final = frozenset({3, 9, 16, 23, 29, 36})
# Who helps only beside somebody with experience.
NOVICES: Final = frozenset({5, 14, 27, 38})


class Helper(Struct, frozen=True, kw_only=True):
    """A volunteer as staffing has to know them; a verification is its first and last day."""

    id: UUID
    account: UUID
    home: str
    signs_in: bool
    leads: tuple[str, ...]
    assists: tuple[str, ...]
    verified: tuple[tuple[date, date], ...]

    def knows(self, role: str, topics: Sequence[str]) -> bool:
        """Whether they may fill this role at an event on these topics; who leads may assist."""
        known = self.leads if role == "lead" else (*self.leads, *self.assists)
        return set(topics) <= set(known)

    def cleared(self, day: date) -> bool:
        """Whether they may work with minors on this day."""
        return any(first <= day <= last for first, last in self.verified)


def helpers(chance: Chance, half: HalfYear, members: Sequence[Member]) -> list[Helper]:
    """A helper for each account of a facilitator."""
    people = [member for member in members if member.role == "facilitator"]
    paths = (MATERIAL.paths[number] for town in MATERIAL.towns for number in range(town.helpers))
    return [
        Helper(
            id=chance.id(half.beginning), account=member.id, home=str(member.municipality),
            signs_in=member.signs_in, leads=_topics(path.leads), assists=_assists(path),
            verified=tuple(_verified(chance, half, place)),
        )
        for place, (member, path) in enumerate(zip(people, paths, strict=True))
    ]  # fmt: skip


def stored(chance: Chance, half: HalfYear, people: Sequence[Helper]) -> list[Table]:
    """The networks, and all that is written down about their members."""
    at = half.beginning
    networks = {
        town.ine: Network(id=chance.id(at), municipality=town.ine, name=town.network)
        for town in MATERIAL.towns
    }
    spoken = {town.ine: town.languages for town in MATERIAL.towns}
    volunteers = [
        Volunteer(
            id=helper.id, account=helper.account, home=helper.home,
            network=networks[helper.home].id,
            languages=list(spoken[helper.home][place % len(spoken[helper.home])]),
            **_limits(place, half),
        )
        for place, helper in enumerate(people)
    ]  # fmt: skip
    credentials = [row for helper in people for row in _credentials(chance, half, helper)]
    return [*networks.values(), *volunteers, *credentials]


def _limits(place: int, half: HalfYear) -> dict[str, Any]:
    """How much and how far; most told until when they know of no absence, a few are new to this."""
    told = {
        "absences_told_until": half.day(QUARTER[-1], "sun"),
        "absences_told_at": half.now,
    }
    return {
        "most_a_week": (None, 2, 1, 3)[place % 4],
        "most_a_month": (None, 6, 4)[place % 3],
        "travel_minutes": (60, None, 45, 90)[place % 4],
        "novice": place in NOVICES,
        **(told if place % 3 else {}),
    }


def _topics(strands: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(it for strand in strands for it in MATERIAL.strands[strand]))


def _assists(path: Learning) -> tuple[str, ...]:
    leads = _topics(path.leads)
    return tuple(topic for topic in _topics(path.assists) if topic not in leads)


def _verified(chance: Chance, half: HalfYear, place: int) -> Iterator[tuple[date, date]]:
    """Two verifications of one record, the later first: it was renewed before it lapsed."""
    if place in LAPSED:
        left = -chance.randint(10, 40)
    elif place in SOON:
        left = chance.randint(5, 28)
    else:
        left = chance.randint(60, 170)
    later = half.monday + timedelta(days=left - 182)
    for first in (later, later - timedelta(days=chance.randint(165, 180))):
        yield first, months_later(first, USUAL_MONTHS)


def _credentials(chance: Chance, half: HalfYear, helper: Helper) -> Iterator[Table]:
    at = half.beginning
    held = [("lead", topic) for topic in helper.leads]
    held += [("assistant", topic) for topic in helper.assists]
    for role, topic in held:
        renewed = half.monday + timedelta(days=chance.randint(200, 700))
        valid_until = renewed if chance.happens(0.15) else None
        yield Qualification(
            id=chance.id(at), volunteer=helper.id, topic=topic, role=role, valid_until=valid_until
        )
    kinds = ["renas", "police"] if chance.happens(0.25) else ["renas"]
    for kind in kinds:
        for first, last in helper.verified:
            yield Clearance(
                id=chance.id(at), volunteer=helper.id, kind=kind, verified_on=first,
                valid_until=last,
            )  # fmt: skip
