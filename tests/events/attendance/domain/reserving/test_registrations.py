"""Asking for seats and looking after them."""

import asyncio
from collections import Counter
from uuid import uuid4

import msgspec
import pytest

from events.attendance.domain.reserving import registrations, seat_book
from events.attendance.domain.reserving.registrations import Wish
from events.planning.domain import planning
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotFound, TooMany
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned
from tests.support.forgetting import forgotten
from tests.support.seats import (
    HOUR,
    ORIGIN,
    SIGNER,
    accepted,
    asked,
    contacts,
    given_back,
    seat,
    taking,
)

pytestmark = pytest.mark.usefixtures("db")
ADDRESS = "ana@correo.test"


async def test_whoever_asks_has_a_seat_or_knows_who_waits_in_front() -> None:
    event = await taking(2)
    codes = [await asked(event, people) for people in (2, 1, 1)]
    found = [await seat(code) for code in codes]
    assert [(one.status, one.ahead) for one in found] == [
        ("confirmed", 0), ("waiting", 0), ("waiting", 1)
    ]  # fmt: skip


async def test_the_same_form_sent_twice_is_one_seat_with_one_link() -> None:
    event, wish = await taking(), Wish(id=uuid4(), people=1)
    codes = {
        await registrations.ask(event, wish, origin=ORIGIN, signer=SIGNER, at=TODAY)
        for _time in range(2)
    }
    assert (len(codes), len(await contacts())) == (1, 1)
    other = await taking()
    with pytest.raises(Conflict):
        await registrations.ask(other, wish, origin=ORIGIN, signer=SIGNER, at=TODAY)


async def test_who_asked_first_stays_first_whatever_the_clocks_say() -> None:
    event = await taking(1)
    await asked(event)
    first, second = await asked(event), await asked(event, at=TODAY - HOUR)
    assert [(await seat(code)).ahead for code in (first, second)] == [0, 1]


async def test_an_offer_that_lapsed_is_never_shown_though_no_clock_ticked() -> None:
    event = await taking(1)
    ana, beto, cora = [await asked(event) for _person in range(3)]
    await given_back(ana)
    assert (await seat(beto, at=TODAY + 11 * HOUR)).status == "offered"
    assert (await seat(beto, at=TODAY + 12 * HOUR)).status == "lapsed"
    assert (await seat(cora, at=TODAY + 12 * HOUR)).status == "offered"
    with pytest.raises(Conflict):
        await accepted(beto, at=TODAY + 12 * HOUR)


async def test_the_clock_lets_offers_lapse_at_every_event() -> None:
    event = await taking(1)
    ana, beto, _cora = [await asked(event) for _person in range(3)]
    await given_back(ana)
    await accepted(beto, at=TODAY + HOUR)
    await given_back(beto, at=TODAY + 2 * HOUR)
    await seat_book.advance(at=TODAY + 20 * HOUR)
    rows = await fetch("SELECT status FROM registration ORDER BY asked_at")
    assert [row["status"] for row in rows] == ["cancelled", "cancelled", "lapsed"]


async def test_a_group_may_come_with_fewer_people_but_not_with_more() -> None:
    event = await taking(3)
    group, beto = await asked(event, 3), await asked(event)
    await registrations.reduce(group, 2, origin=ORIGIN, signer=SIGNER, at=TODAY)
    assert [(await seat(code)).status for code in (group, beto)] == ["confirmed", "offered"]
    with pytest.raises(Invalid):
        await registrations.reduce(group, 3, origin=ORIGIN, signer=SIGNER, at=TODAY)


async def test_a_group_larger_than_allowed_is_not_taken() -> None:
    event = await taking(9, largest_group=4)
    with pytest.raises(Invalid):
        await asked(event, 5)


@pytest.mark.parametrize("seats", [0, 10_001])
async def test_an_event_has_at_least_one_seat_and_not_beyond_measure(seats: int) -> None:
    with pytest.raises(Invalid):
        await taking(seats, largest_group=1)


