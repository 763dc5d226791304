"""What goes out late in the life of an event or of a document, made to happen."""

from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from events.attendance.domain.reserving import seating
from notifications.domain.office import Office
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, told
from tests.support.seats import asked, taking
from volunteers.assignments.domain import invitations

MONDAY_AT_SEVEN = SATURDAY - 5 * DAY - 2 * HOUR


def news(post: PostOffice, address: str) -> list[EmailMessage]:
    """The letters that somebody got, but for what they read every Monday."""
    return [one for one in post.to(address) if one["Subject"] != "Resumen de la semana"]


async def holding(name: str, *, until: date, starts_in: timedelta = 20 * DAY) -> UUID:
    """Somebody who said yes to an event for minors, and whose document then lapses before it."""
    start = TODAY + starts_in
    event = await planned(audiences=("children",), starts_at=start, ends_at=start + 3 * HOUR)
    await execute("DELETE FROM assignment WHERE event = $1", event)
    person = await helper(name, cleared_until=(start + DAY).date())
    assignment = await invitations.invite(event, person, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(assignment, "accepted", at=TODAY)
    await execute("UPDATE clearance SET valid_until = $2 WHERE volunteer = $1", person, until)
    return person


async def taken_back(event: UUID, address: str = "zoe@correo.test") -> None:
    """Seats that somebody at this address asked for, and that the coordination took back."""
    rows = await fetch("SELECT id FROM registration WHERE contact = $1", address)
    await seating.cancel(event, rows[0]["id"], "Otro grupo", by=SYSTEM, at=TODAY)


async def late_news(office: Office, language: str, **changes: Any) -> None:
    """Every kind of it, about an event with these `changes`."""
    start = SATURDAY + 5 * DAY
    event = await planned(starts_at=start, ends_at=start + HOUR, **changes)
    await invitations.invite(event, await helper("Nora Ayuda"), "lead", by=SYSTEM, at=TODAY)
    seats = await taking(event=await planned(**changes))
    await asked(seats, contact="zoe@correo.test")
    await taken_back(seats)
    await holding("Pía Ayuda", until=(TODAY + 6 * DAY).date(), starts_in=30 * DAY)
    await execute("UPDATE account SET language = $1", language)
    await execute("UPDATE registration SET language = $1", language)
    await told(office, TODAY)
    await told(office, MONDAY_AT_SEVEN)
    await told(office, TODAY + 6 * DAY + HOUR)
    await told(office, start + HOUR + DAY)
