"""Of what a crowd answered nothing can be read that is smaller than a group."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.learning.aggregates import HANDFUL, SENSITIVE, Shown, shown, threshold

# In the order in which the forms arrive; None where the question was left blank.
arriving = st.lists(st.sampled_from([None, 1, 2, 3, 4]), max_size=60)
thresholds = st.sampled_from([HANDFUL, SENSITIVE])


def look(forms: Sequence[int | None], *, least: int, over: bool = False) -> Counter[int]:
    """What is seen after these forms arrived."""
    handfuls = [
        Counter(answer for answer in forms[start : start + HANDFUL] if answer is not None)
        for start in range(0, len(forms), HANDFUL)
    ]
    return Counter(shown(handfuls, least=least, over=over).counts)


def differs(earlier: Counter[int], later: Counter[int]) -> int:
    """How many answers a later look shows that an earlier one did not; it hides none again."""
    assert earlier <= later
    return (later - earlier).total()


@given(arriving, thresholds)
def test_nothing_under_the_threshold_is_ever_seen(forms: list[int | None], least: int) -> None:
    for over in (False, True):
        answers = look(forms, least=least, over=over).total()
        assert answers == 0 or answers >= least


@given(arriving, thresholds)
def test_looking_after_every_form_never_shows_fewer_than_a_group_more(
    forms: list[int | None], least: int
) -> None:
    looks = [look(forms[:n], least=least) for n in range(len(forms) + 1)]
    looks.append(look(forms, least=least, over=True))
    for earlier, later in pairwise(looks):
        assert differs(earlier, later) == 0 or differs(earlier, later) >= least


@given(arriving, st.integers(0, 60))
def test_looks_before_and_after_a_topic_became_sensitive_differ_by_a_group_too(
    forms: list[int | None], when: int
) -> None:
    open_look, closed_look = look(forms[:when], least=HANDFUL), look(forms[:when], least=SENSITIVE)
    apart = differs(closed_look, open_look)
    assert apart == 0 or apart >= HANDFUL
    final = look(forms, least=SENSITIVE, over=True)
    if final:
        apart = differs(open_look, final)
        assert apart == 0 or apart >= HANDFUL


@given(arriving, thresholds)
def test_once_nobody_can_answer_nothing_is_held_back_from_a_group(
    forms: list[int | None], least: int
) -> None:
    answers = Counter(answer for answer in forms if answer is not None)
    seen = look(forms, least=least, over=True)
    assert seen == (answers if answers.total() >= least else Counter())


def test_the_last_full_group_waits_for_the_end() -> None:
    looks = [look([4] * n, least=HANDFUL).total() for n in (4, 5, 9, 10, 14, 15)]
    assert looks == [0, 0, 0, 5, 5, 10]
    assert look([4] * 12, least=HANDFUL, over=True).total() == 12


def test_a_share_is_rounded_and_missing_where_nothing_is_seen() -> None:
    assert (Shown({1: 1, 2: 2}).share(2), Shown({1: 3}).share(4), Shown({}).share(1)) == (
        67, 0, None,
    )  # fmt: skip
    assert (threshold(sensitive=False), threshold(sensitive=True)) == (5, 10)
