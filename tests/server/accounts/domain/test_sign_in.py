"""Coming in: once per link, for as long as it lasts, and only with an account that is active."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.accounts.domain import accounts, passwords, sessions, sign_in
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotFound, TooMany
from server.foundation.identity import SYSTEM, Actor
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.forgetting import forgotten

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
HERE = "192.0.2.7"
SECOND = timedelta(seconds=1)
PASSWORD = "una clave larga"


def number(who: Actor) -> UUID:
    assert who.account is not None
    return who.account


async def link_for(who: Actor, signer: Signer) -> str:
    return sign_in.link_token(await sign_in.make_link(number(who), at=NOON), signer)


async def who_is(session: str, *, at: datetime) -> str | None:
    found = await sessions.read(session, at=at)
    return found.actor.name if found and found.actor else None


async def test_a_link_opens_a_session_for_two_weeks(cast: Cast, signer: Signer) -> None:
    token = await link_for(cast.evaluator, signer)
    session = await sign_in.with_link(token, signer=signer, at=NOON)
    last = NOON + sign_in.SESSION_LASTS
    assert [await who_is(session, at=at) for at in (NOON, last - SECOND, last)] == [
        "Eva Evalúa",
        "Eva Evalúa",
        None,
    ]


async def test_neither_link_nor_session_is_kept_as_it_is_sent(cast: Cast, signer: Signer) -> None:
    token = await link_for(cast.pinula, signer)
    session = await sign_in.with_link(token, signer=signer, at=NOON)
    kept = str(await fetch("SELECT sign_in_link::text, session::text FROM sign_in_link, session"))
    assert (token in kept, session in kept) == (False, False)


async def test_a_link_lasts_twenty_minutes(cast: Cast, signer: Signer) -> None:
    token = await link_for(cast.pinula, signer)
    with pytest.raises(NotFound, match="ya se usó o venció"):
        await sign_in.with_link(token, signer=signer, at=NOON + sign_in.LINK_LASTS)
    assert await sign_in.with_link(token, signer=signer, at=NOON + sign_in.LINK_LASTS - SECOND)


async def test_a_link_used_twice_at_once_lets_in_once(cast: Cast, signer: Signer) -> None:
    token = await link_for(cast.pinula, signer)
    tries = [sign_in.with_link(token, signer=signer, at=NOON) for _ in range(5)]
    came = await asyncio.gather(*tries, return_exceptions=True)
    assert [isinstance(each, str) for each in came].count(True) == 1


async def test_a_link_made_elsewhere_is_refused(cast: Cast, signer: Signer) -> None:
    token = await link_for(cast.pinula, Signer(b"another secret"))
    with pytest.raises(NotFound, match="Este enlace no es válido"):
        await sign_in.with_link(token, signer=signer, at=NOON)


async def test_a_disabled_account_does_not_come_in(cast: Cast, signer: Signer) -> None:
    token = await link_for(cast.pinula, signer)
    session = await sign_in.open_session(number(cast.pinula), at=NOON, second=True)
    await execute("UPDATE account SET disabled_at = $1", NOON)
    assert await who_is(session, at=NOON) is None
    with pytest.raises(NotFound, match="ya no está activa"):
        await sign_in.with_link(token, signer=signer, at=NOON)
    assert await fetch("SELECT FROM sign_in_link WHERE used_at IS NOT NULL") == []


async def with_password(email: str) -> None:
    kept = await passwords.hashed(PASSWORD)
    new = accounts.NewAccount(email=email, name="Con", role="evaluator", password_hash=kept)
    await accounts.create(new, by=SYSTEM, at=NOON)


async def test_a_password_opens_a_session(db: None) -> None:
    await with_password("con@convoca.test")
    session = await sign_in.with_password("Con@Convoca.test ", PASSWORD, origin=HERE, at=NOON)
    assert await who_is(session, at=NOON) == "Con"


async def test_a_wrong_password_and_an_unknown_address_are_told_the_same(cast: Cast) -> None:
    await with_password("con@convoca.test")
    await with_password("gone@convoca.test")
    await execute("UPDATE account SET disabled_at = $1 WHERE email = 'gone@convoca.test'", NOON)
    tries = [
        ("con@convoca.test", "otra clave larga"),
        ("nadie@convoca.test", PASSWORD),
        ("gone@convoca.test", PASSWORD),
        ("pinula@convoca.test", "nobody's password"),
        ("x" * 3000, PASSWORD),
    ]
    told = set()
    for email, password in tries:
        with pytest.raises(Invalid) as refusal:
            await sign_in.with_password(email, password, origin=HERE, at=NOON)
        told.add(tuple(refusal.value.fields.items()))
    assert told == {(("password", "El correo o la contraseña no coinciden."),)}
    assert await fetch("SELECT FROM session") == []


async def test_guessing_from_one_network_ends_after_ten_tries_there_alone(db: None) -> None:
    await with_password("con@convoca.test")
    for number_of_try in range(10):
        with pytest.raises(Invalid):
            await sign_in.with_password(
                "con@convoca.test", f"clave {number_of_try}", origin=HERE, at=NOON
            )
    with pytest.raises(TooMany):
        await sign_in.with_password("con@convoca.test", PASSWORD, origin=HERE, at=NOON)
    assert await sign_in.with_password("con@convoca.test", PASSWORD, origin="192.0.2.8", at=NOON)
    later = NOON + timedelta(minutes=15)
    assert await sign_in.with_password("con@convoca.test", PASSWORD, origin=HERE, at=later)


async def asked(email: str, times: int, *, origin: str = HERE) -> list[str]:
    """What asking for a link so often came to."""
    told = []
    for _ in range(times):
        try:
            await sign_in.ask_for_link(email, origin=origin, at=NOON)
            told.append("sent")
        except TooMany as refusal:
            told.append(refusal.sentence)
    return told


async def test_asking_for_links_tells_nobody_who_has_an_account(cast: Cast) -> None:
    known = await asked("PINULA@convoca.test", 7)
    unknown = await asked("nadie@convoca.test", 7)
    assert known == unknown
    assert known.count("sent") == 5
    rows = await fetch("SELECT account FROM sign_in_link")
    assert [row["account"] for row in rows] == [cast.pinula.account] * 5


async def test_one_origin_asks_for_twenty_links_at_most(cast: Cast) -> None:
    told = [(await asked(f"{n}@convoca.test", 1))[0] for n in range(21)]
    assert [word == "sent" for word in told] == [True] * 20 + [False]
    assert await asked("pinula@convoca.test", 1, origin="192.0.2.8") == ["sent"]


async def test_a_disabled_account_is_sent_nothing(cast: Cast) -> None:
    await execute("UPDATE account SET disabled_at = $1", NOON)
    assert await asked("pinula@convoca.test", 1) == ["sent"]
    assert await fetch("SELECT FROM sign_in_link") == []


async def test_going_out_ends_this_session_only(cast: Cast) -> None:
    opened = [await sign_in.open_session(number(cast.evaluator), at=NOON) for _ in range(2)]
    await sessions.end(opened[0])
    assert [await who_is(session, at=NOON) for session in opened] == [None, "Eva Evalúa"]


async def test_coming_in_is_recorded(cast: Cast) -> None:
    await sign_in.open_session(number(cast.pinula), at=NOON)
    rows = await fetch("SELECT actor, subject FROM audit_entry WHERE act = 'session.opened'")
    assert [tuple(row) for row in rows] == [("Paula Pinula", f"account:{cast.pinula.account}")]


async def test_what_ran_out_is_forgotten(cast: Cast) -> None:
    await sign_in.open_session(number(cast.pinula), at=NOON)
    await sign_in.make_link(number(cast.pinula), at=NOON)
    await forgotten("accounts.ways-in", before=NOON + sign_in.LINK_LASTS - SECOND)
    counts = "SELECT (SELECT count(*) FROM session) AS s, (SELECT count(*) FROM sign_in_link) AS l"
    assert tuple((await fetch(counts))[0]) == (1, 1)
    await forgotten("accounts.ways-in", before=NOON + sign_in.SESSION_LASTS + SECOND)
    assert tuple((await fetch(counts))[0]) == (0, 0)
