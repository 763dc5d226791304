"""What a backup of a million check-ins takes, beside PostgreSQL's own plain dump of the same."""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from server.cli import restoring
from server.cli.backup_making import Wish, make
from server.cli.backup_opening import looked_through
from server.foundation import database
from server.foundation.archive_keys import identities, make_pair, recipients
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.postgres_programs import address, environment, fitting
from tests.bench.big_register import LINES, LINES_BEFORE
from tests.bench.own_cluster import cluster, set_up
from tests.bench.table import Row, written
from tests.support.events import SATURDAY, planned

T = TypeVar("T")
EVENTS: Final = 200
LASTS: Final = timedelta(hours=3)
SECRET: Final = b"only for measuring, and nowhere else"


def measured() -> list[Row]:
    """One cluster of its own, as an installation has it."""
    with (
        tempfile.TemporaryDirectory(prefix="convoca-bench-") as folder,
        cluster(Path(folder)) as config,
    ):
        return _measured(config, Path(folder))


def _measured(config: dict[str, Any], folder: Path) -> list[Row]:
    asyncio.run(_filled(config))
    plain_file = folder / "plain.sql"
    plain = _seconds(lambda: _plain(config, plain_file))
    make_pair(folder / "key")
    file = folder / "backup.age"
    quick = _seconds(lambda: _backed_up(config, file, folder, verify=False))
    whole = _seconds(lambda: _backed_up(config, file, folder, verify=True))
    through = _seconds(lambda: looked_through(file, identities(folder / "key")))
    back = _seconds(lambda: _restored(config, file, folder))
    size, of_plain = (one.stat().st_size / 1e6 for one in (file, plain_file))
    return [
        Row(f"backup of {LINES:,} check-ins", "", "plain pg_dump"),
        Row("  size, locked", f"{size:.0f} MB", f"{of_plain:.0f} MB", f"{size / of_plain:.2f}"),
        Row("  made, locked", f"{quick:.1f} s", f"{plain:.1f} s", f"{quick / plain:.1f}"),
        Row("  and verified", f"{whole:.1f} s", f"{plain:.1f} s", f"{whole / plain:.1f}"),
        Row("  looked through", f"{through:.1f} s"),
        Row("  restored and verified", f"{back:.1f} s"),
    ]


async def _filled(config: dict[str, Any]) -> None:
    await set_up(config)
    async with database.connected(config, size=2):
        for number in range(EVENTS):
            moved = timedelta(days=number)
            await planned(starts_at=SATURDAY + moved, ends_at=SATURDAY + moved + LASTS)
        await execute(LINES_BEFORE, LINES)
        await execute("VACUUM ANALYZE")


def _plain(config: dict[str, Any], file: Path) -> None:
    command = [str(fitting("pg_dump", 18, config)), f"--dbname={address(config)}", f"--file={file}"]
    subprocess.run(command, check=True, env=environment(config))


def _backed_up(config: dict[str, Any], file: Path, folder: Path, *, verify: bool) -> None:
    to = tuple(recipients([str(one.to_public()) for one in identities(folder / "key")]))
    wish = Wish(file=file, secret=SECRET, to=to, verify=verify, told=lambda _size: None)
    _run(make(config, wish))


def _restored(config: dict[str, Any], file: Path, folder: Path) -> None:
    keys = identities(folder / "key")
    contents = looked_through(file, keys)
    place, environ = {**config, "database": "again"}, {"CONVOCA_DATA_DIR": str(folder / "again")}
    wish = restoring.Wish(file=file, keys=keys)
    _run(restoring.restore(place, environ, wish, contents, at=now()))


def _run(act: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(act)


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(f"{written(measured())}\n")
