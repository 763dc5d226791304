"""An app's digits open once, and its key is kept so that a copy of the database opens nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from server.accounts.domain import authenticators
from server.accounts.domain import second_step_digits as totp
from server.accounts.domain.second_step_sealing import opened, sealed
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.second_steps import account_id, with_app

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
STEP = timedelta(seconds=30)


async def test_the_same_digits_open_once(cast: Cast, signer: Signer) -> None:
    who, key = account_id(cast.pinula), await with_app(cast.pinula, signer)
    now = totp.shown(key, at=NOON)
    tries = [authenticators.believed(who, now, signer=signer, at=NOON) for _ in range(5)]
    assert sorted(await asyncio.gather(*tries)) == [False] * 4 + [True]
    before = totp.shown(key, at=NOON - STEP)
    assert not await authenticators.believed(who, before, signer=signer, at=NOON)
    later = totp.shown(key, at=NOON + STEP)
    assert await authenticators.believed(who, later, signer=signer, at=NOON)
    assert not await authenticators.believed(who, now, signer=signer, at=NOON + STEP)


async def test_another_accounts_digits_open_nothing(cast: Cast, signer: Signer) -> None:
    key = await with_app(cast.pinula, signer)
    shown, other = totp.shown(key, at=NOON), account_id(cast.mixco)
    assert not await authenticators.believed(other, shown, signer=signer, at=NOON)
    assert await authenticators.believed(account_id(cast.pinula), shown, signer=signer, at=NOON)


async def test_a_copy_of_the_database_holds_no_key(cast: Cast, signer: Signer) -> None:
    who, key = account_id(cast.pinula), await with_app(cast.pinula, signer)
    (row,) = await fetch("SELECT sealed_key, authenticator::text AS row FROM authenticator")
    assert (key.hex() in row["row"], key.decode() in row["row"]) == (False, False)
    assert opened(row["sealed_key"], of=who, signer=signer) == key
    assert opened(row["sealed_key"], of=account_id(cast.mixco), signer=signer) is None
    elsewhere = Signer(b"another secret")
    assert await authenticators.keys(who, signer=elsewhere) == []
    shown = totp.shown(key, at=NOON)
    assert not await authenticators.believed(who, shown, signer=elsewhere, at=NOON)


def test_what_is_sealed_twice_looks_different_and_a_flipped_bit_is_seen(signer: Signer) -> None:
    of = uuid4()
    first, second = (sealed(b"secret", of=of, signer=signer) for _ in range(2))
    assert first != second
    for kept in (bytes([first[0] ^ 1]) + first[1:], first[:-1], b"", b"short"):
        assert opened(kept, of=of, signer=signer) is None


async def test_an_app_is_kept_once_it_shows_the_right_digits(cast: Cast, signer: Signer) -> None:
    who, session = account_id(cast.pinula), uuid4()
    offer = authenticators.offered("p@convoca.test", session=session, signer=signer)
    key = offer.key.replace(" ", "").encode()
    again = authenticators.offered(
        "p@convoca.test", session=session, signer=signer, draft=offer.draft
    )
    assert (again.key, again.address) == (offer.key, offer.address)
    for draft, typed, of in (
        (offer.draft, "000000", session),
        (offer.draft, totp.shown(key, at=NOON), uuid4()),
        ("made up", totp.shown(key, at=NOON), session),
        ("ñ", totp.shown(key, at=NOON), session),
    ):
        with pytest.raises(Invalid, match="No son los dígitos"):
            await authenticators.add(who, draft, typed, session=of, signer=signer, at=NOON)
    assert await authenticators.keys(who, signer=signer) == []
    shown = totp.shown(key, at=NOON)
    await authenticators.add(who, offer.draft, shown, session=session, signer=signer, at=NOON)
    assert not await authenticators.believed(who, shown, signer=signer, at=NOON)


async def test_a_page_opened_in_another_session_offers_another_key(signer: Signer) -> None:
    first = authenticators.offered("p@convoca.test", session=uuid4(), signer=signer)
    other = authenticators.offered(
        "p@convoca.test", session=uuid4(), signer=signer, draft=first.draft
    )
    assert other.key != first.key


async def test_an_app_is_added_once(cast: Cast, signer: Signer) -> None:
    who, session = account_id(cast.pinula), uuid4()
    offer = authenticators.offered("p@convoca.test", session=session, signer=signer)
    shown = totp.shown(offer.key.replace(" ", "").encode(), at=NOON)
    await authenticators.add(who, offer.draft, shown, session=session, signer=signer, at=NOON)
    with pytest.raises(Invalid, match="ya está agregada"):
        await authenticators.add(who, offer.draft, shown, session=session, signer=signer, at=NOON)
    assert len(await authenticators.keys(who, signer=signer)) == 1


async def test_digits_used_by_a_clock_that_ran_ahead_keep_nobody_waiting(
    cast: Cast, signer: Signer
) -> None:
    who, key = account_id(cast.pinula), await with_app(cast.pinula, signer)
    ahead = NOON + timedelta(days=400)
    shown = [totp.shown(key, at=at) for at in (ahead, NOON)]
    assert await authenticators.believed(who, shown[0], signer=signer, at=ahead)
    assert await authenticators.believed(who, shown[1], signer=signer, at=NOON)
    assert not await authenticators.believed(who, shown[1], signer=signer, at=NOON)
