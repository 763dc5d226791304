"""Qualifications and clearances."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import credentials, profiles
from volunteers.people.domain.credentials import NewClearance, NewQualification

SHOWN_ON = date(2026, 1, 2)


async def test_a_clearance_holds_half_a_year_unless_said_otherwise(cast: Cast) -> None:
    ana = await helper(cleared_until=None)
    assert not await credentials.cleared_on(ana, SHOWN_ON)
    await credentials.clear(
        ana, NewClearance(kind="renas", verified_on=SHOWN_ON), by=cast.pinula, at=LONG_AGO
    )
    held = [await credentials.cleared_on(ana, day) for day in (
        SHOWN_ON - timedelta(days=1), SHOWN_ON, date(2026, 7, 2), date(2026, 7, 3)
    )]  # fmt: skip
    assert held == [False, True, True, False]


async def test_a_police_record_clears_nobody_for_minors(cast: Cast) -> None:
    ana = await helper(cleared_until=None)
    await credentials.clear(
        ana, NewClearance(kind="police", verified_on=SHOWN_ON), by=cast.pinula, at=LONG_AGO
    )
    assert not await credentials.cleared_on(ana, SHOWN_ON)


async def test_verifying_again_on_the_same_day_corrects_the_last_day(cast: Cast) -> None:
    ana = await helper(cleared_until=None)
    first = NewClearance(kind="renas", verified_on=SHOWN_ON)
    again = NewClearance(kind="renas", verified_on=SHOWN_ON, valid_until=date(2026, 3, 1))
    one = await credentials.clear(ana, first, by=cast.pinula, at=LONG_AGO)
    assert await credentials.clear(ana, again, by=cast.pinula, at=LONG_AGO) == one
    person = await profiles.profile(ana, by=cast.pinula, at=LONG_AGO)
    assert person.cleared_until == date(2026, 3, 1)


async def test_a_qualification_is_held_once_and_can_be_given_another_last_day(cast: Cast) -> None:
    ana = await helper(topics=())
    for last in (None, date(2026, 6, 1)):
        held = NewQualification(topic="support-networks", role="lead", valid_until=last)
        await credentials.qualify(ana, held, by=cast.pinula, at=LONG_AGO)
    person = await profiles.profile(ana, by=cast.pinula, at=LONG_AGO)
    assert [(one.topic, one.valid_until) for one in person.qualifications] == [
        ("support-networks", date(2026, 6, 1))
    ]


@pytest.mark.parametrize(
    ("clearance", "fields"),
    [
        (NewClearance(kind="vibes", verified_on=SHOWN_ON), {"kind"}),
        (NewClearance(kind="renas", verified_on=date(9999, 12, 31)), {"verified_on"}),
        (
            NewClearance(kind="renas", verified_on=SHOWN_ON, valid_until=date(2025, 1, 1)),
            {"valid_until"},
        ),
        (
            NewClearance(kind="renas", verified_on=SHOWN_ON, valid_until=date(2062, 1, 1)),
            {"valid_until"},
        ),
    ],
)
async def test_a_clearance_that_cannot_be_is_refused(
    cast: Cast, clearance: NewClearance, fields: set[str]
) -> None:
    ana = await helper(cleared_until=None)
    with pytest.raises(Invalid) as refusal:
        await credentials.clear(ana, clearance, by=cast.pinula, at=LONG_AGO)
    assert set(refusal.value.fields) == fields
    assert await fetch("SELECT FROM clearance") == []


async def test_a_qualification_that_cannot_be_is_refused(cast: Cast) -> None:
    ana = await helper(topics=())
    with pytest.raises(Invalid) as refusal:
        await credentials.qualify(
            ana, NewQualification(topic="x\0", role="boss"), by=cast.pinula, at=LONG_AGO
        )
    assert set(refusal.value.fields) == {"topic", "role"}


async def test_credentials_are_written_by_those_who_look_after_the_helper(cast: Cast) -> None:
    ana = await helper()
    held = NewQualification(topic="support-networks", role="lead")
    with pytest.raises(NotAllowed):
        await credentials.qualify(ana, held, by=cast.mixco, at=LONG_AGO)
    with pytest.raises(NotFound):
        await credentials.qualify(uuid4(), held, by=cast.pinula, at=LONG_AGO)


async def test_reading_a_helpers_page_is_noted_once_an_hour(cast: Cast) -> None:
    ana = await helper()
    for _time in range(2):
        await profiles.profile(ana, by=cast.pinula, at=LONG_AGO)
    await profiles.profile(ana, by=cast.pinula, at=LONG_AGO + timedelta(hours=1))
    entries = await fetch("SELECT account, subject FROM audit_entry WHERE act = 'volunteer.read'")
    assert [tuple(row) for row in entries] == [(cast.pinula.account, f"volunteer:{ana}")] * 2


async def test_a_page_that_may_not_be_read_is_not(cast: Cast) -> None:
    ana = await helper()
    with pytest.raises(NotAllowed):
        await profiles.profile(ana, by=cast.mixco, at=LONG_AGO)
    with pytest.raises(NotFound):
        await profiles.profile(uuid4(), by=cast.pinula, at=LONG_AGO)
    assert await fetch("SELECT FROM audit_entry WHERE act = 'volunteer.read'") == []
