"""Waiting for a database that is just starting, after a crash or with the machine itself."""

import asyncio
from time import monotonic
from typing import Any, Final

from asyncpg import CannotConnectNowError, InvalidCatalogNameError

from server.foundation import primary

PATIENCE: Final = 60.0  # seconds: what was written last is read again first
PAUSE: Final = 0.25


async def come_up(config: dict[str, Any], *, within: float = PATIENCE) -> None:
    """Return once it takes connections, or there is no such database yet.

    Raises ConnectionError where it takes too long; one that is not there at all is not waited for.
    """
    until = monotonic() + within
    while True:
        try:
            await (await primary.connect(**config)).close()
        except InvalidCatalogNameError:
            return
        except CannotConnectNowError as error:
            if monotonic() >= until:
                raise ConnectionError(str(error)) from error
            await asyncio.sleep(PAUSE)
        else:
            return
