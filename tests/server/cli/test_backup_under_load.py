"""A backup that is taken while everybody works comes back whole, or not at all."""

import random
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from server.accounts.domain import audit
from server.cli import restoring
from server.cli.backup_making import make
from server.cli.backup_opening import looked_through
from server.cli.laws import ALL
from server.cli.restoring import Wish
from server.foundation import database
from server.foundation.archive import ArchiveError
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.invariants import violations
from tests.support.backups import Keys, Writers, asked, installed, names_like, wish

CHECK_INS = "SELECT count(*) AS lines, count(DISTINCT received_at) AS pairs FROM check_in"


@pytest.fixture(scope="module")
async def installation(
    cluster: dict[str, Any], anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[dict[str, Any], UUID]]:
    run = tmp_path_factory.mktemp("load").parent.parent.name
    async with installed(cluster, f"load_{run}"[:32]) as made:
        yield made


async def test_what_was_acknowledged_before_is_there_and_nothing_by_halves(
    installation: tuple[dict[str, Any], UUID], cluster: dict[str, Any], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(secrets, "token_hex", lambda _size: tmp_path.name)
    config, event = installation
    keys, file, writers = Keys(tmp_path), tmp_path / "backup.age", Writers(config, event)
    async with writers.at_work():
        before = writers.written
        made = await make(config, wish(file, keys, verify=True))
        after = writers.written
    assert (made.verified, made.bytes) == (True, file.stat().st_size)
    contents = looked_through(file, keys.mine)
    kept = contents.manifest.counts["check_in"]
    assert before <= kept <= after
    assert await names_like(cluster, f"convoca_verify_{tmp_path.name}") == []

    elsewhere = {**config, "database": f"{config['database']}_again"}
    environ = {"CONVOCA_DATA_DIR": str(tmp_path / "elsewhere")}
    restored = await restoring.restore(
        elsewhere, environ, Wish(file=file, keys=keys.mine), contents, at=now()
    )
    assert (restored.as_of, restored.before) == (contents.manifest.made_at, None)
    async with database.connected(elsewhere, size=2):
        found = (await fetch(CHECK_INS))[0]
        assert (found["lines"], found["pairs"]) == (kept, kept // 2)
        assert await violations(ALL) == []
        assert await audit.first_broken_link() is None
    assert (tmp_path / "elsewhere" / "secret-key").read_bytes() == wish(file).secret
    acts = await asked(config, "SELECT act, detail FROM audit_entry ORDER BY id DESC LIMIT 1")
    assert [tuple(row) for row in acts] == [("backup.made", '{"locked": true}')]


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "open"])
async def test_a_byte_that_changed_anywhere_is_noticed_and_nothing_is_restored(
    locked: object, installation: tuple[dict[str, Any], UUID], tmp_path: Path
) -> None:
    config, _event = installation
    keys, file = Keys(tmp_path), tmp_path / "backup"
    await make(config, wish(file, keys if locked else None))
    whole, chance = file.read_bytes(), random.Random(8)
    looked_through(file, keys.mine)
    for place in (0, len(whole) - 1, *chance.sample(range(len(whole)), 30)):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        with pytest.raises(ArchiveError):
            looked_through(file, keys.mine)
