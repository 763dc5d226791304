"""Accounts: who can be let in, and who they are when they act."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from server.accounts.domain import accounts
from server.accounts.domain.accounts import NewAccount
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.support.cast import Cast, person

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
ANA = NewAccount(
    email="ana@convoca.test", name="Ana", role="coordinator", municipalities=("0103", "0108")
)


async def made(**changes: Any) -> Actor | None:
    """The actor of an account like Ana's."""
    new = msgspec.structs.replace(ANA, **changes)
    return await accounts.actor(await accounts.create(new, by=SYSTEM, at=NOON))


async def test_an_account_acts_as_itself(db: None) -> None:
    actor = await made(email=" ANA@Convoca.Test ", name="\tAna ")
    assert actor is not None
    assert actor == Actor(
        account=actor.account,
        name="Ana",
        role="coordinator",
        email="ana@convoca.test",
        municipalities=frozenset({"0103", "0108"}),
    )


async def test_a_municipality_named_twice_is_given_once(db: None) -> None:
    actor = await made(municipalities=["0103", "0103"])
    assert actor is not None
    assert actor.municipalities == {"0103"}


async def test_an_address_has_one_account(db: None) -> None:
    await made()
    with pytest.raises(Conflict, match="Ya hay una cuenta con esa dirección"):
        await made(email="Ana@convoca.test")
    assert (await fetch("SELECT count(*) AS n FROM account"))[0]["n"] == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "owner"}, "role"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Ana\u202emada"}, "name"),
        ({"name": "Ana\u200b"}, "name"),
        ({"name": "A\0na"}, "name"),
        ({"name": "\u3164"}, "name"),
        ({"name": "..."}, "name"),
        ({"language": "qu"}, "language"),
        ({"email": ""}, "email"),
        ({"email": "ana"}, "email"),
        ({"email": "@"}, "email"),
        ({"email": "ana@"}, "email"),
        ({"email": "@convoca.test"}, "email"),
        ({"email": "ana@b@c"}, "email"),
        ({"email": "ana maría@convoca.test"}, "email"),
        ({"email": "ana@convoca.test\nBcc: todos@convoca.test"}, "email"),
        ({"email": "ana\0@convoca.test"}, "email"),
        ({"email": "a" * 251 + "@b.c"}, "email"),
    ],
)
async def test_a_bad_account_is_refused_by_field(
    db: None, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await made(**changes)
    assert list(refusal.value.fields) == [field]
    assert await fetch("SELECT FROM account") == []


async def test_making_an_account_is_recorded(db: None) -> None:
    actor = await made()
    assert actor is not None
    rows = await fetch("SELECT act, actor, subject FROM audit_entry")
    assert [tuple(row) for row in rows] == [
        ("account.created", "Convoca", f"account:{actor.account}")
    ]


async def test_nobody_acts_under_an_account_that_is_gone_or_disabled(db: None) -> None:
    actor = await made()
    assert actor is not None
    assert actor.account is not None
    await execute("UPDATE account SET disabled_at = $1", NOON)
    assert await accounts.actor(actor.account) is None
    assert await accounts.by_email("ana@convoca.test") is None
    assert await accounts.actor(new_id()) is None


async def test_an_account_is_spoken_to_in_the_language_it_chose(db: None) -> None:
    actor = await made()
    assert actor is not None
    assert actor.account is not None
    assert await accounts.language_of(actor.account) == "es"
    await accounts.speak(actor.account, "en")
    assert await accounts.language_of(actor.account) == "en"
    assert await accounts.language_of(new_id()) == "es"


async def test_a_name_is_corrected_and_the_audit_knows_it(cast: Cast) -> None:
    helper = await person("ana@convoca.test", "Ana", "facilitator")
    assert helper.account is not None
    await accounts.rename(helper.account, " Ana\u00a0 Lucía\n", by=cast.pinula, at=NOON)
    who = await accounts.actor(helper.account)
    assert who is not None
    assert who.name == "Ana Lucía"
    told = await fetch("SELECT subject FROM audit_entry WHERE act = 'account.renamed'")
    assert [row["subject"] for row in told] == [f"account:{helper.account}"]


async def test_a_coordinator_renames_themself_but_no_other_coordinator(cast: Cast) -> None:
    assert cast.pinula.account is not None
    assert cast.mixco.account is not None
    await accounts.rename(cast.pinula.account, "Paula P.", by=cast.pinula, at=NOON)
    with pytest.raises(NotAllowed):
        await accounts.rename(cast.mixco.account, "Nadie", by=cast.pinula, at=NOON)
    with pytest.raises(Invalid):
        await accounts.rename(cast.mixco.account, " ", by=cast.admin, at=NOON)
    with pytest.raises(NotFound):
        await accounts.rename(uuid4(), "Nadie", by=cast.admin, at=NOON)
