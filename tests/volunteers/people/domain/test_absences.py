"""Telling when one is away, and that one is not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from tests.support.cast import Cast
from tests.support.crew import helper
from volunteers.people.domain import absences, volunteers
from volunteers.people.domain.absences import NewAbsence

NOON = datetime(2026, 12, 2, 18, tzinfo=UTC)
TODAY = date(2026, 12, 2)
DAY = timedelta(days=1)
HOLIDAYS = NewAbsence(first_day=date(2026, 12, 20), last_day=date(2027, 1, 3))
NOW: dict[str, Any] = {"at": NOON, "today": TODAY}


async def told() -> tuple[date | None, datetime | None]:
    row = (await fetch("SELECT absences_told_until, absences_told_at FROM volunteer"))[0]
    return row[0], row[1]


async def test_somebody_is_away_and_then_there_after_all(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    first = await absences.tell(ana, HOLIDAYS, by=me, **NOW)
    assert await absences.tell(ana, HOLIDAYS, by=cast.pinula, **NOW) == first
    assert await told() == (None, None)
    found = await absences.absences_of(ana, since=HOLIDAYS.last_day, by=cast.pinula)
    assert [(one.id, one.first_day) for one in found] == [(first, HOLIDAYS.first_day)]
    assert await absences.absences_of(ana, since=HOLIDAYS.last_day + DAY, by=me) == []
    await absences.take_back(ana, [first], by=me, at=NOON)
    await absences.take_back(ana, [first], by=me, at=NOON)
    assert await fetch("SELECT FROM absence") == []
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'absence.%' ORDER BY id")
    assert [row["act"] for row in acts] == ["absence.told"] * 2 + ["absence.taken_back"]


async def test_none_is_an_answer_that_reaches_as_far_as_it_was_said(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    await absences.none_through(ana, date(2027, 1, 31), by=me, **NOW)
    await absences.none_through(ana, date(2026, 12, 31), by=me, at=NOON + DAY, today=TODAY)
    assert await told() == (date(2027, 1, 31), NOON + DAY)
    assert await absences.told_until(ana, by=me) == date(2027, 1, 31)


async def test_an_absence_told_when_asked_answers_the_question(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    await absences.tell(ana, HOLIDAYS, by=me, through=date(2027, 1, 31), **NOW)
    assert await told() == (date(2027, 1, 31), NOON)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (TODAY - 2 * DAY, TODAY - DAY, "last_day"),
        (TODAY + DAY, TODAY, "last_day"),
        (TODAY, TODAY + 400 * DAY, "last_day"),
        (TODAY + 731 * DAY, TODAY + 731 * DAY, "first_day"),
    ],
)
async def test_days_that_cannot_be_are_refused(
    cast: Cast, first: date, last: date, field: str
) -> None:
    ana = await helper()
    with pytest.raises(Invalid) as refused:
        await absences.tell(ana, NewAbsence(first_day=first, last_day=last), by=cast.pinula, **NOW)
    assert list(refused.value.fields) == [field]
    assert await fetch("SELECT FROM absence") == []


async def test_the_longest_absence_and_one_that_began_may_be_told(cast: Cast) -> None:
    ana = await helper()
    for first, last in ((TODAY - 9 * DAY, TODAY), (TODAY, TODAY + 399 * DAY)):
        said = NewAbsence(first_day=first, last_day=last)
        await absences.tell(ana, said, by=cast.pinula, **NOW)
    assert len(await absences.absences_of(ana, since=TODAY, by=cast.pinula)) == 2


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + 401 * DAY])
async def test_none_is_said_of_days_ahead(cast: Cast, day: date) -> None:
    ana = await helper()
    with pytest.raises(Invalid) as refused:
        await absences.none_through(ana, day, by=cast.pinula, **NOW)
    assert list(refused.value.fields) == ["told_until"]


async def test_nobody_is_away_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(absences, "MOST_AHEAD", 1)
    ana = await helper()
    await absences.tell(ana, HOLIDAYS, by=cast.pinula, **NOW)
    with pytest.raises(Conflict):
        await absences.tell(ana, NewAbsence(first_day=TODAY, last_day=TODAY), by=cast.pinula, **NOW)


async def test_nobody_tells_it_for_others_or_takes_back_theirs(cast: Cast) -> None:
    ana, beto = await helper(), await helper("Beto")
    absence = await absences.tell(ana, HOLIDAYS, by=cast.pinula, **NOW)
    other = await volunteers.actor_of(beto)
    with pytest.raises(NotAllowed):
        await absences.tell(ana, HOLIDAYS, by=other, **NOW)
    with pytest.raises(NotAllowed):
        await absences.take_back(ana, [absence], by=other, at=NOON)
    await absences.take_back(beto, [absence], by=other, at=NOON)
    assert len(await fetch("SELECT FROM absence")) == 1


def test_people_are_asked_until_a_sunday() -> None:
    days = [absences.asked_through(TODAY + n * DAY) for n in range(7)]
    assert {day.isoweekday() for day in days} == {7}
    assert days[0] == date(2027, 1, 31)
