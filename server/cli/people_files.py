"""Helpers from a file, by hand."""

import asyncio
from pathlib import Path
from typing import Any

import click
import msgspec

from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from volunteers.people.domain.roster import bringing_in, staging
from volunteers.people.domain.roster.judging import OUTCOMES, Judged

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("volunteers")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what each row would become, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print every row as JSON.")
def import_volunteers(file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Bring helpers in from FILE: .csv or .xlsx; a second time changes nothing."""

    async def act(_configured: Settings) -> list[Judged]:
        content = await asyncio.to_thread(file.read_bytes)
        staged = await staging.stage(content, file.name, by=SYSTEM, at=now())
        try:
            table = await staging.staged(staged, by=SYSTEM)
            if dry_run:
                return await staging.judged(table, by=SYSTEM, at=now())
            return await bringing_in.bring_in(staged, by=SYSTEM, at=now())
        finally:
            await staging.discard(staged)

    judged = carry_out(act)
    say(_json(judged) if as_json else _told(judged, dry_run=dry_run))
    if any(one.outcome == "refused" for one in judged):
        raise SystemExit(2)


def _json(judged: list[Judged]) -> str:
    return msgspec.json.encode([_row(one) for one in judged]).decode()


def _row(one: Judged) -> dict[str, Any]:
    return {
        "row": one.row.number,
        "outcome": one.outcome,
        "email": one.row.email,
        "volunteer": one.volunteer,
        "changes": one.changes,
        "wrong": one.wrong,
    }


def _told(judged: list[Judged], *, dry_run: bool) -> str:
    lines = [
        f"row {one.row.number}: {one.row.name or one.row.email}: {' '.join(one.wrong)}"
        for one in judged
        if one.outcome == "refused"
    ]
    counted = [one.outcome for one in judged]
    total = ", ".join(f"{counted.count(name)} {name}" for name in OUTCOMES if name in counted)
    return "\n".join([*lines, f"{total}{' (nothing was written)' if dry_run else ''}"])
