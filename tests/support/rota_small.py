"""Tiny rotas for Hypothesis: few events and people, dense in clashes, limits and lapsing papers."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from volunteers.assignments.domain.solver.instance import (
    EPOCH,
    ROLES,
    Away,
    Cleared,
    Held,
    Instance,
    Pair,
    Part,
    Person,
    Qualified,
    Refused,
    Road,
    Stay,
    Task,
    Window,
)

SUNDAY: Final = date(2027, 1, 31).toordinal()  # the next day is another week and another month
HERE, THERE = "here", "there"
LIMIT: Final = st.sampled_from((None, None, None, 1, 1, 2))
DAYS: Final = st.sampled_from((SUNDAY, SUNDAY, SUNDAY + 1, SUNDAY + 3))
AROUND: Final = st.integers(SUNDAY - 1, SUNDAY + 4)
TOWN: Final = st.sampled_from((HERE, HERE, THERE))
LANGUAGES: Final = st.sampled_from((("es",), ("es",), ("es", "kaq")))


@st.composite
def stays(draw: Any) -> Stay:
    day, starts = draw(DAYS), 60 * draw(st.integers(8, 12))
    begins = (day - EPOCH.toordinal()) * 1440 + starts
    return Stay(
        starts=begins,
        ends=begins + draw(st.sampled_from((60, 120))),
        municipality=draw(TOWN),
        venue=draw(st.sampled_from((None, UUID(int=1), UUID(int=2)))),
        virtual=draw(st.integers(0, 7)) == 0,
        day=day,
    )


@st.composite
def tasks(draw: Any, number: int) -> Task:
    stay = draw(stays())
    starts = stay.starts % 1440
    overnight = draw(st.integers(0, 9)) == 0
    first = Part(stay.day, starts, 1440 if overnight else starts + stay.ends - stay.starts)
    ends = stay.starts - starts + 1440 + 120 if overnight else stay.ends
    return Task(
        id=UUID(int=100 + number),
        stay=Stay(stay.starts, ends, stay.municipality, stay.venue, stay.virtual, stay.day),
        parts=(first, Part(stay.day + 1, 0, 120)) if overnight else (first,),
        topics=draw(st.sampled_from(((), ("one",), ("two",), ("one", "two")))),
        minors=draw(st.booleans()),
        languages=draw(st.sampled_from(((), (), ("kaq",)))),
        leads=draw(st.sampled_from((0, 1, 1, 1, 2))),
        assistants=draw(st.sampled_from((0, 1, 1, 2))),
    )


QUALIFIED: Final = st.builds(
    Qualified,
    topic=st.sampled_from(("one", "two")),
    role=st.sampled_from(("lead", "lead", "assistant")),
    until=st.none() | AROUND,
)
CLEARED: Final = st.builds(
    Cleared, first=st.sampled_from((0, SUNDAY, SUNDAY + 1)), last=AROUND | st.just(SUNDAY + 400)
)
WINDOW: Final = st.builds(
    Window,
    weekday=st.sampled_from((0, 2, 6)),
    starts=st.sampled_from((0, 480, 600)),
    ends=st.sampled_from((600, 720, 1440)),
)
AWAY: Final = st.builds(lambda first: Away(first, first + 1), AROUND)


def people(number: int) -> SearchStrategy[Person]:
    return st.builds(
        Person,
        id=st.just(UUID(int=200 + number)),
        home=TOWN,
        languages=LANGUAGES,
        qualified=st.lists(QUALIFIED, min_size=1, max_size=3).map(tuple),
        cleared=st.lists(CLEARED, min_size=1, max_size=2).map(tuple) | st.just(()),
        windows=st.just(()) | st.lists(WINDOW, min_size=2, max_size=4).map(tuple),
        away=st.just(()) | st.just(()) | AWAY.map(lambda it: (it,)),
        most_a_week=LIMIT,
        most_a_month=LIMIT,
        travel_minutes=st.sampled_from((None, None, 30, 60)),
        novice=st.sampled_from((False, False, True)),
        told=st.booleans(),
        past=st.integers(0, 3),
        share=st.sampled_from((10, 50, 100)),
        busy=st.just(()) | st.just(()) | stays().map(lambda it: (it,)),
    )


@st.composite
def small_instances(draw: Any, events: int = 4, helpers: int = 4) -> Instance:
    """At most so many events and people; what was accepted may break rules by now."""
    team = tuple(draw(people(number)) for number in range(draw(st.integers(1, helpers))))
    plan = tuple(draw(tasks(number)) for number in range(draw(st.integers(1, events))))
    somebody, somewhere = st.integers(0, len(team) - 1), st.integers(0, len(plan) - 1)
    status = st.sampled_from(("proposed", "invited", "accepted"))
    held = st.builds(Held, somebody, somewhere, st.sampled_from(ROLES), status)
    pair = st.builds(Pair, somebody, somebody, st.booleans())
    return Instance(
        people=team,
        tasks=plan,
        held=tuple(draw(st.lists(held, max_size=3, unique_by=lambda it: (it.person, it.task)))),
        refused=tuple(draw(st.lists(st.builds(Refused, somebody, somewhere), max_size=1))),
        pairs=_couples(draw(st.lists(pair, max_size=2))),
        roads=(Road(HERE, THERE, draw(st.sampled_from((45, 90)))),),
    )


def _couples(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Of two people one thing only, and nothing of one with themselves."""
    found = {frozenset((it.one, it.other)): it for it in pairs if it.one != it.other}
    return tuple(found.values())
