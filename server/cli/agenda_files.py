"""The agenda from a file and into one, by hand."""

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec

from events.planning.domain.exports.files import agenda_file
from events.planning.domain.exports.selection import FORMATS, Selection
from events.planning.domain.imports import staging, work
from events.planning.domain.imports.outcome import Outcome
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.verdict import OUTCOMES
from notifications.domain import upstairs
from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("agenda")
@click.argument("file", type=FILE)
@click.option("--municipality", default="", help="INE code, for rows that name none.")
@click.option("--kind", default="workshop", show_default=True, help="For rows that name none.")
@click.option("--dry-run", is_flag=True, help="Say what each row would become, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print every row as JSON.")
def import_agenda(
    file: Path, municipality: str, kind: str, *, dry_run: bool, as_json: bool
) -> None:
    """Bring an agenda in from FILE: .ics, .csv or .xlsx; a second time changes nothing."""
    plan = ReadingPlan(municipality=municipality, kind=kind)

    async def act(configured: Settings) -> list[Outcome]:
        content = await asyncio.to_thread(file.read_bytes)
        staged = await staging.stage(content, plan, zone=configured.timezone, by=SYSTEM, at=now())
        try:
            await _worked_through(staged, configured.timezone, "Looking through")
            if not dry_run:
                await staging.start(staged)
                await _worked_through(staged, configured.timezone, "Bringing in")
            return await staging.outcomes(staged, most=1_000_000)
        finally:
            await staging.clear(staged)

    outcomes = carry_out(act)
    say(_json(outcomes) if as_json else _told(outcomes, dry_run=dry_run))
    if any(each.outcome == "refused" for each in outcomes):
        raise SystemExit(2)


@click.command("agenda")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), help="By the file's name if left out."
)
@click.option("--municipality", "municipalities", multiple=True, help="INE code; may be repeated.")
@click.option("--from", "first", type=DAY, default="2000-01-02", help="The first day.")
@click.option("--to", "last", type=DAY, default="2099-12-30", help="The last day.")
@click.option("--internal", is_flag=True, help="Print the month with internal titles and drafts.")
def export_agenda(
    file: Path,
    kind: str | None,
    municipalities: tuple[str, ...],
    first: datetime,
    last: datetime,
    *,
    internal: bool,
) -> None:
    """Write the agenda to FILE: a table, a calendar, or months to print."""
    kind = kind or file.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise click.UsageError(f"Say --format: {file.name} does not tell one of {FORMATS}.")

    async def act(configured: Settings) -> bytes:
        selection = Selection(
            first=first.date(),
            last=last.date(),
            zone=configured.timezone,
            municipalities=frozenset(municipalities) or None,
        )
        return await agenda_file(selection, kind, public=not internal)

    written = carry_out(act)
    file.write_bytes(written)
    say(f"{file}: {len(written):,} bytes")


async def _worked_through(staged: UUID, zone: str, label: str) -> None:
    """Every step, with a bar where somebody watches."""
    whole = await staging.staged(staged, SYSTEM)
    # A bar in a pipe would only be noise; standard output is the answer's.
    silent = not sys.stderr.isatty()
    with click.progressbar(length=whole.total, label=label, file=sys.stderr, hidden=silent) as bar:
        done = 0
        while await work.step(now(), zone=zone, only=staged, above=upstairs):
            reached = (await staging.staged(staged, SYSTEM)).done
            bar.update(reached - done)
            done = reached


def _json(outcomes: list[Outcome]) -> str:
    return msgspec.json.encode([_row(each) for each in outcomes]).decode()


def _row(each: Outcome) -> Mapping[str, Any]:
    return {
        "row": each.number,
        "outcome": each.outcome,
        "title": each.title,
        "event": each.event,
        "wrong": each.wrong,
        "notes": each.notes,
    }


def _told(outcomes: list[Outcome], *, dry_run: bool) -> str:
    counted = Counter(each.outcome for each in outcomes)
    lines = [
        f"row {each.number}: {each.title}: {' '.join([*each.wrong.values(), *each.notes])}"
        for each in outcomes
        if each.outcome in {"refused", "left"}
    ]
    total = ", ".join(f"{counted[name]} {name}" for name in OUTCOMES if counted[name])
    return "\n".join([*lines, f"{total}{' (nothing was written)' if dry_run else ''}"])
