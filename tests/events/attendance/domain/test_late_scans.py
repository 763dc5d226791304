"""Who showed a pass before it was revoked came, however late that is heard of."""

import pytest

from events.attendance.domain import sync
from events.attendance.domain.cards import pass_replacement, pass_revocation
from events.attendance.domain.cards.pass_replacement import Replacement
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import PASS, SIGNER, arrival, moment, recorded
from tests.events.attendance.noticing import door_phone, scan, sent
from tests.support.events import planned
from volunteers.assignments.domain import helping

pytestmark = pytest.mark.usefixtures("db")
NEW = "BCDE2345WXYZ"
NEWER = "CDEF2345WXYZ"
HOUR = 3_600_000


async def revoked(*, minutes: int) -> None:
    await pass_revocation.revoke_code(PASS, "x", by=SYSTEM, at=moment(minutes), signer=SIGNER)


async def replaced(old: str, new: str, *, minutes: int) -> None:
    asked = Replacement(old=old, new=new, reason="se mojó")
    await pass_replacement.replace(asked, by=SYSTEM, at=moment(minutes), signer=SIGNER)


@pytest.mark.parametrize(
    ("skew", "minutes", "told"),
    [(0, 59, "recorded"), (0, 60, "refused"), (HOUR, 0, "refused"), (-HOUR, 119, "recorded")],
)
async def test_a_scan_counts_if_it_was_made_before_the_revocation_by_our_clock(
    skew: int, minutes: int, told: str
) -> None:
    event = await planned()
    await revoked(minutes=60)
    phone = await door_phone(event, clock_skew=skew)
    assert await sent(phone, scan(at=moment(minutes))) == [told]
    assert len(await recorded(event)) == (told == "recorded")


async def test_a_program_is_told_the_same() -> None:
    event = await planned()
    await revoked(minutes=60)
    told = await sync.check_in(
        [arrival(event, at=moment(at), pass_code=PASS) for at in (59, 60)],
        by=SYSTEM,
        signer=SIGNER,
        who_helps=helping,
    )
    assert [one.result for one in told] == ["recorded", "refused"]


async def test_late_scans_of_a_replaced_pass_are_one_person_with_the_new_one() -> None:
    first, second = await planned(), await planned(title="Otro taller")
    await replaced(PASS, NEW, minutes=60)
    await replaced(NEW, NEWER, minutes=70)
    for event in (first, second):
        told = await sent(await door_phone(event), scan(pass_code=PASS), scan(pass_code=NEWER))
        assert sorted(told) == ["already", "recorded"]
    (one,), (other,) = await recorded(first), await recorded(second)
    assert one["pseudonym"] == other["pseudonym"]


async def test_a_late_scan_that_waits_waits_for_the_new_pass() -> None:
    event = await planned()
    await replaced(PASS, NEW, minutes=1000)
    phone, late = await door_phone(event), moment(360)
    told = await sent(phone, scan(at=late), scan(at=late, pass_code=NEW))
    assert told == ["aside", "aside"]
    rows = await fetch("SELECT DISTINCT pseudonym FROM set_aside")
    assert [row["pseudonym"] is None for row in rows] == [False]
