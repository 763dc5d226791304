"""Every command and its words."""

import asyncio
from datetime import timedelta
from importlib.metadata import version as installed_version

import click

from server.accounts.domain import accounts, sign_in, tokens
from server.cli import (
    agenda_files,
    demonstration,
    outreach_files,
    people_files,
    recounting,
    rota,
    serving,
)
from server.cli.installation import carry_out, installation, migrated, say
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer

CLI_LINK_LASTS = timedelta(hours=24)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Plan community events, staff them, count who came, and tell who must know."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port to listen on.")
@click.option(
    "--demo", is_flag=True, help="Fill an empty database with the demonstration organisation."
)
def serve(host: str, port: int, *, demo: bool) -> None:
    """Serve Convoca until Ctrl-C; starts the embedded database when no other is named."""
    serving.serve(host, port, demo=demo)


@main.command()
def migrate() -> None:
    """Bring the database to this version."""
    with installation() as (_configured, config):
        asyncio.run(migrated(config))
    say("The database is up to date.")


@main.command()
@click.option("--seed", default=2026, show_default=True, help="The same seed gives the same data.")
def demo(seed: int) -> None:
    """Fill an empty database with a demonstration organisation."""
    made = carry_out(lambda configured: demonstration.prepare(configured, seed=seed))
    say(*(made or ["There is data already: nothing was added."]))


@main.group("import")
def bring_in() -> None:
    """Bring data in from files."""


@main.group("export")
def take_out() -> None:
    """Take data out into files."""


bring_in.add_command(agenda_files.import_agenda)
bring_in.add_command(people_files.import_volunteers)
take_out.add_command(agenda_files.export_agenda)
take_out.add_command(outreach_files.export_outreach)


@main.group("rota")
def rotas() -> None:
    """Who helps at what."""


rotas.add_command(rota.plan)
main.add_command(recounting.recount)


@main.group()
def account() -> None:
    """Accounts of people."""


@account.command("create")
@click.option("--email", required=True, help="Where the person gets mail.")
@click.option("--name", default="", help="How the person is called; the address if left out.")
@click.option("--role", required=True, type=click.Choice(accounts.ROLES), help="What they may do.")
@click.option("--municipality", "municipalities", multiple=True, help="INE code; may be repeated.")
def create_account(email: str, name: str, role: str, municipalities: tuple[str, ...]) -> None:
    """Create an account and print a one-time sign-in link."""

    async def act(configured: Settings) -> str:
        new = accounts.NewAccount(
            email=email, name=name or email, role=role, municipalities=municipalities
        )
        made = await accounts.create(new, by=SYSTEM, at=now())
        link = await sign_in.make_link(made, at=now(), lasts=CLI_LINK_LASTS)
        token = sign_in.link_token(link, Signer(configured.secret_key))
        return f"{configured.base_url}/entrar/{token}"

    say(carry_out(act))


@main.group()
def token() -> None:
    """Tokens for scripts that use the JSON API."""


@token.command("create")
@click.option("--name", required=True, help="What the token is for.")
@click.option("--scope", required=True, type=click.Choice(tokens.SCOPES), help="What it may do.")
def create_token(name: str, scope: str) -> None:
    """Create an API token and print it, once."""
    say(carry_out(lambda _configured: tokens.create(name, scope, by=SYSTEM, at=now())))


@main.command()
def version() -> None:
    """Print the version."""
    say(installed_version("convoca"))
