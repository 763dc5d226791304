"""The register of a closed period takes nothing in and gives nothing up, and loses nothing."""

from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from events.attendance.domain import correcting, headcounts, pseudonyms, register, sync, voiding
from events.attendance.domain.cards import pass_replacement
from events.attendance.domain.cards.pass_replacement import Replacement
from events.attendance.domain.correcting import Correction
from events.attendance.domain.door import door_batches
from events.attendance.domain.doors import door_of
from events.attendance.domain.entrance.admission import Admission
from events.attendance.domain.entrance.self_check_in import Answers, Desk
from events.attendance.domain.headcounts import Tally
from events.attendance.domain.opening import DoorShut
from events.attendance.domain.review import inbox_fates
from events.attendance.domain.review.rulings import Judgement
from events.planning.domain import planning
from events.planning.domain.closed_periods import PeriodClosed
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import PASS, SIGNER, arrival
from tests.events.attendance.aside import set_aside
from tests.events.attendance.noticing import door_phone, scan
from tests.support.closing import JULY, LATER, begun, closed, closed_half, half
from tests.support.registers import WORKSHOP_DAY, arrived, held, tallied
from volunteers.assignments.domain import helping

pytestmark = pytest.mark.usefixtures("db")


async def lines(event: UUID) -> list[UUID]:
    rows = await fetch("SELECT id FROM check_in WHERE event = $1 ORDER BY id", event)
    return [row["id"] for row in rows]


async def test_lines_are_not_voided_restored_or_corrected() -> None:
    here = await half()
    voided = await arrived(here.workshop)
    await execute(
        "UPDATE check_in SET voided_at = at, void_reason = 'x', standing = false WHERE id = $1",
        voided,
    )
    await closed(here.period)
    (first, *_others) = await lines(here.workshop)
    with pytest.raises(PeriodClosed, match="se anota como ajuste"):
        await voiding.void("check_in", first, "No vino", by=SYSTEM, at=LATER)
    with pytest.raises(PeriodClosed):
        await voiding.restore("check_in", voided, "Sí vino", by=SYSTEM, at=LATER)
    said = Correction(id=uuid4(), sex="male", age_band="13-14", audience=None)
    with pytest.raises(PeriodClosed):
        await correcting.correct("check_in", first, said, "Era niño", by=SYSTEM, at=LATER)


async def test_what_programs_and_sheets_bring_late_is_refused_one_by_one() -> None:
    here = await closed_half()
    late = [arrival(here.workshop, at=WORKSHOP_DAY, source="api", received_at=LATER)] * 2
    told = await sync.check_in(late, by=SYSTEM, signer=SIGNER, who_helps=helping)
    assert [one.result for one in told] == ["refused", "refused"]
    tally = Tally(
        id=uuid4(), at=WORKSHOP_DAY, received_at=LATER, audience=None, sex="male",
        age_band="13-14", count=3,
    )  # fmt: skip
    (receipt,) = await headcounts.count(here.workshop, [tally], by=SYSTEM, at=LATER)
    assert receipt.result == "refused"


async def test_what_a_phone_at_the_door_sends_late_is_set_aside_and_only_dropped() -> None:
    here = await closed_half()
    sender = await door_phone(here.workshop)
    things = [scan(at=WORKSHOP_DAY + timedelta(minutes=n), pass_code=PASS) for n in range(3)]
    told = await door_batches.take_in(things, sender=sender, received_at=LATER, signer=SIGNER)
    assert [one.result for one in told] == ["aside"] * 3
    kept = Judgement(fate="kept", reason="Sí vino")
    with pytest.raises(PeriodClosed):
        await inbox_fates.settle(here.workshop, [told[0].id], kept, by=SYSTEM, at=LATER)
    dropped = Judgement(fate="dropped", reason="Va como ajuste")
    done = await inbox_fates.settle(
        here.workshop, [one.id for one in told], dropped, by=SYSTEM, at=LATER
    )
    assert done.done == 3


async def test_nothing_is_moved_into_it_from_another_event() -> None:
    here = await closed_half()
    elsewhere = await held(LATER - timedelta(days=2), project="paz")
    stray = await set_aside(elsewhere)
    moved = Judgement(fate="moved", reason="Era del taller", to=here.workshop)
    with pytest.raises(PeriodClosed):
        await inbox_fates.settle(elsewhere, [stray], moved, by=SYSTEM, at=LATER)


async def test_a_door_that_a_process_still_remembers_as_open_is_shut() -> None:
    _project, period = await begun()
    event = await held(WORKSHOP_DAY, project="paz")
    desk, at = Desk(SIGNER, helping), WORKSHOP_DAY
    doorway = await desk.doorway((await door_of(event)).code, origin="192.0.2.7", at=at)
    await planning.close(event, by=SYSTEM, at=JULY)
    await closed(period)
    answers = Answers(id=uuid4(), sex="male", age_band="15-17", audience=None, pass_code=PASS)
    admitted = Admission(until=at + timedelta(hours=1))
    with pytest.raises(DoorShut, match="está cerrado"):
        await desk.check_in(doorway, answers, admitted, at=at)
    assert await lines(event) == []


async def test_a_page_that_was_sent_before_is_still_answered() -> None:
    here = await half()
    known = (await lines(here.workshop))[0]
    await closed(here.period)
    again = register.Line(
        id=known, event=here.workshop, source="self", at=LATER, received_at=LATER,
        pseudonym=None, sex="male", age_band="15-17", audience=None,
    )  # fmt: skip
    assert await register.write([again]) == ["resent"]


async def test_the_database_itself_takes_nothing_in_and_lets_nothing_change_or_leave() -> None:
    here = await closed_half()
    for writing in (arrived(here.workshop), tallied(here.workshop, 3)):
        with pytest.raises(asyncpg.RestrictViolationError):
            await writing
    elsewhere = await held(LATER, project="paz")
    for change in (
        "check_in SET sex = 'other'",
        "check_in SET standing = false",
        f"check_in SET event = '{elsewhere}'",
        "headcount SET count = count + 1",
        "headcount SET voided_at = at, void_reason = 'x'",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(f"UPDATE {change} WHERE event = $1", here.workshop)


async def test_retention_may_remove_lines_and_forget_who_entered_them() -> None:
    here = await closed_half()
    await execute("UPDATE check_in SET entered_by = NULL, phone = NULL WHERE event = $1",
                  here.workshop)  # fmt: skip
    await execute("DELETE FROM check_in WHERE event = $1", here.workshop)
    await execute("DELETE FROM headcount WHERE event = $1", here.workshop)
    assert await lines(here.workshop) == []


async def test_a_pass_that_is_replaced_keeps_its_trail_of_the_closed_period() -> None:
    here = await half()
    salt = await pseudonyms.salt_of(here.period)
    assert salt is not None
    before = pseudonyms.pseudonym(PASS, salt=salt, signer=SIGNER)
    line = await arrived(here.workshop, pseudonym=before)
    await closed(here.period)
    asked = Replacement(old=PASS, new="WXYZ5432DCBA", reason="Se perdió")
    await pass_replacement.replace(asked, by=SYSTEM, at=LATER, signer=SIGNER)
    (row,) = await fetch("SELECT pseudonym FROM check_in WHERE id = $1", line)
    assert row["pseudonym"] == before
    assert await fetch("SELECT FROM pass_heir WHERE period = $1", here.period) == []
