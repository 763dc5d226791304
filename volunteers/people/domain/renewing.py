"""Renewing what lapses, for many at once."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import codelists
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from volunteers.people.domain import credentials, reach, words
from volunteers.people.domain.credentials import NewClearance, NewQualification

# How far ahead is looked for what lapses.
AHEAD: Final = timedelta(days=90)
CLEARANCES: Final = """
    SELECT v.id AS volunteer, a.name, m.name AS home_name, c.kind, max(c.valid_until) AS until
    FROM clearance c
        JOIN volunteer v ON v.id = c.volunteer
        JOIN account a ON a.id = v.account
        JOIN municipality m ON m.ine = v.home
    WHERE a.disabled_at IS NULL AND v.home = ANY($1)
    GROUP BY v.id, a.name, m.name, c.kind HAVING max(c.valid_until) <= $2
    ORDER BY until, a.name, v.id, c.kind
"""
QUALIFICATIONS: Final = """
    SELECT q.id, v.id AS volunteer, a.name, m.name AS home_name, q.role, q.valid_until AS until,
        CASE $3 WHEN 'en' THEN t.name_en ELSE t.name_es END AS topic_name
    FROM qualification q
        JOIN topic t ON t.slug = q.topic
        JOIN volunteer v ON v.id = q.volunteer
        JOIN account a ON a.id = v.account
        JOIN municipality m ON m.ine = v.home
    WHERE a.disabled_at IS NULL AND v.home = ANY($1) AND q.valid_until <= $2
    ORDER BY q.valid_until, a.name, q.id
"""
PERSON: Final = """
    SELECT a.name FROM volunteer v JOIN account a ON a.id = v.account WHERE v.id = $1
"""
WHOSE: Final = "SELECT DISTINCT volunteer FROM qualification WHERE id = ANY($1)"
TOPIC: Final = """
    SELECT q.volunteer, q.topic, q.role, a.name,
        CASE $2 WHEN 'en' THEN t.name_en ELSE t.name_es END AS topic_name
    FROM qualification q
        JOIN topic t ON t.slug = q.topic
        JOIN volunteer v ON v.id = q.volunteer
        JOIN account a ON a.id = v.account
    WHERE q.id = $1
"""


class Pick(Struct, frozen=True, order=True):
    """One kind of somebody's records, to be renewed: no other kind is touched."""

    volunteer: UUID
    kind: str


class Verified(Struct, frozen=True):
    """When records were verified, whatever their kind; by default they hold six months."""

    on: date
    valid_until: date | None = None


class Renewed(Struct, frozen=True):
    """What was renewed, in words, and its new last day; None is for good."""

    name: str
    what: str
    until: date | None


class LapsingClearance(Struct, frozen=True, kw_only=True):
    """A kind of record that somebody's last verification of lapses soon, or lapsed."""

    volunteer: UUID
    name: str
    home_name: str
    kind: str
    until: date


class LapsingQualification(Struct, frozen=True, kw_only=True):
    """A qualification that lapses soon, or lapsed."""

    id: UUID
    volunteer: UUID
    name: str
    home_name: str
    role: str
    topic_name: str
    until: date


async def clearances(*, by: Actor, today: date) -> list[LapsingClearance]:
    """What lapses within AHEAD or did, where `by` coordinates, the earliest first."""
    rows = await fetch(CLEARANCES, await _places(by), today + AHEAD)
    return msgspec.convert([dict(row) for row in rows], list[LapsingClearance])


async def qualifications(*, by: Actor, today: date) -> list[LapsingQualification]:
    """The same of qualifications."""
    rows = await fetch(QUALIFICATIONS, await _places(by), today + AHEAD, current_language())
    return msgspec.convert([dict(row) for row in rows], list[LapsingQualification])


async def renew_clearances(
    picks: Collection[Pick], verified: Verified, *, by: Actor, at: datetime
) -> list[Renewed]:
    """Renew each pick in its own kind; all or none. Raises Invalid, NotAllowed, NotFound."""
    _need_some(picks)
    chosen = sorted(set(picks))
    async with transaction():
        await reach.hold_all(pick.volunteer for pick in chosen)
        renewed = [await _clear(pick, verified, by, at) for pick in chosen]
        people = sorted({pick.volunteer for pick in chosen})
        await audit.record(by, "volunteers.renewed", "volunteers", at=at, people=people)
    return _by_name(renewed)


async def extend_qualifications(
    ids: Collection[UUID], valid_until: date | None, *, by: Actor, at: datetime
) -> list[Renewed]:
    """Let many qualifications hold through a day, or without one; all or none."""
    _need_some(ids)
    chosen, renewed = sorted(set(ids)), list[Renewed]()
    async with transaction():
        await reach.hold_all([row["volunteer"] for row in await fetch(WHOSE, chosen)])
        for one in chosen:
            for row in await fetch(TOPIC, one, current_language()):
                told = NewQualification(
                    topic=row["topic"], role=row["role"], valid_until=valid_until
                )
                await credentials.qualify(row["volunteer"], told, by=by, at=at)
                what = f"{row['topic_name']} · {words.roles()[row['role']]}"
                renewed.append(Renewed(row["name"], what, valid_until))
        await audit.record(by, "volunteers.extended", "volunteers", at=at, qualifications=chosen)
    return _by_name(renewed)


async def _clear(pick: Pick, verified: Verified, by: Actor, at: datetime) -> Renewed:
    told = NewClearance(kind=pick.kind, verified_on=verified.on, valid_until=verified.valid_until)
    await credentials.clear(pick.volunteer, told, by=by, at=at)
    [row] = await fetch(PERSON, pick.volunteer)
    return Renewed(row["name"], words.records()[pick.kind], told.last_day)


def _need_some(chosen: Collection[object]) -> None:
    if not chosen:
        raise Invalid({"chosen": _("Elegir al menos a una persona.")})


def _by_name(renewed: Iterable[Renewed]) -> list[Renewed]:
    return sorted(renewed, key=lambda one: (one.name, one.what))


async def _places(by: Actor) -> list[str]:
    by.need("staff")
    return [place.ine for place in await codelists.coordinated_by(by)]
