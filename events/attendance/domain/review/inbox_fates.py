"""Deciding about lines that were set aside: into this register, into another one, or nowhere."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import Record
from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain import register
from events.attendance.domain.register import Line
from events.attendance.domain.review.rulings import Decided, Judgement, Verdict
from events.attendance.domain.stated import stated
from events.planning.domain import closed_periods
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

FATES: Final = ("kept", "moved", "dropped")
HELD: Final = """
    SELECT id, municipality, status, period FROM event WHERE id = ANY($1)
    ORDER BY id FOR NO KEY UPDATE
"""
CHOSEN: Final = """
    SELECT s.*, coalesce(a.name, '') AS decided_by_name
    FROM set_aside s LEFT JOIN account a ON a.id = s.decided_by
    WHERE s.event = $1 AND s.id = ANY($2) ORDER BY s.at, s.id FOR UPDATE OF s
"""
SETTLE: Final = """
    UPDATE set_aside SET fate = $2, moved_to = $3, reason = $4, decided_at = $5, decided_by = $6
    WHERE id = ANY($1)
"""
COUNT: Final = """
    INSERT INTO headcount (id, event, at, received_at, audience, sex, age_band, count, entered_by,
        phone, clock_skew, way)
    SELECT id, $2, at, received_at, audience, sex, age_band, people, $3, phone, clock_skew, 'door'
    FROM set_aside WHERE id = ANY($1) AND people IS NOT NULL ORDER BY id
    ON CONFLICT DO NOTHING
"""


class Place(Struct, frozen=True, kw_only=True):
    """An event, held until the decision is written."""

    id: UUID
    municipality: str
    status: str
    period: UUID


async def settle(
    event: UUID,
    lines: Collection[UUID],
    judgement: Judgement,
    *,
    by: Actor,
    at: datetime,
) -> Verdict:
    """Decide about lines that were set aside at an event, those that nobody decided before.

    A line moved into another period is written without its pass, which that period could not read.
    Raises Invalid, NotFound, NotAllowed, and Conflict where the register that must take them is
    not open.
    """
    judgement = checked(judgement)
    async with transaction():
        home, target = await _places(event, judgement.to, by)
        rows = await fetch(CHOSEN, event, list(lines))
        waiting = [row for row in rows if row["fate"] is None]
        if waiting and judgement.fate != "dropped":
            await _need_open(target)
            await _write(waiting, home, target, by)
        await _settle(waiting, judgement, by=by, at=at)
    before = [_decided(row) for row in rows if row["fate"] is not None]
    return Verdict(done=len(waiting), before=before, gone=len(set(lines)) - len(rows))


def checked(judgement: Judgement) -> Judgement:
    """A judgement about lines that were set aside, as it can be carried out; raises Invalid."""
    if judgement.fate not in FATES:
        raise Invalid({"form": _("Elegir qué hacer con lo que está marcado.")})
    if judgement.fate == "moved" and judgement.to is None:
        raise Invalid({"to": _("Elegir a qué actividad pasan.")})
    to = judgement.to if judgement.fate == "moved" else None
    return replace(judgement, reason=stated(judgement.reason), to=to)


async def _places(event: UUID, to: UUID | None, by: Actor) -> tuple[Place, Place]:
    """Where the lines are and where they go, if elsewhere; both have to be `by`'s."""
    wanted = event if to is None else to
    rows = await fetch(HELD, list({event, wanted}))
    places = {row["id"]: msgspec.convert(dict(row), Place) for row in rows}
    if not {event, wanted} <= places.keys():
        raise NotFound(_("Esta actividad no existe."))
    for place in places.values():
        by.need("register", place.municipality)
    return places[event], places[wanted]


async def _need_open(target: Place) -> None:
    await closed_periods.need_open(target.period)
    if target.status == "closed":
        raise Conflict(
            _("El registro está cerrado. Para anotar a alguien más hay que abrirlo de nuevo.")
        )
    if target.status == "cancelled":
        raise Conflict(_("La actividad se canceló: no tiene registro en que anotar a nadie."))
    if target.status != "published":
        raise Conflict(_("La actividad todavía no se ha anunciado."))


async def _write(waiting: Sequence[Record], home: Place, target: Place, by: Actor) -> None:
    people = [row for row in waiting if row["people"] is None]
    if people:
        same = home.period == target.period
        await register.write([_line(row, target.id, by, with_pass=same) for row in people])
    await execute(COUNT, _ids(waiting), target.id, by.account)


def _line(row: Record, event: UUID, by: Actor, *, with_pass: bool) -> Line:
    kept: dict[str, Any] = {
        name: row[name]
        for name in (
            "id",
            "at",
            "received_at",
            "phone",
            "clock_skew",
            "sex",
            "age_band",
            "audience",
        )
    }
    pseudonym = row["pseudonym"] if with_pass else None
    return Line(**kept, event=event, source="door", pseudonym=pseudonym, entered_by=by.account)


async def _settle(waiting: Sequence[Record], said: Judgement, *, by: Actor, at: datetime) -> None:
    if not waiting:
        return
    await execute(SETTLE, _ids(waiting), said.fate, said.to, said.reason, at, by.account)
    await audit.record(
        by, f"set-aside.{said.fate}", f"event:{waiting[0]['event']}", at=at, lines=len(waiting),
        people=sum(row["people"] or 1 for row in waiting), reason=said.reason,
        to=str(said.to or ""),
    )  # fmt: skip


def _decided(row: Record) -> Decided:
    return Decided(
        fate=row["fate"], reason=row["reason"], at=row["decided_at"], by=row["decided_by_name"]
    )


def _ids(rows: Sequence[Record]) -> list[UUID]:
    return [row["id"] for row in rows]
