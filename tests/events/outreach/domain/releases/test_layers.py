"""The same people in several releases."""

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.releases.layers import layers


def test_whoever_came_last_is_the_first_to_leave() -> None:
    assert sorted(layers([(0, 5), (1, 3), (2, 6)])) == [(2, (0,)), (3, (0, 1, 2)), (3, (2,))]


def test_nobody_is_no_layer() -> None:
    assert layers([(0, 0), (1, 0)]) == []


@given(st.lists(st.integers(0, 9), max_size=6))
def test_the_layers_of_each_release_add_up_to_what_it_counted(counted: list[int]) -> None:
    found = layers(list(enumerate(counted)))
    assert all(people > 0 for people, _releases in found)
    for release, people in enumerate(counted):
        assert sum(n for n, releases in found if release in releases) == people
