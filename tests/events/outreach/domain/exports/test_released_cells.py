"""What a release says of an indicator, and what it does not."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.exports.released_aims import Telling, told
from events.outreach.domain.exports.released_cells import found_in, parts_in
from events.outreach.domain.exports.report import Aim, Found, Work
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Filters, Indicator
from events.outreach.domain.indicators.progress import Progress
from events.outreach.domain.indicators.target import Held, Target
from events.outreach.domain.releases.released import Released, ReleasedCell, ReleasedTable

ID = UUID(int=1)
WITHHELD = Found(withheld=True)


def cell(*codes: str, contacts: int | None = None, people: tuple[int, int] | None = None) -> Any:
    least, most = people or (None, None)
    return ReleasedCell(codes=codes, contacts=contacts, at_least=least, at_most=most)


RELEASE = Released(
    id=ID,
    project="p",
    project_name="P",
    title="Marzo",
    readers="donor",
    first=date(2026, 3, 1),
    last=date(2026, 3, 31),
    ages={"young": ("13-14", "15-17"), "other": ("18-19",), "unknown": ("unknown",)},
    small=5,
    rule="2026-1",
    events=3,
    tables=(
        ReleasedTable(dimensions=(), cells=(cell(contacts=200, people=(90, 180)),)),
        ReleasedTable(
            dimensions=("sex",),
            cells=(cell("female", contacts=120, people=(50, 100)), cell("male", contacts=80)),
        ),
        ReleasedTable(
            dimensions=("age_band",),
            cells=(cell("young", contacts=190, people=(80, 170)), cell("other")),
        ),
        ReleasedTable(dimensions=("kind",), cells=(cell("talk", contacts=60),)),
        ReleasedTable(
            dimensions=("topic",), cells=(cell("a", contacts=70), cell("b", contacts=90))
        ),
        ReleasedTable(
            dimensions=("municipality", "sex"),
            cells=(cell("0108", "female", contacts=44), cell("0108", "male")),
        ),
    ),
    made_at=datetime(2026, 4, 5, tzinfo=UTC),
    withdrawn_at=None,
    withdrawn_why=None,
)


def indicator(measure: Any = "contacts", **changes: Any) -> Indicator:
    usual: dict[str, Any] = {
        "id": ID, "project": ID, "project_slug": "p", "project_name": "P", "begins": None,
        "ends": None, "code": "I", "name_es": "I", "name_en": "", "definition": "",
        "filters": Filters(), "bands": {}, "breakdowns": (), "accumulates": False, "dhis2": "",
        "position": 0, "retired": False,
    }  # fmt: skip
    return Indicator(measure=measure, **usual | changes)


@pytest.mark.parametrize(
    ("measure", "filters", "found"),
    [
        ("contacts", Filters(), Found(200, 200)),
        ("unique", Filters(), Found(90, 180)),
        ("headcount", Filters(), WITHHELD),
        ("contacts", Filters(sexes=("female", "male")), Found(200, 200)),
        # Unique people of two cells may be the same people.
        ("unique", Filters(sexes=("female", "male")), WITHHELD),
        ("unique", Filters(sexes=("female",)), Found(50, 100)),
        # The contacts are told and the people are not.
        ("unique", Filters(sexes=("male",)), WITHHELD),
        # Nobody was of another sex; whether anybody was at a kind that is not named is not told.
        ("contacts", Filters(sexes=("other",)), Found(0, 0)),
        ("unique", Filters(sexes=("other",)), Found(0, 0)),
        ("contacts", Filters(kinds=("talk",)), Found(60, 60)),
        ("contacts", Filters(kinds=("talk", "internal")), WITHHELD),
        # An event may have both topics.
        ("contacts", Filters(topics=("a",)), Found(70, 70)),
        ("contacts", Filters(topics=("a", "b")), WITHHELD),
        # The release knows these ages only together with others.
        ("contacts", Filters(age_bands=("13-14", "15-17")), Found(190, 190)),
        ("contacts", Filters(age_bands=("13-14",)), WITHHELD),
        ("contacts", Filters(age_bands=("18-19",)), WITHHELD),
        ("contacts", Filters(municipalities=("0108",), sexes=("female",)), Found(44, 44)),
        ("contacts", Filters(municipalities=("0108",), sexes=("male",)), WITHHELD),
        ("contacts", Filters(kinds=("talk",), sexes=("male",)), WITHHELD),
        ("contacts", Filters(programmes=(ID,)), WITHHELD),
    ],
)
def test_an_indicator_is_what_a_reader_could_reckon(
    measure: str, filters: Filters, found: Found
) -> None:
    assert found_in(RELEASE, indicator(measure, filters=filters), None) == found


def test_a_place_of_a_target_narrows_the_filters() -> None:
    girls = indicator(filters=Filters(sexes=("female",)))
    assert found_in(RELEASE, girls, "0108") == Found(44, 44)
    mixco = indicator(filters=Filters(sexes=("female",), municipalities=("0108",)))
    assert found_in(RELEASE, mixco, "0103") == WITHHELD


def test_only_cells_that_are_told_are_parts_of_an_indicator() -> None:
    wide = indicator("unique", breakdowns=("municipality", "sex", "age_band"))
    assert [(part.dimensions, part.cells) for part in parts_in(RELEASE, wide)] == [
        (("sex",), {("female",): Found(50, 100)}),
        (("age_band",), {("young",): Found(80, 170)}),
    ]
    assert parts_in(RELEASE, replace(wide, filters=Filters(sexes=("female",)))) == ()


def outside(told_of: Indicator, amount: Amount | None, **changes: Any) -> Aim:
    days = changes.pop("days", Days(date(2026, 3, 1), date(2026, 3, 31)))
    target = Target(
        id=ID, indicator=ID, municipality=None, municipality_name="", days=days, value=100,
        exact=False, note="",
    )  # fmt: skip
    known = Progress(
        indicator=told_of, amount=amount, targets=(Held(target=target, amount=amount),)
    )
    work = Work(slug="p", name="P", first=changes.pop("begins", date(2026, 1, 1)))
    telling = Telling(release=RELEASE, others=(), work=work, small=10)
    (aim,) = told([known], telling)
    return aim


def test_a_least_of_nobody_is_not_known_unless_there_was_nobody() -> None:
    made = indicator("unique")
    for people, found in (((0, 17), Found(None, 17)), ((0, 0), Found(0, 0))):
        whole = ReleasedTable(dimensions=(), cells=(cell(contacts=17, people=people),))
        assert found_in(replace(RELEASE, tables=(whole,)), made, None) == found


def test_who_completed_something_is_told_in_tens_and_never_when_they_are_few() -> None:
    made = indicator("completions")
    assert outside(made, Amount(47, 51)).found == Found(40, None)
    assert outside(made, exactly(9)).found == WITHHELD
    assert outside(made, None).found == Found()
    assert (Found(40, None).text, Found(None, 7).text) == ("al menos 40", "a lo más 7")


def test_what_accumulates_is_told_by_a_release_that_begins_with_the_project() -> None:
    made = indicator(accumulates=True)
    assert outside(made, exactly(230)).found == WITHHELD
    assert outside(made, exactly(230), begins=date(2026, 3, 1)).found == Found(200, 200)


def test_a_target_for_life_is_held_against_such_a_release_too() -> None:
    late = outside(indicator(), exactly(230), days=Days(), begins=date(2026, 3, 2))
    assert [(goal.found, goal.share) for goal in late.goals] == [(Found(200, 200), (2.0, 2.0))]
    early = outside(indicator(), exactly(230), days=Days())
    assert [(goal.found, goal.share) for goal in early.goals] == [(WITHHELD, None)]


def test_what_is_not_about_people_is_told_as_it_is() -> None:
    assert outside(indicator("events"), exactly(2)).goals[0].share == (0.02, 0.02)
    assert outside(indicator("hours"), exactly(3)).found == Found(3, 3)
