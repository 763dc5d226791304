"""Helpers, for programs."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct

from events.planning.domain import when
from server.accounts.domain import audit
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import directory, volunteers
from volunteers.people.domain.directory import Person, Sought
from volunteers.people.domain.volunteers import NewVolunteer


class VolunteerWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A helper to take in; `language` is the one we write in, `languages` those they speak."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    email: Annotated[str, Meta(max_length=254)]
    municipality: Annotated[str, Meta(description="INE code")]
    network: UUID | None = None
    languages: tuple[str, ...] = ("es",)
    language: str = "es"

    def new(self) -> NewVolunteer:
        """In the words of the domain."""
        return NewVolunteer(
            name=self.name,
            email=self.email,
            home=self.municipality,
            network=self.network,
            languages=self.languages,
            language=self.language,
        )


class VolunteerRead(Struct, frozen=True, kw_only=True):
    """A helper; `cleared_until` is the last day of their clearance for work with minors."""

    id: UUID
    name: str
    email: str
    municipality: str
    network: UUID | None
    languages: list[str]
    cleared_until: date | None


class VolunteerPage(Struct, frozen=True):
    """Some helpers by name; `next` is the cursor of the rest."""

    items: list[VolunteerRead]
    next: UUID | None


class Made(Struct, frozen=True):
    """The id of what was made."""

    id: UUID


class PeopleApi(Controller):
    """Listing helpers and taking them in."""

    path = "/api/v1/volunteers"
    tags = ("volunteers",)
    guards = (may("staff"),)

    @get()
    async def people(
        self,
        request: Visit,
        municipality: FromQuery[str] = "",
        network: FromQuery[UUID | None] = None,
        topic: FromQuery[str] = "",
        cursor: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
    ) -> VolunteerPage:
        """Helpers of the municipalities one looks after; reading them is audited."""
        moment, actor = now(), signed_in(request)
        sought = Sought(
            municipality=municipality, network=network, topic=topic, after=cursor, most=limit
        )
        today = when.local_day(moment, settings_of(request).timezone)
        found = await directory.matching(sought, by=actor, today=today)
        await audit.read(actor, "volunteers.listed", "volunteers", at=moment)
        return VolunteerPage([read(person) for person in found.people], found.next)

    @post()
    async def add(self, request: Visit, data: JSONBody[VolunteerWritten]) -> Made:
        """Take somebody in, with an account of theirs."""
        return Made(await volunteers.add(data.new(), by=signed_in(request), at=now()))


def read(person: Person) -> VolunteerRead:
    """The helper as programs read them."""
    return VolunteerRead(
        id=person.id,
        name=person.name,
        email=person.email,
        municipality=person.home,
        network=person.network,
        languages=person.languages,
        cleared_until=person.cleared_until,
    )
