"""The connections over which providers and programs are spoken to."""

import ssl
from functools import cache
from typing import Final

import httpx

PATIENCE: Final = httpx.Timeout(20.0, connect=5.0, pool=10.0)
MOST: Final = httpx.Limits(max_connections=32, max_keepalive_connections=16)


def opened() -> httpx.AsyncClient:
    """A pool that follows no redirects and reads no proxy from the environment; to be closed."""
    return httpx.AsyncClient(
        timeout=PATIENCE,
        limits=MOST,
        follow_redirects=False,
        trust_env=False,
        verify=_trusted(),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe to be who they say they are; reading all of them takes a while."""
    return httpx.create_ssl_context(trust_env=False)
