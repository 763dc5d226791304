"""`convoca token`: what scripts come in with."""

from datetime import UTC, datetime
from uuid import UUID

import click
import msgspec

from server.accounts.domain import tokens
from server.accounts.domain.tokens import Token
from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.identity import SYSTEM


@click.group()
def token() -> None:
    """Tokens for scripts that use the JSON API."""


@token.command("create")
@click.option("--name", required=True, help="What the token is for.")
@click.option("--scope", required=True, type=click.Choice(tokens.SCOPES), help="What it may do.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which it opens nothing any more, from 00:00 UTC; never if left out.",
)
def create_token(name: str, scope: str, until: datetime | None) -> None:
    """Create an API token and print it, once."""
    end = until.replace(tzinfo=UTC) if until else None
    say(carry_out(lambda _configured: tokens.create(name, scope, by=SYSTEM, at=now(), until=end)))


@token.command("list")
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def list_tokens(*, as_json: bool) -> None:
    """List the tokens: what each may do, when it was used, whether it still opens anything."""
    found = carry_out(lambda _configured: tokens.all_of_them(by=SYSTEM))
    if as_json:
        say(msgspec.json.encode(found).decode())
        return
    say(*[_line(one, now()) for one in found] or ["There are no tokens."])


@token.command("revoke")
@click.argument("number", type=click.UUID)
def revoke_token(number: UUID) -> None:
    """Let a token open nothing any more, by its id in the list."""
    carry_out(lambda _configured: tokens.revoke(number, by=SYSTEM, at=now()))
    say("It opens nothing any more.")


def _line(one: Token, at: datetime) -> str:
    used = f"used {one.used_on}" if one.used_on else "never used"
    return f"{one.id}  {one.scope:<10}  {_state(one, at):<18}  {used:<15}  {one.name}"


def _state(one: Token, at: datetime) -> str:
    if one.revoked_at is not None:
        return "revoked"
    if one.expires_at is None:
        return "good"
    return "ran out" if one.expires_at <= at else f"until {one.expires_at:%Y-%m-%d}"
