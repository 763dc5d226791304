"""Two machines before one database: what is done at one holds at the other."""

import typing
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from server.accounts.domain import installation_facts, same_key
from server.app import create_app
from server.cli import shipping
from server.foundation.database import fetch
from server.foundation.setting_values import SettingsError
from server.foundation.settings import Settings
from tests.support.cast import Cast, csrf, sign_in_as


@pytest.fixture
async def other(db: None, settings: Settings, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on a second machine, with a data folder of its own."""
    elsewhere = msgspec.structs.replace(settings, data_dir=tmp_path / "other")
    transport = httpx.ASGITransport(typing.cast(Any, create_app(elsewhere)))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


async def test_who_signed_in_at_one_works_at_the_other(
    visitor: httpx.AsyncClient, other: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    token = await csrf(visitor)
    other.cookies = visitor.cookies
    assert (await other.get("/calendario")).status_code == 200
    left = await other.post("/salir", data={"_csrf_token": token})
    assert left.status_code == 303
    assert (await visitor.get("/calendario")).status_code != 200


async def test_a_machine_with_another_key_is_told_so(db: None, settings: Settings) -> None:
    other = msgspec.structs.replace(settings, secret_key=b"a key that nobody else in the house has")
    await same_key.check(settings)
    await same_key.check(settings)
    with pytest.raises(SettingsError, match="CONVOCA_SECRET_KEY is not the one"):
        await same_key.check(other)
    kept = await fetch("SELECT value FROM installation_fact WHERE name = 'secret-key'")
    assert [row["value"] for row in kept] == [same_key.mark(settings.secret_key)]
    assert same_key.mark(other.secret_key) != same_key.mark(settings.secret_key)


async def test_what_ships_is_put_in_once_for_each_version(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Shipped:
        @staticmethod
        async def put_in() -> None:
            asked.append("put in")

    monkeypatch.setattr(shipping, "import_module", {"server.cli.shipped": Shipped}.__getitem__)
    await shipping.ship()
    await shipping.ship()
    assert asked == ["put in"]
    await installation_facts.keep(shipping.FACT, "an older version's")
    await shipping.ship()
    assert asked == ["put in", "put in"]


def test_every_file_that_ships_is_looked_at() -> None:
    for pattern in shipping.SHIPS:
        assert list(shipping.SOURCE.glob(pattern)) != []
