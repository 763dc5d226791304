"""The smallest counts behind a release, in codes that may leave the house."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from events.outreach.domain import asked_events, ledgers
from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import OTHER
from events.outreach.domain.releases.basis import Atom, Basis, Code, EventFacts
from events.outreach.domain.releases.folding import Folding
from events.outreach.domain.releases.gathering import Thresholds
from events.outreach.domain.releases.people import Interval
from events.outreach.domain.releases.placing import Placing
from events.outreach.domain.releases.wish import Wish
from events.outreach.domain.rollups import asking, refreshing
from server.foundation.database import fetch
from server.foundation.identity import Actor


async def catch_up(wish: Wish, *, by: Actor, at: datetime) -> None:
    """Count everything that changed in the periods that the release is about, however much."""
    chosen = await asked_events.chosen(wish.question, by=by)
    periods = await fetch(asking.PERIODS, at, *chosen)
    await refreshing.catch_up([row["period"] for row in periods], at=at)


async def basis(wish: Wish, fold: Folding, *, by: Actor, at: datetime) -> Basis:
    """Every event that the release is about, and who came to it."""
    counted = await ledgers.counted(wish.question, by=by, at=at)
    numbers = {event.id: number for number, event in enumerate(counted)}
    atoms = await ledgers.atoms(wish.question, by=by, at=at)
    return Basis(
        events=[
            EventFacts(
                event.id, event.municipality, fold.kind(event.kind),
                fold.topic_list(tuple(event.topics)), fold.is_sensitive(tuple(event.topics)),
            )
            for event in counted
        ],
        atoms=[
            Atom(numbers[one.event], one.sex, one.age_band, one.audience,
                 one.check_ins + one.headcount)
            for one in atoms
        ],
        cells=[],
        ages=wish.ages,
    )  # fmt: skip


def contacts(source: Basis) -> dict[Code, int]:
    """The contacts of every cell in which somebody is."""
    placing, found = Placing(source), Counter[Code]()
    for atom in source.atoms:
        for cell in placing.cells(atom):
            found[cell] += atom.people
    return dict(found)


def few(
    intervals: Mapping[Code, Interval], limits: Thresholds, fold: Folding, cells: Sequence[Code]
) -> set[Code]:
    """Cells that few people are behind, however often they came."""
    most: Counter[Code] = Counter()
    for (table, codes), interval in intervals.items():
        folded = (table, tuple(_folded(fold, name, code)
                               for name, code in zip(table, codes, strict=True)))  # fmt: skip
        # Of those folded together at least as many are people as of the largest.
        most[folded] = max(most[folded], interval.most)
    return {cell for cell in cells if cell in most and most[cell] < limits.sensitive}


def _folded(fold: Folding, dimension: Dimension, code: str) -> str:
    if dimension == "kind":
        return fold.kind(code)
    return OTHER if dimension == "topic" and code in fold.topics else code
