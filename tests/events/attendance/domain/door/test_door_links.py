"""A door link is opened once, by one device, with the PIN; and is worth nothing when it is over."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.attendance.domain.door import door_links, door_phones
from events.attendance.domain.door.door_links import NotBound
from events.attendance.domain.door.door_phones import NewLink
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import SIGNER, everything
from tests.support.events import SATURDAY, planned
from volunteers.assignments.domain import helping

BEFORE = SATURDAY - timedelta(hours=1)


async def made(event: UUID | None = None) -> NewLink:
    event = event or await planned()
    return await door_phones.make(
        event, "Entrada", by=SYSTEM, at=BEFORE, signer=SIGNER, who_helps=helping
    )


async def opening(link: NewLink, pin: str = "", *, origin: str = "here") -> str:
    _link, device = await door_links.open_with(
        pin or link.pin, link.token, origin=origin, at=BEFORE, signer=SIGNER, who_helps=helping
    )
    return device


def wrong(link: NewLink) -> str:
    return f"{(int(link.pin) + 1) % 1_000_000:06}"


async def test_the_right_pin_opens_the_link_for_this_device(db: None) -> None:
    link = await made()
    device = await opening(link)
    found = await door_links.bound(link.token, device)
    assert (found.id, found.standing(device, BEFORE)) == (link.phone, "open")
    assert found.standing("another", BEFORE) == "elsewhere"
    told = await fetch("SELECT act, actor, detail->>'phone' AS phone FROM audit_entry ORDER BY id")
    # The owner's name, by which phones are called, could never leave the audit again.
    assert [tuple(row) for row in told[-2:]] == [
        ("door.phone-made", "Convoca", str(link.phone)),
        ("door.phone-opened", "Puerta", str(link.phone)),
    ]


async def test_nothing_that_opens_a_link_is_kept(db: None) -> None:
    link = await made()
    device = await opening(link)
    kept = await everything()
    assert str(link.phone) in kept
    assert [secret for secret in (link.token, link.pin, device) if secret in kept] == []
    found = await door_links.link_of(link.token)
    assert repr(found) == f"Link(id={link.phone})"


async def test_of_two_devices_exactly_one_gets_in(db: None) -> None:
    link = await made()
    tries = await asyncio.gather(*(opening(link) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, str) for one in tries) == 1
    assert sum(isinstance(one, Conflict) for one in tries) == 7


async def test_five_wrong_pins_lock_the_link_for_good(db: None) -> None:
    link = await made()
    for left in (4, 3, 2, 1):
        with pytest.raises(Invalid, match=rf"Quedan? {left} intentos?\.$"):
            await opening(link, wrong(link))
    with pytest.raises(Conflict, match="hay que pedir un enlace nuevo"):
        await opening(link, wrong(link))
    with pytest.raises(Conflict, match="ya no se puede abrir"):
        await opening(link)
    assert (await door_links.link_of(link.token)).standing("", BEFORE) == "locked"


async def test_guesses_at_the_same_time_are_all_counted(db: None) -> None:
    link = await made()
    tries = [opening(link, wrong(link)) for _ in range(12)]
    heard = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, Invalid) for one in heard) == 4
    (row,) = await fetch("SELECT wrong_pins, device FROM door_phone")
    assert tuple(row) == (5, None)


async def test_an_origin_does_not_try_one_link_after_the_other(db: None) -> None:
    link = await made()
    for _ in range(door_links.GUESSES):
        with pytest.raises(NotFound):
            await door_links.open_with(
                "000000", "nowhere", origin="far", at=BEFORE, signer=SIGNER, who_helps=helping
            )
    with pytest.raises(TooMany):
        await opening(link, origin="far")
    assert await opening(link, origin="near")


async def test_a_device_is_known_by_its_own_secret_only(db: None) -> None:
    event = await planned()
    first, second = await made(event), await made(event)
    device = await opening(first)
    for token, shown in ((second.token, device), (first.token, ""), (first.token, "guess")):
        with pytest.raises(NotBound):
            await door_links.bound(token, shown)
    with pytest.raises(NotFound):
        await door_links.bound("nowhere", device)


async def test_a_link_that_is_over_is_opened_no_more(db: None) -> None:
    event = await planned()
    link = await made(event)
    end = SATURDAY + timedelta(hours=3) + door_phones.LASTS
    late = door_links.open_with(
        link.pin, link.token, origin="", at=end, signer=SIGNER, who_helps=helping
    )
    with pytest.raises(Conflict):
        await late
    await door_phones.revoke(event, link.phone, by=SYSTEM, at=BEFORE)
    with pytest.raises(Conflict):
        await opening(link)


async def test_what_a_phone_holds_is_taken_for_a_week_after_its_link_expired(db: None) -> None:
    link = await made()
    await opening(link)
    found = await door_links.link_of(link.token)
    last = found.expires_at + door_links.GRACE
    door_links.need_sending(found, last - timedelta(seconds=1))
    with pytest.raises(NotAllowed, match="venció"):
        door_links.need_sending(found, last)
    with pytest.raises(NotAllowed, match="se retiró"):
        door_links.need_sending(replace(found, revoked_at=BEFORE), BEFORE)
