"""The doors of events: the short public code of each, and what is needed to stand at one."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain import codes
from events.attendance.domain.directory.support import Service
from events.planning.domain import agenda
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

TRIES: Final = 20
ASKED: Final = ("nothing", "spoken", "rotating")
DOOR: Final = "SELECT event, code, spoken_code, rotating FROM door WHERE event = $1"
DOORWAY: Final = """
    SELECT e.id AS event, d.code, d.spoken_code, coalesce(d.rotating, false) AS rotating,
        e.status, e.starts_at, e.ends_at, e.zone, e.public_title AS title,
        e.municipality, m.name AS municipality_name, e.period, k.salt,
        EXISTS (SELECT FROM event_audience x JOIN audience a ON a.slug = x.audience
            WHERE x.event = e.id AND a.minors) AS minors,
        k.destroyed_at IS NOT NULL AS trail_destroyed,
        array(SELECT ARRAY[a.slug, a.name_es, a.name_en] FROM audience a
            WHERE a.slug = 'general-public'
                OR NOT EXISTS (SELECT FROM event_audience x WHERE x.event = e.id)
                OR a.slug IN (SELECT x.audience FROM event_audience x WHERE x.event = e.id)
            ORDER BY a.position, a.slug) AS audiences
    FROM event e
        JOIN municipality m ON m.ine = e.municipality
        LEFT JOIN door d ON d.event = e.id
        LEFT JOIN period_key k ON k.period = e.period
    WHERE
"""


class _Asking(Struct, frozen=True, kw_only=True):
    """What a door asks for besides the answers."""

    spoken_code: str | None
    rotating: bool

    @property
    def asks(self) -> str:
        """One of ASKED."""
        if self.rotating:
            return "rotating"
        return "nothing" if self.spoken_code is None else "spoken"


class Door(_Asking, frozen=True, kw_only=True):
    """How an event's check-in page is reached, and what it asks for."""

    event: UUID
    code: str


class Doorway(_Asking, frozen=True, kw_only=True):
    """An event as whoever records people has to know it; it answers `opening.IsGuarded`.

    `audiences` are those to choose from, as (slug, Spanish, English). `salt` is what the period's
    key is made with: None before the first use, and for good once `trail_destroyed`. `services`
    are those that somebody who came can turn to, and `missing_adults` how many `minors` lack, where
    whoever asked looks them up.
    """

    event: UUID
    code: str | None
    status: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    municipality: str
    municipality_name: str
    period: UUID
    salt: bytes | None
    trail_destroyed: bool
    audiences: tuple[tuple[str, str, str], ...]
    minors: bool
    services: tuple[Service, ...] = ()
    missing_adults: int = 0


async def door_of(event_id: UUID) -> Door:
    """The door of an event, made on the first call; raises NotFound, Conflict unless published."""
    for _try in range(TRIES):
        found = await fetch(DOOR, event_id)
        if found:
            return msgspec.convert(dict(found[0]), Door)
        event = await agenda.event(event_id)
        if event.status != "published":
            raise Conflict(_("Solo una actividad publicada tiene puerta de registro."))
        # Whoever loses a race, or draws a code that is taken, inserts nothing and looks again.
        await execute(
            "INSERT INTO door (event, code) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            event_id, codes.new_door_code(),
        )  # fmt: skip
    raise RuntimeError("no free door code was found")


async def doorway(code: str) -> Doorway:
    """Where a code of `codes.normalise` leads; raises NotFound."""
    return await _doorway("d.code = $1", code)


async def doorway_of(event_id: UUID) -> Doorway:
    """The same by event; its row stays locked against every change until the transaction ends."""
    await fetch("SELECT FROM event WHERE id = $1 FOR NO KEY UPDATE", event_id)
    return await _doorway("e.id = $1", event_id)


async def ask(event_id: UUID, asked: str, digits: str = "", *, by: Actor, at: datetime) -> None:
    """Ask at the door for nothing, three spoken `digits`, or the code of the facilitator's screen.

    Raises Invalid with a sentence for `asks` or `spoken_code`, NotAllowed, NotFound, and Conflict
    where there is no door yet.
    """
    spoken = _checked(asked, digits)
    event = await agenda.event(event_id)
    by.need("register", event.municipality)
    async with transaction():
        await door_of(event_id)
        await execute(
            "UPDATE door SET spoken_code = $2, rotating = $3 WHERE event = $1",
            event_id, spoken, asked == "rotating",
        )  # fmt: skip
        await audit.record(by, "door.asks", f"event:{event_id}", at=at, asks=asked)


def _checked(asked: str, digits: str) -> str | None:
    """The digits to ask for, if any."""
    if asked not in ASKED:
        raise Invalid({"asks": _("Elegir una de las opciones.")})
    if asked != "spoken":
        return None
    if not (len(digits) == 3 and digits.isascii() and digits.isdecimal()):
        raise Invalid({"spoken_code": _("La clave son tres números, por ejemplo 407.")})
    return digits


async def _doorway(where: str, wanted: UUID | str) -> Doorway:
    rows = await fetch(f"{DOORWAY} {where}", wanted)
    if not rows:
        raise NotFound(_("Esta actividad no existe."))
    return msgspec.convert(dict(rows[0]), Doorway)
