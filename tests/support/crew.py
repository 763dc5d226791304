"""Helpers for tests: qualified and cleared unless a test says otherwise."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.cast import LONG_AGO
from volunteers.people.domain import credentials, volunteers
from volunteers.people.domain.credentials import NewClearance, NewQualification

NEW_YEAR = date(2027, 1, 31)
# One statement: many tests want a door that opens, and are about something else.
TWO_ADULTS: Final = """
    WITH adult AS (
        SELECT gen_random_uuid() AS account, gen_random_uuid() AS id, who.name, who.role, e.*,
            (e.starts_at AT TIME ZONE e.zone)::date AS day
        FROM (SELECT id AS event, municipality, starts_at, zone FROM event WHERE id = $1) e,
            (VALUES ('Adela Adulta', 'lead'), ('Bruno Adulto', 'assistant')) who (name, role)
    ), known AS (
        INSERT INTO account (id, email, name, role, created_at)
        SELECT account, role || '.' || account || '@convoca.test', name, 'facilitator', $2
        FROM adult RETURNING id
    ), person AS (
        INSERT INTO volunteer (id, account, home) SELECT a.id, a.account, a.municipality
        FROM adult a JOIN known k ON k.id = a.account RETURNING id
    ), cleared AS (
        INSERT INTO clearance (id, volunteer, kind, verified_on, valid_until)
        SELECT gen_random_uuid(), p.id, 'renas', a.day - 100, a.day + 100
        FROM adult a JOIN person p ON p.id = a.id RETURNING volunteer
    )
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), a.event, a.id, a.role, 'accepted', $2, $2
    FROM adult a JOIN cleared c ON c.volunteer = a.id
"""


async def helper(
    name: str = "Ana Ayuda",
    *,
    home: str = "0103",
    topics: tuple[str, ...] = ("social-network-risks",),
    role: str = "lead",
    cleared_until: date | None = NEW_YEAR,
    at: datetime = LONG_AGO,
) -> UUID:
    """Somebody who helps; their address is their first name at convoca.test."""
    email = f"{name.split(maxsplit=1)[0].lower()}@convoca.test"
    new = volunteers.NewVolunteer(name=name, email=email, home=home)
    person = await volunteers.add(new, by=SYSTEM, at=at)
    for topic in topics:
        held = NewQualification(topic=topic, role=role)
        await credentials.qualify(person, held, by=SYSTEM, at=at)
    if cleared_until is not None:
        shown = NewClearance(kind="renas", verified_on=at.date(), valid_until=cleared_until)
        await credentials.clear(person, shown, by=SYSTEM, at=at)
    return person


async def two_cleared_adults(event: UUID, *, at: datetime = LONG_AGO) -> None:
    """Give an event two adults who said yes, cleared for a hundred days on either side of it."""
    await execute(TWO_ADULTS, event, at)
