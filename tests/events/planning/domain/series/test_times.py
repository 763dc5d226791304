"""A time of the day that moves stays itself; a new one never takes an old one's key."""

import pytest

from events.planning.domain.series.pattern import DayTime
from events.planning.domain.series.times import keyed
from server.foundation.errors import Invalid


def at(start: str, label: str = "", key: str = "") -> DayTime:
    return DayTime(key=key, label=label, start=start, minutes=60)


MORNING, EVENING = at("09:00", "Mañana", "a"), at("16:00", "Tarde", "b")


def keys(*wanted: DayTime, before: tuple[DayTime, ...] = (), used: str = "") -> list[str]:
    return [one.key for one in keyed(wanted, before, used)]


def test_new_times_are_counted() -> None:
    assert keys(at("09:00"), at("16:00")) == ["a", "b"]


def test_a_time_is_known_by_its_key_its_label_or_its_hour() -> None:
    before = (MORNING, EVENING)
    assert keys(at("10:00", "tarde"), at("09:00"), before=before) == ["b", "a"]
    assert keys(at("10:00", "Noche", "a"), at("16:00"), before=before) == ["a", "b"]


def test_the_only_time_stays_the_only_one() -> None:
    assert keys(at("18:00", "Noche"), before=(MORNING,)) == ["a"]


def test_another_label_at_the_same_hour_is_another_time() -> None:
    assert keys(at("09:00", "Niñez"), at("16:00", "Tarde"), before=(MORNING, EVENING)) == ["c", "b"]


def test_a_key_is_never_used_again() -> None:
    assert keys(MORNING, at("18:00"), before=(MORNING,), used="ad") == ["a", "e"]


def test_a_series_has_so_many_times_and_no_more() -> None:
    with pytest.raises(Invalid):
        keys(MORNING, at("18:00"), before=(MORNING,), used="z")


def test_a_key_that_is_not_the_series_own_means_nothing() -> None:
    wanted = (at("09:00", "Mañana", "a"), at("18:00", "Noche", "a"), at("20:00", "Cena", "q"))
    assert keys(*wanted, before=(MORNING,)) == ["a", "b", "c"]
