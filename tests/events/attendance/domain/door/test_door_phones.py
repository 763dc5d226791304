"""The phones that may stand at a door: made, listed, revoked and forgotten."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from events.attendance.domain.door import door_phones
from events.attendance.domain.door.door_phones import AlreadyMade, Terms
from events.planning.domain import planning
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.events.attendance.arriving import SIGNER
from tests.support.events import SATURDAY, planned
from volunteers.assignments.domain import helping

BEFORE = SATURDAY - timedelta(hours=1)
END = SATURDAY + timedelta(hours=3)
MIXCO = Actor(
    account=None, name="Mario", role="coordinator", municipalities=frozenset({"0108"})
)  # fmt: skip


async def made(event: UUID, name: str = "Entrada", **how: object) -> UUID:
    told = {"by": SYSTEM, "at": BEFORE, "signer": SIGNER, "who_helps": helping, **how}
    return (await door_phones.make(event, name, **told)).phone  # type: ignore[arg-type]  # any of them


async def scanned(event: UUID, phone: UUID) -> None:
    await execute(
        "INSERT INTO check_in (id, event, source, at, received_at, sex, age_band, phone)"
        " VALUES ($1, $2, 'door', $3, $3, 'unknown', 'unknown', $4)",
        new_id(), event, SATURDAY, phone,
    )  # fmt: skip


async def test_a_link_lasts_until_half_a_day_after_the_end(db: None) -> None:
    event = await planned()
    phone = await made(event)
    (found,) = await door_phones.phones_of(event, by=SYSTEM)
    assert (found.id, found.name, found.expires_at) == (phone, "Entrada", END + timedelta(hours=12))
    assert (found.opened_at, found.waiting, found.sent) == (None, None, 0)


async def test_a_link_made_afterwards_lasts_from_now(db: None) -> None:
    event, late = await planned(), END + timedelta(days=2)
    await planning.close(event, by=SYSTEM, at=END)
    await made(event, at=late, terms=Terms(lasts=timedelta(days=3)))
    (found,) = await door_phones.phones_of(event, by=SYSTEM)
    assert found.expires_at == late + timedelta(days=3)


@pytest.mark.parametrize("name", ["", "x" * 61])
async def test_a_phone_has_a_name(db: None, name: str) -> None:
    with pytest.raises(Invalid):
        await made(await planned(), name)


@pytest.mark.parametrize("days", [0, 8])
async def test_a_link_lasts_a_sensible_time(db: None, days: int) -> None:
    with pytest.raises(Invalid):
        await made(await planned(), terms=Terms(lasts=timedelta(days=days)))


async def test_a_draft_and_what_is_long_past_have_no_door(db: None) -> None:
    with pytest.raises(Conflict, match="publicada"):
        await made(await planned(published=False))
    with pytest.raises(Conflict, match="más de una semana"):
        await made(await planned(), at=END + timedelta(days=7))


async def test_nobody_needs_more_phones_than_that(db: None) -> None:
    event = await planned()
    await execute(
        "INSERT INTO door_phone (id, event, name, link, pin, made_at, expires_at)"
        " SELECT gen_random_uuid(), $1, 'otro', decode(lpad(n::text, 8, '0'), 'hex'), '',"
        " $2::timestamptz, $2::timestamptz + interval '1 day' FROM generate_series(1, $3) n",
        event, BEFORE, door_phones.MOST,
    )  # fmt: skip
    with pytest.raises(Conflict, match="demasiados"):
        await made(event)


async def test_a_phone_is_revoked_once_and_it_is_said_who_did(db: None) -> None:
    event = await planned()
    phone = await made(event)
    for minute in (0, 5):
        at = SATURDAY + timedelta(minutes=minute)
        await door_phones.revoke(event, phone, by=SYSTEM, at=at)
    (found,) = await door_phones.phones_of(event, by=SYSTEM)
    assert found.revoked_at == SATURDAY
    acts = await fetch("SELECT FROM audit_entry WHERE act = 'door.phone-revoked'")
    assert len(acts) == 1


async def test_only_a_link_without_lines_is_forgotten(db: None) -> None:
    event = await planned()
    used, unused = await made(event), await made(event, "Otra")
    await scanned(event, used)
    with pytest.raises(Conflict, match="ya envió"):
        await door_phones.forget(event, used, by=SYSTEM, at=SATURDAY)
    await door_phones.forget(event, unused, by=SYSTEM, at=SATURDAY)
    (left,) = await door_phones.phones_of(event, by=SYSTEM)
    assert (left.id, left.sent) == (used, 1)


async def test_what_was_undone_or_voided_is_not_among_what_a_phone_recorded(db: None) -> None:
    event = await planned()
    phone = await made(event)
    for _time in range(2):
        await scanned(event, phone)
    for count in (3, 4):
        await execute(
            "INSERT INTO headcount (id, event, at, received_at, count, sex, age_band, way, phone)"
            " VALUES ($1, $2, $3, $3, $4, 'unknown', 'unknown', 'door', $5)",
            new_id(), event, SATURDAY, count, phone,
        )  # fmt: skip
    await execute(
        "UPDATE headcount SET voided_at = $1, void_reason = 'dos veces' WHERE count = 4", SATURDAY
    )
    await execute(
        "UPDATE check_in SET standing = false, voided_at = $1, void_reason = 'x'"
        " WHERE id = (SELECT min(id::text)::uuid FROM check_in)",
        SATURDAY,
    )
    (found,) = await door_phones.phones_of(event, by=SYSTEM)
    assert (found.sent, found.used) == (4, True)


async def test_the_same_form_sent_again_makes_no_second_phone(db: None) -> None:
    event, terms = await planned(), Terms(phone=new_id())
    assert await made(event, terms=terms) == terms.phone
    with pytest.raises(AlreadyMade, match="solo una vez"):
        await made(event, terms=terms)
    assert len(await door_phones.phones_of(event, by=SYSTEM)) == 1


async def test_a_phone_of_another_event_is_out_of_reach(db: None) -> None:
    event, other = await planned(), await planned(municipality="0108")
    phone = await made(event)
    for act in (door_phones.revoke, door_phones.forget):
        with pytest.raises(NotFound):
            await act(other, phone, by=MIXCO, at=SATURDAY)
        with pytest.raises(NotAllowed):
            await act(event, phone, by=MIXCO, at=SATURDAY)
    with pytest.raises(NotAllowed):
        await made(event, by=MIXCO)
    with pytest.raises(NotAllowed):
        await door_phones.phones_of(event, by=MIXCO)
    with pytest.raises(NotFound):
        await door_phones.phones_of(uuid4(), by=SYSTEM)
