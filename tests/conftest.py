"""One PostgreSQL per run, a template migrated once, a database per worker, clean for each test."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import typing
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import hypothesis
import pytest
from litestar import Litestar

from events.attendance.domain.directory import support
from events.planning.domain import reference
from server.foundation import database, embedded, migrations
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.applications import application
from tests.support.cast import Cast, gather

# How long an example takes says nothing on a machine that does other things besides.
hypothesis.settings.register_profile("house", deadline=None, max_examples=15)
hypothesis.settings.load_profile("house")

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
KEPT = (
    "municipality",
    "travel_time",
    "kind",
    "topic",
    "audience",
    "project",
    "uniqueness_period",
    "reminder_rule",
    "support_service",
    "migration",
)
# What takes long with few tests begins first: no worker is left alone with it in the end. While one
# of them prepares the tour, the others begin with what needs none.
LONG = (
    "tests/journeys/test_accessibility",
    "tests/journeys/test_api_under_fuzz",
    "tests/journeys/test_stopping",
    "tests/journeys/test_door_online",
    "tests/journeys/test_first_day",
    "tests/journeys/",
    "tests/server/",
    "tests/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the chance order within each of `LONG`."""
    items.sort(key=lambda item: next(n for n, at in enumerate(LONG) if item.nodeid.startswith(at)))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One event loop for the whole session, so that the pool can be shared."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared_folder() -> Iterator[Path]:
    """A folder that all workers of this run share, and that the last of them clears away.

    Not pytest's own: every run that starts shuts that to others, PostgreSQL's user among them.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"convoca-tests-{run[:12]}"
    folder.mkdir(mode=0o711, exist_ok=True)
    with (folder / "in-use").open("w") as used:
        fcntl.flock(used, fcntl.LOCK_SH)
        yield folder
        with suppress(BlockingIOError):
            fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(shared_folder: Path) -> Iterator[dict[str, Any]]:
    """A running PostgreSQL with a migrated `template` database; how to reach it."""
    with embedded.running(shared_folder / "postgres", options=FAST) as sockets:
        config = {"host": str(sockets), "user": "postgres", "database": "template"}
        with (shared_folder / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Once: PostgreSQL copies no database that somebody looks into meanwhile.
            if not (shared_folder / "template.made").exists():
                asyncio.run(make_template(config))
                (shared_folder / "template.made").touch()
        yield config


async def make_template(config: dict[str, Any]) -> None:
    """Migrate the template and fill it with what ships."""
    await migrations.create_if_missing(config)
    async with database.connected(config, size=2):
        await migrations.migrate(config)
        await reference.ship()
        await support.ship()


async def copy_of_template(config: dict[str, Any], name: str) -> dict[str, Any]:
    """A database of its own, made from the template."""
    admin = await asyncpg.connect(**{**config, "database": "postgres"})
    try:
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}"')
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template')
    finally:
        await admin.close()
    return {**config, "database": name}


@pytest.fixture(scope="session")
async def pool(cluster: dict[str, Any], anyio_backend: str) -> AsyncIterator[dict[str, Any]]:
    """The worker's own database, connected."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    config = await copy_of_template(cluster, name)
    async with database.connected(config):
        yield config


@pytest.fixture
async def db(pool: dict[str, Any]) -> AsyncIterator[None]:
    """An empty database with the shipped codelists, for one test."""
    yield
    await emptied()
    await database.execute(
        "DELETE FROM uniqueness_period p USING project j"
        " WHERE p.project = j.id AND j.slug <> 'general'"
    )
    await database.execute("DELETE FROM project WHERE slug <> 'general'")
    await shipped_services()


async def shipped_services() -> None:
    """The services that ship, where a test changed the directory."""
    rows = await database.fetch(
        "SELECT name_es, name_en, telephone FROM support_service"
        " WHERE retired_at IS NULL ORDER BY position, id"
    )
    if [tuple(row) for row in rows] != list(support.SHIPPED):
        await database.execute("DELETE FROM support_service")
        await support.ship()


async def emptied() -> None:
    """Delete the rows of every table that a test may fill.

    TRUNCATE takes a hundred times longer; what refuses a DELETE is not asked.
    """
    tables = await database.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1)",
        list(KEPT),
    )
    any_row = " UNION ALL ".join(
        f"SELECT '{row['tablename']}' WHERE EXISTS (SELECT FROM \"{row['tablename']}\")"
        for row in tables
    )
    filled = await database.fetch(f"SELECT * FROM ({any_row}) AS filled (name)")
    async with database.transaction():
        await database.execute("SET LOCAL session_replication_role = replica")
        for row in filled:
            await database.execute(f'DELETE FROM "{row["name"]}"')


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation of its own."""
    return Settings(
        data_dir=tmp_path, database_url="postgresql://unused/unused", base_url="http://convoca.test",
        secret_key=b"only for tests, and nowhere else", mail_server=None,
        mail_from="convoca@convoca.test", timezone="America/Guatemala", locale="es", workers=1,
        scheduler=False,
    )  # fmt: skip


@pytest.fixture
def signer(settings: Settings) -> Signer:
    """What signs this installation's tokens."""
    return Signer(settings.secret_key)


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    """The application on this test's database."""
    return application(settings)


@pytest.fixture
async def visitor(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody signed in with."""
    transport = httpx.ASGITransport(typing.cast(Any, app))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


@pytest.fixture
async def cast(db: None) -> Cast:
    """The people of the tests."""
    return await gather()
