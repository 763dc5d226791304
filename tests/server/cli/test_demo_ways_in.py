"""Whoever starts the demonstration is told how to get in, and gets in."""

from typing import Any, Final

import click
import pytest

from server.accounts.domain import second_step, sessions, sign_in
from server.cli import account_digits, demo_keys, demo_ways_in, demonstration
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.own_database import own_database

MADE: Final = """
    SELECT (SELECT count(*) FROM event WHERE series IS NOT NULL),
        (SELECT count(*) FROM event WHERE programme IS NOT NULL),
        (SELECT count(*) FROM event_template)
"""


async def test_a_person_is_told_how_to_get_in_and_gets_in(
    cluster: dict[str, Any], settings: Settings
) -> None:
    async with own_database(cluster, "demonstration_ways_in"):
        assert await demo_ways_in.told(settings) == []
        told = await demonstration.prepare(settings, seed=2026)
        assert told[0].startswith("A demonstration organisation was made: 208 events at 24 venues")
        (made,) = await fetch(MADE)
        assert tuple(made) == (8, 7, 1)
        lines = await demo_ways_in.told(settings)
        emails = [line.split()[0] for line in lines if "@convoca.example  " in line]
        assert len(emails) == 11
        password = demo_keys.password(settings)
        assert f"with the password {password}" in lines
        assert await came_in(emails[0], password, settings) == "administrator"
        assert await came_in(emails[-1], password, settings) == "evaluator"
        tokens = [line.rpartition("/")[2] for line in lines if "/entrar/" in line]
        signer = Signer(settings.secret_key)
        opened = [await sign_in.with_link(token, signer=signer, at=now()) for token in tokens]
        found = [await sessions.read(token, at=now()) for token in opened]
        roles = [one.actor.role for one in found if one and one.actor]
        assert roles == ["administrator", "coordinator"]
        assert await demonstration.prepare(settings, seed=2026) == []


async def came_in(email: str, password: str, settings: Settings) -> str:
    """The role of whoever came in with the password and, where one is asked, the printed digits."""
    token = await sign_in.with_password(email, password, origin="here", at=now())
    found = await sessions.read(token, at=now())
    assert found is not None
    if found.actor is None:
        way = await second_step.prove(
            account_digits._told(email, settings)["digits"], standing=found.standing,
            signer=Signer(settings.secret_key), origin="here", at=now(),
        )  # fmt: skip
        assert way == second_step.DIGITS
        found = await sessions.read(await sessions.step_up(token, at=now()), at=now())
    assert found is not None
    assert found.actor is not None
    return found.actor.role


def test_only_its_owner_reads_what_opens_it_which_stays(settings: Settings) -> None:
    password, key = demo_keys.password(settings), demo_keys.key(settings)
    for name in ("demo-password", "demo-authenticator"):
        assert (settings.data_dir / name).stat().st_mode & 0o777 == 0o600
    assert (demo_keys.password(settings), demo_keys.key(settings)) == (password, key)
    assert (len(password), len(key)) == (14, 32)


@pytest.mark.parametrize("email", ["ana@convoca.org", "ana.p@convoca.example.org", "", "x"])
def test_nobody_elses_digits_are_known(settings: Settings, email: str) -> None:
    with pytest.raises(click.ClickException, match="its key is not kept"):
        account_digits._told("ana.p@convoca.example", settings)
    demo_keys.key(settings)
    assert len(account_digits._told("Ana.P@convoca.example ", settings)["digits"]) == 6
    with pytest.raises(click.ClickException, match="its key is not kept"):
        account_digits._told(email, settings)
