"""Who helps opens the door on the phone in hand: once, however often they press."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from events.attendance.domain.door import door_here, door_links, door_phones
from events.attendance.domain.door.door_here import Here
from events.attendance.domain.staff import NobodyHelps
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotAllowed
from server.foundation.identity import SYSTEM, Actor
from tests.events.attendance.arriving import SIGNER, everything
from tests.support.events import SATURDAY, planned
from volunteers.assignments.domain import helping

pytestmark = pytest.mark.usefixtures("db")
BEFORE = SATURDAY - timedelta(hours=1)
HELPER = Actor(account=UUID(int=7), name="Ana Ayuda", role="facilitator")
OTHER = Actor(account=UUID(int=8), name="Beto Ayuda", role="facilitator")
NOTHING = ("", "")


class EverybodyHelps:
    async def helps_at(self, account: UUID, event: UUID) -> bool:
        return True

    async def said_yes(self, account: UUID, event: UUID) -> bool:
        return True

    async def missing_adults(self, event: UUID) -> int:
        return 0


class EverybodyWasAsked(EverybodyHelps):
    async def said_yes(self, account: UUID, event: UUID) -> bool:
        return False


async def opened(
    event: UUID, kept: tuple[str, str] = NOTHING, *, by: Actor = HELPER, at: datetime = BEFORE
) -> Here:
    return await door_here.open_here(
        event, by=by, kept=kept, who_helps=EverybodyHelps(), at=at, signer=SIGNER
    )


async def test_who_helps_opens_the_door_on_their_own_phone() -> None:
    event = await planned()
    here = await opened(event)
    link = await door_links.bound(here.token, here.device)
    assert (link.name, link.standing(here.device, BEFORE)) == ("Teléfono de Ana Ayuda", "open")
    assert (link.expires_at, repr(here)) == (here.expires_at, "Here()")
    assert [secret for secret in (here.token, here.device) if secret in await everything()] == []


async def test_who_leaves_takes_their_own_phone_along_and_no_other() -> None:
    event, other = await planned(), await planned(title="Otro taller")
    phones = [await opened(event), await opened(other), await opened(event, by=OTHER)]
    await door_here.leave(event, UUID(int=7), at=BEFORE)
    links = [await door_links.bound(here.token, here.device) for here in phones]
    found = [link.standing(here.device, BEFORE) for link, here in zip(links, phones, strict=True)]
    assert found == ["revoked", "open", "open"]


async def test_who_did_not_say_yes_opens_nothing() -> None:
    event = await planned()
    nobody, asked = NobodyHelps(), EverybodyWasAsked()
    strangers = (
        (HELPER, nobody),
        (HELPER, asked),
        (Actor(account=uuid4(), name="M", role="coordinator"), nobody),
    )
    for who, who_helps in strangers:
        with pytest.raises(NotAllowed):
            await door_here.open_here(
                event, by=who, kept=NOTHING, who_helps=who_helps, at=BEFORE, signer=SIGNER
            )


async def test_the_same_phone_comes_to_the_same_door_again() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    here = await opened(event)
    kept = here.token, here.device
    assert await opened(event, kept) == here
    assert len(await fetch("SELECT FROM door_phone")) == 1
    # Not for another event, another person, a wrong secret, nor once it is over.
    assert (await opened(next_event, kept)).token != here.token
    assert (await opened(event, kept, by=OTHER)).token != here.token
    assert (await opened(event, (here.token, "guess"))).token != here.token
    link = await door_links.link_of(here.token)
    await door_phones.revoke(event, link.id, by=SYSTEM, at=BEFORE)
    assert (await opened(event, kept)).token != here.token


async def test_nobody_takes_all_the_places_at_a_door() -> None:
    event = await planned()
    held = [await opened(event) for _ in range(door_here.OWN)]
    with pytest.raises(Conflict, match="Ya tiene 3 teléfonos abiertos"):
        await opened(event)
    assert len(await fetch("SELECT FROM door_phone")) == door_here.OWN
    assert await opened(event, by=OTHER)
    link = await door_links.link_of(held[0].token)
    await door_phones.revoke(event, link.id, by=SYSTEM, at=BEFORE)
    assert await opened(event)


async def test_links_that_are_over_take_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    event = await planned()
    monkeypatch.setattr(door_phones, "MOST", 2)
    for _ in range(2):
        made = await door_phones.make(
            event, "Portón", by=SYSTEM, at=BEFORE, signer=SIGNER, who_helps=helping
        )
    with pytest.raises(Conflict, match="demasiados enlaces"):
        await opened(event)
    await door_phones.revoke(event, made.phone, by=SYSTEM, at=BEFORE)
    assert (await opened(event)).expires_at == SATURDAY + timedelta(hours=15)
    assert await opened(event, at=SATURDAY + timedelta(days=1))
