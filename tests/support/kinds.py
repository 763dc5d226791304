"""Kinds of activity that a test adds, and that are gone afterwards: codelists outlive a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.foundation.database import execute, fetch


@asynccontextmanager
async def kinds_put_back() -> AsyncIterator[None]:
    """Leave the kinds as they were before."""
    before = [row["slug"] for row in await fetch("SELECT slug FROM kind")]
    try:
        yield
    finally:
        await execute("DELETE FROM event WHERE kind <> ALL($1)", before)
        await execute("DELETE FROM kind WHERE slug <> ALL($1)", before)
