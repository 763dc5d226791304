"""The figures of columns are those of the lines, and the people who truly came lie within them."""

from collections import Counter
from collections.abc import Collection
from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands, compile_bands, label_by_atom
from events.outreach.domain.counted_lines import Line, Tally, settled
from events.outreach.domain.groupings import by_age_bands, by_event, by_event_codes
from events.outreach.domain.periods.adjustments import Adjusted
from events.outreach.domain.questions import Question
from events.outreach.domain.rollups.adjusted_cells import with_adjustments
from events.outreach.domain.rollups.breaking_down import breakdowns
from events.outreach.domain.rollups.registers import Registers, of_people
from events.outreach.domain.totals import Cell, reach
from events.outreach.domain.totals import breakdowns as of_lines
from tests.support.counted_columns import columns
from tests.support.small_worlds import World, event, worlds

EVENTS = [event(number) for number in range(4)]
PLACES = ("0108", "0108", "0115", "0103")
TOPICS = ("rights", "rights route", "route", "")
BANDS = compile_bands({"11-14": (11, 14), "young": (15, 19)})
NAMES: tuple[Dimension, ...] = ("municipality", "topic", "sex", "audience", "age_band")
BY: dict[Dimension, Any] = {
    "municipality": by_event(dict(zip(EVENTS, PLACES, strict=True))),
    "topic": by_event_codes(
        {place: words.split() for place, words in zip(EVENTS, TOPICS, strict=True)}
    ),
    "sex": "sex",
    "audience": "audience",
}
QUESTIONS = st.builds(
    Question,
    zone=st.just("UTC"),
    sexes=st.sampled_from([(), (), ("female",), ("male", "unknown")]),
    age_bands=st.sampled_from([(), (), ("13-14",), ("15-17", "unknown")]),
    audiences=st.sampled_from([(), (), ("teachers",), ("adolescents", "unknown")]),
)


def registers(world: World) -> Registers:
    facts = {"municipality": PLACES, "topics": TOPICS}
    return columns(EVENTS, world.marks, world.tallies, facts)


def test_nothing_was_counted() -> None:
    empty = columns([], [], [], {"municipality": (), "topics": ()})
    total, by = breakdowns(empty, NAMES, None)
    assert (total, {name: part.cells for name, part in by.items()}) == (
        Cell(), {name: {} for name in NAMES},
    )  # fmt: skip


@given(world=worlds(people=9), question=QUESTIONS, bands=st.sampled_from([None, BANDS]))
def test_columns_give_what_lines_give(
    world: World, question: Question, bands: Bands | None
) -> None:
    asked = of_people(registers(world), question)
    marks = [mark for mark in settled(world.marks) if is_of(mark, question)]
    tallies = [line for line in world.tallies if is_of(line, question)]
    ages: Any = by_age_bands(label_by_atom(bands)) if bands else "age_band"
    total, by = breakdowns(asked, NAMES, bands)
    assert total == reach(marks, tallies)
    assert by == of_lines(marks, tallies, by={**BY, "age_band": ages})


@given(
    world=worlds(),
    less=st.sets(st.integers(0, 30)),
    more=st.lists(st.integers(0, 30), max_size=2),
)
def test_people_taken_back_leave_columns_as_they_leave_lines(
    world: World, less: set[int], more: list[int]
) -> None:
    lines = final(world)
    absent = {place for place in less if place < len(lines)}
    changed = Counter(cell(lines[place]) for place in more if place < len(lines))
    changed.subtract(cell(lines[place]) for place in absent)
    later = [adjusted(one, people) for one, people in changed.items() if people]
    tallies = [*world.tallies, *(tally_of(line) for line in later)]
    total, by = breakdowns(with_adjustments(registers(world), later), NAMES, None)
    assert by == of_lines(world.marks, tallies, by={**BY, "age_band": "age_band"})
    cells = [total, *chain.from_iterable(part.cells.values() for part in by.values())]
    assert all(
        0 <= one.unique_from <= one.unique_to <= one.contacts == one.check_ins + one.headcount
        and min(one.check_ins, one.headcount) >= 0
        for one in cells
    )
    sexes = by["sex"].cells
    assert total.unique_from >= sum(sexes[sex].unique_from for sex in sexes if sex != "unknown")
    if not more:
        came = [one for place, one in enumerate(world.presences) if place not in absent]
        assert total.contacts == len(came)
        assert total.unique_from <= len({one.person for one in came}) <= total.unique_to


@given(world=worlds(people=9), question=QUESTIONS)
def test_the_people_who_truly_came_lie_within_whatever_is_asked(
    world: World, question: Question
) -> None:
    lines = zip(world.presences, final(world), strict=True)
    came = {presence.person for presence, line in lines if is_of(line, question)}
    total, by = breakdowns(of_people(registers(world), question), NAMES, None)
    assert total.unique_from <= len(came) <= total.unique_to
    cells: Collection[Cell] = list(chain.from_iterable(part.cells.values() for part in by.values()))
    assert all(cell.unique_from <= len(came) for cell in cells)


def is_of(line: Line, question: Question) -> bool:
    return (
        line.sex in (question.sexes or {line.sex})
        and line.age_band in (question.age_bands or {line.age_band})
        and line.audience in (question.audiences or {line.audience})
    )


def final(world: World) -> list[Line]:
    """The line of each presence, passes with what they said last."""
    said = {(line.event, line.period, line.pseudonym): line for line in settled(world.marks)}
    return [said.get(_place(line), line) for line in world.lines]


def cell(line: Line) -> tuple[Any, ...]:
    return line.event, line.period, line.sex, line.age_band, line.audience


def adjusted(one: tuple[Any, ...], people: int) -> Adjusted:
    names = ("event", "period", "sex", "age_band", "audience")
    return Adjusted(**dict(zip(names, one, strict=True)), people=people)


def tally_of(line: Adjusted) -> Tally:
    said = {"sex": line.sex, "age_band": line.age_band, "audience": line.audience}
    return Tally(event=line.event, period=line.period, count=line.people, **said)


def _place(line: Line) -> Any:
    return line.event, line.period, getattr(line, "pseudonym", None) or object()
