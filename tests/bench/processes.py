"""The processes of an installation, and what they take; only Linux tells."""

import os
from pathlib import Path
from typing import Final

from tests.support.installation import Installation

PARENT, USER_TICKS, SYSTEM_TICKS = 1, 11, 12  # fields of /proc/…/stat behind the process's name
TICKS: Final = os.sysconf("SC_CLK_TCK")
PSS: Final = "Pss:"
PROC: Final = Path("/proc")


def of_server(running: Installation) -> list[int]:
    """The server's own processes."""
    group = running.process.pid
    return [number for number in _all() if _group(number) == group]


def of_database(running: Installation) -> list[int]:
    """PostgreSQL's processes."""
    pidfile = running.data / "postgres" / "cluster" / "postmaster.pid"
    first = int(pidfile.read_text().split(maxsplit=1)[0])
    return [first, *(number for number in _all() if _stat(number, PARENT) == first)]


def processor_time(numbers: list[int]) -> float:
    """Seconds of processor that they have taken so far."""
    return sum(_stat(each, USER_TICKS) + _stat(each, SYSTEM_TICKS) for each in numbers) / TICKS


def memory(numbers: list[int]) -> float:
    """Megabytes that they hold, what is shared divided among those who share it (PSS)."""
    return sum(map(_pss, numbers)) / 1024


def _all() -> list[int]:
    if not PROC.exists():
        return []
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]


def _group(number: int) -> int:
    try:
        return os.getpgid(number)
    except ProcessLookupError:
        return -1


def _stat(number: int, field: int) -> int:
    try:
        told = (PROC / f"{number}/stat").read_text()
    except OSError:
        return 0
    return int(told.rpartition(")")[2].split()[field])


def _pss(number: int) -> int:
    try:
        lines = (PROC / f"{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(PSS)), 0)
