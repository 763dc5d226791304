"""What an event may no longer become once people were recorded at it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from events.planning.domain import closed_periods
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Upstairs
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


async def keep_in_its_period(before: Event, written: Mapping[str, Any], above: Upstairs) -> None:
    """Refuse to take recorded people to another project or period, where they would count twice.

    A person is known again only within the project and period that they were recorded in.
    """
    if (written["project"], written["period"]) == (before.project, before.period):
        return
    await closed_periods.refuse_entry(written["period"])
    if not await _lines(before, above):
        return
    if written["project"] != before.project:
        raise Invalid(
            {"project": _("Ya hay personas registradas: la actividad se queda en su proyecto.")}
        )
    raise Invalid(
        {
            "starts_at": _(
                "Ya hay personas registradas: la actividad se queda en su período de conteo."
            )
        }
    )


async def refuse_to_cancel(event: Event, above: Upstairs | None, *, at: datetime) -> None:
    """Refuse to call off what took place."""
    lines = await _lines(event, above) if event.starts_at <= at else 0
    if lines:
        raise Conflict(
            ngettext(
                "Ya empezó y hay %(n)s línea en su registro: cerrarla en lugar de cancelarla.",
                "Ya empezó y hay %(n)s líneas en su registro: cerrarla en lugar de cancelarla.",
                lines,
            )
        )


async def _lines(event: Event, above: Upstairs | None) -> int:
    held = (await above.holds([event.id])).get(event.id) if above else None
    return held.lines if held else 0
