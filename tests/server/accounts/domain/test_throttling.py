"""What others try keeps nobody out, and nobody guesses for long."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from server.accounts.domain import accounts, sign_in, throttling
from server.accounts.domain.throttling import A_DAY_FOR_ONE, MOST_GUESSES, Asker
from server.foundation.database import fetch
from server.foundation.errors import TooMany
from server.foundation.identity import SYSTEM

NOON: Final = datetime(2026, 12, 5, 12, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
AT_HOME: Final = Asker("192.0.2.1", device="the owner's own")
NEWLY: Final = Asker("192.0.2.1")
# What others do: how long they wait, from which of many networks, and how often they try.
OTHERS: Final = st.lists(
    st.tuples(st.integers(0, 300), st.integers(2, 99), st.integers(1, 12)), max_size=8
)
FIERCE: Final = [(0, network, 9) for network in range(2, 9)]
# Each example has an address of its own, and networks are counted by the address too.
lawful = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])


async def passed(asking: Awaitable[None]) -> bool:
    """Whether it was let through."""
    try:
        await asking
    except TooMany:
        return False
    return True


async def somebody() -> tuple[str, UUID]:
    """An account that nobody has tried to come in with."""
    email = f"{uuid4()}@convoca.test"
    new = accounts.NewAccount(email=email, name="Ana", role="evaluator")
    return email, await accounts.create(new, by=SYSTEM, at=NOON)


async def good_link(account: UUID, at: datetime) -> bool:
    """Whether a link lies in the mailbox that is good for another quarter of an hour."""
    rows = await fetch(
        "SELECT FROM sign_in_link WHERE account = $1 AND by_mail AND used_at IS NULL"
        " AND expires_at >= $2",
        account,
        at + 15 * MINUTE,
    )
    return bool(rows)


@lawful
@given(OTHERS, OTHERS)
@example(FIERCE, FIERCE)
async def test_the_owner_comes_in_whatever_others_try(
    db: None, guesses: list[tuple[int, int, int]], asked: list[tuple[int, int, int]]
) -> None:
    email, account = await somebody()
    home, newly = f"home of {email}", f"new network of {email}"
    at = NOON
    for wait, network, times in guesses:
        at += wait * MINUTE
        for _ in range(times):
            await passed(throttling.guess(email, Asker(f"{network} of {email}"), at=at))
    assert await passed(throttling.guess(email, Asker(newly, device=home), at=at))
    for wait, network, times in asked:
        at += wait * MINUTE / 10
        for _ in range(times):
            origin = f"{network} of {email}"
            await passed(sign_in.ask_for_link(email, origin=origin, at=at))
    assert await passed(sign_in.ask_for_link(email, origin=newly, at=at))
    assert await good_link(account, at)


@lawful
@given(OTHERS)
@example([*FIERCE, (1440, 9, 60)])
async def test_others_guess_no_more_than_is_said(
    db: None, guesses: list[tuple[int, int, int]]
) -> None:
    email, at = f"{uuid4()}@convoca.test", NOON
    heard: list[datetime] = []
    for wait, network, times in guesses:
        at += wait * MINUTE
        for each in range(times):
            asker = Asker(f"10.{network}.0.{each}")
            if await passed(throttling.guess(email, asker, at=at)):
                heard.append(at)
    assert all(len(within_a_day(heard, last)) <= MOST_GUESSES for last in heard)


def within_a_day(heard: list[datetime], last: datetime) -> list[datetime]:
    """Those of the 24 hours that end then."""
    return [one for one in heard if timedelta(0) <= last - one < timedelta(days=1)]


async def guessed(email: str, times: int, *, at: datetime, networks: str) -> int:
    """How many of so many passwords were looked at, each from another network."""
    asking = [
        await passed(throttling.guess(email, Asker(f"{networks}{n}"), at=at)) for n in range(times)
    ]
    return asking.count(True)


async def test_a_thousand_networks_guess_fifty_times_a_day(db: None) -> None:
    day = timedelta(days=1)
    late, early = NOON + day - MINUTE, NOON + day
    looked_at = [
        await guessed("ana@convoca.test", 80, at=at, networks=f"10.{n}.0.")
        for n, at in enumerate((NOON, late, early, early + MINUTE))
    ]
    assert looked_at == [A_DAY_FOR_ONE, 0, A_DAY_FOR_ONE, 0]


async def test_one_network_has_ten_tries_at_one_address_and_thirty_at_all(db: None) -> None:
    looked_at = [
        [await passed(throttling.guess(f"{name}@x.test", NEWLY, at=NOON)) for _ in range(12)].count(
            True
        )
        for name in ("ana", "eva", "luz", "sol")
    ]
    assert looked_at == [10, 10, 6, 0]


async def test_what_a_network_is_refused_does_not_count_for_the_address(db: None) -> None:
    for _ in range(100):
        await passed(throttling.guess("ana@convoca.test", NEWLY, at=NOON))
    assert await guessed("ana@convoca.test", 80, at=NOON, networks="10.0.0.") == 40


async def test_a_known_browser_has_its_own_tries_and_no_more(db: None) -> None:
    tries = [await passed(throttling.guess("a@x.test", AT_HOME, at=NOON)) for _ in range(12)]
    assert tries.count(True) == 10
    for n in range(1, 10):
        at = NOON + n * 15 * MINUTE
        tries += [await passed(throttling.guess("a@x.test", AT_HOME, at=at)) for _ in range(12)]
    # A refused try of the first quarter counted for that quarter alone.
    assert tries.count(True) == A_DAY_FOR_ONE


async def test_the_refusal_names_the_other_way_in(db: None) -> None:
    await guessed("ana@convoca.test", A_DAY_FOR_ONE, at=NOON, networks="10.0.0.")
    with pytest.raises(TooMany, match="Se puede pedir el enlace por correo"):
        await throttling.guess("ana@convoca.test", NEWLY, at=NOON)
    assert await passed(throttling.guess("Ana@convoca.test ", AT_HOME, at=NOON))
