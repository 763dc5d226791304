"""Bringing databases to this version: from nothing, back and forth, and several at once."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from piccolo.apps.migrations.commands.backwards import run_backwards
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.apps.migrations.tables import Migration

from events.attendance.domain import register
from events.planning.domain import reference
from piccolo_conf import APP_REGISTRY
from server.foundation import migrations
from server.foundation.database import connected, engine, execute, fetch
from server.foundation.migrations import create_if_missing, migrate, missing
from tests.conftest import copy_of_template
from tests.events.attendance.arriving import line
from tests.support.cast import gather
from tests.support.events import planned

REPOSITORY = Path(__file__).resolve().parents[3]
MIGRATES = """
import asyncio, json, sys
from server.cli.installation import migrated
config = json.loads(sys.argv[1])
sys.stdin.read()
asyncio.run(migrated(config))
"""


@pytest.fixture
async def empty(cluster: dict[str, Any], tmp_path: Path) -> AsyncIterator[dict[str, Any]]:
    """A database that does not exist yet; gone again after the test."""
    name = f"migrations {tmp_path.parent.name} {tmp_path.name}"[:63]
    yield {**cluster, "database": name}
    admin = await asyncpg.connect(**{**cluster, "database": "postgres"})
    await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await admin.close()


@asynccontextmanager
async def within(config: dict[str, Any]) -> AsyncIterator[None]:
    """Connect this process to another database than the tests' own."""
    kept = engine.config, engine.pool
    engine.pool = None
    try:
        async with connected(config, size=2):
            yield
    finally:
        engine.config, engine.pool = kept


async def tables() -> dict[str, str]:
    """Every table, index, check and trigger, and how PostgreSQL would write it down."""
    rows = await fetch(
        "SELECT conrelid::regclass || ' ' || conname AS name, pg_get_constraintdef(oid) AS made"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
        " UNION ALL SELECT table_name || '.' || column_name, data_type || is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public'"
    )
    return {row["name"]: row["made"] for row in rows}


async def test_an_empty_database_gets_every_table(empty: dict[str, Any]) -> None:
    await create_if_missing(empty)
    async with within(empty):
        await migrate(empty)
        made = {row["tablename"] for row in await fetch("SELECT tablename FROM pg_tables")}
        assert await missing() == set()
    described = {
        table._meta.tablename
        for app in APP_REGISTRY.app_configs.values()
        for table in app.table_classes
    }
    assert described - made == set()


@pytest.mark.parametrize("app", sorted(APP_REGISTRY.app_configs))
async def test_nothing_is_left_for_an_automatic_migration(app: str) -> None:
    alterations = await AutoMigrationManager().get_alter_statements(APP_REGISTRY.app_configs[app])
    assert [change for each in alterations for change in each.statements] == []


async def test_migrations_go_back_and_forth_with_rows_present(empty: dict[str, Any]) -> None:
    await create_if_missing(empty)
    async with within(empty):
        await migrate(empty)
        before = await tables()
        await live()
        assert (await run_backwards("all", auto_agree=True)).success
        assert await Migration.count() == 0
        await migrate(empty)
        assert await tables() == before
        await live()


async def live() -> None:
    """Leave a row in the tables that everything else hangs on."""
    await reference.ship()
    await gather()
    # Also what no older version could keep.
    await register.write([line(await planned(), clock_skew=2**40)])


def rooms_with_later_migrations() -> list[str]:
    rooms = Counter(room for room, _ in migrations.shipped())
    return sorted(room for room, count in rooms.items() if count > 1)


@pytest.mark.parametrize("room", rooms_with_later_migrations())
async def test_the_latest_migration_of_a_room_can_be_taken_back_with_rows_present(
    room: str, empty: dict[str, Any], cluster: dict[str, Any]
) -> None:
    await copy_of_template(cluster, empty["database"])
    async with within(empty):
        before = await tables()
        await live()
        assert (await run_backwards(room, auto_agree=True)).success
        assert {room for room, _ in await missing()} == {room}
        await migrate(empty)
        assert await tables() == before


async def test_several_processes_may_migrate_at_once(empty: dict[str, Any]) -> None:
    command = [sys.executable, "-c", MIGRATES, json.dumps(empty)]
    starts = [
        await asyncio.create_subprocess_exec(
            *command, cwd=REPOSITORY, stdin=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(4)
    ]
    said = [told for _, told in await asyncio.gather(*(start.communicate(b"") for start in starts))]
    assert ([start.returncode for start in starts], said) == ([0] * 4, [b""] * 4)


def test_migrations_of_different_rooms_have_different_names() -> None:
    # Piccolo forgets a migration by its name alone, whichever room it is of.
    names = [name for _, name in migrations.shipped()]
    assert sorted(names) == sorted(set(names))


async def test_a_person_without_rights_to_other_databases_can_migrate(
    empty: dict[str, Any],
) -> None:
    await create_if_missing(empty)
    admin = await asyncpg.connect(**{**empty, "database": "postgres"})
    await admin.execute("CREATE ROLE guest LOGIN")
    await admin.execute("REVOKE CONNECT ON DATABASE postgres FROM public")
    try:
        await create_if_missing({**empty, "user": "guest"})
    finally:
        await admin.execute("GRANT CONNECT ON DATABASE postgres TO public")
        await admin.execute("DROP ROLE guest")
        await admin.close()


async def test_taking_turns_ends_with_the_process_that_held_it(empty: dict[str, Any]) -> None:
    await create_if_missing(empty)
    async with within(empty):
        await asyncio.gather(migrate(empty), migrate(empty))
        await execute("SELECT FROM account")


async def test_a_database_that_another_process_made_first_is_fine(empty: dict[str, Any]) -> None:
    await asyncio.gather(*(create_if_missing(empty) for _ in range(6)))
    await create_if_missing(empty)
