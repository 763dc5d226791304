"""An attacker who has all that was ever released, and what they find where we are careless."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.attacker import found
from tests.support.releasing import World

worlds = st.integers(0, 10**6).map(World)
FEMALE, MALE = "female", "male"


def broken(world: World) -> bool:
    """Whether the attacker finds anything."""
    return found(*world.attacked()) != []


@settings(max_examples=4, deadline=None)
@given(worlds)
def test_an_attacker_finds_no_small_group_in_all_that_was_ever_released(world: World) -> None:
    for _again in range(3):
        world.grow()
        world.release()
        assert not broken(world)


@pytest.mark.parametrize(("careless", "seed"), [("guarded", 0), ("memory", 1)])
def test_an_attacker_finds_small_groups_in_random_worlds_where_we_are_careless(
    careless: str, seed: int
) -> None:
    world, times = World(seed), 0
    for _again in range(3):
        world.grow()
        world.release(**{careless: False})
        times += broken(world)
    assert times > 0


@pytest.mark.parametrize("guarded", [True, False])
def test_the_one_small_cell_of_a_table_is_found_by_subtraction_unless_others_go_too(
    *, guarded: bool
) -> None:
    world = World(0)
    world.hold((20, FEMALE), (2, MALE))
    world.tell(0, 0, guarded=guarded)
    assert broken(world) is not guarded


@pytest.mark.parametrize("memory", [True, False])
def test_a_small_event_is_found_between_two_releases_unless_the_first_is_remembered(
    *, memory: bool
) -> None:
    world = World(0)
    world.hold((20, FEMALE), (20, MALE))
    world.hold((2, FEMALE))
    world.tell(0, 0)
    world.tell(0, 1, memory=memory)
    assert broken(world) is not memory


@pytest.mark.parametrize("memory", [True, False])
def test_whoever_was_added_by_a_correction_is_found_unless_the_first_release_is_remembered(
    *, memory: bool
) -> None:
    world = World(0)
    world.hold((20, FEMALE), (20, MALE))
    world.tell(0, 0)
    world.came[0, FEMALE, "6", "teachers"] += 1
    world.tell(0, 0, memory=memory)
    assert broken(world) is not memory


def test_a_month_between_two_overlapping_releases_is_not_found() -> None:
    world = World(0)
    for people in (20, 2, 30):
        world.hold((people, FEMALE), (people, MALE))
    for first, last in ((0, 1), (1, 2), (0, 2)):
        world.tell(first, last)
    assert not broken(world)


def test_what_was_told_once_is_told_again() -> None:
    world = World(0)
    world.hold((20, FEMALE), (2, MALE))
    world.hold((30, FEMALE), (25, MALE), municipality="Pinula")
    world.tell(0, 1)
    world.tell(0, 1)
    first, second = ({cell.codes for cell in one.cells if cell.told} for one in world.releases)
    assert first == second != set()


def test_where_nobody_is_few_everything_is_told() -> None:
    world = World(0)
    world.hold((20, FEMALE), (30, MALE))
    world.tell(0, 0)
    assert all(cell.told for cell in world.releases[0].cells)
