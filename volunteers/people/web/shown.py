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
    """A credential; `until` is empty when it does not lapse, `since` when no day is known.

    A record that was never verified has no id.
    """

    id: UUID | None = None
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
            id=one.id,
            name=f"{one.topic_name} · {roles[one.role]}",
            standing=standing(one.valid_until or date.max, today),
            until=words.day(one.valid_until) if one.valid_until else "",
        )
        for one in held
    ]


def cleared(held: Iterable[Cleared], today: date) -> list[CredentialLine]:
    """Each kind of record, as it was verified furthest ahead or as not verified."""
    best = _furthest(held)
    return [
        _record(best[kind], today)
        if kind in best
        else CredentialLine(name=name, standing="missing", until="")
        for kind, name in words.records().items()
    ]


def earlier(held: Iterable[Cleared], today: date) -> list[CredentialLine]:
    """The verifications that others reach beyond."""
    verified = list(held)
    best = {one.id for one in _furthest(verified).values()}
    return [_record(one, today) for one in verified if one.id not in best]


def _furthest(held: Iterable[Cleared]) -> dict[str, Cleared]:
    best: dict[str, Cleared] = {}
    for one in held:
        if one.kind not in best or one.valid_until > best[one.kind].valid_until:
            best[one.kind] = one
    return best


def _record(one: Cleared, today: date) -> CredentialLine:
    return CredentialLine(
        id=one.id,
        name=words.records()[one.kind],
        standing=standing(one.valid_until, today),
        until=words.day(one.valid_until),
        since=words.day(one.verified_on),
    )
