"""`convoca demo`: an organisation to look at, for those who ask for one."""

import click

from server.cli import demo_ways_in, demonstration
from server.cli.installation import carry_out, say
from server.foundation.settings import Settings


@click.command()
@click.option("--seed", default=2026, show_default=True, help="The same seed gives the same data.")
def demo(seed: int) -> None:
    """Fill an empty database with a demonstration organisation."""
    made = carry_out(lambda configured: demonstration.prepare(configured, seed=seed))
    say(*(made or ["There is data already: nothing was added."]))


async def filled(configured: Settings) -> list[str]:
    """Fill an empty database; what to tell the person, with the ways in."""
    made = await demonstration.prepare(configured, seed=demonstration.SEED)
    return [*made, *await demo_ways_in.told(configured)]
