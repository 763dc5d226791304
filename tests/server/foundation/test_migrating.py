"""Migrating beside people at work: whole or not at all, and never in their way for long."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import asyncpg
import pytest
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.conf.apps import Finder

from server.foundation import migrating, migrations
from server.foundation.database import execute, fetch
from server.foundation.migrations import MigrationError, condition, migrate, shipped
from tests.support.own_database import own_database

ADDED = "SELECT FROM pg_attribute WHERE attrelid = 'account'::regclass AND attname = 'extra'"


@pytest.fixture
async def own(cluster: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """A database that may be altered."""
    async with own_database(cluster, "migrating"):
        yield {**cluster, "database": (await fetch("SELECT current_database() AS name"))[0]["name"]}


def module(raw: Callable[[], Awaitable[object]], *, alone: bool = False) -> SimpleNamespace:
    """A migration of one step."""

    async def forwards() -> MigrationManager:
        steps = MigrationManager("one", app_name="accounts", wrap_in_transaction=not alone)
        steps.add_raw(raw)
        return steps

    return SimpleNamespace(forwards=forwards)


async def extend() -> None:
    await execute("ALTER TABLE account ADD COLUMN extra text")


async def noted() -> bool:
    return bool(await fetch("SELECT FROM migration WHERE name = 'one'"))


def test_every_migration_is_known_without_importing_it() -> None:
    piccolo, rooms = BaseMigrationManager(), Finder().get_app_registry().app_configs.values()
    assert shipped() == {
        (room.app_name, name)
        for room in rooms
        for name in piccolo.get_migration_modules(room.resolved_migrations_folder_path)
    }


async def test_a_migration_waits_for_its_table_without_making_others_wait(
    own: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "50ms")
    reader, other = await asyncpg.connect(**own), await asyncpg.connect(**own)
    await reader.execute("BEGIN; SELECT FROM account")
    goes = asyncio.create_task(migrating._patiently("accounts", "one", module(extend)))
    while not await other.fetch("SELECT FROM pg_locks WHERE NOT granted"):
        pass
    await asyncio.wait_for(other.fetch("SELECT FROM account"), timeout=20)
    assert not goes.done()
    await reader.execute("ROLLBACK")
    await goes
    assert (bool(await fetch(ADDED)), await noted()) == (True, True)
    await reader.close()
    await other.close()


async def test_a_table_that_is_never_free_is_said(
    own: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "1ms")
    monkeypatch.setattr(migrating, "ATTEMPTS", 1)
    monkeypatch.setattr(migrating, "PAUSE", 0)
    reader = await asyncpg.connect(**own)
    await reader.execute("BEGIN; SELECT FROM account")
    with pytest.raises(MigrationError, match="transaction that does not end"):
        await migrating._patiently("accounts", "one", module(extend))
    await reader.close()


async def test_a_migration_that_fails_leaves_nothing_and_says_why(own: dict[str, Any]) -> None:
    async def half() -> None:
        await extend()
        await execute("ALTER TABLE nowhere ADD COLUMN extra text")

    with pytest.raises(MigrationError, match='one of accounts failed: relation "nowhere"'):
        await migrating._patiently("accounts", "one", module(half))
    assert (await fetch(ADDED), await noted()) == ([], False)


async def test_what_only_goes_by_itself_goes_by_itself(own: dict[str, Any]) -> None:
    async def index() -> None:
        await execute("CREATE INDEX CONCURRENTLY extra ON account (created_at)")

    await migrating._patiently("accounts", "one", module(index, alone=True))
    assert await noted()


async def test_an_older_process_works_on_with_a_newer_database(own: dict[str, Any]) -> None:
    assert await condition() == "ok"
    await execute("INSERT INTO migration (name, app_name) VALUES ('2099', 'accounts')")
    assert await condition() == "ok"
    await execute(
        "DELETE FROM migration WHERE name = (SELECT max(name) FROM migration"
        " WHERE app_name = 'accounts' AND name < '2099')"
    )
    assert await condition() == "outdated"


async def test_a_database_without_any_migration_is_outdated(own: dict[str, Any]) -> None:
    await execute("DROP TABLE migration")
    assert await condition() == "outdated"


async def test_nothing_is_imported_where_nothing_is_missing(
    own: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "import_module", pytest.fail)
    await migrate(own)
