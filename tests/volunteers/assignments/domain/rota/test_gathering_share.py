"""For which part of the events somebody has time."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.rota.gathering_share import Calendar, joined
from volunteers.assignments.domain.solver.instance import Away, Part, Person, Stay, Task, Window

NOBODY = UUID(int=0)
MONDAY = 740_005
WINDOWS = st.builds(
    lambda day, start, length: Window(day, start * 60, min(1440, (start + length) * 60)),
    st.integers(0, 6), st.integers(0, 23), st.integers(1, 12),
)  # fmt: skip
PARTS = st.builds(
    lambda day, start, length: Part(MONDAY + day, start * 60, min(1440, (start + length) * 60)),
    st.integers(0, 13), st.integers(0, 23), st.integers(1, 5),
)  # fmt: skip
ABSENCES = st.builds(
    lambda first, days: Away(MONDAY + first, MONDAY + first + days),
    st.integers(-1, 14), st.integers(0, 3),
)  # fmt: skip


def task(parts: list[Part]) -> Task:
    stay = Stay(0, 60, "0103", None, virtual=False, day=parts[0].day)
    return Task(id=NOBODY, stay=stay, parts=tuple(parts))


def person(windows: list[Window], away: list[Away]) -> Person:
    return Person(id=NOBODY, home="0103", windows=tuple(windows), away=tuple(away))


def has_time(who: Person, part: Part) -> bool:
    """Minute by minute."""
    weekday = (part.day - 1) % 7
    free = {
        minute
        for window in who.windows
        if window.weekday == weekday
        for minute in range(window.starts, window.ends)
    }
    within = not who.windows or set(range(part.starts, part.ends)) <= free
    return within and not any(one.first <= part.day <= one.last for one in who.away)


@given(
    st.lists(st.lists(PARTS, min_size=1, max_size=3), max_size=8),
    st.lists(WINDOWS, max_size=6),
    st.lists(ABSENCES, max_size=2),
)
def test_the_share_is_what_minute_by_minute_comes_out(
    parts: list[list[Part]], windows: list[Window], away: list[Away]
) -> None:
    who, tasks = person(windows, away), [task(each) for each in parts]
    free = sum(all(has_time(who, part) for part in one.parts) for one in tasks)
    expected = max(10, free * 100 // len(tasks)) if tasks else 100
    calendar = Calendar(tasks)
    assert calendar.share(who) == expected
    assert calendar.share(who) == expected


def test_windows_that_touch_are_one() -> None:
    split = [Window(2, 720, 900), Window(2, 540, 720), Window(3, 900, 960), Window(2, 600, 660)]
    assert joined(split) == [Window(2, 540, 900), Window(3, 900, 960)]
