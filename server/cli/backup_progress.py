"""Saying how far it is to a person at a terminal, and nothing to a file or a pipe."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

EVERY: Final = 0.2  # seconds


@contextmanager
def watched(what: str) -> Iterator[Callable[[int], None]]:
    """Yield what to tell how many bytes were seen to so far."""
    watching, last = sys.stderr.isatty(), 0.0

    def told(size: int) -> None:
        nonlocal last
        if watching and time.monotonic() - last >= EVERY:
            last = time.monotonic()
            click.echo(f"\r{what}: {size / 1e6:,.1f} MB ", nl=False, err=True)

    try:
        yield told
    finally:
        if last:
            click.echo("\r\033[K", nl=False, err=True)
