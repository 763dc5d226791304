"""Every promise is kept by what ships, and a broken one is noticed."""

from server.cli import laws
from server.foundation.invariants import Violation, violations
from tests.support.events import planned
from tests.support.fault_breaches import BREACHES
from tests.support.fault_planting import loosen, plant, undone


async def test_every_law_notices_when_it_is_broken(db: None) -> None:
    unnoticed = []
    async with undone():
        await loosen()
        for law in laws.ALL:
            async with undone():
                before = await violations([law])
                await plant(BREACHES[law.name])
                told = [(one.law, one.says) for one in await violations([law])]
                if (before, told) != ([], [(law.name, law.says)]):
                    unnoticed.append(law.name)
    assert unnoticed == []


async def test_nothing_is_broken_where_nothing_went_wrong(db: None) -> None:
    await planned()
    assert await violations(laws.ALL) == []


async def test_a_violation_shows_which_rows_and_how_many(db: None) -> None:
    async with undone():
        await loosen()
        await plant(BREACHES["cancelled-events-say-why"])
        (law,) = [law for law in laws.ALL if law.name == "cancelled-events-say-why"]
        (found,) = await violations([law])
    example = '{"id": "00000000-0000-0000-0000-000000000001"}'
    assert found == Violation(law.name, law.says, 1, (example,))


def test_no_two_laws_have_one_name() -> None:
    assert len({law.name for law in laws.ALL}) == len(laws.ALL)
    assert {law.name for law in laws.ALL} == BREACHES.keys()
