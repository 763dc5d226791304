"""The six digits of a demonstration account, for whoever has no authenticator app at hand."""

import json
import os

import click

from server.accounts.domain import second_step_digits
from server.cli import demo_keys
from server.cli.demo_cast import DOMAIN
from server.cli.installation import say
from server.foundation import settings
from server.foundation.clock import now
from server.foundation.setting_values import SettingsError
from server.foundation.settings import Settings


@click.command("digits")
@click.option("--email", required=True, help="The address of a demonstration account.")
@click.option("--json", "as_json", is_flag=True, help="With the key, for a program to read.")
def digits(email: str, *, as_json: bool) -> None:
    """Print the digits that a demonstration account is asked for; nobody else's are known."""
    try:
        told = _told(email, settings.load(os.environ))
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    say(json.dumps(told) if as_json else told["digits"])


def _told(email: str, configured: Settings) -> dict[str, str]:
    key = demo_keys.kept(configured, demo_keys.KEY)
    if not key or email.strip().lower().rpartition("@")[2] != DOMAIN:
        raise click.ClickException("This is no account of a demonstration: its key is not kept.")
    return {
        "digits": second_step_digits.shown(key.encode("ascii"), at=now()),
        "key": second_step_digits.in_fours(key.encode("ascii")),
    }
