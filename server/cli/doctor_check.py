"""One thing that a doctor looks at, and what the doctor says of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct

from server.foundation.settings import Settings

State: TypeAlias = Literal["ok", "warn", "fail"]


class Check(Struct, frozen=True):
    """How it is; `says` is a sentence that names what would put it right."""

    name: str
    state: State
    says: str


class Finding(Struct, frozen=True):
    """The same before it has its name."""

    state: State
    says: str


class Ground(Struct, frozen=True, kw_only=True):
    """The installation that is looked at, whose database is connected."""

    settings: Settings
    config: dict[str, Any]
    at: datetime


Look: TypeAlias = Callable[[Ground], Awaitable[Finding]]


class Question(Struct, frozen=True):
    """What is looked at under which name; `slow` is left out of a quick look."""

    name: str
    look: Look
    slow: bool = False


def ok(says: str) -> Finding:
    """It is as it must be."""
    return Finding("ok", says)


def warn(says: str) -> Finding:
    """It works, but somebody should see to it."""
    return Finding("warn", says)


def fail(says: str) -> Finding:
    """It does not work, or what was promised does not hold."""
    return Finding("fail", says)


MARKS: Final[dict[str, str]] = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}
