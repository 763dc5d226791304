"""The folder that backups are put into night after night, and that is kept from filling up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from server.foundation import primary
from server.foundation.backup_rotation import to_keep

NAMED: Final = "convoca-%Y%m%dT%H%M%SZ.backup"
LOCKED: Final = ".age"
OPEN: Final = ".tar"
DRAFT: Final = ".part"
ABANDONED: Final = timedelta(days=1)
ALONE: Final = "SELECT pg_try_advisory_lock(hashtextextended('backup', 0))"


def new_file(folder: Path, *, locked: bool, at: datetime) -> Path:
    """Where the next one goes; the folder is made for its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / (at.astimezone(UTC).strftime(NAMED) + (LOCKED if locked else OPEN))


def kept(folder: Path) -> dict[Path, datetime]:
    """The backups of the folder and when they were made; files of other names are not ours."""
    found = {file: _made(file) for file in folder.glob("convoca-*.backup.*")}
    return {file: made for file, made in found.items() if made is not None}


def rotate(folder: Path, *, at: datetime) -> list[Path]:
    """Delete those that are not to be kept, and what was left half written; returns which."""
    there = kept(folder)
    wanted = to_keep(there.values())
    gone = [file for file, made in there.items() if made not in wanted]
    drafts = folder.glob(f"convoca-*.backup.*{DRAFT}")
    gone += [draft for draft in drafts if at - _changed(draft) > ABANDONED]
    for file in gone:
        file.unlink(missing_ok=True)
    return sorted(gone)


@asynccontextmanager
async def alone(config: dict[str, Any]) -> AsyncIterator[bool]:
    """Whether nobody else, on any machine, makes the backup that is due meanwhile."""
    lent = await primary.connect(**config)
    try:
        yield await lent.fetchval(ALONE)
    finally:
        await lent.close()


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _made(file: Path) -> datetime | None:
    stem, ending = file.name[: -len(file.suffix)], file.suffix
    try:
        made = datetime.strptime(stem, NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None
    return made if ending in {LOCKED, OPEN} else None
