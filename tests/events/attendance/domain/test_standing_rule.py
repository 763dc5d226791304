"""The same sighting of a pass counts, in whatever order they are looked at, and by whom."""

from datetime import timedelta
from functools import reduce
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.attendance.domain import register, standing
from events.attendance.domain.register import Line
from events.attendance.domain.standing_rule import which_stands
from server.foundation.database import execute
from server.foundation.identity import new_id
from tests.events.attendance.arriving import line, moment, recorded
from tests.support.events import SATURDAY, planned

NOWHERE = new_id()


@st.composite
def sightings(draw: st.DrawFn) -> list[Line]:
    """Some sightings of a pass, many of them alike."""
    numbers = draw(st.lists(st.integers(0, 40), min_size=1, max_size=7, unique=True))
    seen = [
        line(
            NOWHERE, id=UUID(int=number), pseudonym=b"p" * 32,
            at=SATURDAY + timedelta(minutes=draw(st.integers(0, 2))),
            sex=draw(st.sampled_from(["female", "unknown"])),
            age_band=draw(st.sampled_from(["13-14", "unknown"])),
            audience=draw(st.sampled_from(["adolescents", None])),
        )
        for number in numbers
    ]  # fmt: skip
    return draw(st.permutations(seen))


def test_who_said_more_stands_then_who_came_first_then_the_smaller_id() -> None:
    silent = line(NOWHERE, id=UUID(int=1), sex="unknown", age_band="unknown")
    late, early = (line(NOWHERE, id=UUID(int=2), at=moment(m)) for m in (9, 3))
    later_id = line(NOWHERE, id=UUID(int=3), at=moment(3))
    talkative = line(NOWHERE, id=UUID(int=4), at=moment(60), audience="adolescents")
    assert which_stands([silent, late]) == late
    assert which_stands([late, early]) == early
    assert which_stands([later_id, early]) == early
    assert which_stands([early, talkative]) == talkative
    assert which_stands([early, talkative, silent], {silent.id}) == silent
    assert which_stands([]) is None


@settings(max_examples=150)
@given(seen=sightings(), numbers=st.sets(st.integers(0, 40)))
def test_one_after_the_other_or_all_at_once_the_same_one_stands(
    seen: list[Line], numbers: set[int]
) -> None:
    corrections = {UUID(int=number) for number in numbers}

    def of_two(first: Line, second: Line) -> Line:
        stands = which_stands([first, second], corrections)
        assert stands is not None
        return stands

    together = which_stands(sorted(seen, key=lambda one: one.id), corrections)
    assert which_stands(seen, corrections) == together
    assert reduce(of_two, seen) == together
    assert together is not None
    assert together.id in corrections or not corrections & {one.id for one in seen}


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seen=sightings(), size=st.integers(1, 7), corrects=st.integers(0, 7))
async def test_the_database_keeps_the_same_rule(seen: list[Line], size: int, corrects: int) -> None:
    event, salt = await planned(), uuid4().int
    lines = [_at(one, event, salt) for one in seen]
    for start in range(0, len(lines), size):
        await register.write(lines[start : start + size])
    corrections = {one.id for one in lines[:corrects]}
    await execute("UPDATE check_in SET corrects = $2 WHERE id = ANY($1)", corrections, new_id())
    await standing.settle([(event, b"p" * 32)])
    expected = which_stands(lines, corrections)
    assert expected is not None
    assert [row["id"] for row in await recorded(event)] == [expected.id]


def _at(one: Line, event: UUID, salt: int) -> Line:
    """The same sighting at an event of this example, with an id that keeps its place."""
    own = UUID(int=(one.id.int << 120) | (salt >> 8))
    return line(
        event, id=own, pseudonym=one.pseudonym, at=one.at, sex=one.sex, age_band=one.age_band,
        audience=one.audience,
    )  # fmt: skip
