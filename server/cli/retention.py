"""Forgetting what is due, by hand, or seeing what that would be."""

from typing import Any

import click
import msgspec

from server import rooms
from server.accounts.domain.retention.running import Run, run
from server.accounts.domain.retention.standing import Standing, standing
from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.settings import Settings


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what is due; forget nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def retention(*, dry_run: bool, as_json: bool) -> None:
    """Forget what has been kept for long enough, as happens every night."""
    if dry_run:
        found = carry_out(_due)
        told = {one.rule.name: _told(one) for one in found}
        say(*([_json({"due": told})] if as_json else map(_line, found)))
        return
    done = carry_out(_run)
    if done is None:
        raise click.ClickException("Another process is forgetting what is due right now.")
    if as_json:
        say(_json({"forgotten": done.forgotten, "complete": done.complete}))
        return
    say(*(f"{name}: {_gone(gone)}" for name, gone in done.forgotten.items()))


async def _due(configured: Settings) -> list[Standing]:
    return await standing(rooms.rules(configured), at=now())


async def _run(configured: Settings) -> Run | None:
    return await run(rooms.rules(configured), now, by_hand=True)


def _told(one: Standing) -> dict[str, int]:
    return {"days": one.period.days, "due": one.due, "waiting": one.waiting}


def _line(one: Standing) -> str:
    waits = f", {one.waiting} waiting" if one.waiting else ""
    return f"{one.rule.name}: {one.due} due after {one.period.days} days{waits}"


def _gone(gone: int | None) -> str:
    return "failed; see the log" if gone is None else f"{gone} forgotten"


def _json(told: Any) -> str:
    return msgspec.json.encode(told).decode()
