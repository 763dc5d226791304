"""Holding an actual against a target."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.target import (
    Share,
    Target,
    Verdict,
    held,
    percent,
    share,
    verdict,
)

AMOUNTS = st.tuples(st.integers(0, 10**7), st.integers(0, 10**6)).map(
    lambda it: Amount(it[0], it[0] + it[1])
)
TARGET = Target(
    id=UUID(int=1), indicator=UUID(int=2), municipality=None, municipality_name="", days=Days(),
    value=400, exact=True, note="",
)  # fmt: skip


@given(AMOUNTS, st.integers(1, 10**7), st.data())
def test_a_share_of_an_interval_contains_the_share_of_every_number_in_it(
    amount: Amount, value: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(amount.low, amount.high))
    whole, one = share(amount, value), share(exactly(number), value)
    assert whole is not None
    assert one is not None
    assert whole.low <= one.low == one.high <= whole.high
    assert percent(whole.low) <= percent(one.low) <= percent(whole.high)


@given(AMOUNTS, st.integers(1, 10**7), st.booleans(), st.data())
def test_a_verdict_holds_for_every_number_of_the_interval(
    amount: Amount,
    value: int,
    exact: bool,  # noqa: FBT001 (drawn)
    data: st.DataObject,
) -> None:
    number = data.draw(st.integers(amount.low, amount.high))
    said = verdict(amount, value, exact=exact)
    assert said in {"perhaps", verdict(exactly(number), value, exact=exact)}


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_whole_hundred_per_cent_is_only_said_of_what_was_reached(amount: int, value: int) -> None:
    part = share(exactly(amount), value)
    assert part is not None
    assert (percent(part.low) >= 100) == (amount >= value)


@pytest.mark.parametrize(
    ("low", "high", "exact", "said"),
    [
        (400, 400, True, "met"), (400, 400, False, "met"), (401, 401, True, "over"),
        (500, 600, False, "met"), (399, 399, True, "under"), (390, 410, True, "perhaps"),
        (390, 400, False, "perhaps"), (400, 401, True, "perhaps"),
    ],
)  # fmt: skip
def test_exact_targets_are_missed_by_more_too(
    low: int,
    high: int,
    exact: bool,  # noqa: FBT001 (a row of the table)
    said: Verdict,
) -> None:
    assert verdict(Amount(low, high), 400, exact=exact) == said


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.9975, 0.9975, "99 %"),
        (1.0, 1.0, "100 %"),
        (0.5, 12.5, "50–1,250 %"),
        (0.29, 0.29, "29 %"),
    ],
)
def test_a_share_is_said_in_whole_per_cent(low: float, high: float, text: str) -> None:
    assert Share(low, high).text == text


def test_without_an_actual_nothing_is_said_of_a_target() -> None:
    nothing = held(TARGET, None)
    assert (nothing.amount, nothing.share, nothing.verdict) == (None, None, None)


def test_what_is_only_seen_in_part_has_no_share() -> None:
    part = held(TARGET, exactly(400), partial=True)
    assert (part.amount, part.share, part.verdict) == (exactly(400), None, None)


def test_there_is_no_share_of_nothing() -> None:
    assert share(exactly(3), 0) is None
