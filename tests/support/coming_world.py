"""Two weeks of a small place: people who are reached in every way there is, and what they do."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from notifications.domain.office import Office
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import planned
from tests.support.reminding import rule
from tests.support.rounds import told
from tests.support.seats import asked, taking
from volunteers.assignments.domain import invitations

# Tuesday 8 December 2026, 09:00 in Guatemala, whose clocks are six hours behind UTC.
NOW = datetime(2026, 12, 8, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of that December on the clocks of Guatemala."""
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC) + 6 * HOUR


async def event_at(starts_at: datetime, **changes: Any) -> UUID:
    """A published workshop of three hours."""
    return await planned(
        starts_at=starts_at, ends_at=starts_at + 3 * HOUR, at=NOW - 10 * DAY, **changes
    )


async def inhabited(office: Office) -> None:
    """People, places and rules; everything that was to be said until NOW has been."""
    await rule(120)
    await rule(600, "lead")
    await rule(1440, kind="forum", channel="mail")
    await rule(180, channel="inbox")
    await rule(60, "registered")
    await rule(300, channel="sms", audience="parents-carers", kind="forum")
    early, late = await event_at(local(11, 5, 30)), await event_at(local(13, 22), kind="forum")
    await served("Ana Ayuda", early, late, cleared_until=date(2027, 1, 12))
    nights = [await event_at(local(12, 5, 30)), await event_at(local(14, 7)),
              await event_at(local(17, 9))]  # fmt: skip
    await quiet(await served("Beto Ben", *nights))
    await unsure(await served("Caro Cal", await event_at(local(16, 10))))
    await opted_out(await served("Dora Díaz", await event_at(local(10, 10))))
    await invited("Edna Eje", await event_at(local(20, 10)), answer_by=local(12, 18))
    await invited("Fito Fue", await event_at(local(10, 16)), answer_by=local(10, 7))
    await quiet(await invited("Gina Gil", await event_at(local(21, 10)), answer_by=local(15, 1)))
    seats = await event_at(local(15, 8), title="Con inscripción")
    await taking(5, event=seats, at=NOW - 2 * DAY, closes_at=local(15, 8))
    for contact in ("a@correo.test", "b@correo.test"):
        await asked(seats, contact=contact, at=NOW - DAY)
    hugo = await served(
        "Hugo Hoy", await event_at(NOW + HOUR), await event_at(local(20, 9) + 31 * DAY)
    )
    await qualified_until(hugo, date(2027, 1, 11))
    for hours in (9, 5, 0):
        await told(office, NOW - hours * HOUR)


async def served(
    name: str, *events: UUID, cleared_until: date = date(2027, 6, 1)
) -> UUID:  # fmt: skip
    """Somebody who said yes to all of these."""
    person = await helper(name, cleared_until=cleared_until)
    for event in events:
        at = NOW - 9 * DAY
        place = await invitations.invite(event, person, "lead", by=SYSTEM, at=at)
        await invitations.answer(place, "accepted", at=at)
    return person


async def invited(name: str, event: UUID, *, answer_by: datetime) -> UUID:
    """Somebody who has not answered."""
    person = await helper(name, cleared_until=date(2027, 6, 1))
    at = NOW - 9 * HOUR
    await invitations.invite(event, person, "lead", by=SYSTEM, at=at, answer_by=answer_by)
    return person


async def qualified_until(person: UUID, day: date) -> None:
    """Somebody who may not lead any more from then on, whatever they said yes to."""
    await execute("UPDATE qualification SET valid_until = $2 WHERE volunteer = $1", person, day)


async def quiet(person: UUID) -> None:
    """Somebody who wants nothing by night."""
    await execute(
        "INSERT INTO preference (account, quiet_from, quiet_until, zone, said_at)"
        " SELECT account, '21:00', '06:00', 'America/Guatemala', $2 FROM volunteer WHERE id = $1",
        person, NOW - 9 * DAY,
    )  # fmt: skip


async def unsure(person: UUID) -> None:
    """Somebody whose one contact never said that it works."""
    await execute(
        "INSERT INTO contact (id, account, channel, address, position, said_at)"
        " SELECT gen_random_uuid(), account, 'mail', 'caro@otro.test', 0, $2"
        " FROM volunteer WHERE id = $1",
        person, NOW - 9 * DAY,
    )  # fmt: skip


async def opted_out(person: UUID) -> None:
    """Somebody who wants no mail any more."""
    await execute(
        "INSERT INTO consent (id, account, channel, given, way, at)"
        " SELECT gen_random_uuid(), account, 'mail', false, 'link', $2"
        " FROM volunteer WHERE id = $1",
        person, NOW - 9 * DAY,
    )  # fmt: skip


async def said_since(moment: datetime) -> set[tuple[str, str, str, datetime]]:
    """The kind, key, channel and moment of everything that was said since."""
    rows = await fetch(
        "SELECT n.kind, n.key, d.channel, d.began_at FROM notice n JOIN delivery d"
        " ON d.notice = n.id WHERE d.began_at > $1 AND d.outcome = 'sent'",
        moment,
    )
    return {tuple(row.values()) for row in rows}
