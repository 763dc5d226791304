"""Restoring a backup into its place, and what must not be lost or told twice by that."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from msgspec.structs import replace
from piccolo.apps.migrations.commands.backwards import run_backwards

from server.accounts.domain import audit, sign_in
from server.cli import backup_opening, backup_scratch, restoring
from server.cli.backup_making import make
from server.cli.backup_opening import Contents, looked_through
from server.cli.installation import migrated
from server.cli.restore_place import RestoreError
from server.cli.restoring import Wish
from server.foundation import database, migrations
from server.foundation.archive import ArchiveError
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from server.foundation.postgres_programs import ProgramError
from tests.support.backups import SECRET, asked, installed, names_like, wish
from tests.support.cast import person
from tests.support.outbox_rows import noted

Place = tuple[dict[str, Any], UUID]


@pytest.fixture(scope="module")
async def place(
    cluster: dict[str, Any], anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Place]:
    name = tmp_path_factory.mktemp("restoring").parent.parent.name
    async with installed(cluster, f"restoring_{name}"[:32]) as made:
        yield made


@pytest.fixture
async def backup(place: Place, tmp_path: Path) -> Wish:
    """One of the place as it is, for everybody."""
    file = tmp_path / "backup.tar"
    await make(place[0], wish(file))
    return Wish(file=file, keys=())


def environ(folder: Path, secret: bytes = b"") -> dict[str, str]:
    """An installation whose data folder holds this key."""
    if secret:
        (folder / "secret-key").write_bytes(secret)
    return {"CONVOCA_DATA_DIR": str(folder)}


def beside(folder: Path) -> list[bytes]:
    """The keys that made room."""
    return [path.read_bytes() for path in folder.glob("secret-key.before_*")]


async def test_what_is_there_is_only_replaced_when_that_is_said(
    place: Place, backup: Wish, tmp_path: Path
) -> None:
    contents = looked_through(backup.file, ())
    with pytest.raises(RestoreError, match=r"is not empty\. --replace keeps it"):
        await restoring.restore(place[0], environ(tmp_path), backup, contents, at=now())


async def test_nothing_is_replaced_under_the_hands_of_those_who_use_it(
    place: Place, backup: Wish, tmp_path: Path
) -> None:
    contents, wanted = looked_through(backup.file, ()), replace(backup, replace=True)
    user = await asyncpg.connect(**place[0])
    try:
        with pytest.raises(RestoreError, match="1 connections use the database: stop the servers"):
            await restoring.restore(place[0], environ(tmp_path), wanted, contents, at=now())
    finally:
        await user.close()


async def test_a_server_that_is_too_old_is_said(place: Place, backup: Wish, tmp_path: Path) -> None:
    contents = looked_through(backup.file, ())
    newer = Contents(replace(contents.manifest, postgres=99), contents.secret)
    fresh = {**place[0], "database": f"{place[0]['database']}_fresh"}
    with pytest.raises(RestoreError, match="is of PostgreSQL 99 and this server is"):
        await restoring.restore(fresh, environ(tmp_path), backup, newer, at=now())


async def test_one_that_is_not_what_it_says_leaves_everything_as_it_was(
    place: Place, backup: Wish, cluster: dict[str, Any], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(secrets, "token_hex", lambda _size: tmp_path.name)
    contents = looked_through(backup.file, ())
    counts = {**contents.manifest.counts, "account": 99}
    lying = Contents(replace(contents.manifest, counts=counts), contents.secret)
    fresh = {**place[0], "database": f"{place[0]['database']}_lie"}
    with pytest.raises(RestoreError, match=r"account holds \d rows instead of 99"):
        await restoring.restore(fresh, environ(tmp_path), backup, lying, at=now())
    assert await names_like(cluster, f"convoca_restore_{tmp_path.name}") == []
    assert await names_like(cluster, fresh["database"]) == []
    assert not (tmp_path / "secret-key").exists()


async def test_one_in_place_of_another_keeps_that_and_opens_no_way_in_again(
    place: Place, tmp_path: Path, cluster: dict[str, Any]
) -> None:
    config, file = place[0], tmp_path / "backup.tar"
    async with database.connected(config, size=2):
        who = await person(f"{tmp_path.name}@convoca.test", "Ana", "administrator")
        assert who.account
        await sign_in.open_session(who.account, at=now(), second=True)
        await sign_in.make_link(who.account, at=now())
        late = await noted(who, "queued", at=now())
        ahead = await noted(who, "queued", at=now())
        await execute("UPDATE notice SET wanted_at = now() + '1 day' WHERE id = $1", ahead)
    await make(config, wish(file))
    async with database.connected(config, size=2):
        await audit.record(SYSTEM, "person.erased", "volunteer:7", at=now())
    contents = looked_through(file, ())
    wanted = Wish(file=file, keys=(), replace=True)

    other = environ(tmp_path, b"a key that another installation had made")
    done = await restoring.restore(config, other, wanted, contents, at=now())

    assert done.before is not None
    assert (done.erased, done.set_aside >= 1) == (("volunteer:7",), True)
    erased = await asked(cluster | {"database": done.before}, restoring.ERASED, 0)
    assert [row["subject"] for row in erased] == ["volunteer:7"]
    async with database.connected(config, size=2):
        assert await fetch("SELECT FROM session") == []
        assert await fetch("SELECT FROM sign_in_link WHERE used_at IS NULL") == []
        states = await fetch("SELECT id, state FROM notice WHERE id = ANY($1)", [late, ahead])
        assert {row["id"]: row["state"] for row in states} == {late: "failed", ahead: "queued"}
        said = await fetch("SELECT outcome, detail FROM delivery WHERE notice = $1", late)
        assert [tuple(row) for row in said] == [("refused", "restored from a backup")]
        assert await audit.first_broken_link() is None
    assert (tmp_path / "secret-key").read_bytes() == SECRET
    assert beside(tmp_path) == [b"a key that another installation had made"]
    assert (tmp_path / "audit-head").exists()


async def test_one_of_an_older_version_is_brought_to_this_one(
    place: Place, cluster: dict[str, Any], tmp_path: Path
) -> None:
    config, file = place[0], tmp_path / "backup.tar"
    async with database.connected(config, size=2):
        assert (await run_backwards("notifications", auto_agree=True)).success
        older = len(await migrations.missing())
    await make(config, wish(file))
    contents = looked_through(file, ())
    fresh = {**config, "database": f"{config['database']}_new"}
    await restoring.restore(fresh, environ(tmp_path), Wish(file=file, keys=()), contents, at=now())
    async with database.connected(fresh, size=2):
        assert (older, len(await migrations.missing())) == (1, 0)
    await migrated(config)


async def test_a_file_is_verified_beside_the_database(
    place: Place, backup: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofs: list[list[str]] = [[], ["The audit chain is broken at entry 7."]]

    async def wrong_with(*_asked: object) -> list[str]:
        return proofs.pop(0)

    monkeypatch.setattr(backup_opening, "wrong_with", wrong_with)
    monkeypatch.setattr(backup_opening, "filled", lambda *_asked: None)
    found = await backup_opening.verified(place[0], backup.file, ())
    assert found.counts["account"] > 1
    with pytest.raises(ArchiveError, match=r"restored from it is wrong: The audit chain"):
        await backup_opening.verified(place[0], backup.file, ())


async def test_a_user_who_may_make_no_databases_is_told_so(
    cluster: dict[str, Any], tmp_path: Path
) -> None:
    role = f"plain_{tmp_path.parent.name}".replace("-", "_")
    await asked(cluster, f'CREATE ROLE "{role}" LOGIN')
    try:
        with pytest.raises(ProgramError, match="ALTER ROLE … CREATEDB"):
            await backup_scratch.made({**cluster, "user": role}, "verify")
    finally:
        await asked(cluster, f'DROP ROLE "{role}"')
