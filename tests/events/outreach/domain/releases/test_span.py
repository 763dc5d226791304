"""What follows by adding and subtracting."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from events.outreach.domain.releases.span import Span

matrices = st.integers(1, 9).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 1), min_size=width, max_size=width), min_size=1, max_size=9
    )
)


@settings(max_examples=40)
@given(matrices)
def test_a_row_is_known_when_it_adds_nothing_to_the_rank(rows: list[list[int]]) -> None:
    matrix, half = np.array(rows), len(rows) // 2
    span = Span(matrix)
    span.learn_all(list(range(half)))
    rank = np.linalg.matrix_rank(matrix[:half]) if half else 0
    for row, known in zip(matrix, span.known(), strict=True):
        together = np.linalg.matrix_rank(np.vstack([matrix[:half], row]))
        assert known == (together == rank)


def test_many_columns_are_mixed_into_few_and_the_same_follows() -> None:
    chance = np.random.default_rng(1)
    rows = chance.integers(0, 2, (150, 2_000))
    rows[149] = rows[:3].sum(axis=0)
    span = Span(rows)
    span.learn_all(list(range(100)))
    assert np.flatnonzero(span.known()).tolist() == [*range(100), 149]


def test_a_column_by_itself_is_known_when_all_the_others_are() -> None:
    rows = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0]])
    span = Span(rows, np.array([0, 1, 2]))
    span.learn_all([0, 1])
    assert span.known()[3:].tolist() == [True, False, False]
    span.learn_all([2])
    assert span.known()[3:].tolist() == [True, True, True]


def test_a_row_is_not_learnt_where_something_guarded_would_follow() -> None:
    span = Span(np.array([[1, 1], [1, 0], [0, 1]]))
    guarded = np.array([False, False, True])
    assert span.learn_unless(0, guarded)
    assert not span.learn_unless(1, guarded)
    assert span.learn_unless(0, guarded)
    assert span.known().tolist() == [True, False, False]
