"""Helpers and their credentials as pages show them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from volunteers.people.domain import words
from volunteers.people.domain.directory import Person
from volunteers.people.domain.profiles import Cleared, Qualified
from volunteers.people.domain.validity import standing


class PersonLine(Struct, frozen=True, kw_only=True):
    """One line of the list of helpers."""

    id: UUID
    name: str
    home: str
    home_name: str
    network_name: str | None
    leads: int
    standing: str
    until: str


class CredentialLine(Struct, frozen=True, kw_only=True):
    """A credential; `until` is empty when it does not lapse, `since` when no day is known."""

    name: str
    standing: str
    until: str
    since: str = ""


def person_line(person: Person, today: date) -> PersonLine:
    """A helper in the list."""
    until = person.cleared_until
    return PersonLine(
        id=person.id,
        name=person.name,
        home=person.home,
        home_name=person.home_name,
        network_name=person.network_name,
        leads=person.leads,
        standing=standing(until, today),
        until=words.day(until) if until else "",
    )


def qualified(held: Iterable[Qualified], today: date) -> list[CredentialLine]:
    """Qualifications by topic; one without a last day is valid."""
    roles = words.roles()
    return [
        CredentialLine(
            name=f"{one.topic_name} · {roles[one.role]}",
            standing=standing(one.valid_until or date.max, today),
            until=words.day(one.valid_until) if one.valid_until else "",
        )
        for one in held
    ]


def cleared(held: Iterable[Cleared], today: date) -> list[CredentialLine]:
    """Verified records, the one that reaches furthest first."""
    records = words.records()
    return [
        CredentialLine(
            name=records[one.kind],
            standing=standing(one.valid_until, today),
            until=words.day(one.valid_until),
            since=words.day(one.verified_on),
        )
        for one in held
    ]
