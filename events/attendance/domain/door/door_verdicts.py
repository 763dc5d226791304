"""Whether what a phone at a door noticed can stand, must wait for a coordinator, or is refused."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final, Literal

from events.attendance.domain import answers, clocks, opening
from events.attendance.domain.noticed import Noticed
from events.attendance.domain.opening import HasADoor
from events.attendance.domain.plausible import implausible
from server.foundation.translation import gettext as _

Why = Literal["early", "late", "closed", "cancelled"]
BY_STATUS: Final[dict[str, Why]] = {"draft": "early", "closed": "closed", "cancelled": "cancelled"}


def why_aside(event: HasADoor, moment: datetime) -> Why | None:
    """Why what happened at `moment` cannot enter the register as it is; None when it can."""
    if event.status in BY_STATUS:
        return BY_STATUS[event.status]
    if moment < opening.opens_at(event):
        return "early"
    return "late" if moment > opening.closes_at(event) else None


def refusal(
    noticed: Noticed,
    *,
    audiences: Collection[str],
    revoked: Mapping[str, datetime],
    clock_skew: int,
) -> str | None:
    """Why not even a coordinator could take it in, in a sentence; None when one could.

    `revoked` says since when, by our clock, cards are worth nothing: what was scanned before that
    counts however late it arrives.
    """
    if noticed.at.tzinfo is None:
        return _("A la hora le falta su zona.")
    if noticed.kind == "undo":
        return None if noticed.of else _("Falta decir qué se deshace.")
    moment = clocks.corrected(noticed.at, clock_skew)
    scanned = noticed.kind == "scan"
    unfit = _wrong_card(noticed, moment, revoked) if scanned else _wrong_number(noticed)
    return unfit or answers.wrong(
        noticed.sex, noticed.age_band, noticed.audience, audiences=audiences
    )


def _wrong_card(
    noticed: Noticed, moment: datetime, revoked: Mapping[str, datetime]
) -> str | None:  # fmt: skip
    if noticed.card is None:
        return _("Esa tarjeta no se puede leer.")
    since = revoked.get(noticed.card)
    return _("Esa tarjeta está anulada.") if since and moment >= since else None


def _wrong_number(noticed: Noticed) -> str | None:
    return implausible(noticed.count or 0)
