"""One spelling of content: what it says and nothing else decides its digest."""

import random
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.outreach.domain.receipts.canonical import canonical, digest

CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def shuffled(content: Any, chance: random.Random) -> Any:
    if isinstance(content, dict):
        names = list(content)
        chance.shuffle(names)
        return {name: shuffled(content[name], chance) for name in names}
    if isinstance(content, list):
        return [shuffled(item, chance) for item in content]
    return content


@given(CONTENT, st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(content: Any, chance: random.Random) -> None:
    assert canonical(shuffled(content, chance)) == canonical(content)


@given(CONTENT, CONTENT)
def test_what_differs_has_another_digest(one: Any, other: Any) -> None:
    assume(msgspec.json.encode(one, order="sorted") != msgspec.json.encode(other, order="sorted"))
    assert digest(one) != digest(other)


@given(CONTENT)
def test_what_is_written_reads_as_what_was_said(content: Any) -> None:
    assert msgspec.json.decode(canonical(content)) == content


def test_names_stand_in_the_order_of_the_standard() -> None:
    # RFC 8785 §3.2.3: by UTF-16 code units, so that U+1F600 comes before U+FB33.
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}
    assert canonical(names) == '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'.encode()


def test_a_fraction_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"share": 0.5})
