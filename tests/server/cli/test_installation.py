"""How commands and server processes find this installation's database."""

from pathlib import Path

import asyncpg
import pytest

from server.cli import installation
from server.foundation import database


async def test_the_address_of_the_embedded_database_is_its_own_whatever_the_environment_says(
    cluster: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "1")
    address = installation.url(database.address(url=None, sockets=Path(str(cluster["host"]))))
    connection = await asyncpg.connect(address.replace("/convoca?", "/postgres?"))
    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()


def test_an_address_that_was_given_is_kept_as_it_is() -> None:
    given = "postgresql://someone@example.test:6432/other?sslmode=require"
    assert installation.url(database.address(url=given, sockets=None)) == given
