"""Every answer that a register can hold has a name."""

from events.attendance.domain.answers import SEXES
from events.attendance.domain.wording import (
    SOURCES,
    age_bands,
    sexes,
    sexes_to_choose,
    sources,
)
from events.planning.domain.age_atoms import ATOMS


def test_everything_that_is_kept_has_a_name() -> None:
    assert tuple(sexes()) == SEXES
    assert tuple(age_bands()) == ATOMS
    assert tuple(sources()) == SOURCES


def test_ages_are_named_as_one_says_them() -> None:
    named = age_bands()
    assert [named[band] for band in ("0-5", "6", "60+", "unknown")] == [
        "0 a 5 años", "6 años", "60 años o más", "Sin dato",
    ]  # fmt: skip


def test_everybody_may_prefer_not_to_say() -> None:
    assert sexes_to_choose()[-1] == ("unknown", "Prefiero no decir")
    assert tuple(value for value, _label in sexes_to_choose()) == SEXES
