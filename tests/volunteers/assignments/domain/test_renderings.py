"""Keeping what was rendered."""

from volunteers.assignments.domain.renderings import Renderings


def test_what_was_wanted_longest_ago_is_forgotten_first() -> None:
    kept = Renderings[bytes](most=2)
    for key in ("a", "b"):
        kept.keep(key, key.encode())
    assert kept.get("a") == b"a"
    kept.keep("c", b"c")
    assert [kept.get(key) for key in ("a", "b", "c")] == [b"a", None, b"c"]
