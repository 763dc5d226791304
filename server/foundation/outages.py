"""What kind of trouble the database is in, read from what was raised."""

import errno
import re
from typing import Final, Literal, TypeAlias

from asyncpg import (
    DeadlockDetectedError,
    InsufficientResourcesError,
    InterfaceError,
    InternalClientError,
    LockNotAvailableError,
    OperatorInterventionError,
    PostgresConnectionError,
    QueryCanceledError,
    ReadOnlySQLTransactionError,
    SerializationError,
)
from asyncpg.exceptions import (
    DiskFullError,
    IdleInTransactionSessionTimeoutError,
    PostgresIOError,
)

Trouble: TypeAlias = Literal["away", "lost", "busy", "crossed", "full", "unknown"]

GONE: Final = re.compile(r"closed|released back to the pool")
NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# The first that fits says what it is.
KINDS: Final[tuple[tuple[Trouble, tuple[type[Exception], ...]], ...]] = (
    ("crossed", (DeadlockDetectedError, SerializationError)),
    ("full", (DiskFullError,)),
    ("busy", (QueryCanceledError, LockNotAvailableError, InsufficientResourcesError)),
    ("lost", (IdleInTransactionSessionTimeoutError, PostgresConnectionError)),
    ("lost", (OperatorInterventionError, PostgresIOError)),
    # What the driver says when the server hung up just before it was asked.
    ("lost", (InternalClientError,)),
    ("away", (ReadOnlySQLTransactionError,)),
)


class DatabaseAway(Exception):
    """Nobody answers there; nothing was asked of it yet."""


class DatabaseBusy(Exception):
    """Every connection was needed for too long; nothing was asked yet."""


class CommitUnknown(PostgresConnectionError):  # type: ignore[misc]  # asyncpg is not typed
    """The connection was lost while something was being kept: it is, or it is not."""


ANY: Final[tuple[type[Exception], ...]] = (
    DatabaseAway,
    DatabaseBusy,
    InterfaceError,
    OSError,
    *(kind for _trouble, kinds in KINDS for kind in kinds),
)
"""Everything that may be trouble of this kind; `trouble` says whether it is."""


def trouble(error: BaseException) -> Trouble | None:
    """What is wrong with the database or the disk; None where that is not what is wrong.

    away: nothing was begun. lost, crossed: what was begun is undone. busy: it took too long, and is
    undone. full: there is no room. unknown: nobody can say whether it is kept.
    """
    if isinstance(error, CommitUnknown):
        return "unknown"
    if isinstance(error, DatabaseAway):
        return "away"
    if isinstance(error, DatabaseBusy):
        return "busy"
    if isinstance(error, OSError):
        return _of_the_machine(error)
    # The driver has one class for this and for being used wrongly.
    if isinstance(error, InterfaceError):
        return "lost" if GONE.search(str(error)) else None
    return next((name for name, kinds in KINDS if isinstance(error, kinds)), None)


def _of_the_machine(error: OSError) -> Trouble | None:
    if error.errno in NO_ROOM:
        return "full"
    if isinstance(error, TimeoutError):
        return "busy"
    return "lost" if isinstance(error, ConnectionError) else None
