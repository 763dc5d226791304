"""The commands about accounts of people, for whoever reaches the machine itself."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

import click

from server.accounts.domain import accounts, audit, managing, managing_ways, sign_in
from server.cli import account_digits
from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.database import transaction
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer

LINK_LASTS: Final = timedelta(hours=24)
LET_IN_LASTS: Final = timedelta(hours=1)
SECURITY: Final = "/mi-cuenta/seguridad"
email_option: Final = click.option("--email", required=True, help="Where the person gets mail.")
json_option: Final = click.option("--json", "as_json", is_flag=True, help="For a program to read.")


@click.group()
def account() -> None:
    """Accounts of people."""


account.add_command(account_digits.digits)


@account.command("create")
@email_option
@click.option("--name", default="", help="How the person is called; the address if left out.")
@click.option("--role", required=True, type=click.Choice(accounts.ROLES), help="What they may do.")
@click.option("--municipality", "municipalities", multiple=True, help="INE code; may be repeated.")
def create(email: str, name: str, role: str, municipalities: tuple[str, ...]) -> None:
    """Create an account and print a one-time sign-in link.

    Coordinators and administrators are then led to set up their second step.
    """

    async def act(configured: Settings) -> str:
        new = accounts.NewAccount(
            email=email, name=name or email, role=role, municipalities=municipalities
        )
        made = await accounts.create(new, by=SYSTEM, at=now())
        link = await sign_in.make_link(made, at=now(), lasts=LINK_LASTS)
        return _address(link, configured)

    say(carry_out(act))


@account.command("let-in")
@email_option
@json_option
def let_in(email: str, *, as_json: bool) -> None:
    """Print a link that lets a person in at once, without their second step.

    For whoever lost telephone, passkeys and codes. Whoever has the link is that person for as long
    as they stay signed in: hand it over yourself. It is good once and for an hour, leads to where
    second steps are set up, and is on record.
    """
    link = carry_out(lambda configured: _let_in(email, configured))
    told = {"email": email, "link": link, "minutes": int(LET_IN_LASTS.total_seconds() // 60)}
    say(json.dumps(told) if as_json else link)


@account.command("reset-second-step")
@email_option
def reset_second_step(email: str) -> None:
    """Forget a person's apps, passkeys and codes, and sign them out everywhere.

    At the next sign-in whoever must have a second step sets up a new one.
    """
    _do(email, lambda who: managing_ways.remove_steps(who, by=SYSTEM, at=now()))
    say(f"{email} has no second step any more, and is signed out everywhere.")


@account.command("disable")
@email_option
def disable(email: str) -> None:
    """Let a person in no more, and sign them out everywhere; what they did stays."""
    _do(email, lambda who: managing.disable(who, by=SYSTEM, at=now()))
    say(f"{email} can sign in no more.")


@account.command("enable")
@email_option
def enable(email: str) -> None:
    """Let a person in again."""
    _do(email, lambda who: managing.enable(who, by=SYSTEM, at=now()))
    say(f"{email} can sign in again.")


def _do(email: str, act: Callable[[UUID], Awaitable[None]]) -> None:
    async def inside(_configured: Settings) -> None:
        await act(await accounts.of_address(email))

    carry_out(inside)


async def _let_in(email: str, configured: Settings) -> str:
    who = await accounts.of_address(email)
    if await accounts.actor(who) is None:
        raise Conflict("The account is disabled: `convoca account enable` first.")
    async with transaction():
        link = await sign_in.make_link(
            who, at=now(), lasts=LET_IN_LASTS, leads_to=SECURITY, complete=True
        )
        await audit.record(SYSTEM, "account.let_in", f"account:{who}", at=now())
    return _address(link, configured)


def _address(link: UUID, configured: Settings) -> str:
    token = sign_in.link_token(link, Signer(configured.secret_key))
    return f"{configured.base_url}/entrar/{token}"
