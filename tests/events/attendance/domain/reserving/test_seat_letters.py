"""Typing a stranger's address into the form neither floods it nor tells anything about it."""

from uuid import uuid4

import msgspec
import pytest

from events.attendance.domain.reserving import registrations, seat_letters, seating
from events.attendance.domain.reserving.registrations import Wish
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, WORKSHOP
from tests.support.forgetting import forgotten
from tests.support.seats import HOUR, ORIGIN, SIGNER, asked, contacts, given_back, seat, taking

pytestmark = pytest.mark.usefixtures("db")
ADDRESS = "ana@correo.test"
DAY = 24 * HOUR


async def test_an_address_hears_of_one_registration_of_an_event() -> None:
    event, other = await taking(), await taking()
    for contact in (ADDRESS, ADDRESS, "Ana@Correo.test"):
        await asked(event, contact=contact)
    await asked(other, contact=ADDRESS)
    assert sorted(await contacts(), key=str) == [None, None, ADDRESS, ADDRESS]


async def test_whoever_asks_again_sees_no_difference() -> None:
    event, other = await taking(4), await taking(4)
    await asked(event, contact=ADDRESS)
    known, unknown = [await asked(one, contact=ADDRESS) for one in (event, other)]
    alike = {"id": uuid4(), "event": event}
    seats = [msgspec.structs.replace(await seat(code), **alike) for code in (known, unknown)]
    seats = [msgspec.structs.replace(one, free=0) for one in seats]
    assert seats[0] == seats[1]
    assert (seats[0].told, seats[0].status) == (True, "confirmed")


async def test_no_more_letters_looks_the_same_too() -> None:
    event = await taking(4)
    codes = [await asked(event, contact=ADDRESS) for _time in range(2)]
    for code in codes:
        await registrations.hush(code, origin=ORIGIN, signer=SIGNER, at=TODAY)
    assert [(await seat(code)).told for code in codes] == [False, False]
    codes = [await asked(event, contact=ADDRESS) for _time in range(2)]
    await forgotten("attendance.contacts", before=WORKSHOP.ends_at + HOUR)
    assert [(await seat(code)).told for code in codes] == [False, False]
    codes = [await asked(event, contact=ADDRESS) for _time in range(2)]
    for code in codes:
        await given_back(code)
    assert [(await seat(code)).told for code in codes] == [False, False]


async def begun(event_count: int, times: int) -> int:
    """How many letters begin when somebody asks and gives back, over and over."""
    began = 0
    for _event in range(event_count):
        event = await taking()
        for number in range(times):
            code = await asked(event, contact=f"ana+{number}@correo.test")
            began += len([contact for contact in await contacts() if contact])
            await given_back(code)
    return began


async def test_giving_back_and_asking_again_does_not_flood_an_address() -> None:
    assert await begun(1, 5) == seat_letters.MOST_AT_AN_EVENT == 3
    await asked(await taking(), contact="beto@correo.test")
    assert "beto@correo.test" in await contacts()


async def test_many_events_do_not_flood_an_address_either() -> None:
    assert await begun(5, 3) == seat_letters.MOST == 10
    later = await asked(await taking(), contact=ADDRESS, at=TODAY + DAY)
    assert (await contacts())[-1] == ADDRESS
    assert (await seat(later)).status == "confirmed"


async def test_the_same_form_sent_again_uses_nothing_up() -> None:
    event, wish = await taking(), Wish(id=uuid4(), people=1, contact=ADDRESS)
    for _time in range(5):
        await registrations.ask(event, wish, origin=ORIGIN, signer=SIGNER, at=TODAY)
    assert await contacts() == [ADDRESS]


async def test_the_id_of_a_registration_opens_nobody_s_link() -> None:
    event, form = await taking(), uuid4()
    code = await asked(event, id=form)
    (row,) = await fetch("SELECT id, r::text AS row FROM registration r")
    assert str(form) not in row["row"]
    assert await asked(event, id=row["id"]) != code
    assert await asked(event, id=form) == code


async def test_the_id_that_is_on_record_of_a_group_is_not_the_form_s() -> None:
    event, form = await taking(), uuid4()
    await seating.add_group(event, Wish(id=form, people=1), by=SYSTEM, signer=SIGNER, at=TODAY)
    told = await fetch("SELECT detail::text FROM audit_entry WHERE act = 'registration.added'")
    (row,) = await fetch("SELECT id FROM registration")
    assert (str(form) in told[0]["detail"], str(row["id"]) in told[0]["detail"]) == (False, True)
