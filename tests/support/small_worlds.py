"""Small worlds of people who go to events, and the registers that they leave."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from hypothesis import strategies as st
from msgspec import Struct

from events.outreach.domain.counted_lines import Line, Mark, Tally
from events.planning.domain.age_atoms import UNKNOWN

PERIODS = [UUID(int=1), UUID(int=2)]
SEXES = ["female", "male"]
AGES = ["13-14", "15-17"]
AUDIENCES = ["adolescents", "teachers", UNKNOWN]
MORNING = datetime(2026, 3, 14, 14, 0, tzinfo=UTC)


class Presence(Struct, frozen=True, kw_only=True):
    """A person truly at an event, and the line that says so."""

    person: int
    line: Line


class World(Struct, frozen=True, kw_only=True):
    presences: tuple[Presence, ...]

    @property
    def marks(self) -> list[Mark]:
        return [line for line in self.lines if isinstance(line, Mark)]

    @property
    def tallies(self) -> list[Tally]:
        return [line for line in self.lines if isinstance(line, Tally)]

    @property
    def lines(self) -> list[Line]:
        return [presence.line for presence in self.presences]


def event(number: int) -> UUID:
    return UUID(int=100 + number)


def mark(
    at_event: int,
    code: str | None,
    *,
    sex: str = UNKNOWN,
    age_band: str = UNKNOWN,
    audience: str = UNKNOWN,
    period: UUID = PERIODS[0],
) -> Mark:
    return Mark(
        event=event(at_event),
        period=period,
        pseudonym=None if code is None else code.encode(),
        at=MORNING + timedelta(days=at_event),
        sex=sex,
        age_band=age_band,
        audience=audience,
    )


def tally(
    at_event: int,
    count: int,
    *,
    sex: str = UNKNOWN,
    age_band: str = UNKNOWN,
    audience: str = UNKNOWN,
    period: UUID = PERIODS[0],
) -> Tally:
    return Tally(
        event=event(at_event),
        period=period,
        sex=sex,
        age_band=age_band,
        audience=audience,
        count=count,
    )


class Habits(Struct, frozen=True, kw_only=True):
    """What may go unanswered, and by whom."""

    periods: int = 2
    silent: frozenset[str] = frozenset({"sex", "age_band"})
    silent_passes: bool = True
    everyone_has_a_pass: bool = False


ANY: Final = Habits()


@st.composite
def worlds(draw: st.DrawFn, habits: Habits = ANY, people: int = 5, events: int = 4) -> World:
    """A person keeps one sex for ever, and one age band and at most one pass for a period."""
    period_of = [PERIODS[draw(st.integers(0, habits.periods - 1))] for _ in range(events)]
    presences: list[Presence] = []
    for person in range(draw(st.integers(0, people))):
        sex = draw(st.sampled_from(SEXES))
        age_in = {period: draw(st.sampled_from(AGES)) for period in PERIODS}
        for number in draw(st.sets(st.integers(0, events - 1))):
            true = {"sex": sex, "age_band": age_in[period_of[number]]}
            line = draw(_lines(person, number, period_of[number], true, habits))
            presences.append(Presence(person=person, line=line))
    return World(presences=tuple(presences))


@st.composite
def _lines(
    draw: st.DrawFn, person: int, number: int, period: UUID, true: dict[str, str], habits: Habits
) -> Line:
    ways = ["pass"] if habits.everyone_has_a_pass else ["pass", "no pass", "number"]
    way = draw(st.sampled_from(ways))
    may_be_silent = way != "pass" or habits.silent_passes
    told = {
        name: draw(st.sampled_from([answer, UNKNOWN]))
        if name in habits.silent and may_be_silent
        else answer
        for name, answer in true.items()
    }
    told["audience"] = draw(st.sampled_from(AUDIENCES))
    if way == "number":
        return tally(number, 1, period=period, **told)
    # The same bytes stand for different people in different periods, as they well may.
    code = f"{(person + PERIODS.index(period)) % 7}" if way == "pass" else None
    return mark(number, code, period=period, **told)


class _Person(Struct, frozen=True):
    """What one person of a possible world would have left."""

    lines: tuple[tuple[Line, ...], ...] = ()

    def may_also_be(self, trail: tuple[Line, ...]) -> bool:
        merged = [*self.lines, trail]
        lines = [line for part in merged for line in part]
        passes = [part[0].period for part in merged if _has_pass(part)]
        sexes = {line.sex for line in lines} - {UNKNOWN}
        ages = {(line.period, line.age_band) for line in lines if line.age_band != UNKNOWN}
        return (
            len({line.event for line in lines}) == len(lines)
            and len(set(passes)) == len(passes)
            and len(sexes) <= 1
            and len({period for period, _ in ages}) == len(ages)
        )


def fewest_by_trying_all(lines: Sequence[Line]) -> int:
    """The fewest people of any world that could have left these settled lines."""
    return min(_ways_to_share(_trails(lines), ()))


def _ways_to_share(
    trails: Sequence[tuple[Line, ...]], people: tuple[_Person, ...]
) -> Iterator[int]:
    if not trails:
        yield len(people)
        return
    first, *rest = trails
    for place, person in enumerate(people):
        if person.may_also_be(first):
            joined = _Person((*person.lines, first))
            yield from _ways_to_share(rest, (*people[:place], joined, *people[place + 1 :]))
    yield from _ways_to_share(rest, (*people, _Person((first,))))


def _trails(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """What is surely one person's: all marks of a pass; anything else by itself."""
    passes: dict[tuple[UUID, bytes | None], list[Line]] = {}
    alone: list[tuple[Line, ...]] = []
    for line in lines:
        if _has_pass((line,)):
            assert isinstance(line, Mark)
            passes.setdefault((line.period, line.pseudonym), []).append(line)
        else:
            alone += [(line,)] * (line.count if isinstance(line, Tally) else 1)
    return [*(tuple(trail) for trail in passes.values()), *alone]


def _has_pass(trail: tuple[Line, ...]) -> bool:
    return isinstance(trail[0], Mark) and trail[0].pseudonym is not None
