"""Convoca by hand: the `convoca` command."""

from server.cli.commands import main

__all__ = ["main"]
