"""Adjustments as the page of their period lists them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.code_names import Names
from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.periods.adjustments import CellLine, Made
from events.outreach.domain.periods.kept import KeptEvent
from events.planning.domain import when
from events.planning.domain.age_atoms import UNKNOWN
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class AdjustmentLine(Struct, frozen=True, kw_only=True):
    """One adjustment; `may_change` where the visitor looks after that register.

    `number` is what figures that it changed call it by.
    """

    id: UUID
    number: int
    municipality: str
    event: str
    day: str
    people: str
    cells: list[str]
    reason: str
    made: str
    told: str
    takes_back: bool
    taken_back: bool
    may_change: bool


def lines(
    made: Sequence[Made],
    events: Mapping[UUID, KeptEvent],
    called: Mapping[Dimension, Names],
    *,
    by: Actor,
    zone: str,
) -> list[AdjustmentLine]:
    """The latest first."""
    told = [
        _line(number, one, events[one.event], called, by, zone)
        for number, one in enumerate(made, start=1)
    ]
    return told[::-1]


def cell(line: CellLine, called: Mapping[Dimension, Names]) -> str:
    """Such as «+2 Mujeres, 13 a 14 años»."""
    return f"{signed(line.people)} {who(line.sex, line.age_band, line.audience, called)}"


def who(sex: str, age_band: str, audience: str, called: Mapping[Dimension, Names]) -> str:
    """Such as «Mujeres, 13 a 14 años, Adolescentes»."""
    said = {"sex": sex, "age_band": age_band, "audience": audience}
    words = [
        called[dimension].get(code, code)
        for dimension in ("sex", "age_band", "audience")
        if (code := said[dimension]) != UNKNOWN
    ]
    return ", ".join(words) or _("sin más datos")


def signed(number: int) -> str:
    """With its sign."""
    return f"{'−' if number < 0 else '+'}{abs(number):,}"


def _line(
    number: int,
    one: Made,
    event: KeptEvent,
    called: Mapping[Dimension, Names],
    by: Actor,
    zone: str,
) -> AdjustmentLine:
    return AdjustmentLine(
        id=one.id,
        number=number,
        municipality=event.municipality,
        event=event.title,
        day=when.day(event.starts_at, zone),
        people=signed(one.people),
        cells=[cell(line, called) for line in one.lines],
        reason=one.reason,
        made=_made(one, zone),
        told=when.day(one.told_on, zone) if one.told_on else "",
        takes_back=one.takes_back is not None,
        taken_back=one.taken_back_by is not None,
        may_change=by.may("register", event.municipality),
    )


def _made(one: Made, zone: str) -> str:
    day = when.day(one.made_at, zone)
    return _("%(day)s, %(name)s", day=day, name=one.made_by) if one.made_by else day
