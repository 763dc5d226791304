"""Helpers, for programs."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from events.planning.domain import when
from server.accounts.domain import audit
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import directory, volunteers
from volunteers.people.domain.directory import Found, Sought


class VolunteerRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A helper to take in; `language` is the one we write in, `languages` those they speak."""

    name: str
    email: str
    municipality: str
    network: UUID | None = None
    languages: tuple[str, ...] = ("es",)
    language: str = "es"

    def new(self) -> volunteers.NewVolunteer:
        """In the words of the domain."""
        return volunteers.NewVolunteer(
            name=self.name,
            email=self.email,
            home=self.municipality,
            network=self.network,
            languages=self.languages,
            language=self.language,
        )


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
    ) -> Found:
        """Helpers by name; `next` is the cursor of the next page. Reading them is audited."""
        moment, actor = now(), signed_in(request)
        sought = Sought(
            municipality=municipality, network=network, topic=topic, after=cursor, most=limit
        )
        today = when.local_day(moment, settings_of(request).timezone)
        found = await directory.matching(sought, by=actor, today=today)
        await audit.record(actor, "volunteers.listed", "volunteers", at=moment, n=len(found.people))
        return found

    @post()
    async def add(self, request: Visit, data: JSONBody[VolunteerRequest]) -> Made:
        """Take somebody in, with an account of theirs."""
        return Made(await volunteers.add(data.new(), by=signed_in(request), at=now()))
