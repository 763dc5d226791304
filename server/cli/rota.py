"""Working out a rota by hand, and telling how good it is."""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import click
import msgspec
from msgspec import Struct

from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.errors import Conflict, Refusal
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.translation import speaking
from volunteers.assignments.domain.rota import asking, reading, work
from volunteers.assignments.domain.rota.outline import Outline, Unfilled, outline
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.window import Window

DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
PACE: Final = 0.3  # seconds between two looks at how far it is
CHANGES: Final = {
    "new": "new",
    "role": "in another role",
    "out": "taken out",
    "kept": "kept as they are",
    "beside": "not touched",
    "lost": "called off meanwhile",
}


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    first_day: date
    last_day: date
    municipalities: tuple[str, ...]
    seconds: int
    seed: int


class Planned(Struct, frozen=True):
    """A rota, and where to look at it."""

    rota: Outline
    address: str


@click.command("plan")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day, included.")
@click.option("--municipality", "municipalities", multiple=True, help="INE code; may be repeated.")
@click.option(
    "--seconds", type=click.IntRange(1, asking.MOST_SECONDS), default=30, show_default=True,
    help="For how long to look for a better one at most.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, asking.MOST_SEED), default=0, show_default=True,
    help="The same seed gives the same rota.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the whole rota as JSON.")
def plan(
    first: datetime, last: datetime, municipalities: tuple[str, ...], seconds: int, seed: int,
    *, as_json: bool,
) -> None:  # fmt: skip
    """Work out who helps at what, as a draft: nothing changes until somebody publishes it."""
    if last < first:
        raise click.UsageError(f"--to {last:%Y-%m-%d} is before --from {first:%Y-%m-%d}.")
    asked = Asked(
        first_day=first.date(), last_day=last.date(), municipalities=municipalities,
        seconds=seconds, seed=seed,
    )  # fmt: skip
    planned = carry_out(lambda configured: _planned(asked, configured))
    say(msgspec.json.encode(planned.rota).decode() if as_json else _told(planned))


async def _planned(asked: Asked, configured: Settings) -> Planned:
    window = Window(
        first_day=asked.first_day, last_day=asked.last_day,
        municipalities=asked.municipalities, zone=configured.timezone,
    )  # fmt: skip
    with speaking("en"):
        rota = await asking.ask(window, seconds=asked.seconds, seed=asked.seed, by=SYSTEM, at=now())
        await _worked_out(rota, asked.seconds)
        found = await outline(rota, by=SYSTEM, at=now())
        if found.status != "draft":
            raise Conflict(found.failure or "Somebody discarded the rota meanwhile.")
    return Planned(found, f"{configured.base_url}/turnos/planificacion/{rota}")


async def _worked_out(rota: UUID, seconds: int) -> None:
    """Until it is; a server may have taken it on first. Who gives up leaves nothing behind."""
    working = asyncio.create_task(_work(rota))
    try:
        await _watch(rota, seconds, working)
    except BaseException:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        with suppress(Refusal):
            await asking.discard(rota, by=SYSTEM, at=now())
        raise


async def _work(rota: UUID) -> None:
    while (await reading.rota(rota, by=SYSTEM)).unfinished:
        if not await work.step(now, only=rota):
            await asyncio.sleep(PACE)


async def _watch(rota: UUID, seconds: int, working: asyncio.Task[None]) -> None:
    """A bar where somebody watches; in a pipe it would only be noise."""
    silent = not sys.stderr.isatty()
    with click.progressbar(
        length=seconds, label="Planning", file=sys.stderr, hidden=silent, show_eta=False,
        item_show_func=_phase,
    ) as bar:  # fmt: skip
        while not working.done():
            await asyncio.wait([working], timeout=PACE)
            if not silent:
                found = await reading.rota(rota, by=SYSTEM)
                bar.update(max(0, min(seconds, int(found.progress.elapsed)) - bar.pos), found)
        bar.update(seconds - bar.pos)
    working.result()


def _phase(found: Rota | None) -> str:
    if found is None or not found.progress.phase:
        return ""
    return f"{found.progress.phase}, {found.progress.filled} of {found.progress.needed} filled"


def _told(planned: Planned) -> str:
    return "\n".join(_lines(planned.rota, planned.address))


def _lines(rota: Outline, address: str) -> Iterator[str]:
    yield f"{rota.filled} of {rota.needed} places filled, {_quality(rota)}."
    for empty in rota.unfilled:
        yield from _empty(empty)
    counted = Counter(one.change for one in rota.diff)
    told = ", ".join(
        f"{counted[change]} {CHANGES[change]}" for change in CHANGES if counted[change]
    )
    yield f"Beside what stands: {told or 'nothing'}."
    yield f"Look at it, change and publish it: {address}"


def _quality(rota: Outline) -> str:
    if rota.gap is None:
        return "nothing proven about how much better it could be"
    best = "the best with the people considered" if rota.pruned else "the best"
    return f"proven to be within {rota.gap:.2%} of {best}" if rota.gap else f"proven to be {best}"


def _empty(empty: Unfilled) -> Iterator[str]:
    begins = empty.starts_at.astimezone(ZoneInfo(empty.zone))
    where = f"{begins:%Y-%m-%d %H:%M} {empty.title}, {empty.municipality}"
    yield f"- {where}: {empty.missing} {empty.role} missing."
    if empty.funnel:
        yield f"  {empty.funnel.sentence}"
        yield from (f"  {sentence}" for sentence in empty.funnel.near)
    if empty.cheapest_change:
        yield f"  {empty.cheapest_change.sentence}"
