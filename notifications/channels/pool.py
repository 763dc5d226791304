"""The connections over which providers and programs are spoken to."""

from typing import Final

import httpx

PATIENCE: Final = httpx.Timeout(20.0, connect=5.0, pool=10.0)
MOST: Final = httpx.Limits(max_connections=32, max_keepalive_connections=16)


def opened() -> httpx.AsyncClient:
    """A pool that follows no redirects and reads no proxy from the environment; to be closed."""
    return httpx.AsyncClient(timeout=PATIENCE, limits=MOST, follow_redirects=False, trust_env=False)
