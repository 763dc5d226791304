"""What took the place of a pass is found by whoever has the old one, and by nobody else."""

import os
from uuid import UUID

import pytest

from events.attendance.domain import pseudonyms
from events.attendance.domain.cards import pass_heirs
from events.attendance.domain.cards.pass_heirs import Heir
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import SIGNER, everything
from tests.support.events import TODAY, planned

pytestmark = pytest.mark.usefixtures("db")


async def a_period() -> UUID:
    await planned()
    (row,) = await fetch("SELECT period AS id FROM event")
    period: UUID = row["id"]
    return period


async def test_a_chain_leads_to_its_end_and_who_was_never_replaced_to_themselves() -> None:
    period = await a_period()
    one, two, three, other = (os.urandom(32) for _ in range(4))
    await pass_heirs.keep([Heir(period, one, two)], signer=SIGNER)
    await pass_heirs.keep([Heir(period, two, three)], signer=SIGNER)
    found = await pass_heirs.last([one, two, three, other], signer=SIGNER)
    assert found == {one: three, two: three, three: three, other: other}
    assert await pass_heirs.last([], signer=SIGNER) == {}


async def test_a_copy_of_the_database_leads_from_no_pass_to_another() -> None:
    heir = Heir(await a_period(), os.urandom(32), os.urandom(32))
    await pass_heirs.keep([heir], signer=SIGNER)
    kept = await everything() + repr(heir)
    assert [one for one in (heir.old, heir.new) if one.hex() in kept] == []


async def test_they_are_forgotten_with_the_key_of_their_period() -> None:
    period, old, new = await a_period(), os.urandom(32), os.urandom(32)
    await pass_heirs.keep([Heir(period, old, new)], signer=SIGNER)
    await pseudonyms.destroy(period, by=SYSTEM, at=TODAY)
    assert await fetch("SELECT FROM pass_heir") == []
