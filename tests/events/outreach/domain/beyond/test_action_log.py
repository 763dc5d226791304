"""The casework of the networks is kept as monthly numbers, and nothing else."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

import pytest

from events.outreach.domain.amounts import Amount
from events.outreach.domain.beyond import action_log, action_months
from events.outreach.domain.beyond.action_log import Change, SavedMeanwhile
from events.outreach.domain.beyond.action_months import Action, Cell
from events.outreach.domain.upstairs import KnowsHelp, Network
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.registers import AFTER

PINULA = Network(id=UUID(int=1), name="RAC San José Pinula", municipality="0103")
MIXCO = Network(id=UUID(int=2), name="RAC Mixco", municipality="0108")
TODAY = date(2026, 6, 1)
MARCH = Cell(date(2026, 3, 1), "counselling")
MAY = Cell(date(2026, 5, 1), "referral")
JULY = Cell(date(2026, 7, 1), "referral")


class TwoNetworks:
    """Stands for the rooms above."""

    async def minutes_given(self, events: Collection[UUID]) -> Mapping[UUID, int]:
        return dict.fromkeys(events, 60)

    async def networks(self) -> list[Network]:
        return [PINULA, MIXCO]


async def written(changes: Mapping[Cell, Change], by: Actor = SYSTEM) -> int:
    return await action_log.write(PINULA, changes, today=TODAY, by=by, at=AFTER)


async def logged() -> dict[Cell, int]:
    return {action.cell: action.people for action in await action_log.actions([PINULA], 2026)}


async def test_somebody_sees_the_networks_of_their_municipalities(cast: Cast) -> None:
    above = TwoNetworks()
    assert isinstance(above, KnowsHelp)
    assert await action_log.networks(above, by=cast.pinula) == [PINULA]
    assert await action_log.networks(above, by=cast.evaluator) == [PINULA, MIXCO]
    assert await action_log.network(MIXCO.id, above, by=cast.mixco) == MIXCO
    with pytest.raises(NotFound):
        await action_log.network(MIXCO.id, above, by=cast.pinula)


async def test_a_number_that_changes_stays_in_the_audit(db: None) -> None:
    assert await written({MARCH: Change(None, 3), MAY: Change(None, 0)}) == 2
    assert await written({MARCH: Change(3, 4), MAY: Change(0, 0)}) == 1
    assert await logged() == {MARCH: 4, MAY: 0}
    entries = await fetch("SELECT detail FROM audit_entry WHERE act = 'network_action.set'")
    assert entries[-1]["detail"] == (
        '{"kind": "counselling", "month": "2026-03", "people": [3, 4]}'
    )
    assert len(entries) == 3


async def test_a_number_that_is_taken_back_is_not_reported_rather_than_zero(db: None) -> None:
    await written({MARCH: Change(None, 3)})
    await written({MARCH: Change(3, None)})
    assert await logged() == {}
    assert [row["people"] for row in await fetch("SELECT people FROM network_action")] == [None]


async def test_nobody_overwrites_what_another_saved_meanwhile(db: None) -> None:
    await written({MARCH: Change(None, 3)})
    with pytest.raises(SavedMeanwhile) as refusal:
        await written({MARCH: Change(None, 8), MAY: Change(None, 1)})
    assert refusal.value.now == {MARCH: 3}
    assert await logged() == {MARCH: 3}
    assert await written({MARCH: Change(None, 3)}) == 1  # both wrote the same


async def test_only_who_looks_after_the_place_writes_and_only_months_that_have_begun(
    cast: Cast,
) -> None:
    await written({MARCH: Change(None, 3)}, cast.pinula)
    for who in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await written({MAY: Change(None, 1)}, who)
    for cell, people in ((JULY, 1), (MAY, 10_001), (MAY, -1)):
        with pytest.raises(Invalid):
            await written({cell: Change(None, people)})
    assert await logged() == {MARCH: 3}


def test_small_numbers_are_a_few_for_those_who_do_not_keep_the_log() -> None:
    actions = [
        Action(network=PINULA.id, month=date(2026, month, 1), kind="counselling", people=people)
        for month, people in ((1, 0), (2, 4), (3, 5), (4, 1))
    ]
    of_others = action_months.by_kind(actions, to_keepers=False)
    assert of_others == {"counselling": Amount(7, 13), "referral": None, "accompaniment": None}
    own = action_months.by_kind(actions, to_keepers=True)
    assert own["counselling"] == Amount(10, 10)


def test_a_month_is_missing_once_it_is_over_and_nothing_was_reported() -> None:
    counselled = Action(network=PINULA.id, month=date(2026, 2, 1), kind="counselling", people=0)
    missing = action_months.missing([counselled], 2026, date(2026, 4, 15))
    assert missing == [date(2026, 1, 1), date(2026, 3, 1)]
    assert len(action_months.months(2025, date(2026, 4, 15))) == 12
