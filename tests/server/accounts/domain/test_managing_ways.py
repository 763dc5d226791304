"""The ways in that administrators give to others."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.accounts.domain import accounts, managing, managing_ways, sign_in
from server.accounts.tables import Authenticator, Passkey, RecoveryCode
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.signing import Signer
from tests.support.cast import Cast

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
STEPS = "SELECT account FROM authenticator UNION ALL SELECT account FROM passkey"


def number(who: Actor) -> UUID:
    assert who.account is not None
    return who.account


async def guarded(who: Actor) -> None:
    """Somebody with an app, a passkey and a code on paper."""
    account = number(who)
    for row in (
        Authenticator(
            id=new_id(), account=account, sealed_key=b"x", created_at=NOON, confirmed_at=NOON
        ),
        Passkey(
            id=new_id(),
            account=account,
            credential=new_id().bytes,
            public_key=b"x",
            created_at=NOON,
        ),
        RecoveryCode(fingerprint=new_id().bytes, account=account, created_at=NOON),
    ):
        await row.save()


async def test_a_link_goes_by_mail_for_a_day(cast: Cast) -> None:
    await managing_ways.mail_link(number(cast.pinula), by=cast.admin, at=NOON)
    rows = await fetch("SELECT account, by_mail, expires_at, complete FROM sign_in_link")
    day = NOON + timedelta(days=1)
    assert [tuple(row) for row in rows] == [(cast.pinula.account, True, day, False)]


async def test_a_link_that_is_handed_over_lets_in(cast: Cast, signer: Signer) -> None:
    link = await managing_ways.hand_over(number(cast.evaluator), by=cast.admin, at=NOON)
    assert await sign_in.with_link(sign_in.link_token(link, signer), signer=signer, at=NOON)
    done = await fetch("SELECT act FROM audit_entry WHERE actor = 'Alba Admin'")
    assert [row["act"] for row in done] == ["account.link_made"]


async def test_nobody_is_sent_a_link_to_a_disabled_account(cast: Cast) -> None:
    await managing.disable(number(cast.pinula), by=cast.admin, at=NOON)
    with pytest.raises(Conflict, match="deshabilitada"):
        await managing_ways.mail_link(number(cast.pinula), by=cast.admin, at=NOON)
    with pytest.raises(NotFound):
        await managing_ways.hand_over(UUID(int=1), by=cast.admin, at=NOON)


async def test_who_lost_a_telephone_sets_up_a_new_second_step(cast: Cast) -> None:
    await guarded(cast.pinula)
    await guarded(cast.mixco)
    await sign_in.open_session(number(cast.pinula), at=NOON)
    await managing_ways.remove_steps(number(cast.pinula), by=cast.admin, at=NOON)
    assert [row["account"] for row in await fetch(STEPS)] == [cast.mixco.account] * 2
    assert len(await fetch("SELECT FROM recovery_code")) == 1
    assert await fetch("SELECT FROM session") == []
    done = await fetch("SELECT actor FROM audit_entry WHERE act = 'account.second_steps_removed'")
    assert [row["actor"] for row in done] == ["Alba Admin"]
    assert await accounts.actor(number(cast.pinula)) is not None


async def test_one_s_own_second_steps_are_not_taken_here(cast: Cast) -> None:
    with pytest.raises(Conflict, match="Seguridad"):
        await managing_ways.remove_steps(number(cast.admin), by=cast.admin, at=NOON)


async def test_only_an_administrator_gives_ways_in(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await managing_ways.mail_link(number(cast.mixco), by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await managing_ways.hand_over(number(cast.mixco), by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await managing_ways.remove_steps(number(cast.mixco), by=cast.pinula, at=NOON)
