"""Starting the embedded database anew when it dies, so that a laptop recovers without a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Final

import structlog

from server.foundation import embedded
from server.foundation.ownership import EmbeddedDatabaseError

LOOKS_EVERY: Final = 0.5  # seconds
REST: Final = 10.0  # seconds after it could not be started: a full disk stays full for a while
log: Final = structlog.get_logger()


@contextmanager
def revived(folder: Path, *, options: str = "") -> Iterator[None]:
    """Look after the cluster in `folder` for as long as the block lasts, within `running`."""
    over = Event()
    # Threads of a process that serves through others: it has nothing else to do.
    watch = Thread(target=_watch, args=(folder, options, over), name="database", daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _watch(folder: Path, options: str, over: Event) -> None:
    wait = LOOKS_EVERY
    while not over.wait(wait):
        wait = LOOKS_EVERY
        if embedded.has_died(folder) and not _revive(folder, options):
            wait = REST


def _revive(folder: Path, options: str) -> bool:
    log.warning("the embedded database died and is started again")
    try:
        embedded.revive(folder, options=options)
    except (EmbeddedDatabaseError, OSError) as error:
        log.error("the embedded database cannot be started", why=str(error))  # noqa: TRY400 (tried again)
        return False
    log.info("the embedded database is back")
    return True
