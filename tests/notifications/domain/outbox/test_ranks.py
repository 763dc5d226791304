"""What reports mean, in whatever order they come."""

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.outbox.ranks import RANK, becomes, further, outcome

REPORTS = st.sampled_from(sorted(RANK))
STATES = ("queued", "held", "in_flight", "unknown", "sent", "delivered", "read", "failed")


@given(st.lists(REPORTS, min_size=1, max_size=5))
def test_the_order_of_reports_and_telling_one_twice_change_nothing(reports: list[str]) -> None:
    furthest = {
        reduce(further, order, None) for order in permutations([*reports, reports[0]])
    }  # fmt: skip
    assert len(furthest) == 1


def test_what_arrived_cannot_have_failed_but_what_was_sent_can() -> None:
    assert further("delivered", "failed") == "delivered"
    assert further("failed", "delivered") == "delivered"
    assert further("sent", "failed") == "failed"
    assert further("failed", "sent") == "failed"
    assert [outcome(receipt) for receipt in RANK] == ["sent", "refused", "sent", "sent"]


@pytest.mark.parametrize("state", ["queued", "held", "unknown", "sent"])
def test_what_failed_after_all_takes_its_next_way(state: str) -> None:
    assert becomes(state, "failed", last=True) == "queued"
    assert becomes(state, "failed", last=False) is None


@pytest.mark.parametrize("state", ["in_flight", "superseded"])
@given(receipt=REPORTS, last=st.booleans())
def test_whoever_is_at_it_is_not_disturbed(state: str, receipt: str, *, last: bool) -> None:
    assert becomes(state, receipt, last=last) is None


@given(st.sampled_from(STATES), st.lists(REPORTS, max_size=6))
def test_a_notice_that_arrived_stays_told_and_goes_no_step_back(
    state: str, reports: list[str]
) -> None:
    told = ("sent", "delivered", "read")
    seen = [state]
    for receipt in reports:
        seen.append(becomes(seen[-1], receipt, last=True) or seen[-1])
    arrived = [told.index(one) for one in seen if one in told[1:]]
    assert arrived == sorted(arrived)
    assert not any(one == "queued" for one in seen[1:][len(seen) - len(arrived) :] if arrived)


@pytest.mark.parametrize("state", ["queued", "held", "unknown", "failed", "sent"])
def test_a_report_that_it_arrived_settles_it(state: str) -> None:
    assert becomes(state, "delivered", last=False) == "delivered"
