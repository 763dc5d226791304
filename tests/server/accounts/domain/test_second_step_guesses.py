"""Nobody guesses digits for long, keeps their owner out by it, or does so unnoticed."""

from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
import pytest

from server.accounts.domain import recovery_codes as codes
from server.accounts.domain import second_step, sign_in
from server.accounts.domain import second_step_digits as totp
from server.accounts.domain.sessions import Standing
from server.accounts.domain.throttling import A_DAY_FOR_ONE
from server.foundation.database import fetch
from server.foundation.errors import TooMany
from server.foundation.identity import new_id
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.second_steps import account_id, standing_of, with_app

NOON: Final = datetime(2026, 12, 5, 12, tzinfo=UTC)
QUARTER: Final = timedelta(minutes=15, seconds=1)


@pytest.fixture
async def half(cast: Cast, signer: Signer) -> Standing:
    """Somebody who knows Paula's password and not her digits."""
    await with_app(cast.pinula, signer)
    token = await sign_in.open_session(account_id(cast.pinula), at=NOON)
    return await standing_of(token, at=NOON)


async def guessed(
    standing: Standing, signer: Signer, at: datetime, *, typed: str = "000000", device: str = ""
) -> str:
    """What became of a guess, in a session and from a network of its own."""
    session = msgspec.structs.replace(standing, handle=new_id())
    try:
        return await second_step.prove(
            typed, standing=session, signer=signer, origin=str(session.handle), at=at, device=device
        )
    except TooMany as refusal:
        return refusal.sentence


async def test_digits_from_anywhere_are_looked_at_fifty_times_a_day(
    half: Standing, signer: Signer
) -> None:
    tries = [await guessed(half, signer, NOON + QUARTER * n) for n in range(A_DAY_FOR_ONE + 2)]
    assert tries[:A_DAY_FOR_ONE] == [""] * A_DAY_FOR_ONE
    assert [text[:33] for text in tries[-2:]] == ["Por hoy ya no se aceptan dígitos "] * 2
    assert await guessed(half, signer, NOON + timedelta(days=1, seconds=1)) == ""


async def test_what_others_guess_keeps_no_owner_out(
    half: Standing, cast: Cast, signer: Signer
) -> None:
    key = await with_app(cast.pinula, signer)
    paper = (await codes.renew(half.account, signer=signer, at=NOON))[0]
    for _ in range(A_DAY_FOR_ONE + 1):
        await guessed(half, signer, NOON)
    right = totp.shown(key, at=NOON)
    assert (await guessed(half, signer, NOON, typed=right))[:7] == "Por hoy"
    assert await guessed(half, signer, NOON, typed=right, device="hers") == second_step.DIGITS
    coming = totp.shown(key, at=NOON + timedelta(seconds=30))
    whole = msgspec.structs.replace(half, complete=True)
    assert await guessed(whole, signer, NOON, typed=coming) == second_step.DIGITS
    assert await guessed(half, signer, NOON, typed=paper) == second_step.PAPER


async def test_a_known_browser_guesses_no_more_than_another(half: Standing, signer: Signer) -> None:
    tries = [await guessed(half, signer, NOON, device="hers") for _ in range(21)]
    assert (tries[:20], tries[20][:10]) == ([""] * 20, "Demasiados")
    later = [await guessed(half, signer, NOON + QUARTER * n, device="hers") for n in range(1, 32)]
    assert (later[-2], later[-1][:7]) == ("", "Por hoy")


async def test_wrong_digits_are_told_once_an_hour(half: Standing, signer: Signer) -> None:
    for minutes in (0, 1, 59, 61):
        await guessed(half, signer, NOON + timedelta(minutes=minutes))
    told = await fetch("SELECT subject, at FROM audit_entry WHERE act = 'digits.refused'")
    about = f"account:{half.account}"
    assert [tuple(row) for row in told] == [
        (about, NOON), (about, NOON + timedelta(minutes=61)),
    ]  # fmt: skip
