import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.changes import Change, Way, change, share_of

ENDS = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda ends: Amount(*sorted(ends)))


@given(ENDS, ENDS, st.data())
def test_the_change_of_what_truly_happened_lies_within(
    now: Amount, before: Amount, data: st.DataObject
) -> None:
    found = change(now, before)
    truth = data.draw(st.integers(now.low, now.high)) - data.draw(
        st.integers(before.low, before.high)
    )
    assert found.low <= truth <= found.high
    assert (found.way == "up") <= (truth > 0)
    assert (found.way == "down") <= (truth < 0)


@pytest.mark.parametrize(
    ("ends", "way", "size"),
    [
        ((3, 8), "up", "3–8"),
        ((-8, -3), "down", "3–8"),
        ((0, 0), "same", "0"),
        ((-2, 5), "unclear", None),
        ((0, 5), "unclear", None),
    ],
)
def test_a_change_goes_up_or_down_only_where_both_ends_do(
    ends: tuple[int, int], way: Way, size: str | None
) -> None:
    found = Change(*ends)
    assert found.way == way
    assert size is None or found.size.text == size


def test_a_percentage_is_only_of_single_numbers_above_zero() -> None:
    assert share_of(change(exactly(112), exactly(100)), exactly(100)) == 12
    assert share_of(change(exactly(50), exactly(200)), exactly(200)) == -75
    assert share_of(change(exactly(5), exactly(0)), exactly(0)) is None
    assert share_of(change(Amount(5, 9), exactly(4)), exactly(4)) is None
