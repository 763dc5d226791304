"""How many of its places a rota fills as it stands now, in a list as on its own page."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda
from server.foundation.database import fetch
from volunteers.assignments.domain.needed import Needed
from volunteers.assignments.domain.needs import needed_by
from volunteers.assignments.domain.rota.diff import Drafted, Line, Standing, as_made, diff, filled
from volunteers.assignments.domain.rota.draft import STANDING
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.solver.instance import ROLES

PLANNED: Final = """
    SELECT r.id, p.event::uuid AS event
    FROM rota r, jsonb_array_elements_text(coalesce(r.told -> 'planned', '[]')) AS p (event)
    WHERE r.id = ANY($1)
    UNION SELECT rota, event FROM rota_place WHERE rota = ANY($1)
"""
PLACES: Final = """
    SELECT rota, event, volunteer, role, was, by_hand FROM rota_place WHERE rota = ANY($1)
"""
READY: Final = frozenset({"draft", "published"})


class Coverage(Struct, frozen=True):
    """Places that are filled, of those that are needed."""

    filled: int = 0
    needed: int = 0


def coverage(needs: Mapping[UUID, Needed], lines: Iterable[Line]) -> Coverage:
    """The places of some events; nobody too many counts."""
    taken = filled(lines)
    places = [(need.of(role), taken.get((event, role), 0))
              for event, need in needs.items() for role in ROLES]  # fmt: skip
    return Coverage(sum(min(place) for place in places), sum(need for need, _there in places))


async def coverages(rotas: Collection[Rota]) -> dict[UUID, Coverage]:
    """What of each of these there is to count; of a repair the event that it is about."""
    about = await _events([rota for rota in rotas if rota.state in READY])
    every = {event for events in about.values() for event in events}
    needs = await needed_by(every)
    standing = await _by_event(every)
    places: dict[UUID, list[Drafted]] = {rota: [] for rota in about}
    for row in await fetch(PLACES, list(about)):
        if row["event"] in about[row["rota"]]:
            places[row["rota"]].append(msgspec.convert(dict(row), Drafted))
    return {
        rota.id: coverage(
            {event: needs[event] for event in about[rota.id]},
            _lines(rota, places[rota.id], [it for one in about[rota.id] for it in standing[one]]),
        )
        for rota in rotas
        if rota.id in about
    }


def _lines(rota: Rota, places: list[Drafted], standing: list[Standing]) -> list[Line]:
    known_at = rota.told.gathered_at or rota.asked_at
    lines = diff(places, standing, known_at=known_at)
    return as_made(lines) if rota.state == "published" else lines


async def _events(rotas: Collection[Rota]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {rota.id: set() for rota in rotas}
    for row in await fetch(PLANNED, list(found)):
        found[row["id"]].add(row["event"])
    events = await agenda.events({event for events in found.values() for event in events})
    able = {one.id for one in events if one.status in {"draft", "published"}}
    for rota in rotas:
        found[rota.id] &= able & {rota.event} if rota.event else able
    return found


async def _by_event(events: Collection[UUID]) -> dict[UUID, list[Standing]]:
    found: dict[UUID, list[Standing]] = {event: [] for event in events}
    for row in await fetch(STANDING, list(events)):
        found[row["event"]].append(msgspec.convert(dict(row), Standing))
    return found
