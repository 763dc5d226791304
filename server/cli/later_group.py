"""A group of commands, each imported when it is asked for: a server needs none of the others."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LaterGroup(click.Group):
    """`at` says where each command is, as module:name; those added otherwise are there too."""

    def __init__(self, *arguments: Any, at: Mapping[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._at = at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name."""
        return sorted([*super().list_commands(ctx), *self._at])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in self._at:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._at[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)
        return found
