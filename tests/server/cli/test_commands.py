"""The `convoca` command finds each of its commands, and imports only the one that is asked for."""

import subprocess
import sys

import click
import pytest

from server.cli.commands import main

ALL = {
    "account", "backup", "backup-key", "demo", "doctor", "export", "import", "migrate",
    "personal-data", "recount", "restore", "retention", "rota", "serve", "token", "version",
}  # fmt: skip
LIGHT = "import sys; from server.cli.commands import main; print('litestar' in sys.modules)"


def test_every_command_is_found_by_its_name() -> None:
    context = click.Context(main)
    assert ALL - set(main.list_commands(context)) == set()
    for name in main.list_commands(context):
        found = main.get_command(context, name)
        assert found is not None
        assert found.name == name
    assert main.get_command(context, "nothing") is None


@pytest.mark.parametrize("group", ["import", "export", "rota"])
def test_a_group_finds_its_own(group: str) -> None:
    context = click.Context(main)
    within = main.get_command(context, group)
    assert isinstance(within, click.Group)
    names = within.list_commands(context)
    assert [getattr(within.get_command(context, name), "name", None) for name in names] == names


def test_a_command_does_not_wait_for_the_others() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LIGHT], check=True, capture_output=True, text=True
    ).stdout
    assert said == "False\n"
