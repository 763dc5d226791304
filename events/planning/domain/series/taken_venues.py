"""What becomes of the steps whose venue or people are needed elsewhere at that time."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from events.planning.domain.series.regeneration import Step
from events.planning.domain.series.wish import Wish
from events.planning.domain.upstairs import Clash, Slot, Upstairs

ACTIVE = frozenset({"made", "moved", "changed"})


async def judged(
    steps: list[Step], wish: Wish, above: Upstairs, slot: Callable[[Step], Slot | None]
) -> list[Step]:
    """The steps with what stands in their way, decided as the wish says.

    What stays where it is may be in the way of another: asked until nothing changes.
    """
    while True:
        found = await _clashes(steps, above, slot)
        after = [_decided(step, found.get(step.key, ()), wish) for step in steps]
        if [step.what for step in after] == [step.what for step in steps]:
            return after
        steps = after


async def _clashes(
    steps: Sequence[Step], above: Upstairs, slot: Callable[[Step], Slot | None]
) -> Mapping[str, tuple[Clash, ...]]:
    asked = [(step, slot(step)) for step in steps if step.what in ACTIVE]
    needed = [(step, place) for step, place in asked if place is not None]
    gone = {step.was.event for step in steps if step.what == "dropped" and step.was}
    found: dict[str, tuple[Clash, ...]] = {}
    clashes = await above.clashes([place for _step, place in needed]) if needed else []
    for clash in clashes:
        key = needed[clash.slot][0].key
        if clash.event not in gone:
            found[key] = (*found.get(key, ()), clash)
    return found


def _decided(step: Step, clashes: tuple[Clash, ...], wish: Wish) -> Step:
    if step.what not in ACTIVE:
        return step
    kinds = {clash.what for clash in clashes}
    if "person" in kinds:
        return msgspec.structs.replace(step, what="kept", why="busy", clashes=clashes)
    if "venue" in kinds and wish.taken == "skip":
        what = "left_out" if step.was is None else "kept"
        return msgspec.structs.replace(step, what=what, why="venue", clashes=clashes)
    return msgspec.structs.replace(step, clashes=clashes)
