"""What an installation takes on a disk, and a first start from nothing.

`python -m tests.bench.size` prints only these.
"""

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from tests.bench import processes
from tests.bench.table import Row, written
from tests.support.installation import Installation, serving

REPOSITORY: Final = Path(__file__).resolve().parents[2]
OURS: Final = ("server", "events", "volunteers", "notifications", "templates")
NOT_SHIPPED: Final = "frontend"
COMPILED: Final = "__pycache__"
MEGABYTE: Final = 1_000_000
SETTLE: Final = 3  # seconds


def measured(environment: dict[str, str]) -> list[Row]:
    """Libraries, our own files, and the data folder empty and with the demonstration."""
    libraries = {one.name: _library(one) for one in _needed("convoca")}
    largest = sorted(libraries.items(), key=lambda library: -library[1])[:3]
    told = ", ".join(f"{name} {size / MEGABYTE:.0f}" for name, size in largest)
    ours = sum(_weight(REPOSITORY / room) for room in OURS)
    rows = [
        Row(f"{len(libraries)} libraries on disk", _megabytes(sum(libraries.values())), told),
        Row("our own code, pages and front end", _megabytes(ours)),
    ]
    with tempfile.TemporaryDirectory(prefix="convoca-size-") as folder:
        first, empty = _started(Path(folder) / "empty", environment)
        demonstration, filled = _started(Path(folder) / "demo", environment, "--demo")
    return [
        *rows,
        Row("first start, with a new database", f"{first.seconds:.1f} s"),
        Row("data folder, empty", _megabytes(first.bytes), empty),
        Row("first start with the demonstration", f"{demonstration.seconds:.1f} s"),
        Row("data folder, demonstration", _megabytes(demonstration.bytes), filled),
        Row(
            "all together, empty",
            _megabytes(sum(libraries.values()) + ours + first.bytes),
            "without Python itself",
        ),
    ]


class Start:
    """How long an installation took to answer, and what it then weighs."""

    def __init__(self, seconds: float, weight: int) -> None:
        self.seconds = seconds
        self.bytes = weight


def _started(data: Path, environment: dict[str, str], *arguments: str) -> tuple[Start, str]:
    began = time.perf_counter()
    with serving(data, *arguments, port=None, **environment) as running:
        seconds = time.perf_counter() - began
        time.sleep(SETTLE)
        return Start(seconds, _weight(data)), _memory(running)


def _memory(running: Installation) -> str:
    ours = processes.memory(processes.of_server(running))
    database = processes.memory(processes.of_database(running))
    return f"memory {ours:.0f} MB and {database:.0f} MB of PostgreSQL"


def _needed(name: str) -> Iterable[Distribution]:
    """A package's libraries, and theirs, as they are installed here."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset[str]())]
    while waiting:
        wanted, extras = waiting.pop()
        one = distribution(wanted)
        for asked in map(Requirement, one.requires or ()):
            if asked.name.lower() not in found and _applies(asked, extras):
                found[asked.name.lower()] = distribution(asked.name)
                waiting.append((asked.name, frozenset(asked.extras)))
    return found.values()


def _applies(asked: Requirement, extras: frozenset[str]) -> bool:
    marker = asked.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""})


def _library(one: Distribution) -> int:
    """Without what was compiled here: every machine does so for itself."""
    files = (Path(str(file.locate())) for file in one.files or ())
    return sum(
        file.stat().st_size for file in files if COMPILED not in file.parts and file.exists()
    )


def _weight(folder: Path) -> int:
    return sum(file.stat().st_size for file in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_symlink() or entry.name in {COMPILED, NOT_SHIPPED}:
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


def _megabytes(weight: int) -> str:
    return f"{weight / MEGABYTE:.0f} MB"


if __name__ == "__main__":
    sys.stdout.write(f"{written(measured({}))}\n")
