"""Figures into files, by hand."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click
import msgspec
from msgspec import Struct

from events.outreach.domain.exports import packaging
from events.outreach.domain.exports.dhis2_periods import days_of
from events.outreach.domain.exports.files import INTERNAL, MEDIA_TYPES, file_name, file_of
from events.outreach.domain.exports.released_report import released_report
from events.outreach.domain.exports.report import Report
from events.outreach.domain.exports.reporting import report
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.releases import reading
from events.planning.domain import projects
from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.translation import LANGUAGES, speaking
from volunteers.assignments.domain import given

PACKAGE: Final = "zip"


class Wanted(Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    slug: str
    period: str
    kind: str
    internal: bool
    language: str | None
    output: Path | None
    as_json: bool


@click.command("outreach")
@click.option("--project", "slug", required=True, help="The project's short name.")
@click.option("--period", required=True, help="Such as 2026, 2026S2, 2026Q3 or 202607.")
@click.option("--format", "kind", required=True, type=click.Choice(tuple(MEDIA_TYPES)))
@click.option("--internal", is_flag=True, help="All figures, unprotected: not to be published.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The installation's if left out.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Where to; a neutral name in this folder if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def export_outreach(**chosen: Any) -> None:
    """Write the figures of a project and period to a file.

    They are those of its latest release, in which small groups are protected. With --internal they
    are all figures as csv, xlsx or pdf.
    """
    wanted = Wanted(**chosen)
    if wanted.internal and wanted.kind not in INTERNAL:
        raise click.UsageError(
            f"--internal goes with {', '.join(INTERNAL)}; not with {wanted.kind}."
        )
    made, content = carry_out(lambda configured: _made(wanted, configured))
    path = wanted.output or Path(file_name(made, wanted.kind))
    path.write_bytes(content)
    say(_told(made, path, len(content), as_json=wanted.as_json))


async def _made(wanted: Wanted, configured: Settings) -> tuple[Report, bytes]:
    asking = Asking(by=SYSTEM, at=now(), help_given=given)
    with speaking(wanted.language or configured.locale):
        made = await _report(wanted, asking, configured)
        if wanted.kind == PACKAGE:
            return made, await packaging.package(made, asking)
        return made, await file_of(made, wanted.kind)


async def _report(wanted: Wanted, asking: Asking, configured: Settings) -> Report:
    days = days_of(wanted.period, configured.timezone)
    if wanted.internal:
        return await report(
            wanted.slug, days, by=asking.by, at=asking.at, help_given=asking.help_given
        )
    release = await _latest(wanted, days)
    return await released_report(
        release, asking, zone=configured.timezone, base_url=configured.base_url
    )


async def _latest(wanted: Wanted, days: Days) -> UUID:
    """The latest release of the project to exactly these days."""
    await projects.project(wanted.slug)
    for release in await reading.released(project=wanted.slug):
        if (release.first, release.last) == (days.first, days.last):
            return release.id
    raise NotFound(
        f"Nothing was released of {wanted.slug} for {wanted.period}: release it first (Alcance,"
        " Publicaciones), or ask for --internal."
    )


def _told(made: Report, path: Path, size: int, *, as_json: bool) -> str:
    if not as_json:
        return f"{path}: {size:,} bytes"
    told = {
        "file": str(path),
        "bytes": size,
        "internal": made.internal,
        "release": made.release,
        "receipts": [proof.id for proof in made.proofs],
        "withheld": made.withheld,
    }
    return msgspec.json.encode(told).decode()
