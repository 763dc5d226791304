"""Every command and its words."""

from importlib.metadata import version as installed_version
from typing import Final

import click

from server.cli.later_group import LaterGroup

# Where each is: to import them all takes longer than most of them do.
COMMANDS: Final = {
    "account": "server.cli.account_commands:account",
    "backup": "server.cli.backup:backup",
    "backup-key": "server.cli.backup_key:backup_key",
    "demo": "server.cli.filling:demo",
    "doctor": "server.cli.doctor:doctor",
    "migrate": "server.cli.migrating:migrate",
    "personal-data": "server.cli.personal_data:personal_data",
    "recount": "server.cli.recounting:recount",
    "restore": "server.cli.restore:restore",
    "retention": "server.cli.retention:retention",
    "serve": "server.cli.serving:serve",
    "token": "server.cli.token_commands:token",
}


@click.group(cls=LaterGroup, at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Plan community events, staff them, count who came, and tell who must know."""


@main.group(
    "import",
    cls=LaterGroup,
    at={
        "agenda": "server.cli.agenda_files:import_agenda",
        "volunteers": "server.cli.people_files:import_volunteers",
    },
)
def bring_in() -> None:
    """Bring data in from files."""


@main.group(
    "export",
    cls=LaterGroup,
    at={
        "agenda": "server.cli.agenda_files:export_agenda",
        "outreach": "server.cli.outreach_files:export_outreach",
    },
)
def take_out() -> None:
    """Take data out into files."""


@main.group("rota", cls=LaterGroup, at={"plan": "server.cli.rota:plan"})
def rotas() -> None:
    """Who helps at what."""


@main.command()
def version() -> None:
    """Print the version."""
    click.echo(installed_version("convoca"))