async def test_an_address_that_cannot_be_one_is_not_taken() -> None:
    with pytest.raises(Invalid):
        await asked(await taking(), contact="ana")


async def test_only_what_everybody_may_know_of_can_be_asked_for() -> None:
    draft = await taking(event=await planned(published=False))
    internal = await taking(event=await planned(kind="internal"))
    for event in (draft, internal):
        with pytest.raises(NotFound):
            await asked(event)
    with pytest.raises(NotFound):
        await asked(await planned())


async def test_nobody_can_ask_once_the_event_is_off_or_has_begun() -> None:
    event = await taking()
    with pytest.raises(Conflict):
        await asked(event, at=SATURDAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict):
        await asked(event)


async def test_an_event_that_moves_forward_closes_with_its_start() -> None:
    event = await taking()
    earlier = msgspec.structs.replace(
        WORKSHOP, starts_at=SATURDAY - 2 * HOUR, ends_at=SATURDAY + HOUR
    )
    await planning.change(event, earlier, by=SYSTEM, at=TODAY, above=upstairs)
    with pytest.raises(Conflict):
        await asked(event, at=SATURDAY - HOUR)


async def test_who_tries_code_after_code_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    code = await asked(await taking())
    monkeypatch.setattr(registrations, "GUESSES", 1)
    with pytest.raises(NotFound):
        await seat("2222-2222-2222")
    with pytest.raises(TooMany):
        await seat("3333-3333-3333")
    assert (await seat(code)).status == "confirmed"
    with pytest.raises(NotFound):
        await seat("nada")


async def test_a_whole_school_behind_one_address_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    event = await taking(400)
    assert registrations.ASKS >= 300
    monkeypatch.setattr(registrations, "ASKS", 2)
    await asked(event)
    await asked(event)
    with pytest.raises(TooMany):
        await asked(event)
    await forgotten("accounts.attempts", before=TODAY + HOUR)
    await asked(event)


async def test_the_address_is_forgotten_with_the_seat_or_seven_days_after() -> None:
    event = await taking(2)
    ana, _beto = [await asked(event, contact=f"{name}@correo.test") for name in ("ana", "beto")]
    await given_back(ana)
    assert await contacts() == [None, "beto@correo.test"]
    ends = WORKSHOP.ends_at
    await forgotten("attendance.contacts", before=ends)
    assert await contacts() == [None, "beto@correo.test"]
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await forgotten("attendance.contacts", before=ends + HOUR)
    assert await contacts() == [None, None]


async def test_neither_the_code_nor_a_log_line_gives_anybody_away() -> None:
    code = await asked(await taking(), contact=ADDRESS)
    (row,) = await fetch("SELECT r::text AS row, contact FROM registration r")
    assert row["contact"] == ADDRESS
    assert code not in row["row"]
    assert code.encode().hex() not in row["row"]
    assert ADDRESS not in repr(Wish(id=uuid4(), people=1, contact=ADDRESS))


async def test_fifty_who_ask_at_once_get_ten_seats_and_forty_numbers() -> None:
    event = await taking(10)
    codes = await asyncio.gather(*(asked(event) for _person in range(50)))
    found = [await seat(code) for code in codes]
    assert Counter(one.status for one in found) == {"confirmed": 10, "waiting": 40}
    ahead = sorted(one.ahead for one in found if one.status == "waiting")
    assert ahead == list(range(40))


async def test_seats_given_back_all_at_once_go_to_as_many_others() -> None:
    event = await taking(10)
    codes = [await asked(event) for _person in range(25)]
    others = (asked(event) for _person in range(5))
    await asyncio.gather(*map(given_back, codes[:10]), *others)
    statuses = [(await seat(code)).status for code in codes]
    assert statuses == ["cancelled"] * 10 + ["offered"] * 10 + ["waiting"] * 5
    taken = await fetch(
        "SELECT sum(people)::int AS taken FROM registration"
        " WHERE status IN ('confirmed', 'offered')"
    )
    assert taken[0]["taken"] == 10
