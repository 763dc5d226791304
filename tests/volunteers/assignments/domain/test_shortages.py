"""Where people run short, reckoned from plans and knowledge."""

from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.shortages import (
    EVENTS_EACH,
    LEAST,
    Named,
    Supply,
    short,
    training,
)

supplies = st.builds(
    Supply,
    what=st.sampled_from(["topic", "language"]),
    code=st.sampled_from("abc"),
    name=st.just("x"),
    municipality=st.sampled_from(["0103", "0108"]),
    municipality_name=st.just("y"),
    events=st.integers(0, 40),
    people=st.lists(st.builds(Named, st.uuids(), st.text(max_size=2)), max_size=6).map(tuple),
)


@given(supplies)
def test_two_are_needed_and_one_more_for_every_six_events(one: Supply) -> None:
    assert (one.needed == 0) == (one.events == 0)
    if one.events:
        assert one.needed >= LEAST
        assert one.needed * EVENTS_EACH >= one.events
        assert one.needed == LEAST or (one.needed - 1) * EVENTS_EACH < one.events
    assert one.missing == max(0, one.needed - len(one.people))


@given(st.lists(supplies, max_size=8))
def test_only_what_is_lacking_is_told_and_where_nobody_is_comes_first(found: list[Supply]) -> None:
    told = short(found)
    assert len(told) == sum(one.missing > 0 for one in found)
    nobody = [not one.people for one in told]
    assert nobody == sorted(nobody, reverse=True)


@given(st.lists(supplies, max_size=8))
def test_every_shortage_is_in_one_lesson(found: list[Supply]) -> None:
    told = short(found)
    lessons = training(told)
    assert sum(len(places) for _what, _name, places in lessons) == len(told)
    assert len({(group[0].what, group[0].code) for _w, _n, group in lessons}) == len(lessons)
