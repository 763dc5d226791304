"""`convoca migrate`: the first step of an upgrade of several machines."""

import asyncio

import click

from server.cli.installation import installation, migrated, say


@click.command()
def migrate() -> None:
    """Bring the database to this version."""
    with installation() as (_configured, config):
        asyncio.run(migrated(config))
    say("The database is up to date.")
