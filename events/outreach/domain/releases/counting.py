"""Counting the different people of every cell of a release, as the ledgers count them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.answered import Dimension, Figures
from events.outreach.domain.bands import label_by_atom
from events.outreach.domain.questions import Question
from events.outreach.domain.releases.basis import Code
from events.outreach.domain.releases.people import Interval, Kind
from events.outreach.domain.releases.wish import Wish
from events.outreach.domain.totals import Cell
from server.foundation.identity import Actor

Intervals = dict[Code, Interval]


async def intervals(wish: Wish, whole: Figures, *, by: Actor, at: datetime) -> Intervals:
    """Between how few and how many people are in each cell; `whole` has every breakdown."""
    found: Intervals = {((), ()): _interval(whole.total)}
    for dimension, part in whole.by.items():
        found.update({((dimension,), (c,)): _interval(cell) for c, cell in part.cells.items()})
    for place in whole.by["municipality"].cells:
        narrow = replace(wish.question, municipality=place)
        found.update(await _crossed(wish, "municipality", place, narrow, by=by, at=at))
    for sex in whole.by["sex"].cells:
        narrow = replace(wish.question, sexes=(sex,))
        found.update(await _crossed(wish, "sex", sex, narrow, by=by, at=at))
    return found


async def _crossed(
    wish: Wish, first: Dimension, code: str, narrow: Question, *, by: Actor, at: datetime
) -> Intervals:
    seconds: tuple[Dimension, ...] = ("sex", "age_band") if first == "municipality" else (
        "age_band",
    )  # fmt: skip
    counted = await ledgers.figures(narrow, dimensions=seconds, bands=wish.ages, by=by, at=at)
    return {
        ((first, second), (code, other)): _interval(cell)
        for second in seconds
        for other, cell in counted.by[second].cells.items()
    }


async def alike(wish: Wish, whole: Figures, *, by: Actor, at: datetime) -> Counter[Kind]:
    """People by the places they came to, sex and age: those of a pass, and those without.

    Whoever has no pass may be somebody else each time, as the upper end of the interval has it.
    """
    label = label_by_atom(wish.ages) if wish.ages else {}
    found: Counter[Kind] = Counter()
    for crowd in await ledgers.crowds(wish.question, by=by, at=at):
        found[crowd.municipalities, crowd.sex, label.get(crowd.age_band, crowd.age_band)] += (
            crowd.people
        )
    most = await _most(wish, whole, by=by, at=at)
    without = Counter({
        (frozenset({place}), sex, age): max(0, people - _with_pass(found, place, sex, age))
        for (place, sex, age), people in most.items()
    })  # fmt: skip
    return found + without


async def _most(
    wish: Wish, whole: Figures, *, by: Actor, at: datetime
) -> Counter[tuple[str, str, str]]:
    ways = [(place, sex) for place in whole.by["municipality"].cells
            for sex in whole.by["sex"].cells]  # fmt: skip
    asked = [replace(wish.question, municipality=place, sexes=(sex,)) for place, sex in ways]
    answers = await ledgers.several(asked, dimensions=("age_band",), by=by, at=at)
    label = label_by_atom(wish.ages) if wish.ages else {}
    found: Counter[tuple[str, str, str]] = Counter()
    for (place, sex), figures in zip(ways, answers, strict=True):
        for atom, cell in figures.by["age_band"].cells.items():
            # Upper ends add up over ages: a person has one.
            found[place, sex, label.get(atom, atom)] += cell.unique_to
    return found


def _with_pass(found: Counter[Kind], place: str, sex: str, age: str) -> int:
    kinds: Iterable[tuple[Kind, int]] = found.items()
    return sum(n for (places, s, a), n in kinds if place in places and (s, a) == (sex, age))


def _interval(cell: Cell) -> Interval:
    return Interval(cell.unique_from, cell.unique_to)
