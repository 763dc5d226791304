"""How many different people may be told."""

from collections import Counter
from uuid import UUID

from events.outreach.domain.releases.basis import Code
from events.outreach.domain.releases.gathering import Thresholds
from events.outreach.domain.releases.people import TOTAL, Interval, Kind, told, whole_only
from events.outreach.domain.releases.placing import cells_of
from events.outreach.domain.releases.retold import Whole

LIMITS = Thresholds(5, 10)


def kind(place: str, sex: str, age: str = "18+") -> Kind:
    return frozenset({place}), sex, age


def most(alike: dict[Kind, int]) -> dict[Code, Interval]:
    counted: Counter[Code] = Counter()
    for (places, sex, age), people in alike.items():
        answers = {"municipality": tuple(sorted(places)), "sex": (sex,), "age_band": (age,)}
        for cell in cells_of(answers):
            counted[cell] += people
    return {cell: Interval(people - 7, people) for cell, people in counted.items()}


def test_the_lower_end_is_rounded_down_and_the_upper_is_as_it_is() -> None:
    alike = {kind("Mixco", "female"): 48, kind("Mixco", "male"): 30}
    intervals = most(alike)
    shown = told(alike, intervals, may=set(intervals), thresholds=LIMITS)
    assert shown[TOTAL] == Interval(70, 78)
    assert shown[("sex",), ("female",)] == Interval(40, 48)


def test_one_number_stays_one_number() -> None:
    alike = {kind("Mixco", "female"): 48}
    shown = told(alike, {TOTAL: Interval(48, 48)}, may={TOTAL}, thresholds=LIMITS)
    assert shown == {TOTAL: Interval(48, 48)}


def test_few_people_are_not_told_nor_what_they_could_be_subtracted_from() -> None:
    alike = {kind("Mixco", "female"): 48, kind("Mixco", "male"): 4}
    intervals = most(alike)
    shown = told(alike, intervals, may=set(intervals), thresholds=LIMITS)
    assert TOTAL in shown
    gone: set[Code] = {(("sex",), ("female",)), (("sex",), ("male",))}
    assert not gone & set(shown)


def test_people_are_not_told_where_contacts_are_not() -> None:
    alike = {kind("Mixco", "female"): 48, kind("Mixco", "male"): 40}
    assert list(told(alike, most(alike), may={TOTAL}, thresholds=LIMITS)) == [TOTAL]


def test_no_place_is_told_where_somebody_came_to_two_and_the_rest_adds_up() -> None:
    alike: dict[Kind, int] = {}
    for sex, both in (("female", 2), ("male", 1)):
        alike |= {kind("Mixco", sex): 50, kind("Pinula", sex): 40}
        alike[frozenset({"Mixco", "Pinula"}), sex, "18+"] = both
    shown = told(alike, most(alike), may=set(most(alike)), thresholds=LIMITS)
    assert {table for table, _codes in shown} == {(), ("sex",), ("age_band",), ("sex", "age_band")}


def test_places_are_told_where_nobody_came_to_two() -> None:
    alike = {kind("Mixco", "female"): 48, kind("Pinula", "female"): 40}
    shown = told(alike, most(alike), may=set(most(alike)), thresholds=LIMITS)
    assert shown[("municipality",), ("Pinula",)] == Interval(30, 40)


def test_a_lower_end_of_which_nothing_is_left_is_unknown() -> None:
    alike = {kind("Mixco", "female"): 12}
    shown = told(alike, most(alike), may={TOTAL}, thresholds=LIMITS)
    assert shown == {TOTAL: Interval(None, 12)}


def whole(most: int | None, *events: int) -> Whole:
    return Whole(frozenset(UUID(int=event) for event in events), most)


def test_of_people_told_before_only_the_whole_is_told_again() -> None:
    again = {TOTAL: Interval(80, 100)}
    for earlier in ([whole(100, 1)], [whole(60, 1), whole(100, 1, 2)]):
        shown = whole_only(Interval(81, 100), whole(100, 1, 2), earlier, thresholds=LIMITS)
        assert shown == again


def test_the_whole_is_not_told_where_few_people_are_new_or_it_was_held_back() -> None:
    now = whole(100, 1)
    for most_told in (95, None):
        earlier = [whole(most_told, 1)]
        assert whole_only(Interval(81, 100), now, earlier, thresholds=LIMITS) == {}
    assert whole_only(Interval(3, 4), whole(4, 1), [], thresholds=LIMITS) == {}
