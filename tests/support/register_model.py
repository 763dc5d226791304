"""What a register must hold once everything has arrived, from sets alone: order is no matter."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.clocks import corrected
from events.attendance.domain.door.door_verdicts import why_aside
from events.attendance.domain.noticed import Noticed
from events.attendance.domain.opening import HasADoor
from events.attendance.domain.standing_rule import which_stands

State = Literal["stands", "repeats", "voided", "waits", "dropped"]


class World(Struct, frozen=True, kw_only=True):
    """All that was ever noticed, by whichever phone, and all that a coordinator voided.

    `skews` tells by how many milliseconds the clock of whoever noticed a thing was behind.
    """

    event: HasADoor
    noticed: Sequence[Noticed]
    skews: Mapping[UUID, int]
    voided: Collection[UUID] = ()


def register(world: World) -> dict[UUID, State]:
    """What becomes of each thing."""
    undone = {one.of for one in world.noticed if one.kind == "undo"}
    things = [one for one in world.noticed if one.kind != "undo"]
    in_time = {one.id for one in things if _in_time(one, world)}
    gone = undone | set(world.voided)
    sightings: defaultdict[object, list[Noticed]] = defaultdict(list)
    for one in things:
        if one.id in in_time - gone:
            sightings[one.card or one.id].append(one)
    standing = {best.id for seen in sightings.values() if (best := which_stands(seen))}

    def state(thing: UUID) -> State:
        if thing not in in_time:
            return "dropped" if thing in undone else "waits"
        if thing in gone:
            return "voided"
        return "stands" if thing in standing else "repeats"

    return {one.id: state(one.id) for one in things}


def people(world: World) -> int:
    """How many the register counts."""
    held = register(world)
    return sum(one.count or 1 for one in world.noticed if held.get(one.id) == "stands")


def _in_time(one: Noticed, world: World) -> bool:
    return why_aside(world.event, corrected(one.at, world.skews[one.id])) is None
