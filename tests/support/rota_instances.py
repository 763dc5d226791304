"""Made-up quarters for the rota: as many events and people as wanted, the same for a seed."""

import json
from calendar import SUNDAY
from datetime import date
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID

from msgspec import Struct

import events.planning.domain
from tests.support.rota_diaries import Diary, Status
from tests.support.rota_small import small_instances
from volunteers.assignments.domain.solver.instance import (
    EPOCH,
    Away,
    Cleared,
    Instance,
    Pair,
    Part,
    Person,
    Qualified,
    Refused,
    Road,
    Role,
    Stay,
    Task,
    Window,
)

__all__ = ["TOWNS", "Knobs", "instance", "small_instances"]

MONDAY: Final = date(2027, 1, 4).toordinal()
BEHIND: Final = 6 * 60  # minutes that the clocks of Guatemala are behind UTC
REFERENCE: Final = Path(events.planning.domain.__file__).with_name("reference.json")
ROADS: Final = tuple(
    Road(it["nearer"], it["farther"], it["minutes"])
    for it in json.loads(REFERENCE.read_text("utf-8"))["travel_times"]
)
TOWNS: Final = tuple(sorted({road.one for road in ROADS} | {road.other for road in ROADS}))
TOPICS: Final = tuple(f"topic-{number}" for number in range(8))
WEEKEND: Final = frozenset({5, SUNDAY})
STARTS: Final = (8, 9, 10, 14, 15, 16, 18)


class Knobs(Struct, frozen=True, kw_only=True):
    """What a quarter is like; all but the weeks in percent."""

    weeks: int = 13
    accepted: int = 20
    proposed: int = 10
    invited: int = 5
    second_language: int = 12
    minors: int = 40
    leads: int = 40
    cleared: int = 85
    novices: int = 12
    windows: int = 50
    pairs: int = 6
    refused: int = 20


def instance(events: int, people: int, *, seed: int, **knobs: int) -> Instance:
    """A quarter of so many events and people; its accepted places break no rule."""
    chance, knob = Random(seed), Knobs(**knobs)
    tasks = tuple(_task(chance, knob, number) for number in range(events))
    team = tuple(_person(chance, knob, number) for number in range(people))
    pairs = _pairs(chance, people, people * knob.pairs // 100)
    diary = Diary(team, tasks, pairs, ROADS)
    shares: dict[Status, int] = {
        "accepted": knob.accepted,
        "proposed": knob.proposed,
        "invited": knob.invited,
    }
    return Instance(
        people=team,
        tasks=tasks,
        held=tuple(diary.held(chance, shares)),
        refused=_refused(chance, people, events, events * knob.refused // 100),
        pairs=pairs,
        roads=ROADS,
    )


def _often(chance: Random, percent: int) -> bool:
    return chance.randrange(100) < percent


def _task(chance: Random, knob: Knobs, number: int) -> Task:
    weekday = chance.choice((5, SUNDAY)) if _often(chance, 60) else chance.randrange(5)
    day = MONDAY + 7 * chance.randrange(knob.weeks) + weekday
    starts, lasts = chance.choice(STARTS) * 60, chance.choice((90, 120, 180, 240))
    days = 2 if _often(chance, 2) else 1
    begins = (day - EPOCH.toordinal()) * 1440 + starts + BEHIND
    town = chance.randrange(len(TOWNS))
    venue = UUID(int=town * 10 + chance.randrange(4)) if _often(chance, 80) else None
    ends = begins + (days - 1) * 1440 + lasts
    return Task(
        id=UUID(int=1_000_000 + number),
        stay=Stay(begins, ends, TOWNS[town], venue, _often(chance, 4), day),
        parts=tuple(Part(day + more, starts, starts + lasts) for more in range(days)),
        topics=tuple(chance.sample(TOPICS, chance.choice((1, 1, 2)))) * _often(chance, 95),
        minors=_often(chance, knob.minors),
        languages=(chance.choice(("kaq", "poq")),) * _often(chance, knob.second_language),
        assistants=chance.choice((1, 2, 2, 3)),
    )


def _person(chance: Random, knob: Knobs, number: int) -> Person:
    novice = _often(chance, knob.novices)
    windows = _windows(chance) if _often(chance, knob.windows) else ()
    return Person(
        id=UUID(int=2_000_000 + number),
        home=chance.choice(TOWNS),
        languages=("es", chance.choice(("kaq", "poq"))) if _often(chance, 20) else ("es",),
        qualified=_qualified(chance, leads=not novice and _often(chance, knob.leads)),
        cleared=_cleared(chance) if _often(chance, knob.cleared) else (),
        windows=windows,
        away=tuple(_away(chance) for _ in range(chance.choice((0, 0, 1, 2)))),
        most_a_week=chance.choice((1, 2, 2, 3)),
        most_a_month=chance.choice((None, None, 4, 6)),
        travel_minutes=chance.choice((None, 30, 60, 90)),
        novice=novice,
        told=_often(chance, 70),
        past=chance.choice((0, 0, 1, 2, 3, 5)),
        share=chance.randint(35, 70) if windows else chance.randint(80, 100),
    )


def _qualified(chance: Random, *, leads: bool) -> tuple[Qualified, ...]:
    topics = chance.sample(TOPICS, chance.choice((2, 3, 4)))
    ends = MONDAY + 7 * chance.randrange(4, 60) if _often(chance, 40) else None
    role: Role = "lead" if leads else "assistant"
    return tuple(Qualified(topic, role, ends) for topic in topics)


def _cleared(chance: Random) -> tuple[Cleared, ...]:
    ends = MONDAY + (chance.randrange(10, 90) if _often(chance, 20) else 400)
    return (Cleared(MONDAY - 300, ends),)


def _windows(chance: Random) -> tuple[Window, ...]:
    working = tuple(Window(day, 17 * 60, 21 * 60) for day in range(5))
    mornings = tuple(Window(day, 8 * 60, 12 * 60) for day in range(5))
    weekend = tuple(Window(day, 7 * 60, 19 * 60) for day in sorted(WEEKEND))
    return chance.choice((working + weekend, mornings + weekend, weekend, weekend[:1]))


def _away(chance: Random) -> Away:
    first = MONDAY + chance.randrange(85)
    return Away(first, first + chance.randrange(14))


def _pairs(chance: Random, people: int, number: int) -> tuple[Pair, ...]:
    mixed = chance.sample(range(people), min(people, 2 * number) // 2 * 2)
    couples = zip(mixed[::2], mixed[1::2], strict=True)
    return tuple(Pair(one, other, together=_often(chance, 60)) for one, other in couples)


def _refused(chance: Random, people: int, events: int, number: int) -> tuple[Refused, ...]:
    found = {(chance.randrange(people), chance.randrange(events)) for _ in range(number)}
    return tuple(Refused(person, task) for person, task in sorted(found))
