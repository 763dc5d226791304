"""What administrators do with accounts: roles, places, out and in again."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest

from server.accounts.domain import accounts, managing, sign_in
from server.accounts.domain.accounts import NewAccount
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from tests.support.cast import Cast, person

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
NOBODY = UUID(int=1)


def number(who: Actor) -> UUID:
    assert who.account is not None
    return who.account


async def sessions_of(who: Actor) -> int:
    rows = await fetch("SELECT FROM session WHERE account = $1", who.account)
    return len(rows)


async def done(who: Actor) -> list[str]:
    """What the audit says was done to somebody's account."""
    rows = await fetch(
        "SELECT act FROM audit_entry WHERE subject = $1 ORDER BY id", f"account:{who.account}"
    )
    return [row["act"] for row in rows]


async def test_another_role_ends_the_sessions_and_holds_from_the_next(cast: Cast) -> None:
    await sign_in.open_session(number(cast.pinula), at=NOON)
    await managing.entrust(
        number(cast.pinula), "coordinator", ["0108", "0115", "0108"], by=cast.admin, at=NOON
    )
    now_is = await accounts.actor(number(cast.pinula))
    assert now_is is not None
    assert (now_is.role, now_is.municipalities) == ("coordinator", frozenset({"0108", "0115"}))
    assert await sessions_of(cast.pinula) == 0
    assert await done(cast.pinula) == ["account.created", "session.opened", "account.entrusted"]


async def test_who_no_longer_coordinates_keeps_no_municipality(cast: Cast) -> None:
    await managing.entrust(number(cast.pinula), "evaluator", ["0103"], by=cast.admin, at=NOON)
    now_is = await accounts.actor(number(cast.pinula))
    assert now_is is not None
    assert (now_is.role, now_is.municipalities) == ("evaluator", frozenset())


async def test_the_last_administrator_is_neither_disabled_nor_demoted(cast: Cast) -> None:
    other = await person("otra@convoca.test", "Olga Otra", "administrator")
    await managing.disable(number(cast.admin), by=other, at=NOON)
    with pytest.raises(Conflict, match="única cuenta que administra"):
        await managing.entrust(number(other), "evaluator", [], by=other, at=NOON)
    with pytest.raises(Conflict, match="propia cuenta"):
        await managing.disable(number(other), by=other, at=NOON)
    with pytest.raises(Conflict, match="única cuenta que administra"):
        await managing.disable(number(other), by=cast.admin, at=NOON)
    await managing.entrust(number(other), "administrator", [], by=other, at=NOON)


async def test_two_who_demote_each_other_at_once_leave_one(cast: Cast) -> None:
    other = await person("otra@convoca.test", "Olga Otra", "administrator")
    tries = [
        managing.entrust(number(whom), "evaluator", [], by=who, at=NOON)
        for who, whom in ((cast.admin, other), (other, cast.admin))
    ]
    came = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(each).__name__ for each in came) == ["Conflict", "NoneType"]
    left = await fetch("SELECT FROM account WHERE role = 'administrator' AND disabled_at IS NULL")
    assert len(left) == 1


async def test_a_disabled_account_says_by_whom_and_when_and_may_come_back(cast: Cast) -> None:
    await sign_in.open_session(number(cast.pinula), at=NOON)
    for _ in range(2):
        await managing.disable(number(cast.pinula), by=cast.admin, at=NOON)
    assert await sessions_of(cast.pinula) == 0
    assert await accounts.actor(number(cast.pinula)) is None
    for _ in range(2):
        await managing.enable(number(cast.pinula), by=cast.admin, at=NOON)
    assert await accounts.actor(number(cast.pinula)) is not None
    rows = await fetch("SELECT at, by, ended_at, ended_by FROM suspension")
    assert [tuple(row) for row in rows] == [(NOON, "Alba Admin", NOON, "Alba Admin")]
    assert (await done(cast.pinula))[-2:] == ["account.disabled", "account.enabled"]


async def test_who_facilitates_is_let_out_but_keeps_the_role(cast: Cast) -> None:
    ana = await person("ana@convoca.test", "Ana", "facilitator")
    with pytest.raises(Conflict, match="desde Personas"):
        await managing.entrust(number(ana), "evaluator", [], by=cast.admin, at=NOON)
    await managing.disable(number(ana), by=cast.admin, at=NOON)
    assert await accounts.actor(number(ana)) is None


@pytest.mark.parametrize(
    ("role", "places", "field"),
    [("facilitator", [], "role"), ("boss", [], "role"), ("coordinator", [], "municipalities")],
)
async def test_what_cannot_be_given_is_refused_by_field(
    cast: Cast, role: str, places: list[str], field: str
) -> None:
    new = NewAccount(email="z@convoca.test", name="Zoe", role=role, municipalities=places)
    with pytest.raises(Invalid) as refusal:
        await managing.create(new, by=cast.admin, at=NOON)
    assert list(refusal.value.fields) == [field]
    with pytest.raises(Invalid) as refusal:
        await managing.entrust(number(cast.pinula), role, places, by=cast.admin, at=NOON)
    assert list(refusal.value.fields) == [field]


async def test_only_an_administrator_manages_accounts(cast: Cast) -> None:
    new = NewAccount(email="z@convoca.test", name="Zoe", role="evaluator")
    with pytest.raises(NotAllowed):
        await managing.create(new, by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await managing.entrust(number(cast.mixco), "evaluator", [], by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await managing.disable(number(cast.mixco), by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await managing.enable(number(cast.mixco), by=cast.evaluator, at=NOON)


async def test_an_account_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await managing.entrust(NOBODY, "evaluator", [], by=cast.admin, at=NOON)
    with pytest.raises(NotFound):
        await managing.disable(NOBODY, by=cast.admin, at=NOON)
    with pytest.raises(NotFound):
        await managing.enable(NOBODY, by=cast.admin, at=NOON)


async def test_links_from_before_open_nothing_when_one_may_come_in_again(
    cast: Cast, signer: Signer
) -> None:
    link = await sign_in.make_link(number(cast.evaluator), at=NOON)
    await managing.disable(number(cast.evaluator), by=cast.admin, at=NOON)
    await managing.enable(number(cast.evaluator), by=cast.admin, at=NOON)
    with pytest.raises(NotFound):
        await sign_in.with_link(sign_in.link_token(link, signer), signer=signer, at=NOON)


async def test_who_comes_in_while_being_disabled_has_no_session_afterwards(
    cast: Cast, signer: Signer
) -> None:
    who = number(cast.evaluator)
    for _ in range(4):
        links = [await sign_in.make_link(who, at=NOON) for _ in range(3)]
        tokens = [sign_in.link_token(link, signer) for link in links]
        coming = [sign_in.with_link(token, signer=signer, at=NOON) for token in tokens]
        again = [sign_in.open_session(who, at=NOON) for _ in range(3)]
        disabled = managing.disable(who, by=cast.admin, at=NOON)
        came = await asyncio.gather(*coming, disabled, *again, return_exceptions=True)
        assert {type(each).__name__ for each in came} <= {"str", "NotFound", "NoneType"}
        assert await sessions_of(cast.evaluator) == 0
        await managing.enable(who, by=cast.admin, at=NOON)
