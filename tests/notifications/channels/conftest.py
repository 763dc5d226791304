"""The connections that the office has, opened once: reading every certificate takes its time."""

from collections.abc import AsyncIterator

import httpx
import pytest

from notifications.channels.pool import opened


@pytest.fixture(scope="session")
async def http(anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """A pool of connections."""
    del anyio_backend
    async with opened() as pool:
        yield pool
