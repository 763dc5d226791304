"""Ten codes on paper, each good once."""

import asyncio
from datetime import UTC, datetime

from server.accounts.domain import recovery_codes as codes
from server.foundation.database import fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.second_steps import account_id

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)


async def test_each_code_is_good_once_however_it_is_typed(cast: Cast, signer: Signer) -> None:
    who = account_id(cast.pinula)
    made = await codes.renew(who, signer=signer, at=NOON)
    assert (len(set(made)), await codes.left(who)) == (10, 10)
    spelled = (made[0], made[1].lower(), made[2].replace("-", " "), made[3].replace("-", "–"))
    for typed in spelled:
        assert await codes.used_up(who, typed, signer=signer, at=NOON)
        assert not await codes.used_up(who, typed, signer=signer, at=NOON)
    assert await codes.left(who) == 6


async def test_a_code_used_twice_at_once_opens_once(cast: Cast, signer: Signer) -> None:
    who = account_id(cast.pinula)
    code = (await codes.renew(who, signer=signer, at=NOON))[0]
    tries = [codes.used_up(who, code, signer=signer, at=NOON) for _ in range(5)]
    assert sorted(await asyncio.gather(*tries)) == [False] * 4 + [True]


async def test_new_codes_replace_the_old(cast: Cast, signer: Signer) -> None:
    who = account_id(cast.pinula)
    old = await codes.renew(who, signer=signer, at=NOON)
    new = await codes.renew(who, signer=signer, at=NOON)
    assert not await codes.used_up(who, old[0], signer=signer, at=NOON)
    assert await codes.used_up(who, new[0], signer=signer, at=NOON)


async def test_a_code_opens_one_account_of_one_installation(cast: Cast, signer: Signer) -> None:
    who = account_id(cast.pinula)
    code = (await codes.renew(who, signer=signer, at=NOON))[0]
    assert not await codes.used_up(account_id(cast.mixco), code, signer=signer, at=NOON)
    assert not await codes.used_up(who, code, signer=Signer(b"another secret"), at=NOON)
    for typed in ("", "\0", "\ud800", "x" * 5000):
        assert not await codes.used_up(who, typed, signer=signer, at=NOON)
    kept = str(await fetch("SELECT recovery_code::text AS row FROM recovery_code"))
    assert (code in kept, code.replace("-", "") in kept) == (False, False)
    assert await codes.used_up(who, code, signer=signer, at=NOON)
