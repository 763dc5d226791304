"""Counting registers anew, by hand."""

import click
import msgspec

from events.outreach.domain.rollups import rebuilding, verifying
from server.cli.installation import carry_out, say
from server.foundation.clock import now


@click.command()
@click.option("--sample", default=100, show_default=True, help="How many registers to check.")
@click.option("--all", "everything", is_flag=True, help="Throw all counts away and count anew.")
@click.option("--json", "as_json", is_flag=True, help="Say what was found as JSON.")
def recount(sample: int, *, everything: bool, as_json: bool) -> None:
    """Check what was counted of the registers against the registers, and mend it."""
    events, wrong = carry_out(lambda _configured: _counted(sample, everything=everything))
    if as_json:
        say(msgspec.json.encode({"events": events, "wrong": wrong}).decode())
    else:
        say(f"{events} registers counted again; {wrong} of them had been counted wrong.")


async def _counted(sample: int, *, everything: bool) -> tuple[int, int]:
    if everything:
        return await rebuilding.rebuild(at=now()), 0
    check = await verifying.verify(sample, at=now())
    return check.events, len(check.wrong)
