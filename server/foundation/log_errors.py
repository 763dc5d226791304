"""How an error is told in a log: where it happened, without what was being worked on.

The words of an error often repeat a value: the database names the key that exists already, a
parser quotes what it could not read. They are left out, except where they speak of our code or of
the machine.
"""

import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from asyncpg import PostgresError

OF_CODE: Final = (AttributeError, ImportError, NameError, NotImplementedError)
OURS: Final = Path(__file__).resolve().parents[2]
LIBRARIES: Final = "site-packages"
MOST_CAUSES: Final = 5
MOST_FRAMES: Final = 40


def without_values(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Put what is safe of an error in the place of `exc_info`, as a processor of structlog."""
    error = _error_in(line.pop("exc_info", None))
    if error is not None:
        line.update(told(error))
    return line


def told(error: BaseException) -> dict[str, Any]:
    """The kind of error, where it happened, and what led to it."""
    told_of = {**_kind(error), "trace": _frames(error.__traceback__)}
    causes = [{**_kind(cause), "trace": _frames(cause.__traceback__)} for cause in _causes(error)]
    return {**told_of, "causes": causes} if causes else told_of


def _error_in(exc_info: object) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        return exc_info[1] if isinstance(exc_info[1], BaseException) else None
    return sys.exception() if exc_info else None


def _kind(error: BaseException) -> dict[str, str]:
    told_of = {"error": f"{type(error).__module__}.{type(error).__qualname__}"}
    says = _says(error)
    return {**told_of, "says": says} if says else told_of


def _says(error: BaseException) -> str:
    if isinstance(error, OF_CODE):
        return str(error)
    if isinstance(error, PostgresError):
        parts = (error.sqlstate, error.table_name, error.constraint_name)
        return " ".join(str(part) for part in parts if part)
    if isinstance(error, OSError):
        return error.strerror or ""
    return ""


def _causes(error: BaseException) -> list[BaseException]:
    """What it was raised from, and the errors of a group, nearest first."""
    found: list[BaseException] = []
    waiting = _led_to(error)
    while waiting and len(found) < MOST_CAUSES:
        cause = waiting.pop(0)
        if cause is not error and cause not in found:
            found.append(cause)
            waiting += _led_to(cause)
    return found


def _led_to(error: BaseException) -> list[BaseException]:
    grouped = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [*grouped, *([before] if before is not None else [])]


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    return [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _place(filename: str) -> str:
    """A file as its package names it: where an installation lies is nobody's business."""
    path = Path(filename)
    if LIBRARIES in path.parts:
        return "/".join(path.parts[path.parts.index(LIBRARIES) + 1 :])
    if path.is_relative_to(OURS):
        return path.relative_to(OURS).as_posix()
    return "/".join(path.parts[-2:])
