"""The folder in which the server processes of one machine keep their counts side by side."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from server.foundation.counters import OWN, begin_anew

VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
PREFIX: Final = "convoca-counts-"
MEMORY: Final = Path("/dev/shm")  # noqa: S108 (a folder of our own in it, that nobody else opens)
OF_A_PROCESS: Final = re.compile(r"_(\d+)\.db$")


def place(data_dir: Path) -> Path:
    """Where to keep them: in memory where that can be, since a full disk would end who counts."""
    return MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) else data_dir


@contextmanager
def kept_together(place: Path) -> Iterator[Path]:
    """A folder for the processes that are started within; what died ones left is cleared away."""
    for left in place.glob(f"{PREFIX}*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not _lives(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))
    os.environ[VARIABLE] = str(folder)
    begin_anew()  # before processes are forked that have counters already
    try:
        yield folder
    finally:
        os.environ.pop(VARIABLE, None)
        begin_anew()
        shutil.rmtree(folder, ignore_errors=True)


def added_up() -> list[Metric]:
    """The counts of every process of this machine, of those that died included."""
    folder = _folder()
    if folder is None:
        return list(OWN.collect())
    for file in folder.glob("gauge_live*.db"):
        if not _lives(_process_of(file)):
            file.unlink(missing_ok=True)
    files = MultiProcessCollector(CollectorRegistry(), str(folder))  # type: ignore[no-untyped-call]  # theirs
    return list(files.collect())  # type: ignore[no-untyped-call]  # theirs


def processes() -> list[int]:
    """The numbers of the processes that serve on this machine."""
    folder = _folder()
    counted = [] if folder is None else [_process_of(file) for file in folder.glob("*.db")]
    return sorted({number for number in counted if _lives(number)} | {os.getpid()})


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named and Path(named).is_dir() else None


def _process_of(file: Path) -> int:
    found = OF_A_PROCESS.search(file.name)
    return int(found[1]) if found else 0


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return number > 0
