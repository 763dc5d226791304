"""Helpers for tests: qualified and cleared unless a test says otherwise."""

from datetime import date, datetime
from uuid import UUID

from server.foundation.identity import SYSTEM
from tests.support.cast import LONG_AGO
from volunteers.people.domain import credentials, volunteers
from volunteers.people.domain.credentials import NewClearance, NewQualification

NEW_YEAR = date(2027, 1, 31)


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
