"""Whatever happened and however it was recorded: what is reported stays, what is known is true."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from events.outreach.domain.periods import adjusting
from events.outreach.domain.periods.adjusting import Noted
from events.outreach.domain.periods.adjustments import CellLine
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.periods.reported import reported
from events.outreach.domain.totals import Cell
from events.planning.domain import planning
from server.foundation.identity import SYSTEM, new_id
from tests.support.closing import JULY, LATER, ZONE, begun, closed
from tests.support.registers import FORUM_DAY, WORKSHOP_DAY, arrived, held, tallied
from volunteers.assignments.domain import given as help_given

pytestmark = pytest.mark.usefixtures("db")
DAYS = (WORKSHOP_DAY, FORUM_DAY)
MEANS = ("pass", "line", "count", "missed", "absent")
"""How somebody was recorded who came; of those who did not come, how they were all the same."""


class Person(Struct, frozen=True):
    """Their sex, whether they carry a pass, and for each event whether they came, and as what."""

    sex: str
    carries: bool
    days: tuple[tuple[bool, str], ...]


PEOPLE = st.lists(
    st.builds(
        Person,
        st.sampled_from(["female", "male"]),
        st.booleans(),
        st.tuples(*[st.tuples(st.booleans(), st.sampled_from(MEANS)) for _day in DAYS]),
    ),
    min_size=1,
    max_size=8,
)


async def recorded(event: UUID, number: int, person: Person, means: str) -> bool:
    """Write what the register was told of somebody; whether that counts them."""
    answers: dict[str, Any] = {"sex": person.sex, "age_band": "15-17", "audience": "adolescents"}
    if means in {"missed", "absent"}:
        return False
    if means == "count":
        await tallied(event, 1, **answers)
        return True
    carried = means == "pass" and person.carries
    await arrived(event, pseudonym=b"pass %d" % number if carried else None, **answers)
    return True


async def year_of(people: list[Person]) -> tuple[UUID, list[UUID], list[Counter[str]]]:
    """A closed period with its events, and what each register says of each sex that is not true."""
    slug = f"p-{new_id().hex[:12]}"
    _project, period = await begun(slug, name=slug)
    events = [await held(day, project=slug) for day in DAYS]
    wrong: list[Counter[str]] = []
    for day, event in enumerate(events):
        lacking: Counter[str] = Counter()
        for number, person in enumerate(people):
            came, means = person.days[day]
            lacking[person.sex] += came - await recorded(event, number, person, means)
        wrong.append(lacking)
        await planning.close(event, by=SYSTEM, at=JULY)
    await closed(period)
    return period, events, wrong


def holds(cell: Cell, people: list[Person]) -> bool:
    """Whether the figures are true of the people who came."""
    contacts = sum(came for person in people for came, _means in person.days)
    unique = sum(any(came for came, _means in person.days) for person in people)
    return cell.contacts == contacts and cell.unique_from <= unique <= cell.unique_to


def is_possible(cell: Cell) -> bool:
    """Whether nothing is below nothing, and no more people than contacts."""
    return (
        0 <= cell.unique_from <= cell.unique_to <= cell.contacts
        and cell.contacts == cell.check_ins + cell.headcount
        and min(cell.check_ins, cell.headcount) >= 0
    )


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE)
async def test_what_is_known_after_every_adjustment_holds_the_truth(people: list[Person]) -> None:
    period, events, wrong = await year_of(people)
    looking = Asking(SYSTEM, LATER, ZONE, help_given)
    before = await reported(period, looking)
    assert not any(one.total.differs for one in before.compared)
    for event, lacking in zip(events, wrong, strict=True):
        lines = tuple(
            CellLine(sex=sex, age_band="15-17", audience="adolescents", people=number)
            for sex, number in lacking.items() if number
        )  # fmt: skip
        if lines:
            said = Noted(event=event, lines=lines, reason="Se revisó")
            await adjusting.adjust(period, said, by=SYSTEM, at=LATER)
    whole = (await reported(period, looking)).compared[0]
    cells = [whole.total, *whole.by["sex"].values(), *whole.by["municipality"].values()]
    assert all(is_possible(both.now) for both in cells)
    assert whole.total.then == before.compared[0].total.then
    assert holds(whole.total.now, people)
    for sex, both in whole.by["sex"].items():
        assert holds(both.now, [person for person in people if person.sex == sex])
