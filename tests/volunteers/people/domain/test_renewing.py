"""What lapses is renewed for many at once."""

from datetime import date, timedelta

import pytest

from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import credentials, renewing
from volunteers.people.domain.credentials import NewQualification
from volunteers.people.domain.renewing import Pick, Renewed, Verified

TODAY = date(2027, 1, 10)
CLEARED = "SELECT max(valid_until) AS day FROM clearance GROUP BY volunteer ORDER BY 1"


async def test_only_what_lapses_soon_is_listed_and_the_earliest_first(cast: Cast) -> None:
    await helper("Ana Ayuda", cleared_until=TODAY + timedelta(days=20))
    await helper("Beto Bueno", cleared_until=TODAY - timedelta(days=3))
    await helper("Caro Clara", cleared_until=TODAY + renewing.AHEAD + timedelta(days=1))
    await helper("Mona Mixco", home="0108", cleared_until=TODAY)
    found = await renewing.clearances(by=cast.pinula, today=TODAY)
    assert [one.name for one in found] == ["Beto Bueno", "Ana Ayuda"]
    every = await renewing.clearances(by=cast.admin, today=TODAY)
    assert [one.name for one in every] == ["Beto Bueno", "Mona Mixco", "Ana Ayuda"]


async def test_one_verification_is_written_down_for_many(cast: Cast) -> None:
    people = [await helper("Ana Ayuda"), await helper("Beto Bueno")]
    told = Verified(date(2026, 11, 1))
    picks = [Pick(one, "renas") for one in people]
    renewed = await renewing.renew_clearances(picks, told, by=cast.pinula, at=now())
    assert [one.name for one in renewed] == ["Ana Ayuda", "Beto Bueno"]
    assert [row["day"] for row in await fetch(CLEARED)] == [date(2027, 5, 1)] * 2


async def test_each_record_that_was_picked_renews_its_own_kind_and_no_other(cast: Cast) -> None:
    ana = await helper("Ana Ayuda")
    before = await fetch("SELECT valid_until FROM clearance WHERE kind = 'renas'")
    told = Verified(date(2026, 11, 1), date(2027, 3, 1))
    renewed = await renewing.renew_clearances([Pick(ana, "police")], told, by=cast.pinula, at=now())
    assert renewed == [Renewed("Ana Ayuda", "Antecedentes policiacos", date(2027, 3, 1))]
    assert await fetch("SELECT valid_until FROM clearance WHERE kind = 'renas'") == before
    [row] = await fetch("SELECT valid_until FROM clearance WHERE kind = 'police'")
    assert row["valid_until"] == date(2027, 3, 1)


async def test_nobody_is_renewed_where_one_may_not_be(cast: Cast) -> None:
    people = [await helper("Ana Ayuda"), await helper("Mona Mixco", home="0108")]
    before = await fetch(CLEARED)
    told, picks = Verified(date(2026, 11, 1)), [Pick(one, "renas") for one in people]
    with pytest.raises(NotAllowed):
        await renewing.renew_clearances(picks, told, by=cast.pinula, at=now())
    with pytest.raises(Invalid):
        await renewing.renew_clearances([], told, by=cast.pinula, at=now())
    assert await fetch(CLEARED) == before


async def test_qualifications_hold_longer_or_for_good(cast: Cast) -> None:
    ana = await helper("Ana Ayuda", topics=())
    held = NewQualification(topic="parental-skills", role="lead", valid_until=TODAY)
    await credentials.qualify(ana, held, by=cast.pinula, at=LONG_AGO)
    [lapsing] = await renewing.qualifications(by=cast.pinula, today=TODAY)
    assert (lapsing.name, lapsing.role, lapsing.until) == ("Ana Ayuda", "lead", TODAY)
    later = TODAY + timedelta(days=400)
    longer = await renewing.extend_qualifications([lapsing.id], later, by=cast.pinula, at=now())
    assert [(one.name, one.until) for one in longer] == [("Ana Ayuda", later)]
    assert await renewing.qualifications(by=cast.pinula, today=TODAY) == []
    await renewing.extend_qualifications([lapsing.id], None, by=cast.pinula, at=now())
    [row] = await fetch("SELECT valid_until FROM qualification")
    assert row["valid_until"] is None
